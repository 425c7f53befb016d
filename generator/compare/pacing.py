"""Where a KPI will end: the rest of its period forecast, and what that says of its target (methodology section 8).

A sum is forecast step by step and added to what has come. A ratio of sums Y/X is forecast by two series: its
denominator x_t, and d_t = y_t - R x_t with R the campaign's ratio so far, which is what a step brings more or less than
that ratio would have given it. The ratio at the end is (Y + sum of R x + d)/(X + sum of x) over the steps to come: a
ratio of sums, and no mean of daily ratios, which days of few cases would pull away; steps without cases do no harm.

The campaign's start may be a break: a model with a column for it (0 before, 1 since) and one without are both fitted,
and each gives as many of the draws as the history makes it likely. Without the column a level raised by the campaign is
taken for one that wanders, or for a trend; with it where nothing broke, the history before says nothing of the level.

`question` gathers (cheap, needs the table), `answer` fits (pure, from numbers alone, some 100 ms for a sum and twice
as much for a ratio): a caller may send questions to other processes and keep answers by content.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from generator.compare.frames import EPOCH, Floats
from generator.compare.judged import Fan
from generator.compare.question import Question, question
from generator.compare.result import ForecastResult, ForecastState, Verdict
from generator.compare.verdict import TINY, TOLERANCE
from generator.stats.projection import chances
from generator.stats.structural import Structural, fit

__all__ = ["Answer", "Question", "answer", "first_likely_miss", "question"]

DRAWS = 2000
ON_TRACK, OFF_TRACK = 0.7, 0.3
"""Probabilities of reaching the target from which a KPI is on track, and below which it is off track."""

QUANTILES = {"2.5": 0.025, "10": 0.1, "25": 0.25, "50": 0.5, "75": 0.75, "90": 0.9, "97.5": 0.975}
OUTCOMES = tuple((2 * n + 1) / 40 for n in range(20))


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a KPI will end, and the fan to draw of it."""

    forecast: ForecastResult
    fan: Fan


def answer(asked: Question) -> Answer:
    """Forecast the rest of a KPI's period; the same question always has the same answer."""
    paths = _paths(asked)
    ends = paths[:, -1] if asked.ahead else np.full(1, asked.value)
    if asked.rises:
        ends = np.maximum(ends, asked.value)
    probability = _share_meeting(asked, ends)
    low, high = np.quantile(ends, (0.1, 0.9)).tolist()
    result = ForecastResult(
        projected=float(np.median(ends)),
        interval=(low, high),
        probability=probability,
        state=_state(asked, probability) if asked.running else None,
        expected_to_date=float(asked.planned[: asked.over].sum()) if asked.pace else asked.goal,
        pace=asked.pace,
        required=_required(asked),
        current=_current(asked),
        steps_left=asked.ahead,
    )
    return Answer(result, _fan(asked, paths, ends))


def first_likely_miss(asked: Question) -> date | None:
    """Find the first day of a finished campaign on which missing the target was likely (over 70%), and stayed so.

    Looked back on by generator.stats.projection, step by step; None where a miss was not likely before the last step
    was over, or too little was known until then.
    """
    odds = chances(asked.top, asked.bottom, asked.launched, (asked.low, asked.high), asked.season)
    if asked.rises:
        odds = np.where(np.nancumsum(asked.top[asked.launched :]) > asked.high, 0.0, odds)
    likely = odds < 1 - ON_TRACK
    if not likely[-1:].any():
        return None
    calm = np.flatnonzero(~likely)
    first = int(calm[-1]) + 1 if len(calm) else 0
    return None if first >= len(odds) - 1 else EPOCH + timedelta(days=int(asked.ends[first]))


def look_back(asked: Question) -> ForecastResult | None:
    """Say of a finished KPI that missed since when that was likely; None where it could not be foreseen."""
    day = first_likely_miss(asked)
    if day is None:
        return None
    return ForecastResult(
        projected=asked.value,
        interval=(asked.value, asked.value),
        probability=0.0,
        state=None,
        expected_to_date=None,
        pace=None,
        required=None,
        current=None,
        steps_left=0,
        first_likely_miss=day,
    )


def _paths(asked: Question) -> Floats:
    """Draw the KPI's running value at the end of each step to come: draws x steps."""
    if not asked.ahead:
        return np.empty((1, 0))
    above, below = _so_far(asked)
    if asked.bottom is None:
        paths = above + _draws(asked.top, asked, seed=0, floor=0.0 if asked.floor else None).cumsum(axis=1)
    else:
        ratio = above / below if below else asked.value
        cases = _draws(asked.bottom, asked, seed=0, floor=0.0)
        more = _draws(asked.top - ratio * asked.bottom, asked, seed=1, floor=None)
        tops, bottoms = above + (ratio * cases + more).cumsum(axis=1), below + cases.cumsum(axis=1)
        paths = np.divide(tops, bottoms, out=np.full(tops.shape, ratio), where=bottoms > 0)
    if asked.floor:
        paths = np.maximum(paths, 0.0)
    return np.asarray(paths if asked.cap is None else np.minimum(paths, asked.cap))


def _so_far(asked: Question) -> tuple[float, float]:
    """Numerator and denominator of the campaign so far; of a sum, the sum and the steps that are over."""
    above = float(np.nansum(asked.top[asked.launched :]))
    if asked.bottom is None:
        return above, float(asked.over)
    return above, float(np.nansum(asked.bottom[asked.launched :]))


@dataclass(frozen=True, slots=True)
class _Model:
    """A fitted model, if the history allowed one, and the columns it needs ahead."""

    fitted: Structural | None
    columns: Floats | None


def _draws(series: Floats, asked: Question, *, seed: int, floor: float | None) -> Floats:
    """Draw the steps to come of one series, in random order; one that never varied stays as it is."""
    seen = np.isfinite(series)
    since = np.arange(len(series)) >= asked.launched
    launch = since[:, None].astype(np.float64) if (seen & since).any() and (seen & ~since).any() else None
    models = [_Model(fit(series, season=asked.season), None)]
    if launch is not None:
        models.append(_Model(fit(series, launch, season=asked.season), np.ones((asked.ahead, 1))))
    fitted = [(one.fitted, one.columns) for one in models if one.fitted is not None]
    if not fitted:
        own = series[seen & since] if (seen & since).any() else series[seen]
        return np.full((DRAWS, asked.ahead), own.mean())
    rng = np.random.default_rng(seed)
    evidence = np.array([model.evidence for model, _ in fitted])
    weights = np.exp(evidence - evidence.max())
    counts = np.diff(np.round(DRAWS * weights.cumsum() / weights.sum()), prepend=0).astype(int).tolist()
    parts = [
        model.draw(asked.ahead, count, rng, columns)
        for (model, columns), count in zip(fitted, counts, strict=True)
        if count
    ]
    drawn = rng.permutation(np.concatenate(parts))
    return drawn if floor is None else np.asarray(np.maximum(drawn, floor))


def _share_meeting(asked: Question, ends: Floats) -> float:
    """Share of outcomes that meet the target; its ends do, float noise aside."""
    low, high = asked.low - _noise(asked.low), asked.high + _noise(asked.high)
    return float(np.mean((ends >= low) & (ends <= high)))


def _noise(end: float) -> float:
    return max(TOLERANCE * abs(end), TINY) if np.isfinite(end) else 0.0


def _state(asked: Question, probability: float) -> ForecastState:
    if asked.settled is not None:
        return ForecastState.CERTAIN_MET if asked.settled is Verdict.MET else ForecastState.CERTAIN_MISSED
    if probability >= ON_TRACK:
        return ForecastState.ON_TRACK
    return ForecastState.AT_RISK if probability >= OFF_TRACK else ForecastState.OFF_TRACK


def _current(asked: Question) -> float | None:
    above, below = _so_far(asked)
    return above / below if below else None


def _required(asked: Question) -> float | None:
    """Return what each step to come must bring (at most, under a ceiling) for the target to be reached exactly.

    Of a ratio it is the value of the rest of the period, if that has as many cases a step as the campaign had so far. 0
    where nothing more is needed; None where the end is here, where nothing that is possible would do, and inside a
    range's ends (a ratio's).
    """
    end = _aimed_at(asked)
    if end is None or not asked.ahead:
        return None
    above, below = _so_far(asked)
    if asked.bottom is None:
        rate = (end - above) / asked.ahead
    else:
        seen = asked.bottom[asked.launched :] if below else asked.bottom
        rest = float(np.nanmean(seen)) * asked.ahead
        rate = (end * (below + rest) - above) / rest if rest > 0 else end
    if rate >= 0 or not asked.floor:
        return rate
    return 0.0 if end == asked.low else None


def _aimed_at(asked: Question) -> float | None:
    """Return the end of the target that is to be reached, or kept to."""
    if not np.isfinite(asked.high) or asked.value < asked.low:
        return asked.low
    if np.isfinite(asked.low) and asked.bottom is not None and asked.value <= asked.high:
        return None
    return asked.high


def _fan(asked: Question, paths: Floats, ends: Floats) -> Fan:
    above = np.nan_to_num(asked.top[asked.launched :]).cumsum()
    if asked.bottom is not None:
        below = np.nan_to_num(asked.bottom[asked.launched :]).cumsum()
        above = np.divide(above, below, out=np.full(len(above), asked.value), where=below > 0)
    plan = np.full(len(asked.starts), asked.goal) if asked.bottom is not None else asked.planned.cumsum()
    quantiles = np.quantile(paths, tuple(QUANTILES.values()), axis=0) if asked.ahead else np.empty((len(QUANTILES), 0))
    return Fan(
        days=tuple(EPOCH + timedelta(days=int(day)) for day in asked.starts),
        plan=tuple(plan.tolist()),
        so_far=tuple(above.tolist()),
        quantiles={name: tuple(row.tolist()) for name, row in zip(QUANTILES, quantiles, strict=True)},
        outcomes=tuple(np.quantile(ends, OUTCOMES).tolist()),
    )
