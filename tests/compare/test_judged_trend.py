"""Trends: which steps, what each is worth, and the levels on the same scale."""

from datetime import date, timedelta

import numpy as np
import pytest
from made_up import START, before, campaign, data, frame, judged, kpi, noisy, undated

from generator.compare.judged import Judged, Trend
from generator.data.table import Grain
from generator.spec.model import Baseline, Period
from generator.stats.intervals import exact_poisson, wilson


def rates(size: int) -> dict[str, list[float]]:
    return {"clicks": noisy(size, 1000, 1), "conversions": noisy(size, 30, 2)}


def trend_of(result: Judged, name: str = "conversion_rate") -> Trend:
    return result.trends[name]


def test_a_short_span_is_drawn_day_by_day():
    spec = campaign(kpi("conversion_rate", "3%"), days=21, baseline=before(14))
    columns = rates(35)
    found = trend_of(judged(spec, data(frame(columns, START - timedelta(days=14)), spec=spec)))
    assert (found.step, len(found.points), found.per_step) == ("day", 35, False)
    assert [point.value for point in found.points] == pytest.approx(
        [y / x for y, x in zip(columns["conversions"], columns["clicks"], strict=True)]
    )
    assert [point.window for point in found.points] == ["baseline"] * 14 + ["campaign"] * 21


def test_a_longer_span_is_drawn_by_weeks_counted_from_the_first_day():
    spec = campaign(kpi("conversion_rate", "3%"), days=21, baseline=before(17))
    columns = rates(38)
    found = trend_of(judged(spec, data(frame(columns, START - timedelta(days=17)), spec=spec)))
    spans = [((point.start - START).days, (point.end - START).days) for point in found.points]
    assert found.step == "week"
    assert spans == [(-17, -15), (-14, -8), (-7, -1), (0, 6), (7, 13), (14, 20)]
    assert [point.window for point in found.points] == ["baseline"] * 3 + ["campaign"] * 3


def test_a_weeks_value_is_the_ratio_of_its_sums_with_wilsons_interval():
    spec = campaign(kpi("conversion_rate", "3%"), days=42)
    columns = rates(42)
    first = trend_of(judged(spec, data(frame(columns), spec=spec))).points[0]
    converted, clicks = sum(columns["conversions"][:7]), sum(columns["clicks"][:7])
    assert first.value == pytest.approx(converted / clicks)
    assert (first.low, first.high) == pytest.approx(wilson(converted, clicks, 0.95))


def test_a_week_of_counts_over_an_exposure_has_an_exact_poisson_interval():
    spec = campaign(kpi("leads_per_thousand", "2"), days=42)
    columns = {"leads": noisy(42, 10, 1), "impressions": noisy(42, 4000, 2)}
    first = trend_of(judged(spec, data(frame(columns), spec=spec)), "leads_per_thousand").points[0]
    low, high = exact_poisson(int(sum(columns["leads"][:7])), sum(columns["impressions"][:7]), 0.95)
    assert (first.low, first.high) == pytest.approx((1000 * low, 1000 * high))


def test_a_cost_has_no_interval_a_week():
    spec = campaign(kpi("cost_per_lead", "80"), days=42)
    table = data(frame({"cost": noisy(42, 800, 1), "leads": noisy(42, 10, 2)}), spec=spec)
    assert {(p.low, p.high) for p in trend_of(judged(spec, table), "cost_per_lead").points} == {(None, None)}


def test_a_volumes_levels_are_weekly_and_a_week_cut_short_is_scaled_up():
    spec = campaign(kpi("leads", "4500"), days=45, baseline=before(28))
    table = data(frame({"leads": [90.0] * 28 + [100.0] * 45}, START - timedelta(days=28)), spec=spec)
    found = trend_of(judged(spec, table), "leads")
    assert found.per_step
    assert [point.value for point in found.points] == pytest.approx([630.0] * 4 + [700.0] * 7)
    last = found.points[-1]
    assert (last.end - last.start).days == 2
    assert [point.counted for point in found.points] == [None] * 10 + [300.0]
    assert (found.value, found.target, found.near, found.baseline, found.interval) == (
        pytest.approx(700),
        pytest.approx(700),
        pytest.approx(630),
        pytest.approx(630),
        None,
    )


def test_a_ratios_levels_are_its_own():
    spec = campaign(kpi("conversion_rate", "2%..4%"), days=42, baseline=before(28))
    result = judged(spec, data(frame(rates(70), START - timedelta(days=28)), spec=spec))
    found, judged_kpi = trend_of(result), result.result.kpis[0]
    assert judged_kpi.baseline is not None
    assert (found.value, found.interval, found.target) == (judged_kpi.value, judged_kpi.interval, (0.02, 0.04))
    assert (found.near, found.baseline) == (judged_kpi.near, judged_kpi.baseline.value)


def test_a_running_volume_is_levelled_by_the_days_so_far_and_its_target_by_all_of_them():
    spec = campaign(kpi("leads", "2800"), days=28)
    table = data(frame({"leads": [50.0] * 10}), spec=spec)
    found = trend_of(judged(spec, table, as_of=START + timedelta(days=9)), "leads")
    assert found.step == "day"
    assert (found.value, found.target) == (pytest.approx(50), pytest.approx(100))


def test_a_week_whose_last_days_are_not_in_yet_is_cut_at_the_last_day_with_data():
    spec = campaign(kpi("leads", "2800"), days=60)
    found = trend_of(
        judged(spec, data(frame({"leads": [50.0] * 38}), spec=spec), as_of=START + timedelta(days=40)), "leads"
    )
    assert [point.value for point in found.points] == pytest.approx([350.0] * 6)
    assert found.points[-1].end == START + timedelta(days=37)


def test_days_without_rows_are_gaps():
    rows = frame(rates(20)).drop(index=[4, 5])
    spec = campaign(kpi("conversion_rate", "3%"), days=20)
    values = [point.value for point in trend_of(judged(spec, data(rows, spec=spec))).points]
    assert [n for n, value in enumerate(values) if value is None] == [4, 5]


def test_a_zero_denominator_is_a_gap():
    columns = rates(20)
    columns["clicks"][3] = 0.0
    columns["conversions"][3] = 0.0
    spec = campaign(kpi("conversion_rate", "3%"), days=20)
    point = trend_of(judged(spec, data(frame(columns), spec=spec))).points[3]
    assert (point.value, point.low, point.high) == (None, None, None)


def test_weekly_data_keeps_its_own_weeks():
    spec = campaign(kpi("leads", "2000"), days=70)
    leads = noisy(10, 200, 1)
    table = data(frame({"leads": leads}, step=7), spec=spec, grain=Grain.WEEK)
    found = trend_of(judged(spec, table), "leads")
    assert found.step == "week"
    assert [point.value for point in found.points] == leads
    assert (found.points[0].end - found.points[0].start).days == 6
    assert found.target == pytest.approx(200)


def test_years_of_data_are_drawn_by_calendar_months_cut_at_the_launch():
    start = date(2023, 1, 1)
    spec = campaign(
        kpi("leads", "2800"),
        days=28,
        baseline=Baseline(period=Period(start=start, end=START - timedelta(days=1))),
    )
    size = (START - start).days + 28
    found = trend_of(judged(spec, data(frame({"leads": [10.0] * size}, start), spec=spec)), "leads")
    assert found.step == "month"
    assert [p.value for p in found.points[:2]] == pytest.approx([310.0, 280.0])
    assert [(p.start, p.end) for p in found.points[-2:]] == [
        (date(2026, 3, 1), date(2026, 3, 1)),
        (START, date(2026, 3, 29)),
    ]
    assert [p.value for p in found.points[-2:]] == pytest.approx([310.0, 310.0])
    assert [p.window for p in found.points[-2:]] == ["baseline", "campaign"]


def test_what_does_not_add_up_keeps_its_own_steps():
    spec = campaign(kpi("peak", "40"), days=60)
    peaks = noisy(60, 30, 1)
    found = trend_of(judged(spec, data(frame({"max(leads)": peaks}), spec=spec)), "peak")
    assert (found.step, found.per_step) == ("day", False)
    assert [point.value for point in found.points] == peaks


def test_steps_between_baseline_and_launch_belong_to_neither():
    gap = Baseline(period=Period(start=START - timedelta(days=20), end=START - timedelta(days=11)))
    spec = campaign(kpi("conversion_rate", "3%"), days=10, baseline=gap)
    found = trend_of(judged(spec, data(frame(rates(30), START - timedelta(days=20)), spec=spec)))
    assert [point.window for point in found.points] == ["baseline"] * 10 + [""] * 10 + ["campaign"] * 10


def test_rows_without_dates_have_no_trend():
    spec = campaign(kpi("conversion_rate", "3%"))
    assert judged(spec, undated({"conversions": 30.0, "clicks": 1000.0}, spec)).trends == {}


def test_a_campaign_that_has_not_begun_shows_its_baseline():
    spec = campaign(kpi("conversion_rate", "3%"), days=28, baseline=before(28))
    table = data(frame(rates(28), START - timedelta(days=28)), spec=spec)
    found = trend_of(judged(spec, table, as_of=START - timedelta(days=1)))
    assert {point.window for point in found.points} == {"baseline"}
    assert found.value is None


def test_no_point_is_ever_not_a_number():
    spec = campaign(kpi("conversion_rate", "3%"), days=40)
    columns = rates(40)
    columns["clicks"][10] = np.nan
    values = [point.value for point in trend_of(judged(spec, data(frame(columns), spec=spec))).points]
    assert all(value is None or value == value for value in values)  # noqa: PLR0124
