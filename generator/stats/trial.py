"""The method tried where nothing happened: campaigns pretended inside the history.

How often it cries wolf there is told beside the result, and how far it was off there, measured by what it claimed,
corrects what it claims: the outcomes are stretched by

    sqrt((PRIOR_RUNS + sum of z^2) / (PRIOR_RUNS + runs)),    z = (actual - expected) / standard deviation claimed,

the posterior mean scale when the model's own claim is worth PRIOR_RUNS trials. Errors of such trials as the yardstick:
Chernozhukov, Wuthrich & Zhu 2021, JASA 116:1849.
"""

import math
from dataclasses import dataclass

import numpy as np

from generator.stats.effects import Floats
from generator.stats.outcomes import fit_with_controls, simulate, step_weights
from generator.stats.structural import MIN_STEPS

RUNS = 4
PRIOR_RUNS = 8
"""Twice the runs: they overlap, and a few of them tell little."""
DRAWS = 400
CONFIDENCE = 0.95
LEAST_STEPS = 3
"""A window shorter than this says nothing."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of the trials."""

    alarms: int
    """Runs whose 95% interval of the effect did not hold 0, though nothing happened."""
    runs: int
    stretch: float
    """By how much the outcomes of the real campaign are to be moved away from their mean; below 1: towards it."""


def trial(
    history: Floats,
    controls: Floats | None,
    *,
    window: int,
    season: int | None,
    runs: int = RUNS,
    seed: int = 0,
) -> Trial | None:
    """Pretend a campaign of `window` steps inside the history several times, controls chosen anew each time.

    Where the history is short the windows are shorter than the campaign; None where not even one of LEAST_STEPS fits.
    """
    tried = [
        found
        for cut, steps in windows(len(history), window, season, runs)
        if (found := pretend(history[: cut + steps], controls, cut, season, seed)) is not None
    ]
    if not tried:
        return None
    squares = sum(z * z for z, _ in tried)
    stretch = math.sqrt((PRIOR_RUNS + squares) / (PRIOR_RUNS + len(tried)))
    return Trial(sum(alarm for _, alarm in tried), len(tried), stretch)


def pretend(
    series: Floats, controls: Floats | None, cut: int, season: int | None, seed: int
) -> tuple[float, bool] | None:
    """Pretend that a campaign began at `cut`: how far off it came, in standard deviations, and whether it would alarm.

    None where there is no model, nothing to compare, or no doubt to measure by.
    """
    weights = step_weights(series[cut:], None)
    before, during = (None, None) if controls is None else (controls[:cut], controls[cut : len(series)])
    model = fit_with_controls(series[:cut], before, during, season) if weights.any() else None
    if model is None:
        return None
    outcomes = simulate(model, weights, DRAWS, seed)
    error = float(np.nan_to_num(series[cut:]) @ weights - outcomes.mean @ weights)
    spread = float(outcomes.totals.std())
    low, high = np.quantile(outcomes.totals, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    if spread == 0:
        return None
    return error / spread, not low <= error + float(outcomes.mean @ weights) <= high


def windows(length: int, window: int, season: int | None, runs: int) -> list[tuple[int, int]]:
    """Spread the runs' (cut, steps) evenly over the later half of the history."""
    around = season or 1
    earliest = max(length // 2, 2 * around, MIN_STEPS + around)
    steps = min(window, (length - earliest) // 2)
    if steps < LEAST_STEPS:
        return []
    cuts = np.unique(np.linspace(earliest, length - steps, runs).round().astype(int))
    return [(int(cut), steps) for cut in cuts]
