"""A campaign from spec and data to its published result."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from made_up import START, before, campaign, data, frame, judged, kpi, noisy, only, undated

from generator.compare.reason import Method, Reason
from generator.compare.result import Certainty, State, Verdict
from generator.data.table import FileRecord, Grain, Note, NoteKind
from generator.errors import Location
from generator.spec.model import Role, Text


def test_the_value_is_a_ratio_of_sums_and_not_a_mean_of_daily_ratios():
    spec = campaign(kpi("conversion_rate", "3%"), days=2)
    result = only(judged(spec, data(frame({"clicks": [1000, 10], "conversions": [10, 5]}), spec=spec)))
    assert result.value == pytest.approx(15 / 1010)
    assert result.sums == {"conversions": 15.0, "clicks": 1010.0}
    assert (result.formula, result.rows, result.days) == ("conversions / clicks", 2, 2)


def test_the_example_of_the_format_is_near_and_clearly_so():
    rng = np.random.default_rng(1)
    leads = rng.integers(45, 54, 61).astype(float)
    cost = leads * 86.67 + rng.normal(0, 100, 61)
    spec = campaign(kpi("cost_per_lead", "80"), days=61)
    result = only(judged(spec, data(frame({"cost": cost, "leads": leads}), spec=spec)))
    assert (result.verdict, result.near, result.certainty) == (Verdict.NEAR, 88.0, Certainty.CLEAR)
    assert result.attainment == pytest.approx(80 / result.value)


def test_a_zero_denominator_gives_no_value_and_names_the_measure():
    spec = campaign(kpi("cost_per_lead", "80"), days=20)
    table = data(frame({"cost": noisy(20, 10, 1), "leads": [0.0] * 20}), spec=spec)
    result = only(judged(spec, table))
    assert (result.value, result.verdict, result.attainment) == (None, Verdict.NO_DATA, None)
    assert (result.reason, result.reason_values) == (Reason.ZERO_DENOMINATOR, {"measure": "leads"})
    assert (result.interval, result.certainty, result.method) == (None, None, None)


def test_a_measure_without_any_value_is_named():
    spec = campaign(kpi("cost_per_lead", "80"), days=20)
    table = data(frame({"cost": noisy(20, 10, 1), "leads": [np.nan] * 20}), spec=spec)
    result = only(judged(spec, table))
    assert (result.reason, result.reason_values) == (Reason.MISSING_MEASURE, {"measure": "leads"})
    assert result.sums["leads"] is None


def test_reach_is_never_summed():
    spec = campaign(kpi("frequency", "2..4"), days=20)
    table = data(
        frame({"impressions": noisy(20, 900, 1), "reach": noisy(20, 300, 2)}),
        spec=spec,
        unsummable={("campaign", "", ""): {"reach": 20}},
    )
    result = only(judged(spec, table))
    assert (result.value, result.verdict) == (None, Verdict.NO_DATA)
    assert (result.reason, result.reason_values) == (Reason.UNSUMMABLE, {"measure": "reach", "rows": 20})


def test_rows_outside_the_period_do_not_count():
    spec = campaign(kpi("leads", "100"), days=10, baseline=before(10))
    table = data(frame({"leads": [1000.0] * 10 + [10.0] * 10 + [500.0] * 10}, START - timedelta(days=10)), spec=spec)
    result = only(judged(spec, table))
    assert (result.value, result.verdict, result.days) == (100.0, Verdict.MET, 10)


def test_no_rows_in_the_period_are_no_data():
    spec = campaign(kpi("leads", "100"), days=10)
    table = data(frame({"leads": [10.0]}, START - timedelta(days=30)), spec=spec)
    found = judged(spec, table).result
    assert (found.kpis[0].verdict, found.kpis[0].reason) == (Verdict.NO_DATA, Reason.NO_ROWS)
    assert (found.campaign.verdict, found.campaign.score, found.score.left_out) == (Verdict.NO_DATA, None, ("leads",))


@pytest.mark.parametrize(
    ("day", "state", "verdict"),
    [
        (-1, State.UPCOMING, Verdict.RUNNING),
        (0, State.RUNNING, Verdict.RUNNING),
        (26, State.RUNNING, Verdict.RUNNING),
        (27, State.FINISHED, Verdict.MET),
    ],
)
def test_a_verdict_is_given_from_the_last_day_on(day, state, verdict):
    spec = campaign(kpi("conversion_rate", "3%"))
    rows = frame({"clicks": [100.0] * 28, "conversions": [4.0, 5.0] * 14})
    as_of = START + timedelta(days=day)
    table = data(rows[rows["date"] <= pd.Timestamp(as_of)], spec=spec) if day >= 0 else data(rows[:0], spec=spec)
    found = judged(spec, table, as_of=as_of).result
    assert (found.campaign.state, found.kpis[0].verdict, found.campaign.verdict) == (state, verdict, verdict)
    assert (found.kpis[0].value is None) is (day < 0)


def test_a_volume_that_has_passed_its_target_is_met_while_the_campaign_runs():
    spec = campaign(kpi("leads", "500"), kpi("conversion_rate", "3%"))
    columns = {"leads": [60.0] * 10, "clicks": noisy(10, 1000, 1), "conversions": noisy(10, 40, 2)}
    found = judged(spec, data(frame(columns), spec=spec), as_of=START + timedelta(days=9)).result
    leads, rate = found.kpis
    assert (leads.verdict, leads.certainty) == (Verdict.MET, Certainty.COUNTED)
    assert (rate.verdict, rate.certainty) == (Verdict.RUNNING, None)
    assert rate.interval is not None
    assert found.campaign.verdict is Verdict.RUNNING


def test_a_broken_ceiling_is_missed_while_the_campaign_runs_but_a_profit_may_still_recover():
    spec = campaign(kpi("cost", "500"), kpi("margin", "500"))
    table = data(frame({"cost": [60.0] * 10, "profit": [60.0] * 10}), spec=spec)
    cost, margin = judged(spec, table, as_of=START + timedelta(days=9)).result.kpis
    assert (cost.value, cost.verdict) == (600.0, Verdict.MISSED)
    assert (margin.value, margin.verdict) == (600.0, Verdict.RUNNING)


def test_a_volume_that_has_seen_refunds_is_not_certain_before_the_end():
    spec = campaign(kpi("leads", "100"))
    table = data(frame({"leads": [60.0, -30.0] * 5}), spec=spec)
    assert only(judged(spec, table, as_of=START + timedelta(days=9))).verdict is Verdict.RUNNING
    assert only(judged(spec, table)).verdict is Verdict.MET


def test_a_volume_to_date_has_no_progress_yet():
    spec = campaign(kpi("leads", "5000"), baseline=before(28))
    table = data(frame({"leads": [100.0] * 38}, START - timedelta(days=28)), spec=spec)
    assert only(judged(spec, table, as_of=START + timedelta(days=9))).progress is None
    assert only(judged(spec, table)).progress is not None


def test_a_running_kpi_whose_data_will_never_do_says_no_data_at_once():
    spec = campaign(kpi("frequency", "2..4"))
    table = data(
        frame({"impressions": [900.0] * 10, "reach": [300.0] * 10}),
        spec=spec,
        unsummable={("campaign", "", ""): {"reach": 10}},
    )
    assert only(judged(spec, table, as_of=START + timedelta(days=9))).verdict is Verdict.NO_DATA


def test_segments_follow_their_kpi_and_are_judged_by_their_own_targets_and_rows():
    spec = campaign(
        kpi("conversion_rate", "3%", segments={"channel": {"search": "3.5%", "social": "2%", "radio": "1%"}}),
        kpi("leads", "10"),
        places={
            ("kpis", 0): Location("c.yml", 20, 5),
            ("kpis", 0, "segments", "channel", "social"): Location("c.yml", 30, 9),
        },
    )
    rows = [
        frame({"clicks": [1000.0] * 28, "conversions": [30.0] * 28, "leads": [1.0] * 28}),
        frame({"clicks": [500.0] * 28, "conversions": [19.0] * 28, "leads": [1.0] * 28}, which=("channel", "search")),
        frame({"clicks": [500.0] * 28, "conversions": [9.5] * 28, "leads": [0.0] * 28}, which=("channel", "social")),
    ]
    found = judged(spec, data(*rows, spec=spec)).result
    assert [(k.metric, k.segment) for k in found.kpis] == [
        ("conversion_rate", None),
        ("conversion_rate", {"channel": "search"}),
        ("conversion_rate", {"channel": "social"}),
        ("conversion_rate", {"channel": "radio"}),
        ("leads", None),
    ]
    assert [k.value for k in found.kpis[1:4]] == [pytest.approx(0.038), pytest.approx(0.019), None]
    assert [k.verdict for k in found.kpis[1:4]] == [Verdict.MET, Verdict.NEAR, Verdict.NO_DATA]
    assert [k.at for k in found.kpis[:3]] == ["c.yml:20:5", "c.yml:20:5", "c.yml:30:9"]
    assert found.campaign.kpis == len(found.score.terms) == 2


def test_the_head_says_what_the_spec_and_the_data_say():
    spec = campaign(
        kpi("cpm", "10", role=Role.GUARDRAIL),
        kpi("leads", "280"),
        owner="growth",
        tags=("paid",),
        currency="CNY",
        budget=400_000.0,
        objective="grow",
        kra="acquisition",
    )
    table = data(frame({"cost": [10.0] * 28, "impressions": [2000.0] * 28, "leads": [10.0] * 28}), spec=spec)
    head = judged(spec, table, as_of=date(2026, 6, 5)).result.campaign
    assert (head.id, head.name, head.period) == ("spring", {"en": "Spring"}, (START, START + timedelta(days=27)))
    assert (head.owner, head.tags, head.currency, head.budget) == ("growth", ("paid",), "CNY", 400_000.0)
    assert (head.objective, head.kra, head.spent, head.grain) == ("grow", "acquisition", 280.0, "day")
    assert (head.as_of, head.data_to) == (date(2026, 6, 5), START + timedelta(days=27))
    assert (head.headline, head.certainty) == ("leads", Certainty.COUNTED)
    assert (head.kpis_met, head.kpis, head.verdict) == (2, 2, Verdict.MET)


def test_a_missed_guardrail_keeps_a_campaign_from_being_met():
    spec = campaign(kpi("leads", "100", weight=3), kpi("bounce_rate", "45%", role=Role.GUARDRAIL))
    table = data(frame({"leads": [10.0] * 28, "clicks": [100.0] * 28, "bounces": [60.0] * 28}), spec=spec)
    found = judged(spec, table).result
    assert found.campaign.score == pytest.approx((3 * 1.2 + 0.45 / 0.6) / 4)
    assert found.score.held_back_by == ("bounce_rate",)
    assert found.campaign.verdict is Verdict.NEAR


def test_weekly_and_undated_sources_are_judged_too():
    weekly = campaign(kpi("leads", "100"), days=70)
    found = judged(weekly, data(frame({"leads": [10.0] * 10}, step=7), spec=weekly, grain=Grain.WEEK)).result
    assert (found.campaign.grain, found.kpis[0].value, found.kpis[0].days) == ("week", 100.0, 10)
    spec = campaign(kpi("leads", "100"))
    plain = judged(spec, undated({"leads": 120.0}, spec, rows=7)).result
    assert (plain.campaign.grain, plain.campaign.data_to, plain.kpis[0].rows) == ("none", None, 7)
    assert (plain.kpis[0].method, plain.kpis[0].spread) == (Method.COUNTED, None)


def test_files_and_notes_are_handed_on():
    spec = campaign(kpi("leads", "100"))
    table = data(frame({"leads": [10.0] * 28}), spec=spec)
    record = FileRecord("data/a.csv", "ads", "ab12", 120, 28, "gb18030", ",", ".", ((29, "totals_row"),))
    note = Note(NoteKind.DROPPED, "totals_row", "data/a.csv", (29,), {"count": 1})
    full = type(table)(table.series, table.totals, table.windows, table.grain, (record,), (note,), last=table.last)
    found = judged(spec, full).result
    assert (found.data[0].file, found.data[0].encoding, found.data[0].dropped[0].row) == ("data/a.csv", "gb18030", 29)
    assert (found.notes[0].kind, found.notes[0].code, found.notes[0].rows) == ("dropped", "totals_row", (29,))


def test_a_kpis_own_near_band_wins_over_the_sites():
    rows = frame({"leads": [8.5] * 20})
    own, sites = (campaign(kpi("leads", "200", **more), days=20) for more in ({"near": "20%"}, {}))
    assert only(judged(own, data(rows, spec=own))).verdict is Verdict.NEAR
    assert only(judged(sites, data(rows, spec=sites))).verdict is Verdict.MISSED


def test_float_noise_in_a_sum_of_costs_breaks_no_ceiling():
    spec = campaign(kpi("cost", "80"), days=101)
    result = only(judged(spec, data(frame({"cost": [0.7] * 100 + [10.0]}), spec=spec)))
    assert result.value == 80.00000000000001
    assert (result.verdict, result.certainty) == (Verdict.MET, Certainty.COUNTED)


def test_names_come_in_every_language_of_the_spec():
    spec = campaign(kpi("leads", "1")).model_copy(update={"name": Text(by_language={"en": "Push", "zh": "推广"})})
    assert judged(spec, data(frame({"leads": [1.0]}), spec=spec)).result.campaign.name == {"en": "Push", "zh": "推广"}
