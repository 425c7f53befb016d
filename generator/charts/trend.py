"""The trend of a KPI, wide, narrow and small: when did it drift, and from what?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.charts.axis import Range, tick_labels, ticks, value_range
from generator.charts.chart import Chart, Table
from generator.charts.dates import milliseconds, written
from generator.charts.inputs import Interval, Point, TrendData, TrendLabels
from generator.charts.kind import Fill, Frame, filled
from generator.charts.measure import pushed_apart, width_of
from generator.charts.notes import Strip, notes
from generator.charts.offsets import TREND_LABELS
from generator.charts.ready import ready
from generator.charts.theme import color
from generator.charts.timeline import (
    CROWDED,
    ROOMY,
    dot_area,
    factor_marks,
    middle,
    numbered,
    placer,
    stretch,
    time_axis,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """One size of a trend: whole width in px, height of the plot, ticks on its value axis."""

    total: float
    height: float
    ticks: int
    wordy: bool = False
    """Factors with their names, not only their numbers."""


WIDE = Layout(632, 250, 5, wordy=True)
NARROW = Layout(328, 230, 5)
SMALL = Layout(312, 118, 3)
_LEAST_PLOT = 120
_STRIP = 22
_LABEL_STEP = 15
_TOP, _BOTTOM = 3, 24


def trend(name: str, data: TrendData, labels: TrendLabels, *, alt: str, caption: str, table: Table) -> Chart:
    """A full trend, for a KPI that was missed or near; `alt` states the finding."""
    wide, narrow = (_spec(data, labels, layout) for layout in (WIDE, NARROW))
    return Chart(name, wide, narrow, alt, caption, table)


def small_trend(name: str, data: TrendData, labels: TrendLabels, *, alt: str, caption: str, table: Table) -> Chart:
    """A trend at a glance, for a KPI that was met: no whiskers, no factors, one size for all screens."""
    calm = replace(data, factors=(), points=tuple(replace(point, low=None, high=None) for point in data.points))
    spec = _spec(calm, replace(labels, baseline="", baseline_short=""), SMALL)
    return Chart(name, spec, spec, alt, caption, table)


def _spec(data: TrendData, labels: TrendLabels, layout: Layout) -> dict[str, Any]:
    room = _values(data)
    y_ticks = ticks(room, layout.ticks, labels.axis)
    y_labels = tick_labels(y_ticks, labels.axis)
    days = _days(data)
    factors = numbered(data.factors, days)
    frame = _frame(y_labels, days[0], labels, layout)
    first, last = milliseconds(days[0]), milliseconds(days[1])
    names = (labels.baseline, labels.baseline_short)
    top = notes(data.baseline_period, factors, names, Strip(frame.width, placer(days, frame.width), layout.wordy))
    strip = _STRIP if top else 4
    spacing = frame.width * _step(data) / (days[1] - days[0]).days
    parameters = {
        **time_axis(days, _step(data), frame.width, labels.locale),
        "y_domain": list(room),
        "y_ticks": y_ticks,
        "y_labels": y_labels,
        "strip": strip,
        "dot": dot_area(spacing),
        "whisker": 2 if spacing >= ROOMY else 1,
    }
    noted = [{**row, "at": round(first + row.pop("px") / frame.width * (last - first))} for row in top]
    datasets = {
        **_levels(data, room),
        **factor_marks(factors),
        "points": [_point(point, room, whiskers=spacing >= CROWDED) for point in data.points],
        "labels": _labels(data, labels, room, (strip, layout.height)),
        "notes": noted,
    }
    return filled(ready("trend").spec, Fill(frame, parameters, datasets))


def _frame(y_labels: Sequence[str], first: date, labels: TrendLabels, layout: Layout) -> Frame:
    """Room on the left for the values and for half of a date below the axis' start, on the right for the labels."""
    half_date = width_of(written(first, "day", labels.locale)) / 2
    left = round(max(*(width_of(text) + 8 for text in y_labels), half_date))
    right = round(TREND_LABELS + max(_widths(labels), default=0))
    width = max(layout.total - left - right, _LEAST_PLOT)
    return Frame(width, layout.height, left, right, _TOP, _BOTTOM)


def _widths(labels: TrendLabels) -> list[float]:
    bold = [width_of(text, bold=True) for text in (labels.result, *labels.target)]
    return [*bold, width_of(labels.before)]


def _targets(data: TrendData) -> Interval | tuple[float]:
    return data.target if isinstance(data.target, tuple) else (data.target,)


def _values(data: TrendData) -> Range:
    """The value axis: every step, the result and the levels; as much of the whiskers and the near band as is fair."""
    must = [point.value for point in data.points] + [data.value, data.baseline, *_targets(data)]
    may = [end for point in data.points for end in (point.low, point.high)]
    near = data.near if isinstance(data.near, tuple) else (data.near,)
    may += [*(data.interval or ()), *near]
    return value_range([v for v in must if v is not None], [v for v in may if v is not None and math.isfinite(v)])


def _days(data: TrendData) -> tuple[date, date]:
    """The time axis: from the first day shown to the day after the last."""
    starts = [point.start for point in data.points] + [data.period[0]]
    ends = [point.end for point in data.points] + [data.period[1]]
    if data.baseline_period is not None:
        starts.append(data.baseline_period[0])
    return min(starts), max(ends) + timedelta(1)


def _step(data: TrendData) -> int:
    """Length in days of the steps; those at the ends may be cut short."""
    return max(((point.end - point.start).days + 1 for point in data.points), default=1)


def _point(point: Point, room: Range, *, whiskers: bool) -> Row:
    low, high = (_kept(point.low, room), _kept(point.high, room)) if whiskers else (None, None)
    return {
        "at": middle(point.start, point.end),
        "value": point.value,
        "low": low,
        "high": high,
        "tip": point.tip,
    }


def _kept(end: float | None, room: Range) -> float | None:
    """An interval's end; one without end stops where the axis does, for specs hold no infinity."""
    return end if end is None or math.isfinite(end) else room[end > 0]


def _near_bands(data: TrendData) -> list[Interval]:
    if data.near is None:
        return []
    edges = data.near if isinstance(data.near, tuple) else (data.near,)
    pairs = zip(edges, _targets(data), strict=True)
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


def _levels(data: TrendData, room: Range) -> dict[str, list[Row]]:
    """Everything drawn besides the steps."""
    first, after = _days(data)
    period = stretch(*data.period)
    low, high = (_kept(end, room) for end in data.interval or (None, None))
    whole = {"start": first.isoformat(), "end": after.isoformat()}
    return {
        "periods": [stretch(*data.baseline_period)] if data.baseline_period else [],
        "bands": [{**period, "low": low, "high": high} for low, high in _near_bands(data) if low < room[1]],
        "before": [] if data.baseline is None else [{**whole, "value": data.baseline}],
        "targets": [{**period, "value": value} for value in _targets(data)],
        "result": [] if data.value is None else [{"value": data.value, "low": low, "high": high}],
    }


def _labels(data: TrendData, labels: TrendLabels, room: Range, top_bottom: tuple[float, float]) -> list[Row]:
    """Texts beside the plot, each at its level, pushed apart; `at` is the value at the height where it stands."""
    entries = [(labels.result, data.value, "ink"), (labels.before, data.baseline, "muted")]
    entries += [(text, value, "target") for text, value in zip(labels.target, _targets(data), strict=True)]
    shown = [(text, value, fill) for text, value, fill in entries if text and value is not None]
    (low, high), (top, bottom) = room, top_bottom
    scale = (bottom - top) / (high - low)
    places = pushed_apart([top + (high - v) * scale for _, v, _ in shown], _LABEL_STEP, max(top, 6), bottom - 5)
    return [
        {"text": text, "at": high - (place - top) / scale, "fill": color(fill), "bold": fill != "muted"}
        for (text, _, fill), place in zip(shown, places, strict=True)
    ]
