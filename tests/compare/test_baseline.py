"""Compared with what came before: periods, other campaigns, known values; weekdays; what cannot be compared."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from made_up import START, Columns, before, campaign, data, frame, judged, kpi, noisy, only, undated

from generator.compare.reason import Method, Reason
from generator.compare.result import BaselineResult, KpiResult
from generator.data.table import CampaignData, Grain
from generator.spec.model import Baseline, Campaign, Period, SiteConfig, VerdictRules
from generator.stats.intervals import wilson
from generator.stats.longrun import mean_interval, ratio_interval


def two_periods(spec: Campaign, earlier: Columns, later: Columns) -> CampaignData:
    size = len(next(iter(earlier.values())))
    return data(frame(earlier, START - timedelta(days=size)), frame(later), spec=spec)


def baseline_of(result: KpiResult) -> BaselineResult:
    assert result.baseline is not None
    return result.baseline


def rates(size: int, rate: float, seed: int) -> dict[str, list[float]]:
    return {"clicks": noisy(size, 1000, seed), "conversions": noisy(size, 1000 * rate, seed + 1)}


def test_lift_of_a_ratio_carries_both_periods_longrun_variances():
    earlier, later = rates(56, 0.03, 1), rates(28, 0.033, 5)
    spec = campaign(kpi("conversion_rate", "3.2%"), baseline=before(56))
    found = baseline_of(only(judged(spec, two_periods(spec, earlier, later))))
    one, two = (ratio_interval(np.array(c["conversions"]), np.array(c["clicks"]), 0.95) for c in (later, earlier))
    assert one is not None
    assert two is not None
    spread = math.hypot(one.half_width / one.value, two.half_width / two.value)
    ratio = one.value / two.value
    assert found.value == found.plain == pytest.approx(two.value)
    assert found.lift == pytest.approx(ratio - 1)
    assert found.interval == pytest.approx((ratio * math.exp(-spread) - 1, ratio * math.exp(spread) - 1))
    assert (found.method, found.method_before, found.days) == (Method.LONG_RUN, Method.LONG_RUN, 56)
    assert (found.reweighted, found.source, found.reason) == (False, "period", None)


def test_a_volume_is_compared_day_by_day():
    earlier, later = noisy(56, 100, 1), noisy(28, 120, 2)
    spec = campaign(kpi("leads", "3000"), baseline=before(56))
    found = baseline_of(only(judged(spec, two_periods(spec, {"leads": earlier}, {"leads": later}))))
    one, two = mean_interval(np.array(later), 0.95), mean_interval(np.array(earlier), 0.95)
    assert one is not None
    assert two is not None
    spread = math.hypot(one.half_width / one.value, two.half_width / two.value)
    assert found.value == pytest.approx(np.mean(earlier) * 28)
    assert found.plain == sum(earlier)
    assert found.lift == pytest.approx(np.mean(later) / np.mean(earlier) - 1)
    assert found.interval == pytest.approx(
        (one.value / two.value * math.exp(-spread) - 1, one.value / two.value * math.exp(spread) - 1)
    )


def test_uneven_weekdays_reweight_a_volumes_baseline_to_the_campaigns_mix():
    """15 days from a Monday hold three Mondays; 90 days before hold 13 or 12 of each weekday."""
    spec = campaign(kpi("leads", "1000"), days=15, baseline=before(90))
    by_weekday = [100.0, 50.0, 50.0, 50.0, 50.0, 20.0, 20.0]
    first = (START - timedelta(days=90)).weekday()
    earlier = [by_weekday[(first + n) % 7] for n in range(90)]
    later = [by_weekday[n % 7] for n in range(15)]
    found = baseline_of(only(judged(spec, two_periods(spec, {"leads": earlier}, {"leads": later}))))
    assert found.reweighted
    assert found.value == pytest.approx(sum(later))
    assert found.lift == pytest.approx(0.0)
    assert found.plain == sum(earlier)


def test_uneven_weekdays_reweight_a_ratios_sums():
    spec = campaign(kpi("conversion_rate", "3%"), days=15, baseline=before(90))
    first = (START - timedelta(days=90)).weekday()
    clicks = [1000.0 if (first + n) % 7 else 4000.0 for n in range(90)]
    conversions = [click * (0.02 if (first + n) % 7 else 0.05) for n, click in enumerate(clicks)]
    table = two_periods(spec, {"clicks": clicks, "conversions": conversions}, rates(15, 0.03, 3))
    found = baseline_of(only(judged(spec, table)))
    expected = (3 * 4000 * 0.05 + 12 * 1000 * 0.02) / (3 * 4000 + 12 * 1000)
    assert found.value == pytest.approx(expected)
    assert found.plain == pytest.approx(sum(conversions) / sum(clicks))
    assert found.reweighted
    assert found.interval is not None


def by_day(start, end, workday: float, weekend: float) -> list[float]:
    """A number a day: one on workdays, another at weekends."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [workday if day.weekday() < 5 else weekend for day in days]


SPRING = date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 2), date(2026, 3, 20)
"""59 days, 17 of them at weekends; 19 days, 4 of them at weekends."""


@pytest.mark.parametrize("name", ["conversions", "conversion_rate"])
def test_a_fifth_of_weekends_against_three_tenths_is_evened_out(name):
    """100 of 1,000 on workdays and 40 of 800 at weekends, before and after: nothing has changed."""
    start, end, launch, last = SPRING
    spec = campaign(kpi(name, "1"), days=19, baseline=Baseline(period=Period(start=start, end=end)))
    columns = [
        {"conversions": by_day(*edges, 100, 40), "clicks": by_day(*edges, 1000, 800)}
        for edges in ((start, end), (launch, last))
    ]
    table = data(frame(columns[0], start), frame(columns[1], launch), spec=spec)
    found = baseline_of(only(judged(spec, table)))
    assert found.reweighted
    assert found.lift == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("name", ["conversions", "conversion_rate"])
def test_another_campaigns_weekdays_are_evened_out_from_its_published_result_alone(name):
    start, end, launch, last = SPRING
    columns = [
        {"conversions": by_day(*edges, 100, 40), "clicks": by_day(*edges, 1000, 800)}
        for edges in ((start, end), (launch, last))
    ]
    earlier = campaign(kpi(name, "1"), days=19).model_copy(update={"period": Period(start=start, end=end)})
    published = judged(earlier, data(frame(columns[0], start), spec=earlier)).result
    again = type(published).model_validate_json(published.model_dump_json(by_alias=True))
    spec = campaign(kpi(name, "1"), days=19, baseline=WINTER)
    table = data(frame(columns[1], launch), spec=spec)
    cold, incremental = (baseline_of(only(judged(spec, table, others={"winter": one}))) for one in (published, again))
    assert cold == incremental
    assert cold.reweighted
    assert cold.lift == pytest.approx(0.0, abs=1e-12)
    assert cold.plain == published.kpis[0].value
    weekdays = published.kpis[0].weekdays
    assert weekdays is not None
    assert weekdays.days == (8, 8, 8, 9, 9, 9, 8)
    assert weekdays.sums["conversions"] == (800, 800, 800, 900, 900, 360, 320)


def test_even_weekdays_are_left_alone():
    spec = campaign(kpi("leads", "1000"), days=28, baseline=before(56))
    table = two_periods(spec, {"leads": noisy(56, 100, 1)}, {"leads": noisy(28, 100, 2)})
    assert not baseline_of(only(judged(spec, table))).reweighted


def test_weekly_data_is_never_reweighted():
    start = START - timedelta(days=7 * 20)
    spec = campaign(
        kpi("leads", "1000"),
        days=7 * 15,
        baseline=Baseline(period=Period(start=start, end=START - timedelta(days=1))),
    )
    table = data(frame({"leads": noisy(35, 100, 1)}, start, step=7), spec=spec, grain=Grain.WEEK)
    found = baseline_of(only(judged(spec, table)))
    assert (found.reweighted, found.days) == (False, 20)


def test_a_weekday_missing_from_the_baseline_is_said_and_the_comparison_stays_plain():
    earlier = frame({"leads": noisy(42, 100, 1)}, START - timedelta(days=42))
    workdays = earlier[earlier["date"].dt.day_of_week < 5]
    spec = campaign(kpi("leads", "1000"), days=28, baseline=before(42))
    found = baseline_of(only(judged(spec, data(workdays, frame({"leads": noisy(28, 100, 2)}), spec=spec))))
    assert (found.reweighted, found.reason, found.days) == (False, Reason.WEEKDAY_MISSING, 30)
    assert found.value == pytest.approx(workdays["leads"].mean() * 28)
    assert found.interval is not None


def test_weekdays_that_the_campaign_lacks_are_no_steps_of_its_baseline():
    """A Monday and a Tuesday against 42 days: twelve of those count, too few for an interval."""
    spec = campaign(kpi("conversion_rate", "3%"), days=2, baseline=before(42))
    earlier = rates(42, 0.03, 1)
    found = baseline_of(only(judged(spec, two_periods(spec, earlier, rates(2, 0.03, 3)))))
    kept = [n for n in range(42) if n % 7 < 2]
    expected = sum(earlier["conversions"][n] for n in kept[::2]) / 6, sum(earlier["clicks"][n] for n in kept[::2]) / 6
    tuesday = sum(earlier["conversions"][n] for n in kept[1::2]) / 6, sum(earlier["clicks"][n] for n in kept[1::2]) / 6
    assert found.value == pytest.approx((expected[0] + tuesday[0]) / (expected[1] + tuesday[1]))
    assert (found.reweighted, found.interval, found.reason) == (True, None, Reason.TOO_FEW_STEPS)
    assert found.reason_values == {"steps": 12, "needed": 14}


def test_a_short_baseline_of_a_proportion_takes_wilsons_interval():
    earlier, later = rates(7, 0.03, 1), rates(28, 0.03, 3)
    spec = campaign(kpi("conversion_rate", "3%"), baseline=before(7))
    found = baseline_of(only(judged(spec, two_periods(spec, earlier, later))))
    assert (found.method, found.method_before, found.days) == (Method.LONG_RUN, Method.WILSON, 7)
    assert found.interval is not None


def test_a_short_baseline_of_a_cost_has_no_interval_and_says_why():
    spec = campaign(kpi("cost_per_lead", "80"), baseline=before(7))
    earlier = {"cost": noisy(7, 800, 1), "leads": noisy(7, 10, 2)}
    later = {"cost": noisy(28, 800, 3), "leads": noisy(28, 10, 4)}
    found = baseline_of(only(judged(spec, two_periods(spec, earlier, later))))
    assert found.lift is not None
    assert (found.interval, found.reason) == (None, Reason.TOO_FEW_STEPS)


def test_a_value_taken_as_known_leaves_the_campaigns_uncertainty_alone():
    spec = campaign(kpi("conversion_rate", "25%"), baseline=Baseline(values={"conversion_rate": 0.26}))
    found = baseline_of(only(judged(spec, undated({"conversions": 81.0, "clicks": 263.0}, spec))))
    low, high = wilson(81, 263, 0.95)
    assert found.lift == pytest.approx(81 / 263 / 0.26 - 1)
    assert found.interval == pytest.approx((low / 0.26 - 1, high / 0.26 - 1))
    assert (found.source, found.value, found.method_before) == ("values", 0.26, None)


def test_values_say_nothing_of_other_metrics_nor_of_segments():
    spec = campaign(
        kpi("conversion_rate", "3%", segments={"channel": {"search": "3%"}}),
        kpi("cost_per_lead", "80"),
        days=30,
        baseline=Baseline(values={"conversion_rate": 0.026}),
    )
    columns = rates(30, 0.03, 1) | {"cost": noisy(30, 10, 1), "leads": noisy(30, 10, 1)}
    table = data(frame(columns), frame(columns, which=("channel", "search")), spec=spec)
    whole, segment, other = judged(spec, table).result.kpis
    assert whole.baseline is not None
    assert segment.baseline is None
    assert other.baseline is None


def test_a_volumes_known_value_counts_for_the_share_of_the_period_that_has_passed():
    spec = campaign(kpi("leads", "3000"), days=28, baseline=Baseline(values={"leads": 2800}))
    table = data(frame({"leads": [100.0] * 14}), spec=spec)
    found = baseline_of(only(judged(spec, table, as_of=START + timedelta(days=13))))
    assert found.value == pytest.approx(1400)
    assert found.plain == 2800
    assert found.lift == pytest.approx(0.0)


def other_campaign(columns: Columns, *names: str, days: int = 56, confidence: float = 0.95):
    spec = campaign(*(kpi(name, "1") for name in names), days=days)
    config = SiteConfig(verdict=VerdictRules(confidence=confidence))
    return {"winter": judged(spec, data(frame(columns), spec=spec), config=config).result}


WINTER = Baseline(campaign="winter")


def test_another_campaigns_ratio_serves_as_baseline_with_its_interval():
    earlier, later = rates(56, 0.03, 1), rates(28, 0.033, 5)
    by_campaign = campaign(kpi("conversion_rate", "3%"), baseline=WINTER)
    by_period = campaign(kpi("conversion_rate", "3%"), baseline=before(56))
    others = other_campaign(earlier, "conversion_rate")
    found = baseline_of(only(judged(by_campaign, data(frame(later), spec=by_campaign), others=others)))
    same = baseline_of(only(judged(by_period, two_periods(by_period, earlier, later))))
    assert found.source == "campaign"
    assert found.lift == pytest.approx(same.lift)
    assert found.interval == pytest.approx(same.interval)


def test_another_campaigns_volume_is_brought_to_this_ones_days():
    earlier, later = {"leads": noisy(56, 100, 1)}, {"leads": noisy(28, 120, 2)}
    by_campaign = campaign(kpi("leads", "3000"), baseline=WINTER)
    by_period = campaign(kpi("leads", "3000"), baseline=before(56))
    others = other_campaign(earlier, "leads")
    found = baseline_of(only(judged(by_campaign, data(frame(later), spec=by_campaign), others=others)))
    same = baseline_of(only(judged(by_period, two_periods(by_period, earlier, later))))
    assert found.value == pytest.approx(same.value)
    assert found.plain == sum(earlier["leads"])
    assert found.interval == pytest.approx(same.interval)


def test_volumes_of_campaigns_of_different_grain_are_compared_by_calendar_days():
    others = other_campaign({"leads": noisy(56, 100, 1)}, "leads")
    spec = campaign(kpi("leads", "3000"), days=28, baseline=WINTER)
    found = baseline_of(only(judged(spec, undated({"leads": 2800.0}, spec), others=others)))
    assert found.value == pytest.approx(sum(noisy(56, 100, 1)) / 2)
    assert (found.interval, found.reason) == (None, Reason.NO_SERIES)


def test_a_campaign_without_results_or_without_the_metric_is_said():
    spec = campaign(kpi("conversion_rate", "3%"), baseline=WINTER)
    table = data(frame(rates(28, 0.03, 1)), spec=spec)
    assert baseline_of(only(judged(spec, table))).reason is Reason.OTHER_UNKNOWN
    others = other_campaign({"leads": noisy(56, 100, 1)}, "leads")
    assert baseline_of(only(judged(spec, table, others=others))).reason is Reason.OTHER_LACKS_METRIC


def test_another_campaigns_interval_at_another_confidence_is_not_mixed_in():
    others = other_campaign(rates(56, 0.03, 1), "conversion_rate", confidence=0.8)
    spec = campaign(kpi("conversion_rate", "3%"), baseline=WINTER)
    found = baseline_of(only(judged(spec, data(frame(rates(28, 0.03, 3)), spec=spec), others=others)))
    assert found.lift is not None
    assert (found.interval, found.reason) == (None, Reason.OTHER_NO_INTERVAL)


def test_segments_are_compared_with_their_own_rows():
    spec = campaign(kpi("conversion_rate", "3%", segments={"channel": {"search": "4%"}}), days=28, baseline=before(28))
    whole = rates(56, 0.03, 1)
    search = {"clicks": [100.0] * 56, "conversions": [2.0] * 28 + [4.0] * 28}
    start = START - timedelta(days=28)
    table = data(frame(whole, start), frame(search, start, ("channel", "search")), spec=spec)
    segment = judged(spec, table).result.kpis[1]
    assert segment.segment == {"channel": "search"}
    assert (segment.value, baseline_of(segment).value) == (0.04, 0.02)
    assert baseline_of(segment).lift == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("earlier", "later", "lift"), [(-5.0, 5.0, None), (0.0, 5.0, None), (5.0, -5.0, -2.0), (5.0, 0.0, -1.0)]
)
def test_what_is_not_positive_has_no_interval_of_its_change(earlier, later, lift):
    spec = campaign(kpi("margin", "100"), baseline=before(28))
    rng = np.random.default_rng(1)
    wobble = rng.uniform(-1, 1, 28)
    wobble -= wobble.mean()
    table = two_periods(spec, {"profit": earlier + wobble}, {"profit": later + wobble})
    found = baseline_of(only(judged(spec, table)))
    if later == 0:
        assert found.lift == pytest.approx(-1.0)
    else:
        assert found.lift == (None if lift is None else pytest.approx(lift))
    assert (found.interval, found.reason) == (None, Reason.NOT_POSITIVE)


def test_a_baseline_without_rows_says_so():
    spec = campaign(kpi("conversion_rate", "3%"), baseline=before(28))
    found = baseline_of(only(judged(spec, data(frame(rates(28, 0.03, 1)), spec=spec))))
    assert (found.value, found.lift, found.reason) == (None, None, Reason.NO_ROWS)


def test_a_baseline_whose_denominator_is_zero_names_it():
    spec = campaign(kpi("cost_per_lead", "80"), baseline=before(28))
    earlier = {"cost": noisy(28, 800, 1), "leads": [0.0] * 28}
    later = {"cost": noisy(28, 800, 3), "leads": noisy(28, 10, 4)}
    found = baseline_of(only(judged(spec, two_periods(spec, earlier, later))))
    assert (found.value, found.lift, found.reason) == (None, None, Reason.ZERO_DENOMINATOR)
    assert found.reason_values == {"measure": "leads"}


def test_before_the_start_there_is_a_baseline_and_no_lift():
    spec = campaign(kpi("leads", "3000"), baseline=before(28))
    table = data(frame({"leads": noisy(28, 100, 1)}, START - timedelta(days=28)), spec=spec)
    result = only(judged(spec, table, as_of=date(2026, 3, 1)))
    found = baseline_of(result)
    assert (result.value, result.progress) == (None, None)
    assert (found.value, found.plain, found.lift) == (None, sum(noisy(28, 100, 1)), None)


def test_a_segment_volume_counts_the_days_on_which_it_had_no_row():
    """Email has rows on 14 of 28 days; per day it still doubled from the baseline's 28 of 28."""
    spec = campaign(kpi("leads", "100", segments={"channel": {"email": "100"}}), baseline=before(28))
    start = START - timedelta(days=28)
    whole = frame({"leads": noisy(56, 100, 1)}, start)
    email = frame({"leads": [10.0] * 56}, start, ("channel", "email"))
    sparse = email[(email["date"] < "2026-03-02") | (email["date"].dt.day % 2 == 0)]
    result = judged(spec, data(whole, sparse, spec=spec)).result.kpis[1]
    later = int((sparse["date"] >= "2026-03-02").sum())
    assert result.days == 28
    assert baseline_of(result).lift == pytest.approx(later * 10 / 280 - 1)
