"""What a series would have done without the campaign, and how far from it it came.

The structural model (generator.stats.structural) is fitted on the history alone and carried through the campaign by
simulation, after Brodersen, Gallusser, Koehler, Remy & Scott 2015, Annals of Applied Statistics 9(1):247. It answers
for what the history and the controls show, and for nothing else that began with the campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.stats.controls import MOST, Chosen, Why, choose, complete
from generator.stats.intervals import Interval
from generator.stats.structural import MIN_STEPS, Floats, Structural, fit

DRAWS = 1000
PLACEBO_RUNS = 4
PLACEBO_CONFIDENCE = 0.95
PLACEBO_STEPS = 3
"""A placebo window shorter than this says nothing."""


@dataclass(frozen=True, slots=True)
class Band:
    """A path with the ends of its interval, one number a step."""

    middle: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The actual against what was to be expected.

    Without weights `actual`, `expected`, `effect` and `interval` are totals over the steps compared; with weights they
    are weighted means.
    """

    actual: float
    expected: float
    effect: float
    interval: Interval
    """Of the effect."""
    relative: float | None
    """effect / expected; None where nothing or less was expected."""
    relative_interval: Interval | None
    """None where the interval of what was expected reaches 0."""
    average: float
    """The effect a step; with weights the effect itself."""
    average_interval: Interval
    p: float
    """Share of the simulated outcomes without a campaign that are at least as far out as the actual, on its side."""
    path: Band
    """What was expected of each step of the campaign."""
    running: Band
    """The effect so far after each step; its last number is the effect."""
    fitted: Floats
    """What the model expected of each step of the history from those before it; NaN at its beginning."""
    level: Literal["level", "trend"]
    season: int | None
    controls: tuple[int, ...]
    """Columns used, the best first."""
    left_out: Mapping[int, Why]
    """Column -> why it was not used."""
    steps: int
    """Steps compared."""
    history: int
    """Observed steps the model was fitted on."""


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model with the controls it uses."""

    structural: Structural
    chosen: Chosen
    during: Floats | None
    """The chosen controls in the campaign."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What might have been without the campaign, and how it is added up."""

    mean: Floats
    paths: Floats
    """draws x steps."""
    weights: Floats
    confidence: float


def counterfactual(  # noqa: PLR0913 - two series, their controls and what is asked of them
    history: Floats,
    actual: Floats,
    controls_before: Floats | None = None,
    controls_during: Floats | None = None,
    *,
    weights: Floats | None = None,
    season: int | None = None,
    confidence: float = 0.95,
    floor: float | None = None,
    seed: int = 0,
    draws: int = DRAWS,
) -> Counterfactual | None:
    """Compare the campaign's steps (m,) with what the history (n,) and the controls (n x k, m x k) lead to expect.

    The campaign's first step follows the history's last; where days lie between, the history ends in NaN for them. NaN
    marks a missing step in any of the series. `weights` (m,) are a ratio's denominators: then the weighted mean over
    the campaign is compared, else the total. `floor` is the least that the series can be. None where the history is
    too short, does not vary, or no step of the campaign can be compared.
    """
    scaled = step_weights(actual, weights)
    model = fit_with_controls(history, controls_before, controls_during, season) if scaled.any() else None
    if model is None:
        return None
    mean = model.structural.mean(len(actual), model.during)
    paths = model.structural.draw(len(actual), draws, np.random.default_rng(seed), model.during)
    if floor is not None:
        mean, paths = np.maximum(mean, floor), np.maximum(paths, floor)
    return compared(model, actual, Outcomes(mean, paths, scaled, confidence), totals=weights is None)


def step_weights(actual: Floats, weights: Floats | None) -> Floats:
    """What each step counts for in the figure compared; 0 where it cannot be compared."""
    heavy = np.ones(len(actual)) if weights is None else np.nan_to_num(np.maximum(weights, 0.0))
    kept = np.where(np.isfinite(actual), heavy, 0.0)
    return kept if weights is None or not kept.any() else np.asarray(kept / kept.sum())


def fit_with_controls(
    history: Floats, before: Floats | None, during: Floats | None, season: int | None, *, most: int = MOST
) -> Model | None:
    """Choose controls and fit; without controls where none is given, fits or pays."""
    chosen, both = Chosen((), {}), np.zeros((len(history), 0))
    if before is not None and during is not None:
        both, unfit = complete(np.concatenate([before, during]))
        chosen = choose(history, both[: len(history)], unfit, season=season, most=most)
    used = list(chosen.used)
    structural = fit(history, both[: len(history), used] if used else None, season=season)
    if structural is None and used:
        return fit_with_controls(history, before, during, season, most=len(used) - 1)
    if structural is None:
        return None
    return Model(structural, chosen, both[len(history) :, used] if used else None)


def compared(model: Model, actual: Floats, outcomes: Outcomes, *, totals: bool) -> Counterfactual:
    """Set the actual against the outcomes."""
    counted = np.where(outcomes.weights > 0, actual, 0.0)
    value, expected = float(counted @ outcomes.weights), float(outcomes.mean @ outcomes.weights)
    effects = ((counted - outcomes.paths) * outcomes.weights).cumsum(axis=1)
    running = ((counted - outcomes.mean) * outcomes.weights).cumsum()
    steps = int((outcomes.weights > 0).sum())
    low, high = interval = ends(effects[:, -1], outcomes.confidence)
    each = steps if totals else 1
    return Counterfactual(
        actual=value,
        expected=expected,
        effect=value - expected,
        interval=interval,
        relative=(value - expected) / expected if expected > 0 else None,
        relative_interval=(value / (value - low) - 1, value / (value - high) - 1) if value - high > 0 else None,
        average=(value - expected) / each,
        average_interval=(low / each, high / each),
        p=tail(effects[:, -1], value - expected),
        path=band(outcomes.mean, outcomes.paths, outcomes.confidence),
        running=band(running, effects, outcomes.confidence),
        fitted=model.structural.fitted,
        level=model.structural.level,
        season=model.structural.season,
        controls=model.chosen.used,
        left_out=model.chosen.left_out,
        steps=steps,
        history=model.structural.steps,
    )


def ends(draws: Floats, confidence: float) -> Interval:
    """Cut off equal tails."""
    low, high = np.quantile(draws, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def band(middle: Floats, draws: Floats, confidence: float) -> Band:
    """Cut off equal tails at each step."""
    low, high = np.quantile(draws, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return Band(middle, low, high)


def tail(effects: Floats, effect: float) -> float:
    """Share of outcomes without an effect that lie beyond the actual on its side, the actual counted among them."""
    beyond = effects <= 0 if effect > 0 else effects >= 0
    return float((1 + beyond.sum()) / (1 + len(effects)))


def placebo(
    history: Floats,
    controls: Floats | None = None,
    *,
    window: int,
    season: int | None = None,
    runs: int = PLACEBO_RUNS,
    seed: int = 0,
) -> tuple[int, int] | None:
    """Pretend a campaign of `window` steps inside the history, several times: (false alarms, runs).

    Each run refits on what lies before its cut, controls chosen anew, and raises an alarm where the 95% interval of the
    effect does not hold 0. Where the history is short the windows are shorter than the campaign; None where not even
    one of PLACEBO_STEPS fits.
    """
    alarms = done = 0
    for cut, steps in placebo_windows(len(history), window, season, runs):
        before, during = (None, None) if controls is None else (controls[:cut], controls[cut : cut + steps])
        result = counterfactual(
            history[:cut],
            history[cut : cut + steps],
            before,
            during,
            season=season,
            confidence=PLACEBO_CONFIDENCE,
            seed=seed,
        )
        if result is not None:
            done += 1
            alarms += not result.interval[0] <= 0 <= result.interval[1]
    return (alarms, done) if done else None


def placebo_windows(length: int, window: int, season: int | None, runs: int) -> list[tuple[int, int]]:
    """Spread the runs' (cut, steps) evenly over the later part of the history."""
    earliest = max(length // 2, 2 * (season or 1), MIN_STEPS + (season or 1))
    steps = min(window, (length - earliest) // 2)
    if steps < PLACEBO_STEPS:
        return []
    cuts = np.unique(np.linspace(earliest, length - steps, runs).round().astype(int))
    return [(int(cut), steps) for cut in cuts]


def break_at_start(before: Floats, during: Floats, *, season: int | None = None, seed: int = 0) -> float | None:
    """How surprising a control's own path in the campaign is, given its own history: a two-sided p.

    The smaller of two, doubled for having looked twice: of the total over the whole campaign, and over its first season
    (or its first fifth). A small p says that something changed in the control when the campaign began: the campaign
    itself may have moved it, or the market moved both; which of them no series can tell. None where the control's
    history is too short or does not vary.
    """
    head = max(season or 1, len(during) // 5, 1)
    found = [counterfactual(before, part, season=season, seed=seed) for part in (during, during[:head])]
    tails = [2 * result.p for result in found if result is not None]
    return min(1.0, len(tails) * min(tails)) if tails else None
