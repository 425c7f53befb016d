"""Key results: where each stands, from the campaigns that serve its objective or from readings by hand.

A key result with a metric is measured from the campaigns whose period shares a day with the objective's cycle. Results
are held by campaign and not by day, so such a campaign counts whole. What `from` and `to` are compared with depends on
the metric:

- A rate, a cost, any ratio (`level`): the campaigns' sums put into the formula together, never a mean of their values.
- A volume with `per: month` (`rate`): the total over the days that the campaigns have run, brought to a month of
  365.25/12 days. A day on which two of them ran is one day. This is how "8,000 sign-ups a month" is written.
- A volume with `from: 0` (`total to date`): what has come so far; it counts up from nothing.
- Any other volume (`total at its pace`): `from` is what as long a time brought before, so a campaign that still runs
  counts as what it is forecast to end at, or (no forecast) as if it went on as it has; else every such key result would
  stand at 0.0 until its campaign is nearly over. What is owed of an end is what is owed at the end, whatever the day.

Score = (current - from)/(to - from), not below 0 nor above 1 (methodology section 9).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.compare.result import KpiResult, State
from generator.compare.result.strategy import Band, KeyResultReason, KeyResultResult, Measured
from generator.compare.value import is_additive
from generator.metrics.catalogue import Metric
from generator.spec.model import KeyResult, MeasureSpec, ObjectiveKind, Period, Span, Unit

OWED: Mapping[ObjectiveKind, float] = {ObjectiveKind.COMMITTED: 1.0, ObjectiveKind.ASPIRATIONAL: 0.7}
"""What is owed of a committed objective, and hoped for of an aspirational one."""

SPAN_DAYS: Mapping[Span, float] = {Span.DAY: 1.0, Span.WEEK: 7.0, Span.MONTH: 365.25 / 12}

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Serving:
    """A campaign that serves an objective: what a key result needs of it."""

    id: str
    period: Period
    judged_to: date
    """Its last day that the result covers."""
    state: State
    currency: str | None
    data_to: date | None
    kpis: Mapping[str, KpiResult]
    """Metric -> its whole-campaign KPI, sums included."""

    @property
    def run(self) -> Period | None:
        """Its days so far; None before it begins."""
        end = min(self.period.end, self.judged_to)
        return Period(start=self.period.start, end=end) if end >= self.period.start else None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the key results of one objective share."""

    campaigns: Sequence[Serving]
    metrics: Mapping[str, Metric]
    measures: Mapping[str, MeasureSpec]
    cycle: Period | None
    as_of: date
    owed: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a key result stands, or why it is not known."""

    current: float | None = None
    measured: Measured | None = None
    read_on: date | None = None
    campaigns: tuple[str, ...] = ()
    reason: KeyResultReason | None = None


def key_result(spec: KeyResult, frame: Frame) -> KeyResultResult:
    """Score a key result as of a day."""
    figure = _read(spec, frame.as_of) if spec.metric is None else _measured(spec, frame.metrics[spec.metric], frame)
    score = None if figure.current is None else score_of(figure.current, spec.start, spec.goal)
    return KeyResultResult(
        id=spec.id,
        title=dict(spec.title.by_language),
        metric=spec.metric,
        start=spec.start,
        goal=spec.goal,
        per=spec.per,
        current=figure.current,
        score=score,
        band=None if score is None else band_of(score),
        expected=_expected(spec, figure, frame),
        measured=figure.measured,
        read_on=figure.read_on,
        campaigns=figure.campaigns,
        reason=figure.reason,
    )


def score_of(current: float, start: float, goal: float) -> float:
    """(current - start)/(goal - start), from 0.0 to 1.0; works for what is to fall as for what is to rise."""
    return min(max((current - start) / (goal - start), 0.0), 1.0)


def rounded(score: float) -> float:
    """Round a score to one decimal, a half up: 0.35 is 0.4."""
    return math.floor(score * 10 + 0.5 + _NOISE) / 10


def band_of(score: float) -> Band:
    """Name a score's colour: red to 0.3, yellow from 0.4, green from 0.7, of the score as it reads to one decimal."""
    shown = rounded(score)
    if shown < 0.4 - _NOISE:
        return Band.RED
    return Band.YELLOW if shown < 0.7 - _NOISE else Band.GREEN


def share_gone(cycle: Period | None, as_of: date) -> float | None:
    """Share of a cycle's days that are over, that of the report included; None where the cycle names no days."""
    if cycle is None:
        return None
    return min(max(((as_of - cycle.start).days + 1) / cycle.days, 0.0), 1.0)


def expected_by(cycle: Period | None, as_of: date, owed: float) -> float | None:
    """Return the score that an even pace owes by now."""
    gone = share_gone(cycle, as_of)
    return None if gone is None else gone * owed


def _expected(spec: KeyResult, figure: Figure, frame: Frame) -> float | None:
    """Return the score owed: all of it where the figure is (or is to be) an end, else what an even pace owes by now."""
    total = figure.measured is Measured.TOTAL and spec.start != 0
    if total or figure.measured is Measured.PACE:
        return frame.owed
    return expected_by(frame.cycle, frame.as_of, frame.owed)


def _read(spec: KeyResult, as_of: date) -> Figure:
    """Take the latest reading up to the day of the report."""
    days = [day for day in spec.readings if day <= as_of]
    if not days:
        return Figure(reason=KeyResultReason.NO_READING)
    return Figure(spec.readings[max(days)], Measured.READ, max(days))


def _measured(spec: KeyResult, metric: Metric, frame: Frame) -> Figure:
    """Measure a key result from the campaigns that have a value of its metric."""
    within = [one for one in frame.campaigns if frame.cycle is None or one.period.overlaps(frame.cycle)]
    if not within:
        return Figure(reason=KeyResultReason.NO_CAMPAIGN)
    holding = [one for one in within if metric.id in one.kpis]
    if not holding:
        return Figure(reason=KeyResultReason.NO_KPI)
    used = [one for one in holding if one.run is not None and one.kpis[metric.id].value is not None]
    if not used:
        return Figure(reason=KeyResultReason.NO_VALUE)
    if len({one.currency for one in used}) > 1 and _counts_money(metric, frame.measures):
        return Figure(reason=KeyResultReason.CURRENCIES)
    current, how = _volume(spec, metric, used) if metric.formula.is_volume else (_level(metric, used, frame), None)
    if current is None:
        return Figure(reason=KeyResultReason.NOT_ADDITIVE)
    read_on = max((min(one.data_to, one.period.end) for one in used if one.data_to), default=None)
    return Figure(current, how or Measured.LEVEL, read_on, tuple(sorted(one.id for one in used)))


def _counts_money(metric: Metric, measures: Mapping[str, MeasureSpec]) -> bool:
    named = [leaf.measure for leaf in metric.formula.leaves]
    return any(measure in measures and measures[measure].unit is Unit.CURRENCY for measure in named)


def _level(metric: Metric, used: Sequence[Serving], frame: Frame) -> float | None:
    """Put the campaigns' sums into the formula; None where several are not to be added up."""
    if len(used) == 1:
        return used[0].kpis[metric.id].value
    if not is_additive(metric, frame.measures):
        return None
    sums = {
        leaf.key: math.fsum(one.kpis[metric.id].sums.get(leaf.key) or 0.0 for one in used)
        for leaf in metric.formula.leaves
    }
    return metric.formula.evaluate(sums).value


def _volume(spec: KeyResult, metric: Metric, used: Sequence[Serving]) -> tuple[float, Measured]:
    total = math.fsum(one.kpis[metric.id].value or 0.0 for one in used)
    if spec.per is not None:
        return total / len(_days(used)) * SPAN_DAYS[spec.per], Measured.RATE
    if spec.start == 0 or all(one.state is State.FINISHED for one in used):
        return total, Measured.TOTAL
    return math.fsum(_at_its_pace(one, one.kpis[metric.id]) for one in used), Measured.PACE


def _days(used: Sequence[Serving]) -> set[date]:
    """Every day on which one of the campaigns ran."""
    runs = [one.run for one in used if one.run is not None]
    return {run.start + timedelta(days=n) for run in runs for n in range(run.days)}


def _at_its_pace(one: Serving, kpi: KpiResult) -> float:
    if one.state is State.FINISHED or one.run is None or kpi.value is None:
        return kpi.value or 0.0
    return kpi.forecast.projected if kpi.forecast else kpi.value / one.run.days * one.period.days
