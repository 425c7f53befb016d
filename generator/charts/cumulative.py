"""A running total and its plan from zero, small: how much in all?"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from generator.charts.chart import Chart, Table
from generator.charts.clearing import Box, beside, blocks, line_box
from generator.charts.dates import written
from generator.charts.inputs import CumulativeData, CumulativeLabels
from generator.charts.kind import Fill, Frame, filled
from generator.charts.measure import width_of
from generator.charts.plot import Plot, ends_of
from generator.charts.ready import ready
from generator.charts.timeline import time_axis

Row = dict[str, Any]

_WIDTH, _HEIGHT = 196, 120
_TOP, _FOOT, _SIDE = 8, 24, 14
_AWAY = 8
_FINEST = 2
"""Least px between two steps that are drawn."""


def cumulative(
    name: str, data: CumulativeData, labels: CumulativeLabels, *, alt: str, caption: str, table: Table
) -> Chart:
    """A running total beside its fan, one size for all screens."""
    spec = _spec(data, labels)
    return Chart(name, spec, spec, alt, caption, table)


def _spec(data: CumulativeData, labels: CumulativeLabels) -> dict[str, Any]:
    days = (data.steps[0], data.end + timedelta(1))
    half_date = width_of(written(days[0], "day", labels.locale)) / 2
    left = math.ceil(max(width_of(labels.target) + 8, width_of(labels.zero) + 8, half_date))
    frame = Frame(_WIDTH - left - _SIDE, _HEIGHT - _TOP - _FOOT, left, _SIDE, _TOP, _FOOT)
    values = [0.0, *data.plan, *data.so_far]
    room = (min(values), max(values) or 1.0)
    plot = Plot(frame.width, frame.height, days, room)
    every = math.ceil(_FINEST * len(data.steps) / frame.width)
    ends = ends_of(data.steps, data.end)
    plan, so_far = (_path(days[0], ends, values, every) for values in (data.plan, data.so_far))
    longest = max((after - first).days for first, after in zip(data.steps, ends, strict=True))
    parameters = {
        **time_axis(days, longest, frame.width, labels.locale),
        "y_domain": list(room),
        "y_ticks": [0, data.plan[-1]],
        "y_labels": [labels.zero, labels.target],
    }
    words = _said(labels.so_far, plot, plan, so_far) if data.so_far else []
    last = so_far[-1:] if data.so_far else []
    datasets = {"plan": plan, "so_far": so_far, "last": last, "words": words}
    return filled(ready("cumulative").spec, Fill(frame, parameters, datasets))


def _path(first: date, ends: Sequence[date], values: Sequence[float], every: int) -> list[Row]:
    """From zero on the first day through one step in so many, the last among them."""
    rows = [{"at": at.isoformat(), "value": value} for at, value in zip(ends, values, strict=False)]
    return [{"at": first.isoformat(), "value": 0.0}, *rows[:-1:every], *rows[-1:]]


def _said(text: str, plot: Plot, plan: Sequence[Row], so_far: Sequence[Row]) -> list[Row]:
    """The total, close to its dot where no line runs; nothing where there is no such place."""
    line, planned = plot.path(so_far, "value"), blocks(plot.path(plan, "value"))
    (x, y), long = line[-1], width_of(text, bold=True)
    frame = Box(0, -_TOP, plot.width + _SIDE, plot.height)
    under = line_box(x + _AWAY, y + _AWAY, long)
    free = under.inside(frame) and not any(under.meets(other) for other in planned)
    tries = (x - long / 2, x - long, x + 2)
    box = under if free else beside([line], long, tries, frame, planned, (False, True))
    return [{"text": text, "px": box.left, "py": box.middle, "align": "left"}] if box else []
