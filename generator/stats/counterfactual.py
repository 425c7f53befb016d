"""What a series would have done without the campaign, and how far from it it came.

The structural model (generator.stats.structural) is fitted on the history alone and carried through the campaign by
simulation, after Brodersen, Gallusser, Koehler, Remy & Scott 2015, Annals of Applied Statistics 9(1):247. It answers
for what the history and the controls show, and for nothing else that began with the campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from generator.stats.controls import Why
from generator.stats.effects import Floats, Level
from generator.stats.intervals import Interval
from generator.stats.outcomes import Model, Outcomes, fit_with_controls, simulate, step_weights
from generator.stats.trial import Trial, trial
from generator.stats.yearly import year_before

DRAWS = 1000


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
    level: Level
    season: int | None
    controls: tuple[int, ...]
    """Columns used, the best first."""
    left_out: Mapping[int, Why]
    """Column -> why it was not used."""
    steps: int
    """Steps compared."""
    history: int
    """Observed steps the model was fitted on."""
    trial: Trial | None
    """The method tried inside the history; None where that was not asked for, or the history is too short."""
    year_before: float | None = None
    """By what share the same steps a year before lay off what was to be expected then, and expectation was moved."""


def counterfactual(  # noqa: PLR0913 - two series, their controls and what is asked of them
    history: Floats,
    actual: Floats,
    controls_before: Floats | None = None,
    controls_during: Floats | None = None,
    *,
    weights: Floats | None = None,
    season: int | None = None,
    year: int | None = None,
    confidence: float = 0.95,
    floor: float | None = None,
    trials: int = 0,
    seed: int = 0,
    draws: int = DRAWS,
) -> Counterfactual | None:
    """Compare the campaign's steps (m,) with what the history (n,) and the controls (n x k, m x k) lead to expect.

    The campaign's first step follows the history's last; where days lie between, the history ends in NaN for them. NaN
    marks a missing step in any of the series. `weights` (m,) are a ratio's denominators: then the weighted mean over
    the campaign is compared, else the total. `floor` is the least that the series can be. With
    `year`, the steps in one, the same steps a year before are looked at where there are no controls and the model holds
    no yearly season (generator.stats.yearly). With
    `trials` the method is first tried so many times inside the history, and the interval corrected by how far it was
    off there (generator.stats.trial); each costs a fit. None where the history is too short, does not vary, or no step
    of the campaign can be compared.
    """
    model = fit_with_controls(history, controls_before, controls_during, season)
    if model is None:
        return None
    return against(
        model,
        history,
        actual,
        controls_before,
        weights=weights,
        season=season,
        year=year,
        confidence=confidence,
        floor=floor,
        trials=trials,
        seed=seed,
        draws=draws,
    )


def against(  # noqa: PLR0913 - the model, what it was fitted on and what is asked of it
    model: Model,
    history: Floats,
    actual: Floats,
    controls_before: Floats | None = None,
    *,
    weights: Floats | None = None,
    season: int | None = None,
    year: int | None = None,
    confidence: float = 0.95,
    floor: float | None = None,
    trials: int = 0,
    seed: int = 0,
    draws: int = DRAWS,
) -> Counterfactual | None:
    """Do as `counterfactual` does, with the model that was fitted on the same history and controls before."""
    steps = step_weights(actual, weights)
    if not steps.any():
        return None
    tried = trial(history, controls_before, window=len(actual), season=season, runs=trials) if trials else None
    outcomes = simulate(model, steps, draws, seed)
    if tried is not None:
        # Of trials with controls only doubt is taken: narrowed by them, intervals were measured to be too sure.
        outcomes = outcomes.stretched(max(1.0, tried.stretch) if model.chosen.used else tried.stretch)
    before = None
    if year is not None and not model.chosen.used and model.structural.shape.season != year:
        before = year_before(history, len(actual), year=year, season=season, draws=draws, seed=seed)
    if before is not None:
        outcomes = before.added(outcomes)
    if floor is not None:
        outcomes = outcomes.above(floor)
    found = compared(model, actual, outcomes, confidence, tried, totals=weights is None)
    return found if before is None else replace(found, year_before=before.gap)


def compared(
    model: Model, actual: Floats, outcomes: Outcomes, confidence: float, tried: Trial | None, *, totals: bool
) -> Counterfactual:
    """Set the actual against the outcomes."""
    counted = np.where(outcomes.weights > 0, actual, 0.0)
    value, expected = float(counted @ outcomes.weights), float(outcomes.mean @ outcomes.weights)
    effects = ((counted - outcomes.paths) * outcomes.weights).cumsum(axis=1)
    running = ((counted - outcomes.mean) * outcomes.weights).cumsum()
    steps = int((outcomes.weights > 0).sum())
    low, high = interval = ends(effects[:, -1], confidence)
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
        path=band(outcomes.mean, outcomes.paths, confidence),
        running=band(running, effects, confidence),
        fitted=model.structural.fitted,
        level=model.structural.shape.level,
        season=model.structural.shape.season,
        controls=model.chosen.used,
        left_out=model.chosen.left_out,
        steps=steps,
        history=model.structural.steps,
        trial=tried,
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


def break_at_start(
    before: Floats, during: Floats, *, season: int | None = None, year: int | None = None, seed: int = 0
) -> float | None:
    """How surprising a control's own path in the campaign is, given its own history: a two-sided p.

    The smaller of two, doubled for having looked twice: of the total over the whole campaign, and over its first season
    (or its first fifth). A small p says that something changed in the control when the campaign began: the campaign
    itself may have moved it, or the market moved both; which of them no series can tell. None where the control's
    history is too short or does not vary.
    """
    head = max(season or 1, len(during) // 5, 1)
    model = fit_with_controls(before, None, None, season)
    parts = (during, during[:head]) if model is not None else ()
    found = [against(model, before, part, season=season, year=year, seed=seed) for part in parts if model is not None]
    tails = [2 * result.p for result in found if result is not None]
    return min(1.0, len(tails) * min(tails)) if tails else None
