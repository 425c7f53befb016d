"""The counterfactual against known answers, silent where nothing happened, and not to be fooled by season or trend."""

import numpy as np
import pytest

from generator.stats.controls import choose, complete
from generator.stats.counterfactual import Counterfactual, break_at_start, counterfactual
from generator.stats.trial import LEAST_STEPS, trial, windows
from generator.stats.yearly import year_before

WEEK = np.array([1.0, 1.1, 1.2, 1.1, 0.9, 0.5, 0.4])


def market(steps: int, seed: int) -> np.ndarray:
    """An AR(1) of standard deviation 3 around 100."""
    rng = np.random.default_rng(seed)
    drawn = rng.normal(size=steps)
    for step in range(1, steps):
        drawn[step] = 0.9 * drawn[step - 1] + np.sqrt(1 - 0.81) * drawn[step]
    return 100 + 3 * drawn


def found(*arguments, **options) -> Counterfactual:
    result = counterfactual(*arguments, **options)
    assert result is not None
    return result


@pytest.mark.parametrize("seed", range(5))
def test_ten_more_from_step_71_are_found_with_the_series_that_moves_alike(seed):
    """The example of Brodersen et al.'s CausalImpact: y = 1.2 x + noise, 10 more in the last 30 of 100 steps."""
    x = market(100, seed)
    y = 1.2 * x + np.random.default_rng(seed + 50).normal(size=100)
    y[70:] += 10
    result = found(y[:70], y[70:], x[:70, None], x[70:, None])
    assert result.controls == (0,)
    assert result.average == pytest.approx(10, abs=1)
    assert 0 < result.average_interval[0] < 10 < result.average_interval[1] < 12
    assert result.effect == pytest.approx(30 * result.average)
    assert result.interval == pytest.approx(tuple(30 * end for end in result.average_interval))
    assert result.relative == pytest.approx(10 / 120, abs=0.01)
    assert result.p < 0.002
    assert (result.steps, result.history) == (30, 70)


def test_where_nothing_happened_most_intervals_hold_0():
    silent = 0
    for seed in range(20):
        x = market(90, seed)
        y = (0.8 * x + np.random.default_rng(seed + 99).normal(0, 2, 90)) * WEEK[np.arange(90) % 7]
        result = found(y[:75], y[75:], x[:75, None], x[75:, None], season=7)
        silent += result.interval[0] <= 0 <= result.interval[1]
    assert silent >= 18


def test_a_campaign_on_weekends_is_compared_with_weekends():
    y = (100 + np.random.default_rng(1).normal(0, 3, 61)) * WEEK[np.arange(61) % 7]
    actual = np.where(np.isin(np.arange(54, 61) % 7, [5, 6]), y[54:], np.nan)
    result = found(y[:54], actual, season=7)
    assert result.steps == 2
    assert result.expected == pytest.approx(90, abs=6)
    assert result.interval[0] < 0 < result.interval[1]


def test_a_december_peak_seen_in_two_years_is_no_effect():
    week = np.arange(156)
    peak = np.where(np.isin(week % 52, [46, 47, 48, 49, 50]), 60, 0)
    y = 100 + peak + np.random.default_rng(2).normal(0, 4, 156)
    result = found(y[:150], y[150:], season=52)
    assert result.season == 52
    assert result.interval[0] < 0 < result.interval[1]
    assert abs(result.relative or 9) < 0.15


def a_year_and_a_month_of_days(seed: int, peak: float, lift: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Days from November to the December after next, with a peak in both; the last 31 are the campaign."""
    steps, last = 395, 31
    days = np.arange(steps + last)
    december = np.minimum(np.abs(days - 41), np.abs(days - 41 - 364))
    noise = np.random.default_rng(seed).normal(0, 0.03, steps + last)
    y = 1000 * WEEK[days % 7] * (1 + peak * np.exp(-np.square(december / 9))) * (1 + noise)
    y[steps:] *= 1 + lift
    return y[:steps], y[steps:]


@pytest.mark.parametrize("seed", range(3))
def test_a_december_peak_that_a_year_of_days_holds_once_is_no_effect(seed):
    history, actual = a_year_and_a_month_of_days(seed, peak=0.8)
    fooled = found(history, actual, season=7)
    result = found(history, actual, season=7, year=364)
    assert fooled.interval[0] > 0
    assert result.interval[0] <= 0 <= result.interval[1]
    assert result.relative == pytest.approx(0, abs=0.1)
    assert result.year_before == pytest.approx(0.35, abs=0.15)
    assert result.path.middle.argmax() == pytest.approx(actual.argmax(), abs=7)


def test_a_gain_beyond_last_years_peak_is_found_and_an_ordinary_year_before_changes_nothing():
    result = found(*a_year_and_a_month_of_days(1, peak=0.8, lift=0.3), season=7, year=364)
    assert result.interval[0] > 0
    assert result.relative == pytest.approx(0.3, abs=0.1)
    history, actual = a_year_and_a_month_of_days(1, peak=0.0, lift=0.1)
    ordinary, plain = found(history, actual, season=7, year=364), found(history, actual, season=7)
    assert (ordinary.year_before, ordinary.interval) == (None, plain.interval)


@pytest.mark.parametrize(("days", "campaign"), [(380, 31), (395, 370)])
def test_a_year_that_the_history_does_not_hold_is_not_looked_at(days, campaign):
    history, _ = a_year_and_a_month_of_days(0, peak=0.8)
    assert year_before(history[-days:], campaign, year=364, season=7, draws=200, seed=0) is None


def test_a_control_that_has_its_december_too_did_not_change_course():
    history, actual = a_year_and_a_month_of_days(0, peak=0.8)
    alarmed, calm = (break_at_start(history, actual, season=7, year=year) for year in (None, 364))
    assert alarmed is not None
    assert calm is not None
    assert alarmed < 0.01 < calm


def test_growth_that_goes_on_is_no_effect():
    y = 100 + np.arange(90) + np.random.default_rng(4).normal(0, 3, 90)
    result = found(y[:75], y[75:], season=7)
    assert result.level == "trend"
    assert result.interval[0] < 0 < result.interval[1]
    assert abs(result.relative or 9) < 0.03


def test_a_market_that_fell_in_both_is_no_effect():
    x = market(80, 5)
    x[65:] *= 0.7
    y = 2 * x + np.random.default_rng(6).normal(0, 2, 80)
    alone = found(y[:65], y[65:])
    beside = found(y[:65], y[65:], x[:65, None], x[65:, None])
    assert alone.interval[1] < 0
    assert beside.interval[0] < 0 < beside.interval[1]


def test_scaling_the_series_scales_the_effect():
    y = market(80, 7)
    plain, thousandfold = found(y[:65], y[65:]), found(1000 * y[:65], 1000 * y[65:])
    assert thousandfold.effect == pytest.approx(1000 * plain.effect)
    assert thousandfold.interval == pytest.approx(tuple(1000 * end for end in plain.interval))
    assert thousandfold.relative_interval == pytest.approx(plain.relative_interval)


def test_the_order_of_the_controls_is_irrelevant():
    rng = np.random.default_rng(8)
    x = market(80, 8)
    controls = np.column_stack([x + rng.normal(0, 1, 80), x + rng.normal(0, 2, 80), rng.normal(50, 5, 80)])
    y = x + rng.normal(0, 1, 80)
    order = [2, 0, 1]
    one = found(y[:65], y[65:], controls[:65], controls[65:])
    other = found(y[:65], y[65:], controls[:65, order], controls[65:, order])
    assert [order[place] for place in other.controls] == list(one.controls)
    assert other.effect == pytest.approx(one.effect)
    assert other.interval == pytest.approx(one.interval)


def test_equal_inputs_give_equal_results_and_another_seed_nearly_so():
    y = market(80, 9)
    first, again, other = (found(y[:65], y[65:], seed=seed) for seed in (0, 0, 1))
    assert first.interval == again.interval
    assert first.interval != other.interval
    assert other.interval == pytest.approx(first.interval, rel=0.25)


def test_paths_end_in_the_result():
    y = market(80, 10)
    result = found(y[:65], y[65:], trials=2)
    assert result.path.middle.sum() == pytest.approx(result.expected)
    assert result.running.middle[-1] == pytest.approx(result.effect)
    assert (result.running.low[-1], result.running.high[-1]) == pytest.approx(result.interval)
    assert (result.path.low < result.path.high).all()
    assert len(result.fitted) == 65
    assert result.trial is not None
    assert result.trial.runs == 2


def test_a_ratio_is_weighed_by_its_denominators():
    rng = np.random.default_rng(11)
    ratio, weights = 0.03 + rng.normal(0, 0.002, 80), rng.uniform(500, 1500, 80)
    result = found(ratio[:65], ratio[65:], weights=weights[65:])
    assert result.actual == pytest.approx(np.average(ratio[65:], weights=weights[65:]))
    assert result.average == result.effect
    assert result.running.middle[-1] == pytest.approx(result.effect)
    assert result.expected == pytest.approx(0.03, abs=0.001)


def test_steps_without_an_actual_or_a_weight_are_not_compared():
    y = market(80, 12)
    actual, weights = y[65:].copy(), np.ones(15)
    actual[3], weights[4] = np.nan, 0.0
    assert found(y[:65], actual, weights=weights).steps == 13
    assert counterfactual(y[:65], np.full(15, np.nan)) is None
    assert counterfactual(y[:65], y[65:], weights=np.zeros(15)) is None


@pytest.mark.parametrize("history", [np.full(60, 7.0), np.zeros(60), np.arange(10.0), np.full(60, np.nan)])
def test_too_little_to_go_by_gives_no_result(history):
    assert counterfactual(history, np.ones(10), season=7) is None
    assert trial(history, None, window=10, season=7) is None


def test_nothing_below_the_floor_is_expected():
    y = np.maximum(np.random.default_rng(13).normal(1, 2, 75), 0)
    result = found(y[:60], y[60:], floor=0.0)
    assert (result.path.low >= 0).all()


def test_controls_that_cannot_be_used_are_told_with_the_reason():
    x = market(80, 14)
    gaps = x.copy()
    gaps[10:40] = np.nan
    few = x.copy()
    few[[5, 70]] = np.nan
    controls = np.column_stack([np.full(80, 3.0), gaps, np.random.default_rng(15).permutation(x), few])
    y = x + np.random.default_rng(16).normal(0, 1, 80)
    result = found(y[:65], y[65:], controls[:65], controls[65:])
    assert result.controls[0] == 3
    assert {**result.left_out}.get(0) == "no_variation"
    assert {**result.left_out}.get(1) == "too_short"


def test_at_most_five_controls_and_none_that_has_nothing_to_do_with_it():
    rng = np.random.default_rng(17)
    x = market(90, 17)
    alike = x[:, None] + rng.normal(0, 2, (90, 8))
    assert 2 <= len(choose(x, alike, {}, season=7).used) <= 5
    assert choose(x, np.arange(90.0)[:, None], {}, season=7).used == ()


def test_a_control_that_runs_against_the_history_is_used():
    x = market(80, 18)
    y = 300 - 2 * x + np.random.default_rng(19).normal(0, 1, 80)
    result = found(y[:65], y[65:], x[:65, None], x[65:, None])
    assert result.controls == (0,)
    assert result.average_interval[1] - result.average_interval[0] < 4


def test_gaps_of_a_control_are_filled_between_neighbours():
    column = np.arange(20.0)
    column[7] = np.nan
    filled, unfit = complete(column[:, None])
    assert filled[7, 0] == 7
    assert unfit == {}


def test_trials_stay_inside_the_later_half_and_are_as_long_as_the_campaign_where_they_can():
    assert all(cut >= 45 and cut + steps <= 90 and steps == 15 for cut, steps in windows(90, 15, 7, 4))
    assert {steps for _, steps in windows(40, 15, 7, 4)} == {9}
    assert windows(25, 15, 7, 4) == []
    assert LEAST_STEPS == 3


def test_trials_narrow_what_was_claimed_too_wide_and_widen_what_was_too_narrow():
    calm = np.random.default_rng(20).normal(100, 1, 90)
    jumpy = calm + np.where(np.arange(90) > 60, 15, 0)
    quiet, loud = trial(calm, None, window=15, season=7), trial(jumpy, None, window=15, season=7)
    assert quiet is not None
    assert loud is not None
    assert quiet.alarms == 0
    assert 0.7 < quiet.stretch < 1.2
    assert loud.stretch > 1.2


def test_a_control_that_jumps_with_the_campaign_is_noticed_and_a_steady_one_is_not():
    x = market(80, 21)
    jumped = x.copy()
    jumped[65:] += 20
    low, high = break_at_start(jumped[:65], jumped[65:], season=7), break_at_start(x[:65], x[65:], season=7)
    assert low is not None
    assert high is not None
    assert low < 0.01 < high
    assert break_at_start(np.ones(65), np.ones(15), season=7) is None
