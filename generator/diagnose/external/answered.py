"""The answer: a model fitted to the series before the campaign, and what the campaign's own is beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from generator.compare.frames import EPOCH, Floats
from generator.compare.judged import Versus
from generator.compare.result import CounterfactualResult
from generator.diagnose.external.asked import Question
from generator.stats.counterfactual import Counterfactual, against, break_at_start
from generator.stats.outcomes import Model, fit_with_controls
from generator.stats.trial import RUNS

REPLACED = 3
"""Controls that are replaced at the most: where more changed with the start, it is the market that did."""
BROKEN = 0.01
"""A control whose own path in the campaign is less likely than this, by its own past and the other controls, moved."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model makes of a question."""

    result: CounterfactualResult
    versus: Versus


def answer(asked: Question) -> Answer | None:
    """Fit, compare, and try the method where nothing happened; None where the history is too short or does not vary.

    A control whose own path changed with the start gives way to others that kept theirs. Where none did, be it that the
    market moved or that the campaign moved them all, the first choice stands, and is doubted.
    """
    surprise: dict[int, float | None] = {}
    first = tried = _try(asked, tuple(range(len(asked.names))), surprise)
    broken: list[int] = []
    while tried is not None and tried.changed and len(broken) < REPLACED:
        broken.append(tried.changed[0])
        tried = _try(asked, tuple(place for place in range(len(asked.names)) if place not in broken), surprise)
    if first is None or tried is None:
        return None
    if broken and (tried.changed or not tried.used):
        tried, broken = first, []
    found = _compared(asked, tried)
    return None if found is None else Answer(_result(asked, tried, found, broken), _versus(asked, found))


@dataclass(frozen=True, slots=True)
class Tried:
    """A fit with some of the controls."""

    model: Model
    places: tuple[int, ...]
    """Places in the question of the controls that were to choose from."""
    changed: tuple[int, ...]
    """Places of those used whose own path changed with the start, the most surprising first."""

    @property
    def used(self) -> tuple[int, ...]:
        """Places of those that were chosen."""
        return tuple(self.places[place] for place in self.model.chosen.used)


def _try(asked: Question, places: tuple[int, ...], surprise: dict[int, float | None]) -> Tried | None:
    """Fit with these controls; `surprise` keeps what is known of each control's own path."""
    at = asked.launched
    before, during = _beside(asked, places)
    model = fit_with_controls(asked.series[:at], before, during, asked.season)
    if model is None:
        return None
    used = [places[place] for place in model.chosen.used]
    for place in used:
        if place not in surprise:
            series = asked.controls[:, place]
            surprise[place] = break_at_start(series[:at], series[at:], season=asked.season, year=asked.year)
    likely = {place: p for place in used if (p := surprise[place]) is not None and p < BROKEN}
    return Tried(model, places, tuple(sorted(likely, key=likely.__getitem__)))


def _beside(asked: Question, places: Sequence[int]) -> tuple[Floats | None, Floats | None]:
    """Take these controls before and during the campaign."""
    chosen = asked.controls[:, list(places)]
    return (chosen[: asked.launched], chosen[asked.launched :]) if places else (None, None)


def _compared(asked: Question, tried: Tried) -> Counterfactual | None:
    at = asked.launched
    return against(
        tried.model,
        asked.series[:at],
        asked.series[at:],
        _beside(asked, tried.places)[0],
        weights=asked.weights,
        season=asked.season,
        year=asked.year,
        confidence=asked.confidence,
        floor=asked.floor,
        trials=RUNS,
    )


def _result(asked: Question, tried: Tried, found: Counterfactual, broken: Sequence[int]) -> CounterfactualResult:
    runs = found.trial
    left_out: dict[str, str] = {asked.names[tried.places[place]]: why for place, why in found.left_out.items()}
    left_out |= dict.fromkeys(asked.moved, "moved_by_campaign")
    left_out |= {asked.names[place]: "break_at_start" for place in broken}
    return CounterfactualResult(
        actual=found.actual,
        expected=found.expected,
        effect=found.effect,
        interval=found.interval,
        relative=found.relative,
        relative_interval=found.relative_interval,
        average=found.average,
        average_interval=found.average_interval,
        p=found.p,
        placebo=runs.alarms / runs.runs if runs and runs.runs else None,
        placebo_runs=runs.runs if runs else 0,
        method="controls" if tried.used else "season",
        controls=tuple(asked.names[place] for place in tried.used),
        left_out=left_out,
        doubtful=tuple(asked.names[place] for place in tried.changed),
        year_before=found.year_before,
        level=found.level,
        season=found.season,
        steps=found.steps,
        history=found.history,
        outside=None,
        outside_interval=None,
        adjusted=None,
        adjusted_verdict=None,
    )


def _versus(asked: Question, found: Counterfactual) -> Versus:
    def known(*parts: Floats) -> tuple[float | None, ...]:
        return tuple(value if math.isfinite(value) else None for value in np.concatenate(parts).tolist())

    return Versus(
        starts=tuple(EPOCH + timedelta(days=day) for day in asked.days.tolist()),
        actual=known(asked.series),
        expected=known(found.fitted, found.path.middle),
        low=known(found.fitted, found.path.low),
        high=known(found.fitted, found.path.high),
        launched=EPOCH + timedelta(days=int(asked.days[asked.launched])),
        running=tuple(found.running.middle.tolist()),
        running_low=tuple(found.running.low.tolist()),
        running_high=tuple(found.running.high.tolist()),
    )
