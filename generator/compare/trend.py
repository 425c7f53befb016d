"""A KPI over time: its steps, and the levels to draw them against on the same scale."""

import calendar
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from generator.compare.before import Context
from generator.compare.certainty import counting
from generator.compare.frames import EPOCH, WHOLE, Days, Floats, Steps, day_number
from generator.compare.judged import Trend, TrendPoint
from generator.compare.result import Interval, KpiResult
from generator.compare.value import Reading
from generator.data.table import Grain
from generator.spec.model import Period

DAILY_UP_TO = 35
"""Days of baseline and campaign together that are drawn day by day."""
POINTS_UP_TO = 120
"""More weeks than this are drawn as months."""

STEP_DAYS = {Grain.DAY: 1.0, Grain.WEEK: 7.0, Grain.MONTH: 365.25 / 12}


@dataclass(frozen=True, slots=True)
class Cut:
    """The steps of a trend: starts and ends (included) of what is drawn, and how many times as long a whole step is."""

    step: Grain
    starts: Days
    ends: Days
    stretch: Floats


@dataclass(frozen=True, slots=True)
class Drawn:
    """What all trends of a campaign by one step share."""

    span: Period
    """From the first day of baseline or campaign to the last with data."""
    context: Context

    @property
    def period(self) -> Period:
        """The campaign's whole period."""
        return self.context.period


def span_of(context: Context, grain: Grain) -> Period | None:
    """Find the days to draw by a step; None where no row in them has a date."""
    days = context.table.steps(WHOLE, grain).days
    baseline = context.baseline.period if context.baseline else None
    start = min(context.period.start, baseline.start) if baseline else context.period.start
    end = max(context.judged.end, baseline.end) if baseline else context.judged.end
    inside = days[(days >= day_number(start)) & (days <= day_number(end))]
    if len(inside) == 0:
        return None
    grain_days = math.floor(STEP_DAYS.get(grain, 1.0))
    last = EPOCH + timedelta(days=int(inside[-1]) + grain_days - 1)
    return Period(start=start, end=min(end, last))


def trend(reading: Reading, kpi: KpiResult, drawn: Drawn) -> Trend:
    """Follow a KPI from its baseline to its last day.

    Daily data: day by day up to 35 days, else by weeks counted from the campaign's first day in both directions, so
    that none straddles the launch, else by calendar months, cut at the launch. Other data: its own steps. A formula
    whose parts do not add up keeps its own steps always. A step cut short counts a volume as if it went on at its pace.
    Each step's interval is that of its counts (Wilson, Poisson), for seven days are too few for anything else.
    """
    series = drawn.context.table.steps(WHOLE, reading.grain).within(drawn.span)
    cut = _cut(series.days, reading, drawn)
    sums = _binned(series, cut, reading)
    values = reading.metric.formula.evaluate_rows(sums)
    volume = reading.is_volume
    points = tuple(_points(cut, values, sums, reading, drawn))
    if volume:
        points = tuple(map(_whole_step, points, cut.stretch.tolist()))
    return _with_levels(Trend(cut.step.value, points, volume, None, None, kpi.target, kpi.near, None), kpi, drawn)


def _cut(days: Days, reading: Reading, drawn: Drawn) -> Cut:
    """Choose the step and lay its edges."""
    grain = reading.grain
    first, last = day_number(drawn.span.start), day_number(drawn.span.end)
    step = _step(grain, last - first + 1) if reading.additive else grain
    if step is grain and grain is Grain.DAY:
        every = np.arange(first, last + 1)
        return Cut(step, every, every, np.ones(len(every)))
    if step is grain:
        return Cut(step, days, np.array([own_end(grain, int(day)) for day in days], np.int64), np.ones(len(days)))
    launch = day_number(drawn.period.start)
    whole = _weeks(first, last, launch) if step is Grain.WEEK else _months(first, last)
    edges = sorted({edge for edge in (*whole, launch) if first < edge <= last} | {first, last + 1})
    starts, ends = np.array(edges[:-1], np.int64), np.array(edges[1:], np.int64) - 1
    full = np.diff(whole)[np.searchsorted(whole, starts, side="right") - 1]
    return Cut(step, starts, ends, full / (ends - starts + 1))


def _step(grain: Grain, days: int) -> Grain:
    if grain is Grain.DAY and days <= DAILY_UP_TO:
        return Grain.DAY
    if grain in (Grain.DAY, Grain.WEEK) and days <= POINTS_UP_TO * 7:
        return Grain.WEEK
    return Grain.MONTH


def _weeks(first: int, last: int, launch: int) -> list[int]:
    """First days of the weeks that cover first..last, and of the one after."""
    start = launch - 7 * math.ceil((launch - first) / 7)
    return list(range(start, last + 8, 7))


def _months(first: int, last: int) -> list[int]:
    """First days of the calendar months that cover first..last, and of the one after."""
    start, end = _date(first), _date(last)
    count = (end.year - start.year) * 12 + end.month - start.month + 2
    months = (start.month - 1 + n for n in range(count))
    return [day_number(date(start.year + month // 12, month % 12 + 1, 1)) for month in months]


def own_end(grain: Grain, day: int) -> int:
    """Last day of the step of a grain that begins on a day (both counted from 1 January 1970)."""
    if grain in (Grain.DAY, Grain.WEEK):
        return day + (6 if grain is Grain.WEEK else 0)
    start = _date(day)
    return day + calendar.monthrange(start.year, start.month)[1] - 1


def _binned(series: Steps, cut: Cut, reading: Reading) -> dict[str, Floats]:
    """Sum each column over each step; NaN where no row of the step had a value."""
    place = np.searchsorted(cut.starts, series.days, side="right") - 1
    size = len(cut.starts)
    sums = {}
    for leaf in reading.metric.formula.leaves:
        column = series.columns.get(leaf.key, np.full(len(place), np.nan))
        some = ~np.isnan(column)
        total = np.bincount(place[some], weights=column[some], minlength=size)
        sums[leaf.key] = np.where(np.bincount(place[some], minlength=size) > 0, total, np.nan)
    return sums


def _points(cut: Cut, values: Floats, sums: dict[str, Floats], reading: Reading, drawn: Drawn) -> Iterator[TrendPoint]:
    counts = counting(reading.metric, drawn.context.rules)
    columns = {key: column.tolist() for key, column in sums.items()}
    edges = zip(cut.starts.tolist(), cut.ends.tolist(), strict=True)
    for n, ((first, last), value) in enumerate(zip(edges, values.tolist(), strict=True)):
        start, end = _date(first), _date(last)
        known = math.isfinite(value)
        found = counts.interval({key: column[n] for key, column in columns.items()}) if counts and known else None
        low, high = found[0] if isinstance(found, tuple) else (None, None)
        yield TrendPoint(start, end, value if known else None, low, high, _window(start, drawn))


def _whole_step(point: TrendPoint, stretch: float) -> TrendPoint:
    """Scale a volume of a step cut short up to a whole one."""
    if point.value is None or math.isclose(stretch, 1.0):
        return point
    return replace(point, value=point.value * stretch, counted=point.value)


def _window(start: date, drawn: Drawn) -> str:
    if drawn.period.contains(start):
        return "campaign"
    baseline = drawn.context.baseline.period if drawn.context.baseline else None
    return "baseline" if baseline and baseline.contains(start) else ""


def _with_levels(bare: Trend, kpi: KpiResult, drawn: Drawn) -> Trend:
    """Add the levels; of a volume, divided by the steps of the period they are for."""
    baseline = kpi.baseline.value if kpi.baseline else None
    if not bare.per_step:
        return replace(bare, value=kpi.value, interval=kpi.interval, baseline=baseline)
    step_days = STEP_DAYS[Grain(bare.step)]
    planned, so_far = step_days / drawn.period.days, step_days / _days_so_far(drawn)
    return replace(
        bare,
        value=None if kpi.value is None else kpi.value * so_far,
        target=_scaled(kpi.target, planned),
        near=_scaled(kpi.near, planned),
        baseline=None if baseline is None else baseline * so_far,
    )


def _days_so_far(drawn: Drawn) -> int:
    """Days of the campaign up to the last one with data."""
    return max(1, (min(drawn.span.end, drawn.period.end) - drawn.period.start).days + 1)


def _scaled(level: float | Interval, factor: float) -> float | Interval:
    return (level[0] * factor, level[1] * factor) if isinstance(level, tuple) else level * factor


def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)
