"""Breaks in a series: silent on noise, weeks and trends; loud on jumps and spikes."""

import numpy as np
import pytest

from generator.stats.breaks import MIN_STEPS, find_breaks

WEEK = np.array([1.1, 1.05, 1.0, 1.0, 0.95, 0.7, 0.65])
RUNS = 120


def counts(
    rng: np.random.Generator, size: int, mean: float, *, r: float = 0.0, trend: float = 0.0, spread: float = 0.15
) -> np.ndarray:
    """Counts with a weekly cycle, AR(1) noise on the log scale and a trend over the whole series."""
    noise = rng.normal(0, spread, size + 30)
    for step in range(1, size + 30):
        noise[step] = r * noise[step - 1] + noise[step] * np.sqrt(1 - r**2)
    steps = np.arange(size)
    level = mean * WEEK[steps % 7] * np.exp(noise[30:] + trend * (steps / size - 0.5))
    return rng.poisson(level).astype(float)


def alarms(size: int, mean: float, **more: float) -> float:
    rng = np.random.default_rng(size + int(mean))
    weekdays = np.arange(size) % 7
    return sum(bool(find_breaks(counts(rng, size, mean, **more), weekdays)) for _ in range(RUNS)) / RUNS


@pytest.mark.parametrize("size", [21, 28, 56, 90])
@pytest.mark.parametrize("mean", [5.0, 50.0, 5000.0])
def test_noise_and_weeks_stay_silent(size: int, mean: float) -> None:
    assert alarms(size, mean) <= 0.02


@pytest.mark.parametrize("size", [28, 56])
def test_neighbouring_days_that_are_alike_stay_silent(size: int) -> None:
    assert alarms(size, 500, r=0.5) <= 0.03
    assert alarms(size, 500, r=0.8) <= 0.05


@pytest.mark.parametrize("trend", [-0.7, 0.4, 0.7])
def test_a_trend_that_doubles_or_halves_the_level_is_no_break(trend: float) -> None:
    assert alarms(56, 500, trend=trend) <= 0.03
    assert alarms(28, 500, trend=trend) <= 0.06


def test_a_series_without_its_weekdays_stays_silent_too() -> None:
    """Weekly rows have no cycle; daily ones whose weekdays are not given have the cycle in their noise."""
    rng = np.random.default_rng(3)
    assert sum(bool(find_breaks(counts(rng, 40, 300))) for _ in range(RUNS)) <= 2


@pytest.mark.parametrize("factor", [0.4, 0.5, 2.0, 2.5])
def test_a_lasting_jump_is_found_where_it_is(factor: float) -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(RUNS):
        series, at = counts(rng, 56, 1000, r=0.3, spread=0.12), int(rng.integers(10, 46))
        series[at:] *= factor
        found = find_breaks(series, np.arange(56) % 7)
        hits += any(one.kind == "jump" and abs(one.at - at) <= 1 for one in found)
    assert hits >= 0.9 * RUNS


def test_a_day_without_anything_is_a_spike() -> None:
    series = np.array([100, 98, 103, 99, 101, 97, 102] * 4, dtype=float)
    series += np.random.default_rng(1).normal(0, 2, 28)
    series[10] = 0.0
    (found,) = find_breaks(series, np.arange(28) % 7)
    assert (found.kind, found.at, found.there) == ("spike", 10, 0.0)
    assert found.usual == pytest.approx(100, rel=0.1)


def test_a_jump_says_what_was_usual_and_what_is_there() -> None:
    rng = np.random.default_rng(5)
    series = np.concatenate([rng.normal(200, 6, 20), rng.normal(90, 4, 15)])
    (found,) = find_breaks(series)
    assert (found.kind, found.at) == ("jump", 20)
    assert (found.usual, found.there) == (pytest.approx(200, rel=0.03), pytest.approx(90, rel=0.03))


def test_one_wild_step_is_no_jump() -> None:
    series = np.random.default_rng(9).normal(50, 3, 30)
    series[14] = 400.0
    assert [one.kind for one in find_breaks(series)] == ["spike"]


@pytest.mark.parametrize(
    "series",
    [
        np.full(40, 7.0),
        np.zeros(40),
        np.ones(MIN_STEPS - 1),
        np.concatenate([np.zeros(30), np.ones(10)]),
        np.linspace(-5, 5, 40),
    ],
    ids=["constant", "zero", "short", "mostly zero", "partly negative"],
)
def test_nothing_is_said_of_series_that_cannot_tell(series: np.ndarray) -> None:
    assert find_breaks(series) == ()


def test_two_low_steps_at_the_end_are_no_new_level() -> None:
    rng = np.random.default_rng(11)
    series = rng.normal(100, 3, 40)
    series[-2:] = 60.0
    assert all(one.kind != "jump" for one in find_breaks(series))
