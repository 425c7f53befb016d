"""Forecasts: where they go, how far they scatter, and what they never do."""

import numpy as np
import pytest

from generator.stats.forecast import forecast, totals, weighted_means

WEEK = np.array([1.0, 1.1, 1.2, 1.1, 0.9, 0.5, 0.4])


def history(steps: int, seed: int = 0) -> np.ndarray:
    return (100 + np.random.default_rng(seed).normal(0, 5, steps)) * WEEK[np.arange(steps) % 7]


def test_four_in_five_totals_lie_in_the_middle_four_fifths():
    held = 0
    for seed in range(40):
        y = history(70, seed)
        paths = forecast(y[:56], 14, season=7, seed=seed)
        assert paths is not None
        low, high = np.quantile(paths.sum(axis=1), [0.1, 0.9])
        held += low <= y[56:].sum() <= high
    assert 27 <= held <= 38


def test_the_week_goes_on():
    paths = forecast(history(56), 7, season=7)
    assert paths is not None
    assert paths.shape == (1000, 7)
    assert np.median(paths, axis=0) == pytest.approx(100 * WEEK, abs=6)


def test_counts_do_not_fall_below_the_floor():
    y = np.random.default_rng(1).poisson(0.8, 50).astype(float)
    free, floored = forecast(y, 10), forecast(y, 10, floor=0.0)
    assert free is not None
    assert floored is not None
    assert free.min() < 0 == floored.min()


def test_what_is_known_ahead_is_used():
    rng = np.random.default_rng(2)
    spend = rng.uniform(50, 150, 80)
    y = 20 + 0.5 * spend + rng.normal(0, 2, 80)
    paths = forecast(y[:60], 20, controls_before=spend[:60, None], controls_ahead=spend[60:, None])
    assert paths is not None
    assert np.median(paths, axis=0) == pytest.approx(20 + 0.5 * spend[60:], abs=5)


@pytest.mark.parametrize("y", [np.ones(40), np.zeros(40), np.arange(13.0)])
def test_too_little_to_go_by_gives_no_forecast(y):
    assert forecast(y, 5, season=7) is None


def test_equal_inputs_give_equal_draws():
    first, again = forecast(history(40), 5, season=7), forecast(history(40), 5, season=7)
    assert first is not None
    assert again is not None
    assert (first == again).all()


def test_totals_begin_from_what_has_come():
    assert totals(10, np.array([[1.0, 2.0], [3.0, 4.0]])).tolist() == [[11, 13], [13, 17]]


def test_a_ratio_runs_on_by_its_denominators():
    paths = np.array([[0.1, 0.2]])
    assert weighted_means(0.05, 100, paths, np.array([100.0, 200.0])) == pytest.approx(np.array([[0.075, 0.1375]]))
    assert weighted_means(float("nan"), 0, paths, np.array([100.0, 100.0])) == pytest.approx(np.array([[0.1, 0.15]]))
