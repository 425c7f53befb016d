"""The structural model: what it chooses, what it draws, and what it refuses."""

import numpy as np
import pytest

from generator.stats.effects import FULL_SEASON, Shape, seasonal, shapes
from generator.stats.structural import MIN_STEPS, fit, mirrored, shares

WEEK = np.array([1.0, 1.1, 1.2, 1.1, 0.9, 0.5, 0.4])


def noisy(steps: int, seed: int = 0) -> np.ndarray:
    return 100 + np.random.default_rng(seed).normal(0, 3, steps)


@pytest.mark.parametrize("season", [2, 3, 7, 12])
def test_all_harmonics_of_a_season_take_any_shape_that_repeats(season):
    shape = np.random.default_rng(season).normal(size=season)
    index = np.arange(4 * season)
    columns = np.column_stack([np.ones(len(index)), seasonal(index, season, season // 2)])
    assert columns.shape[1] == season
    left = shape[index % season] - columns @ np.linalg.lstsq(columns, shape[index % season], rcond=None)[0]
    assert np.abs(left).max() < 1e-9


def test_a_week_has_all_its_harmonics_and_a_year_may_have_none():
    assert list(shapes(7, 60)) == [Shape("level", 7, FULL_SEASON // 2)]
    assert Shape("level", None, 0) in list(shapes(52, 104))


def test_the_level_is_the_mean_of_a_series_that_only_scatters():
    model = fit(noisy(80))
    assert model is not None
    assert model.shape == Shape("level", None, 0)
    assert model.mean(10) == pytest.approx(np.full(10, 100), abs=2)


def test_draws_scatter_as_the_series_does_around_the_expected_path():
    model = fit(noisy(120))
    assert model is not None
    draws = model.draw(5, 4000, np.random.default_rng(1))
    assert draws.shape == (4000, 5)
    assert draws.mean(axis=0) == pytest.approx(model.mean(5), abs=0.2)
    assert 2.4 < draws.std() < 4.2


def test_a_steady_rise_is_a_trend_and_goes_on():
    model = fit(noisy(70) + 2 * np.arange(70))
    assert model is not None
    assert model.shape.level == "trend"
    assert model.mean(7) == pytest.approx(100 + 2 * np.arange(70, 77), abs=4)


def test_a_week_goes_on_in_its_place():
    y = noisy(63) * WEEK[np.arange(63) % 7]
    model = fit(y, season=7)
    assert model is not None
    assert model.mean(9) == pytest.approx(100 * WEEK[np.arange(63, 72) % 7], abs=6)


def test_a_season_that_the_history_does_not_hold_twice_is_left_out():
    model = fit(noisy(60), season=52)
    assert model is not None
    assert model.shape.season is None


def test_missing_steps_are_bridged():
    y = noisy(90) * WEEK[np.arange(90) % 7]
    y[[0, 1, 20, 21, 22, 50, 89]] = np.nan
    model = fit(y, season=7)
    assert model is not None
    assert model.steps == 83
    assert np.isnan(model.fitted[:3]).all()
    assert np.isfinite(model.fitted[3:]).all()
    assert model.mean(7) == pytest.approx(100 * WEEK[np.arange(90, 97) % 7], abs=6)


def test_of_a_long_history_only_the_end_is_used_and_the_week_keeps_its_place():
    y = noisy(400) * WEEK[np.arange(400) % 7]
    model = fit(y, season=7)
    assert model is not None
    assert model.steps == 182
    assert len(model.fitted) == 400
    assert model.mean(7) == pytest.approx(100 * WEEK[np.arange(400, 407) % 7], abs=6)


@pytest.mark.parametrize(
    "y",
    [
        noisy(MIN_STEPS - 1),
        np.full(60, 5.0),
        np.zeros(60),
        np.full(60, np.nan),
        np.zeros(0),
        np.full(40, 1e9) + 1e-3,
        np.where(np.arange(60) < 13, noisy(60), np.nan),
    ],
)
def test_too_little_to_go_by_gives_no_model(y):
    assert fit(y, season=7) is None


def test_zeros_but_for_a_few_steps_are_still_a_series():
    y = np.zeros(60)
    y[[10, 30, 45]] = 5.0
    model = fit(y, season=7)
    assert model is not None
    assert np.isfinite(model.draw(10, 100, np.random.default_rng(0))).all()


def test_as_many_columns_as_steps_give_no_model():
    controls = np.random.default_rng(3).normal(size=(16, 12))
    assert fit(noisy(16), controls) is None


def test_equal_inputs_give_equal_draws():
    first, second = fit(noisy(60), season=7), fit(noisy(60), season=7)
    assert first is not None
    assert second is not None
    drawn = [model.draw(5, 50, np.random.default_rng(9)) for model in (first, second)]
    assert (drawn[0] == drawn[1]).all()


def test_the_likelihood_prefers_a_control_that_made_the_series():
    rng = np.random.default_rng(4)
    x, other = rng.normal(size=(2, 80, 1))
    y = 50 + 3 * x[:, 0] + rng.normal(size=80)
    alone, told, misled = fit(y), fit(y, x), fit(y, other)
    assert alone is not None
    assert told is not None
    assert misled is not None
    assert told.evidence > alone.evidence + 10
    assert misled.evidence < alone.evidence + 2


def test_what_is_known_ahead_is_used():
    rng = np.random.default_rng(2)
    spend = rng.uniform(50, 150, 80)
    y = 20 + 0.5 * spend + rng.normal(0, 2, 80)
    model = fit(y[:60], spend[:60, None])
    assert model is not None
    paths = model.draw(20, 1000, np.random.default_rng(0), spend[60:, None])
    assert np.median(paths, axis=0) == pytest.approx(20 + 0.5 * spend[60:], abs=5)


def test_half_of_the_normal_numbers_mirror_the_others():
    drawn = mirrored(np.random.default_rng(0), 7, 3)
    assert drawn.shape == (7, 3)
    assert (drawn[:3] == -drawn[4:]).all()


def test_shares_add_up_and_follow_the_weights():
    assert shares(np.array([0.5, 0.3, 0.2]), 10).tolist() == [5, 3, 2]
    assert shares(np.array([1.0, 1.0, 1.0]), 100).tolist() == [34, 33, 33]
