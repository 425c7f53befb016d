"""What the playbook is asked: who hurt and who helped, whether the mix or a segment did it, and what else shows."""

from datetime import date
from types import SimpleNamespace

import pytest

from generator.compare.result import (
    BaselineResult,
    CampaignHead,
    Certainty,
    ChangeResult,
    CounterfactualResult,
    DriverPart,
    ForecastResult,
    ForecastState,
    KpiResult,
    SegmentPart,
    State,
    Verdict,
)
from generator.diagnose.question import ask
from generator.metrics.catalogue import builtin
from generator.spec.model import Better, Cause, Factor, FactorKind, Learning, Role, Stage
from generator.spec.playbook_file import Sign, Way

VOCABULARY = builtin().vocabulary()
LEAD_COST = (
    DriverPart(driver="cost_per_click", before=2.0, after=2.6, contribution=21.85),
    DriverPart(driver="lead_rate", before=0.025, after=0.03, contribution=-15.19),
)


def kpi(metric="cost_per_lead", **more):
    words = VOCABULARY.metrics[metric]
    base = {
        "metric": metric, "unit": words.unit, "better": words.better, "role": Role.PRIMARY, "weight": 1.0,
        "must": False, "value": 86.67, "target": 80.0, "target_text": "80", "near": 82.0, "verdict": Verdict.MISSED,
        "attainment": 0.92, "progress": None, "certainty": Certainty.CLEAR, "interval": None, "confidence": 0.95,
        "method": None, "formula": "", "sums": {}, "rows": 30, "days": 30, "at": "campaign.yml:1:1",
        "baseline": BaselineResult(value=80.0, source="period"),
    }  # fmt: skip
    return KpiResult(**{**base, **more})


def head(**more):
    base = {
        "id": "spring", "name": {"": "Spring"}, "period": (date(2026, 3, 1), date(2026, 3, 30)),
        "as_of": date(2026, 4, 2), "state": State.FINISHED, "verdict": Verdict.MISSED, "certainty": None,
        "headline": "cost_per_lead", "score": None, "grain": "day", "kpis_met": 0, "kpis": 1,
    }  # fmt: skip
    return CampaignHead(**{**base, **more})


def asked(result, top=None, factors=(), learnings=()):
    campaign = SimpleNamespace(factors=factors, learnings=learnings)
    words = VOCABULARY.metrics[result.metric]
    return ask(result, top or head(), campaign, words, Stage.CONVERSION)


def change(drivers=(), segments=()):
    return ChangeResult(**{"from": 80.0}, to=86.67, needed=None, drivers=drivers, segments=segments)


def part(segment, rate, mix, shares, values=(0.04, 0.03), dimension="channel", **more):
    return SegmentPart(
        dimension=dimension, segment=segment, rate=rate, mix=mix, before=values[0], after=values[1],
        share_before=shares[0], share_after=shares[1], **more,
    )  # fmt: skip


def test_drivers_have_their_share_of_all_movement_above_0_where_they_hurt() -> None:
    question = asked(kpi(change=change(drivers=LEAD_COST)))
    price, rate = question.drivers
    assert (price.id, price.direction, rate.direction) == ("cost_per_click", Way.HIGHER, Way.HIGHER)
    assert price.share == pytest.approx(21.85 / 37.04)
    assert rate.share == pytest.approx(-15.19 / 37.04)
    assert (price.before, price.after, price.contribution) == (2.0, 2.6, 21.85)
    assert (question.direction, question.after, question.target, question.before) == (Way.HIGHER, 86.67, 80.0, 80.0)
    assert question.families == {"all", "costs"}


def test_where_higher_is_better_a_fall_hurts() -> None:
    drivers = (DriverPart(driver="aov", before=50, after=40, contribution=-2000.0),)
    question = asked(kpi("revenue", value=8000.0, target=10000.0, change=change(drivers=drivers)))
    assert question.direction is Way.LOWER
    assert (question.drivers[0].share, question.drivers[0].direction) == (1.0, Way.LOWER)


def test_a_range_is_missed_on_the_side_on_which_the_value_is() -> None:
    goal = {"target": (2.0, 4.0), "target_text": "2..4", "near": (1.8, 4.4)}
    assert asked(kpi("frequency", value=5.0, **goal)).direction is Way.HIGHER
    assert asked(kpi("frequency", value=1.0, **goal)).direction is Way.LOWER


def test_a_mix_that_hurt_most_is_named_by_the_segment_that_grew() -> None:
    """The published case of the methodology: both channels better, the whole worse."""
    segments = (
        part("search", 0.0009, -0.003405, (0.6, 0.3), (0.04, 0.042)),
        part("display", 0.00055, -0.002745, (0.4, 0.7), (0.02, 0.021)),
    )
    question = asked(kpi("conversion_rate", value=0.0273, target=0.033, change=change(segments=segments)))
    assert question.mix is not None
    assert (question.mix.id, question.mix.direction) == ("display", Way.LOWER)
    assert question.mix.contribution == pytest.approx(-0.00615)
    assert question.mix.share == pytest.approx(0.00615 / 0.0076)
    assert (question.mix.share_before, question.mix.share_after) == (0.4, 0.7)
    assert question.segment is None


def test_a_mix_that_helped_or_is_the_smaller_part_is_not_named() -> None:
    helped = (part("a", -0.02, 0.005, (0.5, 0.6)), part("b", -0.02, 0.005, (0.5, 0.4)))
    smaller = (part("a", -0.02, -0.005, (0.5, 0.6)), part("b", -0.02, -0.005, (0.5, 0.4)))
    for segments in (helped, smaller):
        question = asked(kpi("conversion_rate", value=0.02, target=0.03, change=change(segments=segments)))
        assert question.mix is None


def test_a_segment_is_named_where_it_did_more_than_its_size() -> None:
    collapsed = (part("search", -0.012, 0, (0.4, 0.4)), part("social", -0.001, 0, (0.6, 0.6)))
    alike = (part("search", -0.008, 0, (0.8, 0.8)), part("social", -0.002, 0, (0.2, 0.2)))
    results = [kpi("conversion_rate", value=0.02, target=0.03, change=change(segments=s)) for s in (collapsed, alike)]
    first, second = (asked(result) for result in results)
    assert first.segment is not None
    assert (first.segment.id, first.segment.share) == ("search", pytest.approx(12 / 13))
    assert second.segment is None, "a large segment that fell like all others is no news"


def test_the_dimension_that_the_page_tells_first_is_used_else_the_one_that_tells_most() -> None:
    segments = (
        part("phone", -0.006, 0, (0.5, 0.5), dimension="device"),
        part("desk", -0.002, 0, (0.5, 0.5), dimension="device"),
        part("search", -0.008, 0, (0.4, 0.4)),
        part("social", 0.0, 0, (0.6, 0.6)),
    )
    whole = change(segments=segments)
    told = whole.model_copy(update={"main": "segments", "main_dimension": "device"})
    questions = [asked(kpi("conversion_rate", value=0.02, target=0.03, change=one)) for one in (whole, told)]
    assert [one.segment.id for one in questions if one.segment] == ["search", "phone"]


def test_before_is_what_the_change_was_taken_apart_from() -> None:
    reweighted = BaselineResult(value=81.0, plain=80.0, reweighted=True, source="period")
    assert asked(kpi(baseline=reweighted, change=change(drivers=LEAD_COST))).before == 80.0
    assert asked(kpi(baseline=reweighted)).before == 81.0
    assert asked(kpi(baseline=None)).before is None


def test_factors_count_where_they_bear_on_the_kpi_and_were_not_expected_to_help() -> None:
    def factor(kind, **more):
        return Factor.model_construct(what=None, kind=kind, when=None, **{"expect": None, "on": (), **more})

    factors = (
        factor(FactorKind.COMPETITOR, expect="higher"),
        factor(FactorKind.HOLIDAY, expect="lower"),
        factor(FactorKind.OUTAGE, on=("ctr",)),
        factor(FactorKind.PRICE, on=("cost_per_lead",)),
    )
    assert asked(kpi(), factors=factors).factors == {FactorKind.COMPETITOR, FactorKind.PRICE}


def test_learnings_on_the_kpi_or_on_all_give_causes() -> None:
    learnings = [
        Learning.model_construct(kpi=name, cause=cause)
        for name, cause in ((None, Cause.TIMING), ("cost_per_lead", Cause.OFFER), ("ctr", Cause.CREATIVE))
    ]
    assert asked(kpi(), learnings=learnings).causes == {Cause.TIMING, Cause.OFFER}


@pytest.mark.parametrize(
    ("result", "top", "signs"),
    [
        (kpi(), head(), set()),
        (kpi(progress=0.4), head(), {Sign.IMPROVED}),
        (kpi(progress=-0.4), head(), set()),
        (kpi(certainty=Certainty.CLOSE_CALL), head(), {Sign.CLOSE_CALL}),
        (kpi(role=Role.GUARDRAIL), head(), {Sign.GUARDRAIL}),
        (kpi(), head(budget=1000.0, spent=890.0), {Sign.UNDERSPENT}),
        (kpi(), head(budget=1000.0, spent=1010.0), set()),
        (kpi(), head(budget=1000.0, spent=1030.0), {Sign.OVERSPENT}),
        (kpi(days=26), head(), {Sign.MISSING_DAYS}),
        (kpi(days=4, grain="week"), head(), set()),
        (kpi(days=0), head(), set()),
        (kpi(verdict=Verdict.MET, value=79.0), head(), {Sign.REACHED_BEFORE}),
        (kpi(verdict=Verdict.MET, value=60.0, attainment=1.33, baseline=None), head(), {Sign.FAR_PAST}),
        (kpi("ctr", verdict=Verdict.MET, value=90.0), head(), {Sign.REACHED_BEFORE}),
        (kpi("ctr", verdict=Verdict.MET, value=90.0, target=85.0), head(), set()),
    ],
)
def test_signs(result, top, signs) -> None:
    question = asked(result, top)
    assert question.signs == signs
    assert (result.better is Better.LOWER) == (result.metric == "cost_per_lead")


def test_what_the_outside_took_away_is_a_sign_where_the_target_would_have_been_met() -> None:
    def effect(verdict):
        return CounterfactualResult(
            actual=86.67, expected=90.0, effect=-3.33, interval=(-5.0, -1.0), relative=-0.04, relative_interval=None,
            average=-3.33, average_interval=(-5.0, -1.0), p=0.01, placebo=0.05, placebo_runs=20, method="controls",
            level="level", season=7, steps=30, history=90, outside=0.12, outside_interval=None, adjusted=77.0,
            adjusted_verdict=verdict,
        )  # fmt: skip

    assert asked(kpi(counterfactual=effect(Verdict.MET))).signs == {Sign.OUTSIDE}
    assert asked(kpi(counterfactual=effect(Verdict.MISSED))).signs == set()


def test_a_range_that_held_before_was_reached_before() -> None:
    goal = {"target": (2.0, 4.0), "target_text": "2..4", "near": (1.8, 4.4), "verdict": Verdict.MET, "value": 3.0}
    before = BaselineResult(value=3.5, source="period")
    assert asked(kpi("frequency", baseline=before, **goal)).signs == {Sign.REACHED_BEFORE}


def forecast(state):
    return ForecastResult(
        projected=90.0, interval=(85.0, 95.0), probability=0.2, state=state, expected_to_date=None, pace=None,
        required=None, current=None, steps_left=5,
    )  # fmt: skip


def test_what_is_on_its_way_or_has_no_value_is_not_asked_about() -> None:
    running = {"verdict": Verdict.RUNNING}
    assert asked(kpi(value=None, verdict=Verdict.NO_DATA)) is None
    assert asked(kpi(**running)) is None
    assert asked(kpi(**running, forecast=forecast(ForecastState.ON_TRACK))) is None
    assert asked(kpi(**running, forecast=forecast(ForecastState.OFF_TRACK)), head(state=State.RUNNING)) is not None


def test_which_way_the_kpi_went_is_known_beyond_noise() -> None:
    def went(before, after, interval=None):
        known = BaselineResult(value=before, source="period", interval=interval)
        return asked(kpi("ctr", value=after, baseline=known, verdict=Verdict.MISSED)).went

    assert went(0.0364, 0.0375) is Way.HIGHER
    assert went(0.0375, 0.0364, (-0.04, -0.01)) is Way.LOWER
    assert went(0.04995, 0.04968, (-0.03, 0.02)) is None
    assert went(1.011, 1.012, (0.0005, 0.0015)) is None, "its figures look the same"
    assert asked(kpi(baseline=None)).went is None


def test_a_driver_within_noise_or_moved_by_its_mix_is_not_clear() -> None:
    drivers = (
        DriverPart(driver="cost_per_click", before=1.0101, after=1.0139, contribution=3.0),
        DriverPart(driver="lead_rate", before=0.03, after=0.025, contribution=9.0, interval=(-0.3, 0.1)),
        DriverPart(driver="ctr", before=0.03, after=0.025, contribution=9.0, by_mix="channel"),
        DriverPart(driver="cpm", before=3.0, after=4.0, contribution=9.0, interval=(0.1, 0.5)),
    )
    question = asked(kpi(change=change(drivers=drivers)))
    assert [one.clear for one in question.drivers] == [False, False, False, True]
