"""The pace of a running KPI, wide and narrow: will it get there?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from generator.charts.axis import Range, signed_labels, tick_labels, ticks, value_range
from generator.charts.chart import Chart, Table
from generator.charts.dates import written
from generator.charts.dots import Dots, stacked
from generator.charts.fan_words import fan_words
from generator.charts.inputs import FanData, FanLabels
from generator.charts.kind import Fill, Frame, filled
from generator.charts.measure import width_of
from generator.charts.offsets import FAN_PANEL, FAN_STRIP
from generator.charts.plot import Plot, ends_of
from generator.charts.ready import ready
from generator.charts.theme import color
from generator.charts.timeline import CROWDED, dot_area, time_axis

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """One size of a fan in px: the whole picture, and the panel of dots."""

    total: float
    height: float
    panel: float
    wordy: bool


WIDE = Layout(578, 310, 100, wordy=True)
NARROW = Layout(322, 290, 76, wordy=False)
_FOOT = 24
_TICKS = 5
_LABEL_STEP = 14
_LEAST_PLOT = 120
_FINEST = 2.5
"""Least px between two steps of the forecast that are drawn."""
_TARGET_AT = 6
"""px between the panel and the target's value."""


def fan(name: str, data: FanData, labels: FanLabels, *, alt: str, caption: str, table: Table) -> Chart:
    """The fan of one KPI; `alt` states the chance of reaching the target."""
    wide, narrow = (_spec(data, labels, layout) for layout in (WIDE, NARROW))
    return Chart(name, wide, narrow, alt, caption, table)


def targets_of(data: FanData) -> tuple[float, ...]:
    """The line to reach, or both of a range."""
    return data.target if isinstance(data.target, tuple) else (data.target,)


def _spec(data: FanData, labels: FanLabels, layout: Layout) -> dict[str, Any]:
    room = _room(data)
    y_ticks, y_labels = _value_axis(data, labels, room, layout)
    frame = _frame(y_labels, data, labels, layout)
    days = (data.steps[0], data.end + timedelta(1))
    plot = Plot(frame.width, frame.height, days, room)
    dots = _dots(data, plot, layout)
    spacing = frame.width / len(data.steps)
    parameters = {
        **time_axis(days, _step(data), frame.width, labels.locale),
        "y_domain": list(room),
        "y_ticks": y_ticks,
        "y_labels": y_labels,
        "panel": layout.panel,
        "dot": round(math.pi / 4 * (dots.diameter - 1.6) ** 2, 2),
        "step_dot": dot_area(spacing),
    }
    paths = _paths(data, room, math.ceil(_FINEST / spacing))
    datasets = {
        **paths,
        "targets": [{"value": value} for value in targets_of(data)],
        "points": [row for row in paths["so_far"] if spacing >= CROWDED and room[0] <= row["value"] <= room[1]],
        "last": paths["so_far"][-1:],
        "now": [{"at": row["at"]} for row in paths["so_far"][-1:]],
        "dots": _dot_rows(data, dots, plot),
        "words": fan_words(labels, paths, plot, layout.panel, targets_of(data), wordy=layout.wordy),
    }
    return filled(ready("fan").spec, Fill(frame, parameters, datasets))


def _room(data: FanData) -> Range:
    """The value axis: where it stands and may end; of a running ratio's first days as much as is fair."""
    middles = [quantiles[3] for quantiles in data.forecast]
    must = [*targets_of(data), *data.outcomes, *middles, *data.so_far[-1:]]
    may = [*data.near, *(value for quantiles in data.forecast for value in quantiles)]
    (must if data.distance else may).extend(data.so_far)
    low, high = value_range(must, [value for value in may if math.isfinite(value)])
    edge = 0.04 * (high - low)
    # The target never lies on the frame, where dots on one side of it would have no room.
    return min(low, min(targets_of(data)) - edge), max(high, max(targets_of(data)) + edge)


def _value_axis(data: FanData, labels: FanLabels, room: Range, layout: Layout) -> tuple[list[float], list[str]]:
    """Round values, and the target's own words in place of what is written too close to them."""
    found = ticks(room, _TICKS, labels.axis)
    texts = signed_labels(found, labels.axis) if data.distance else tick_labels(found, labels.axis)
    least = _LABEL_STEP * (room[1] - room[0]) / (layout.height - 2 * FAN_STRIP - _FOOT)
    named = list(zip(targets_of(data), labels.plan, strict=True))
    if any(abs(one - other) < least for (one, _), (other, _) in pairwise(named)):
        named = named[:1]
    free = [pair for pair in zip(found, texts, strict=True) if all(abs(pair[0] - value) >= least for value, _ in named)]
    pairs = sorted([*free, *named])
    return [value for value, _ in pairs], [text for _, text in pairs]


def _frame(y_labels: Sequence[str], data: FanData, labels: FanLabels, layout: Layout) -> Frame:
    half_date = width_of(written(data.steps[0], "day", labels.locale)) / 2
    left = math.ceil(max(*(width_of(text) + 8 for text in y_labels), half_date))
    words = labels.wide if layout.wordy else labels.narrow
    panel = layout.panel
    if layout.wordy:
        panel += _TARGET_AT + max((width_of(text, bold=True) for text in labels.target), default=0)
    right = math.ceil(FAN_PANEL + max(panel, width_of(words.ending), width_of(words.dots)))
    width = max(layout.total - left - right, _LEAST_PLOT)
    return Frame(width, layout.height - 2 * FAN_STRIP - _FOOT, left, right, FAN_STRIP, FAN_STRIP + _FOOT)


def _step(data: FanData) -> int:
    """Days of the longest step."""
    return max((after - first).days for first, after in zip(data.steps, ends_of(data.steps, data.end), strict=True))


def _paths(data: FanData, room: Range, every: int) -> dict[str, list[Row]]:
    """The course so far, the forecast from its end on, and the near zone.

    Forecast and zone are kept on the axis, with one in so many of their steps.
    """
    first, ends = data.steps[0].isoformat(), [day.isoformat() for day in ends_of(data.steps, data.end)]
    origin: list[Row] = [{"at": first, "value": 0.0, "tip": ""}] if data.distance else []
    tips = data.tips or ("",) * len(data.so_far)
    so_far = origin + [
        {"at": at, "value": value, "tip": tip} for at, value, tip in zip(ends, data.so_far, tips, strict=False)
    ]
    forecast = [
        _spread(at, [_kept(value, room) for value in quantiles])
        for at, quantiles in zip(ends[len(data.so_far) :], data.forecast, strict=True)
    ]
    if so_far and forecast:
        forecast.insert(0, _spread(so_far[-1]["at"], (so_far[-1]["value"],) * 7))
    target = targets_of(data)[0]
    edges = [(target if data.distance else data.near[0]), *data.near] if data.near else []
    near = [
        {"at": at, "target": target, "edge": _kept(edge, room)} for at, edge in zip([first, *ends], edges, strict=False)
    ]
    return {"so_far": so_far, "forecast": _thinned(forecast, every), "near": _thinned(near, every)}


def _kept(value: float, room: Range) -> float:
    """A value, or the end of the axis it lies beyond; specs hold no infinity."""
    return min(max(value, room[0]), room[1])


def _thinned(rows: Sequence[Row], every: int) -> list[Row]:
    """Its first row, its last, and one in so many between them."""
    return [*rows[:-1:every], *rows[-1:]]


_FIELDS = ("low95", "low80", "low50", "middle", "high50", "high80", "high95")


def _spread(at: str, quantiles: Sequence[float]) -> Row:
    return {"at": at, **dict(zip(_FIELDS, quantiles, strict=True))}


def _dots(data: FanData, plot: Plot, layout: Layout) -> Dots:
    heights = [plot.y(value) for value in data.outcomes]
    targets = [plot.y(value) for value in targets_of(data)]
    return stacked(heights, data.reached, targets, (layout.panel, plot.height))


def _dot_rows(data: FanData, dots: Dots, plot: Plot) -> list[Row]:
    """Filled where the target is reached, hollow where it is not."""
    met, missed, ground = color("metfill"), color("missedfill"), color("ground")
    return [
        {
            "px": round(x, 2),
            "value": plot.value(y),
            "fill": met if good else ground,
            "stroke": met if good else missed,
        }
        for (x, y), good in zip(dots.places, data.reached, strict=True)
    ]
