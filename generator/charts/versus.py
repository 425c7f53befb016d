"""A KPI beside what would have come without the campaign, wide and narrow: what did the campaign add?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.charts.axis import Range, signed_labels, tick_labels, ticks, value_range
from generator.charts.chart import Chart, Table
from generator.charts.dates import milliseconds, written
from generator.charts.inputs import Interval, VersusData, VersusLabels, VersusStep
from generator.charts.kind import Fill, Frame, filled
from generator.charts.measure import pushed_apart, width_of
from generator.charts.notes import Numbered, Strip, notes
from generator.charts.offsets import VERSUS_LABELS
from generator.charts.ready import ready
from generator.charts.theme import TEXT, color
from generator.charts.timeline import CROWDED, dot_area, factor_marks, middle, numbered, placer, stretch, time_axis

Row = dict[str, Any]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Layout:
    """One size in px: the whole picture's width, the panels' heights."""

    total: float
    upper: float
    lower: float
    wordy: bool


WIDE = Layout(632, 250, 90, wordy=True)
NARROW = Layout(328, 220, 90, wordy=False)
_BETWEEN = 34
"""px between the panels, with the lower one's name."""
_STRIP = 22
_LABEL_STEP = 15
_TOP, _FOOT = 3, 24
_TICKS, _LOWER_TICKS = 5, 3
_LEAST_PLOT = 120


def versus(name: str, data: VersusData, labels: VersusLabels, *, alt: str, caption: str, table: Table) -> Chart:
    """Actual against expected above, the running sum of the gap below; `alt` states the effect."""
    wide, narrow = (_spec(data, labels, layout) for layout in (WIDE, NARROW))
    return Chart(name, wide, narrow, alt, caption, table)


def _spec(data: VersusData, labels: VersusLabels, layout: Layout) -> dict[str, Any]:
    room, sums, days = _room(data), _sums(data), _days(data)
    axes = _value_axes(room, sums, labels)
    frame = _frame([*axes["y_labels"], *axes["sum_labels"]], days[0], labels, layout)
    factors = numbered(data.factors, days)
    longest = max((step.end - step.start).days + 1 for step in data.steps)
    words = _notes(data, labels, factors, Strip(frame.width, placer(days, frame.width), layout.wordy))
    strip, lower = (_STRIP if words else 4), layout.upper + _BETWEEN
    spacing = frame.width * longest / (days[1] - days[0]).days
    heights = {"strip": strip, "upper": layout.upper, "lower": lower, "dot": dot_area(spacing)}
    parameters = {**time_axis(days, longest, frame.width, labels.locale), **axes, **heights}
    words.append(_name(labels, frame.width, lower))
    datasets = {
        **_rows([_step(step, room, sums) for step in data.steps], dotted=spacing >= CROWDED),
        **factor_marks(factors),
        **_levels(data, days),
        "labels": _labels(data, labels, room, (strip, layout.upper)),
        "totals": _totals(data, labels),
        "notes": [_dated(word, days, frame.width) for word in words],
    }
    return filled(ready("versus").spec, Fill(frame, parameters, datasets))


def _value_axes(room: Range, sums: Range, labels: VersusLabels) -> Row:
    """The parameters of both panels' value axes."""
    y_ticks, sum_ticks = ticks(room, _TICKS, labels.axis), ticks(sums, _LOWER_TICKS, labels.running_axis)
    return {
        "y_domain": list(room),
        "y_ticks": y_ticks,
        "y_labels": tick_labels(y_ticks, labels.axis),
        "sum_domain": list(sums),
        "sum_ticks": sum_ticks,
        "sum_labels": signed_labels(sum_ticks, labels.running_axis),
    }


def _levels(data: VersusData, days: Days) -> dict[str, list[Row]]:
    """What both panels stand on: what is shown of the baseline period, launch, and zero from there on."""
    launched, before = data.launched.isoformat(), _before(data)
    return {
        "periods": [stretch(*before)] if before else [],
        "launch": [{"start": launched}],
        "zero": [{"start": launched, "end": days[1].isoformat(), "value": 0}],
    }


def _days(data: VersusData) -> Days:
    """The time axis: from the first step shown, which need not be the baseline's first, to the day after the last."""
    return data.steps[0].start, max(data.steps[-1].end, data.baseline_period[1]) + timedelta(1)


def _before(data: VersusData) -> Days | None:
    """What is shown of the baseline period."""
    (first, last), start = data.baseline_period, data.steps[0].start
    return (max(first, start), last) if last >= start else None


def _finite(intervals: Sequence[Interval | None]) -> list[float]:
    return [end for interval in intervals if interval for end in interval if math.isfinite(end)]


def _room(data: VersusData) -> Range:
    """The upper value axis: all of it, for a band cut short would look surer than it is."""
    values = [value for step in data.steps for value in (step.actual, step.expected) if value is not None]
    return value_range([*values, *_finite([step.interval for step in data.steps])], [])


def _sums(data: VersusData) -> Range:
    """The lower value axis: all of the running sum and its band, and zero."""
    values = [step.running for step in data.steps if step.running is not None]
    return value_range([0.0, *values, *_finite([step.running_interval for step in data.steps])], [])


def _frame(y_labels: Sequence[str], first: date, labels: VersusLabels, layout: Layout) -> Frame:
    """Room on the left for the values and for half of a date below the axis' start, on the right for the labels."""
    half_date = width_of(written(first, "day", labels.locale)) / 2
    left = math.ceil(max(*(width_of(text) + 8 for text in y_labels), half_date))
    words = [width_of(text, bold=True) for text in (labels.actual, labels.total)]
    right = math.ceil(VERSUS_LABELS + max(*words, width_of(labels.expected)))
    width = max(layout.total - left - right, _LEAST_PLOT)
    return Frame(width, layout.upper + _BETWEEN + layout.lower, left, right, _TOP, _FOOT)


def _rows(steps: list[Row], *, dotted: bool) -> dict[str, list[Row]]:
    """The steps; those with a dot; the campaign's only one; the last one with a running sum.

    Where steps are crowded, only one between gaps, of which no line can be drawn, has a dot.
    """
    running = [row for row in steps if row["running"] is not None]
    banded = [row for row in steps if row["low"] is not None]
    alone = (banded if len(banded) == 1 else []) or (running if len(running) == 1 else [])
    actual = [None, *(row["actual"] for row in steps), None]
    around = zip(actual, actual[2:], strict=False)
    single = [row for row, neighbours in zip(steps, around, strict=True) if neighbours == (None, None)]
    return {"steps": steps, "points": steps if dotted else single, "alone": alone, "last": running[-1:]}


def _step(step: VersusStep, room: Range, sums: Range) -> Row:
    low, high = _kept(step.interval, room)
    running_low, running_high = _kept(step.running_interval, sums)
    return {
        "at": middle(step.start, step.end),
        "actual": step.actual,
        "expected": step.expected,
        "low": low,
        "high": high,
        "running": step.running,
        "running_low": running_low,
        "running_high": running_high,
        "tip": step.tip,
    }


def _kept(interval: Interval | None, room: Range) -> tuple[float | None, float | None]:
    """An interval without end stops where the axis does, for specs hold no infinity."""
    return (None, None) if interval is None else (max(interval[0], room[0]), min(interval[1], room[1]))


def _notes(data: VersusData, labels: VersusLabels, factors: Sequence[Numbered], strip: Strip) -> list[Row]:
    names = (labels.baseline, labels.baseline_short)
    return [{**note, "py": 8} for note in notes(_before(data), factors, names, strip)]


def _name(labels: VersusLabels, width: float, lower: float) -> Row:
    """What the lower panel shows, over it."""
    text = labels.running if width_of(labels.running) <= width else labels.running_short
    return {"px": 3, "py": lower - 10, "text": text, "align": "left", "fill": color("muted"), "size": TEXT}


def _dated(word: Row, days: Days, width: float) -> Row:
    first, last = (milliseconds(day) for day in days)
    return {**word, "at": round(first + word["px"] / width * (last - first))}


def _labels(data: VersusData, labels: VersusLabels, room: Range, panel: tuple[float, float]) -> list[Row]:
    """What each line of the upper panel is, right of its end, pushed apart."""
    ends = (
        (labels.actual, [step.actual for step in data.steps if step.actual is not None], "ink"),
        (labels.expected, [step.expected for step in data.steps if step.expected is not None], "muted"),
    )
    shown = [(text, values[-1], fill) for text, values, fill in ends if text and values]
    (low, high), (top, bottom) = room, panel
    scale = (bottom - top) / (high - low)
    places = pushed_apart([top + (high - v) * scale for _, v, _ in shown], _LABEL_STEP, max(top, 6), bottom - 5)
    return [
        {"text": text, "at": high - (place - top) / scale, "fill": color(fill), "bold": fill == "ink"}
        for (text, _, fill), place in zip(shown, places, strict=True)
    ]


def _totals(data: VersusData, labels: VersusLabels) -> list[Row]:
    running = [step.running for step in data.steps if step.running is not None]
    if not running or not labels.total:
        return []
    return [{"text": labels.total, "at": running[-1], "fill": color("ink"), "bold": True}]
