"""A change taken apart, wide and narrow: which parts lead from one level to another?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from generator.charts.axis import Range, tick_labels, ticks, value_range
from generator.charts.chart import Chart, Table
from generator.charts.heads import ROW, Head, placed
from generator.charts.inputs import Axis, WaterfallData, WaterfallLabels, WaterfallRow
from generator.charts.kind import Fill, Frame, filled
from generator.charts.measure import shortened, width_of
from generator.charts.ready import ready
from generator.charts.theme import color

Row = dict[str, Any]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """One size of a waterfall, in px: its plot, the longest name beside it, what is free on its right."""

    plot: float
    longest: float
    right: float
    total: float | None = None
    """Whole width that is kept to, plot and names sharing it; headings then run over the plot."""


WIDE = Layout(330, 220, 48)
NARROW = Layout(205, 110, 14, 328)
_STEP = 22
_GAP = 12
_FOOT = 24
_BAR = 0.3
"""Half a bar's thickness, as a share of its row."""
_BESIDE = 6
_MOST_TICKS = 5
_TICK_GAP = 10


@dataclass(frozen=True, slots=True)
class _Step:
    """A part in its row, and the levels it leads from and to."""

    at: int
    row: WaterfallRow
    start: float
    end: float


def waterfall(
    name: str, data: WaterfallData, labels: WaterfallLabels, *, alt: str, caption: str, table: Table
) -> Chart:
    """The waterfall of one change; small parts are folded, and all are worded, by the caller."""
    wide, narrow = (_spec(data, labels, layout) for layout in (WIDE, NARROW))
    return Chart(name, wide, narrow, alt, caption, table)


def _spec(data: WaterfallData, labels: WaterfallLabels, layout: Layout) -> dict[str, Any]:
    headings, steps, rows = _laid_out(data)
    room = _room(data, steps)
    width, left = _sizes(data, room, labels.axis, layout)
    if (right := _needed(steps, room, width)) > layout.right:
        layout = replace(layout, right=right)
        width, left = _sizes(data, room, labels.axis, layout)
    x_ticks = _fitting_ticks(room, labels.axis, width)
    scale = width / (room[1] - room[0])
    lines = _lines(data, labels)
    places = [(line["text"], (line["value"] - room[0]) * scale) for line in lines]
    heads = placed(places, -left, width + layout.right)
    top = ROW * (1 + max(head.row for head in heads)) + 4
    frame = Frame(width, _STEP * rows, left, layout.right, top, _FOOT)
    names, covers = _names(headings, steps, left, layout)
    sizes, more = _sizes_beside(steps, [x for _, x in places], room, frame)
    parameters = {
        "x_domain": list(room),
        "rows": rows,
        "x_ticks": x_ticks,
        "x_labels": tick_labels(x_ticks, labels.axis),
    }
    datasets = {
        "steps": [_bar(step) for step in steps],
        "links": [_link(one, other) for one, other in pairwise(steps)],
        "lines": [{**line, "px": -ROW * head.rise} for line, head in zip(lines, heads, strict=True)],
        "covers": covers + more,
        "words": names + sizes + [_over(line, head) for line, head in zip(lines, heads, strict=True)],
    }
    return filled(ready("waterfall").spec, Fill(frame, parameters, datasets))


def _laid_out(data: WaterfallData) -> tuple[list[tuple[int, str]], list[_Step], int]:
    """Headings with their rows, parts with theirs, and how many rows there are."""
    parts = [row for group in data.groups for row in group.rows]
    levels = iter(pairwise(accumulate((part.contribution for part in parts), initial=data.start)))
    headings, steps, at = [], [], 0
    for group in data.groups:
        if group.name and group.rows:
            headings.append((at, group.name))
            at += 1
        for row in group.rows:
            steps.append(_Step(at, row, *next(levels)))
            at += 1
    return headings, steps, max(at, 1)


def _room(data: WaterfallData, steps: Sequence[_Step]) -> Range:
    """The value axis: every level the steps pass; lines need no zero, their distances are what is read."""
    levels = [data.start, data.end, *(step.end for step in steps)]
    return value_range(levels if data.target is None else [*levels, data.target], [])


def _sizes(data: WaterfallData, room: Range, axis: Axis, layout: Layout) -> tuple[float, int]:
    """Width of the plot, and room on its left for the names and for half of a tick's label."""
    names = [width_of(row.name) for group in data.groups for row in group.rows]
    if layout.total is None:
        names += [width_of(group.name, bold=True) for group in data.groups]
    half = max(map(width_of, tick_labels(ticks(room, _MOST_TICKS, axis), axis)), default=0) / 2
    left = math.ceil(max(_GAP + min(layout.longest, max(names, default=0)), half))
    return (layout.plot if layout.total is None else layout.total - left - layout.right), left


def _needed(steps: Sequence[_Step], room: Range, width: float) -> int:
    """What has to be free right of the plot for the sizes: nothing, but where a bar leaves no room on either side."""
    scale = width / (room[1] - room[0])
    texts = [width_of(step.row.text) + _BESIDE for step in steps]
    squeezed = [
        min(step.start, step.end) - room[0] < text / scale and room[1] - max(step.start, step.end) < text / scale
        for step, text in zip(steps, texts, strict=True)
    ]
    return math.ceil(max(texts)) if any(squeezed) else 0


def _fitting_ticks(room: Range, axis: Axis, width: float) -> list[float]:
    """Round values whose labels have room beside one another."""
    for most in range(_MOST_TICKS, 1, -1):
        found = ticks(room, most, axis)
        spacing = min((b - a for a, b in pairwise(found)), default=room[1] - room[0]) * width / (room[1] - room[0])
        if max(map(width_of, tick_labels(found, axis)), default=0) + _TICK_GAP <= spacing:
            return found
    return ticks(room, 2, axis)[:1]


def _lines(data: WaterfallData, labels: WaterfallLabels) -> list[Row]:
    """The levels: dashed what was before, strongest the target."""
    target = {"stroke": color("target"), "width": 2.2, "dash": [1, 0], "fill": color("target")}
    before = {"stroke": color("baseline"), "width": 1.6, "dash": [5, 3], "fill": color("muted")}
    end = {"stroke": color("ink"), "width": 1.4, "dash": [1, 0], "fill": color("ink")}
    found = [{"text": labels.start, "value": data.start, **(target if data.from_target else before)}]
    if data.target is not None:
        found.append({"text": labels.target, "value": data.target, **target})
    return [*found, {"text": labels.end, "value": data.end, **end}]


def _word(text: str, at: float, px: float, align: str, fill: str, *, bold: bool = False) -> Row:
    return {"text": text, "at": at, "px": px, "align": align, "fill": fill, "bold": bold}


def _over(line: Row, head: Head) -> Row:
    return _word(line["text"], -(head.row + 0.5) * ROW / _STEP, head.anchor, head.align, line["fill"], bold=True)


def _names(
    headings: Sequence[tuple[int, str]], steps: Sequence[_Step], left: float, layout: Layout
) -> tuple[list[Row], list[Row]]:
    """Names left of the plot; headings there too, or from the picture's left edge over a plot that gives way."""
    room = left - _GAP
    words = [_word(shortened(step.row.name, room), step.at + 0.5, -_GAP, "right", color("muted")) for step in steps]
    covers = []
    for at, name in headings:
        if layout.total is None:
            words.append(_word(shortened(name, room / 1.06), at + 0.5, -_GAP, "right", color("ink"), bold=True))
            continue
        text = shortened(name, (layout.total - _GAP) / 1.06)
        words.append(_word(text, at + 0.5, -left, "left", color("ink"), bold=True))
        covers.append(_cover(at, (0, width_of(text, bold=True) - left)))
    return words, [cover for cover in covers if cover["right"] > 0]


def _cover(at: int, span: Span) -> Row:
    return {"top": at + 0.1, "bottom": at + 0.9, "left": span[0] - 1, "right": span[1] + 2}


def _sizes_beside(
    steps: Sequence[_Step], lines: Sequence[float], room: Range, frame: Frame
) -> tuple[list[Row], list[Row]]:
    """Each part's size right of its bar, or left of it where a line or the edge is in the way; else over the line."""
    scale = frame.width / (room[1] - room[0])
    words, covers = [], []
    for step in steps:
        low, high = sorted(((step.start - room[0]) * scale, (step.end - room[0]) * scale))
        long = width_of(step.row.text)
        right, left = (high + _BESIDE, high + _BESIDE + long), (low - _BESIDE - long, low - _BESIDE)
        inside = [span for span in (right, left) if span[0] >= 0 and span[1] <= frame.width + frame.right]
        free = [span for span in inside if not any(span[0] - 3 < line < span[1] + 3 for line in lines)]
        span = (free or inside)[0]
        if not free:
            covers.append(_cover(step.at, span))
        anchor, align = (span[0], "left") if span == right else (span[1], "right")
        words.append(_word(step.row.text, step.at + 0.5, anchor, align, color("ink")))
    return words, covers


def _bar(step: _Step) -> Row:
    place = {"top": step.at + 0.5 - _BAR, "bottom": step.at + 0.5 + _BAR}
    return {"name": step.row.name, "start": step.start, "end": step.end, **place, "tip": step.row.tip}


def _link(one: _Step, other: _Step) -> Row:
    return {"value": one.end, "top": one.at + 0.5 - _BAR, "bottom": other.at + 0.5 + _BAR}
