"""Long-run-variance intervals against their definition, the published critical values, and what gives none."""

import math

import numpy as np
import pytest

from generator.stats.longrun import (
    MIN_STEPS,
    bandwidth,
    critical_value,
    delta_interval,
    longrun_variance,
    mean_interval,
    ratio_interval,
)


def test_the_bandwidth_is_the_next_whole_number_above_1_3_roots_of_the_steps():
    assert [bandwidth(steps) for steps in (14, 15, 60, 61, 90, 100)] == [5, 6, 11, 11, 13, 13]


@pytest.mark.parametrize(
    ("confidence", "none", "tenth", "all_of_it"),
    [
        (0.80, 1.2816, 1.2816 + 0.13040 + 0.005135 - 0.0003386, 1.2816 + 1.3040 + 0.5135 - 0.3386),
        (0.90, 1.6449, 1.6449 + 0.21859 + 0.003142 - 0.0003427, 1.6449 + 2.1859 + 0.3142 - 0.3427),
        (0.95, 1.9600, 1.9600 + 0.29694 + 0.004160 - 0.0005324, 1.9600 + 2.9694 + 0.4160 - 0.5324),
        (0.98, 2.3263, 2.3263 + 0.41618 + 0.005368 - 0.0009060, 2.3263 + 4.1618 + 0.5368 - 0.9060),
    ],
)
def test_critical_values_follow_the_published_polynomials(confidence, none, tenth, all_of_it):
    found = [critical_value(b, confidence) for b in (0.0, 0.1, 1.0)]
    assert found == pytest.approx([none, tenth, all_of_it], abs=1e-12)


def test_a_confidence_that_is_not_tabulated_is_refused():
    with pytest.raises(ValueError, match=r"0\.97"):
        critical_value(0.1, 0.97)


def by_definition(d: np.ndarray) -> float:
    """Autocovariances weighted by 1 - j/S for the lags 1 to S-1, times T/(T-1)."""
    steps = len(d)
    width = math.ceil(1.3 * math.sqrt(steps))
    centred = d - d.mean()
    covariances = [sum(centred[t] * centred[t - lag] for t in range(lag, steps)) / steps for lag in range(width)]
    omega = covariances[0] + 2 * sum((1 - lag / width) * covariances[lag] for lag in range(1, width))
    return omega * steps / (steps - 1)


@pytest.mark.parametrize("steps", [2, 14, 15, 61, 365])
def test_the_longrun_variance_is_the_bartlett_sum_of_autocovariances(steps):
    series = np.random.default_rng(steps).normal(5, 2, steps).cumsum()
    assert float(longrun_variance(series)) == pytest.approx(by_definition(series), rel=1e-9)


def test_many_series_at_once_give_what_each_gives_alone():
    series = np.random.default_rng(1).normal(size=(4, 30))
    assert longrun_variance(series) == pytest.approx([by_definition(row) for row in series])


def test_a_ratio_is_linearised_by_y_less_r_x_over_the_sum_of_x():
    rng = np.random.default_rng(2)
    x = rng.uniform(800, 1200, 61)
    y = rng.binomial(x.astype(int), 0.03).astype(float)
    estimate = ratio_interval(y, x, 0.95)
    rate = y.sum() / x.sum()
    se = math.sqrt(61 * by_definition(y - rate * x)) / x.sum()
    half = (1.96 + 2.9694 * (11 / 61) + 0.4160 * (11 / 61) ** 2 - 0.5324 * (11 / 61) ** 3) * se
    assert estimate is not None
    assert estimate.value == pytest.approx(rate)
    assert estimate.interval == pytest.approx((rate - half, rate + half))


def test_the_delta_method_gives_a_difference_what_its_daily_differences_give():
    rng = np.random.default_rng(3)
    revenue, cost = rng.uniform(900, 1500, 30), rng.uniform(500, 900, 30)
    total = float((revenue - cost).sum())
    by_formula = delta_interval(total, np.column_stack([revenue, cost]), np.array([1.0, -1.0]), 0.9)
    by_day = mean_interval(revenue - cost, 0.9)
    assert by_formula is not None
    assert by_day is not None
    assert by_formula.half_width == pytest.approx(30 * by_day.half_width)


def test_a_step_with_a_gap_is_left_out():
    rng = np.random.default_rng(4)
    x, y = rng.uniform(1, 2, 40), rng.uniform(1, 2, 40)
    holed = y.copy()
    holed[[3, 17]] = np.nan
    kept = np.delete(np.arange(40), [3, 17])
    assert ratio_interval(holed, x, 0.95) == ratio_interval(y[kept], x[kept], 0.95)


def test_thirteen_steps_are_too_few_and_fourteen_enough():
    series = np.random.default_rng(5).uniform(1, 2, MIN_STEPS)
    assert mean_interval(series[:-1], 0.95) is None
    assert mean_interval(series, 0.95) is not None


@pytest.mark.parametrize("level", [0.0, 0.1, 1e9])
def test_a_series_without_variation_has_no_interval(level):
    assert mean_interval(np.full(60, level), 0.95) is None


def test_a_ratio_that_is_the_same_on_every_step_has_no_interval_although_its_parts_vary():
    x = np.random.default_rng(6).uniform(1e3, 1e5, 60)
    assert ratio_interval(0.07 * x, x, 0.95) is None


def test_denominators_that_add_up_to_zero_give_no_interval():
    assert ratio_interval(np.ones(20), np.zeros(20), 0.95) is None


def test_a_gradient_that_is_not_finite_gives_no_interval():
    columns = np.random.default_rng(7).uniform(1, 2, (20, 1))
    assert delta_interval(1.0, columns, np.array([np.nan]), 0.95) is None


def test_steps_that_depend_on_each_other_widen_the_interval():
    rng = np.random.default_rng(8)
    shocks = rng.normal(size=200)
    smooth = np.convolve(shocks, np.ones(7) / 7, mode="same")
    smooth = smooth / smooth.std() * shocks.std()
    alone, together = mean_interval(shocks + 10, 0.95), mean_interval(smooth + 10, 0.95)
    assert alone is not None
    assert together is not None
    assert together.half_width > 1.5 * alone.half_width
