"""Which interval a KPI gets, why it has none, and what is said of it."""

import numpy as np
import pytest
from made_up import campaign, data, frame, judged, kpi, noisy, only, target, undated
from made_up import near as band

from generator.compare.certainty import Assessment, certainty
from generator.compare.reason import Method, Reason
from generator.compare.result import Certainty, Verdict
from generator.compare.verdict import goal_of
from generator.data.table import Grain
from generator.spec.model import Better, SiteConfig, VerdictRules
from generator.stats.intervals import exact_poisson, wilson
from generator.stats.longrun import mean_interval, ratio_interval

CLEAR, CLOSE = Certainty.CLEAR, Certainty.CLOSE_CALL


def rates(size: int, seed: int = 1) -> dict[str, list[float]]:
    return {"clicks": noisy(size, 1000, seed), "conversions": noisy(size, 30, seed + 1)}


@pytest.mark.parametrize(
    ("better", "text", "verdict", "interval", "said"),
    [
        (Better.HIGHER, "3", Verdict.MET, (3.0, 3.4), CLEAR),
        (Better.HIGHER, "3", Verdict.MET, (2.9, 3.4), CLOSE),
        (Better.HIGHER, "3", Verdict.NEAR, (2.7, 2.9), CLEAR),
        (Better.HIGHER, "3", Verdict.NEAR, (2.7, 3.0), CLOSE),
        (Better.HIGHER, "3", Verdict.MISSED, (1.0, 3.5), CLOSE),
        (Better.LOWER, "80", Verdict.MET, (70, 80), CLEAR),
        (Better.LOWER, "80", Verdict.MET, (70, 81), CLOSE),
        (Better.LOWER, "80", Verdict.NEAR, (83.1, 90.2), CLEAR),
        (Better.LOWER, "80", Verdict.MISSED, (79, 99), CLOSE),
        (Better.RANGE, "2..4", Verdict.MET, (2.5, 3.5), CLEAR),
        (Better.RANGE, "2..4", Verdict.MET, (1.9, 3.5), CLOSE),
        (Better.RANGE, "2..4", Verdict.MET, (2.5, 4.5), CLOSE),
        (Better.RANGE, "2..4", Verdict.MISSED, (4.1, 6.0), CLEAR),
        (Better.RANGE, "2..4", Verdict.MISSED, (0.5, 1.9), CLEAR),
        (Better.RANGE, "2..4", Verdict.NEAR, (3.9, 4.8), CLOSE),
        (Better.HIGHER, "3", Verdict.RUNNING, (1.0, 2.0), None),
        (Better.HIGHER, "3", Verdict.NO_DATA, (1.0, 2.0), None),
        (Better.HIGHER, "3", Verdict.MET, None, None),
    ],
)
def test_clear_is_said_where_the_whole_interval_lies_on_the_verdicts_side(better, text, verdict, interval, said):
    goal = goal_of(better, target(text), band("10%"))
    assert certainty(verdict, goal, Assessment(interval, Method.LONG_RUN)) is said


def test_fourteen_days_give_the_longrun_interval_of_the_ratio():
    columns = rates(14)
    spec = campaign(kpi("conversion_rate", "3%"), days=14)
    result = only(judged(spec, data(frame(columns), spec=spec)))
    expected = ratio_interval(np.array(columns["conversions"]), np.array(columns["clicks"]), 0.95)
    assert expected is not None
    assert result.method is Method.LONG_RUN
    assert result.interval == pytest.approx(expected.interval)
    assert (result.days, result.rows, result.confidence) == (14, 14, 0.95)


def test_thirteen_days_of_a_proportion_give_wilsons():
    columns = rates(13)
    spec = campaign(kpi("conversion_rate", "3%"), days=13)
    result = only(judged(spec, data(frame(columns), spec=spec)))
    assert result.method is Method.WILSON
    assert result.interval == pytest.approx(wilson(sum(columns["conversions"]), sum(columns["clicks"]), 0.95))


def test_weeks_count_as_steps_in_weekly_data():
    columns = rates(14)
    spec = campaign(kpi("conversion_rate", "3%"), days=98)
    result = only(judged(spec, data(frame(columns, step=7), spec=spec, grain=Grain.WEEK)))
    assert (result.method, result.days) == (Method.LONG_RUN, 14)


def test_rows_without_dates_give_wilsons():
    spec = campaign(kpi("conversion_rate", "25%"))
    result = only(judged(spec, undated({"conversions": 81.0, "clicks": 263.0}, spec)))
    assert result.method is Method.WILSON
    assert result.interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert result.certainty is CLEAR
    assert result.days == 0


def test_a_count_over_an_exposure_gives_exact_poisson_in_the_metrics_own_scale():
    spec = campaign(kpi("leads_per_thousand", "2"))
    result = only(judged(spec, undated({"leads": 10.0, "impressions": 4000.0}, spec)))
    low, high = exact_poisson(10, 4.0, 0.95)
    assert result.method is Method.POISSON
    assert result.value == pytest.approx(2.5)
    assert result.interval == pytest.approx((low, high))


def test_money_over_a_count_has_no_interval_without_a_series():
    spec = campaign(kpi("cost_per_lead", "80"), days=10)
    table = data(frame({"cost": noisy(10, 800, 1), "leads": noisy(10, 10, 2)}), spec=spec)
    result = only(judged(spec, table))
    assert (result.interval, result.method, result.certainty) == (None, None, None)
    assert result.reason is Reason.TOO_FEW_STEPS
    assert result.reason_values == {"steps": 10, "needed": 14}


def test_money_over_a_count_without_dates_says_there_is_no_series():
    spec = campaign(kpi("cost_per_lead", "80"))
    assert only(judged(spec, undated({"cost": 800.0, "leads": 10.0}, spec))).reason is Reason.NO_SERIES


def test_fractional_conversions_are_no_counts():
    spec = campaign(kpi("conversion_rate", "3%"))
    result = only(judged(spec, undated({"conversions": 30.5, "clicks": 1000.0}, spec)))
    assert (result.interval, result.reason) == (None, Reason.NOT_COUNTS)


def test_more_conversions_than_clicks_are_no_subset():
    spec = campaign(kpi("conversion_rate", "3%"))
    result = only(judged(spec, undated({"conversions": 30.0, "clicks": 10.0}, spec)))
    assert (result.value, result.interval, result.reason) == (3.0, None, Reason.NOT_A_SUBSET)


def test_a_percent_of_counts_is_a_share_as_long_as_its_counts_allow():
    """Newcombe 1998, table I: 81 of 263."""
    spec = campaign(kpi("lead_rate", "25%"))
    result = only(judged(spec, undated({"leads": 81.0, "clicks": 263.0}, spec)))
    assert result.method is Method.WILSON
    assert result.interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    more = only(judged(spec, undated({"leads": 300.0, "clicks": 263.0}, spec)))
    assert more.method is Method.POISSON
    assert more.interval == pytest.approx(exact_poisson(300, 263, 0.95))


def test_what_is_left_of_a_whole_has_the_interval_of_a_share():
    """Newcombe 1998, table I: 15 of 148, the other way round."""
    spec = campaign(kpi("abandonment", "90%"))
    result = only(judged(spec, undated({"leads": 15.0, "clicks": 148.0}, spec)))
    assert result.method is Method.WILSON
    assert result.interval == pytest.approx((1 - 0.1605, 1 - 0.0624), abs=5e-5)
    below = only(judged(spec, undated({"leads": 150.0, "clicks": 148.0}, spec)))
    assert (below.interval, below.reason) == (None, Reason.NOT_A_SUBSET)


def test_a_negative_rest_keeps_its_interval_around_it():
    spec = campaign(kpi("abandonment", "90%"), days=20)
    result = only(judged(spec, data(frame({"leads": noisy(20, 30, 1), "clicks": noisy(20, 20, 2)}), spec=spec)))
    assert result.value is not None
    assert result.interval is not None
    assert result.interval[0] < result.value < result.interval[1]
    assert result.value < 0


def test_an_aggregate_that_does_not_add_up_has_no_interval():
    spec = campaign(kpi("peak", "30"), days=30)
    result = only(judged(spec, data(frame({"max(leads)": noisy(30, 30, 1)}), spec=spec)))
    assert result.value == max(noisy(30, 30, 1))
    assert (result.interval, result.reason) == (None, Reason.NOT_ADDITIVE)


def test_a_volume_is_counted_and_has_no_whisker():
    leads = noisy(28, 100, 3)
    spec = campaign(kpi("leads", "2500"))
    result = only(judged(spec, data(frame({"leads": leads}), spec=spec)))
    mean = mean_interval(np.array(leads), 0.95)
    assert mean is not None
    assert (result.method, result.certainty, result.interval) == (Method.COUNTED, Certainty.COUNTED, None)
    assert result.spread == pytest.approx(tuple(28 * end for end in mean.interval))


def test_a_proportion_without_any_success_falls_back_on_its_counts():
    spec = campaign(kpi("conversion_rate", "3%"), days=20)
    table = data(frame({"clicks": noisy(20, 10, 1), "conversions": [0.0] * 20}), spec=spec)
    result = only(judged(spec, table))
    assert result.method is Method.WILSON
    assert result.interval is not None
    assert result.interval[0] == 0.0


def test_costs_that_are_the_same_every_day_say_that_nothing_varies():
    spec = campaign(kpi("cost_per_lead", "80"), days=20)
    result = only(judged(spec, data(frame({"cost": [800.0] * 20, "leads": [10.0] * 20}), spec=spec)))
    assert (result.value, result.interval, result.reason) == (80.0, None, Reason.NO_VARIATION)


def test_an_interval_of_a_rate_stops_at_zero():
    spec = campaign(kpi("cost_per_lead", "80"), days=20)
    table = data(frame({"cost": [5000.0] + [1.0] * 19, "leads": [1.0] * 20}), spec=spec)
    result = only(judged(spec, table))
    assert result.interval is not None
    assert result.interval[0] == 0.0


def test_an_interval_of_a_share_stops_at_one():
    spec = campaign(kpi("conversion_rate", "90%"), days=20)
    table = data(frame({"clicks": [10.0] * 20, "conversions": [2.0] + [10.0] * 19}), spec=spec)
    result = only(judged(spec, table))
    assert result.interval is not None
    assert result.interval[1] == 1.0


def test_a_difference_may_be_negative():
    spec = campaign(kpi("roi", "10%"), days=20)
    table = data(frame({"revenue": noisy(20, 100, 1, 0.9), "cost": [100.0] * 20}), spec=spec)
    result = only(judged(spec, table))
    assert result.interval is not None
    assert result.interval[0] < 0 < result.interval[1]


def test_the_sites_confidence_is_used_and_named():
    config = SiteConfig(verdict=VerdictRules(confidence=0.8))
    spec = campaign(kpi("conversion_rate", "3%"), days=30)
    table = data(frame(rates(30)), spec=spec)
    narrow, wide = only(judged(spec, table, config=config)), only(judged(spec, table))
    assert narrow.interval is not None
    assert wide.interval is not None
    assert narrow.confidence == 0.8
    assert wide.interval[0] < narrow.interval[0] < narrow.interval[1] < wide.interval[1]


def test_days_without_a_value_in_the_metrics_own_columns_are_no_steps():
    columns = rates(40)
    holed = {key: [value if n % 2 else np.nan for n, value in enumerate(column)] for key, column in columns.items()}
    spec = campaign(kpi("conversion_rate", "3%"), days=40)
    table = data(frame(holed | {"cost": noisy(40, 10, 1)}), spec=spec)
    result = only(judged(spec, table))
    kept = {key: np.array(column[1::2]) for key, column in columns.items()}
    expected = ratio_interval(kept["conversions"], kept["clicks"], 0.95)
    assert expected is not None
    assert result.days == 20
    assert result.interval == pytest.approx(expected.interval)


def test_a_series_that_lacks_undated_rows_gives_no_longrun_interval():
    """Cost without dates and leads by day: the daily rows hold none of the cost."""
    spec = campaign(kpi("cost_per_lead", "80"), days=30)
    table = data(frame({"leads": noisy(30, 10, 1), "cost": [np.nan] * 30}), spec=spec)
    table.totals.loc[0, "cost"] = 24_000.0
    result = only(judged(spec, table))
    assert result.value == pytest.approx(24_000 / sum(noisy(30, 10, 1)))
    assert (result.interval, result.reason) == (None, Reason.NO_SERIES)
