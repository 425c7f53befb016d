"""All KPIs' change since before, in the wanted direction, one above the other."""

import math
from collections.abc import Sequence
from typing import Any

from generator.charts.chart import Chart, Table
from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.kind import Fill, Frame, filled
from generator.charts.lift import lift_labels, lift_limit, lift_ticks, off_scale
from generator.charts.measure import shortened, width_of
from generator.charts.ready import ready
from generator.charts.theme import color

Row = dict[str, Any]
Within = tuple[float, float]
"""Where in its row a lift lies, 0 at the top, and down to where words stand above it."""

_PLOT = 300
_NARROW = 328
_ROW, _NARROW_ROW = 30, 42
_HEAD, _FOOT = 20, 24
_GAP = 12
_FAR = 1000
"""Beyond any axis: where an interval without end is taken to end, for specs hold no infinity."""
_LONGEST = 200
"""px for a name beside a wide plot."""
_EDGE = 14
"""px beside a narrow plot, so that the labels at its ends are not cut."""
_ARROW = 0.12
"""Length of an off-scale arrow, as a share of one side of the scale."""


def forest(
    name: str, rows: Sequence[ForestRow], labels: ForestLabels, *, alt: str, caption: str, table: Table
) -> Chart:
    """The forest of a campaign; rows in the order given, those without a lift said in words only."""
    limit = lift_limit(rows)
    texts = [row.text + labels.off_scale if off_scale(row, limit) else row.text for row in rows]
    wide = _filled(rows, limit, _wide_frame(rows, texts), _wide_words(rows, texts, labels), (0.5, 0))
    narrow = _filled(rows, limit, _narrow_frame(rows), _narrow_words(rows, texts, labels), (0.74, 0.52))
    return Chart(name, wide, narrow, alt, caption, table)


def _wide_frame(rows: Sequence[ForestRow], texts: Sequence[str]) -> Frame:
    left = _GAP + min(_LONGEST, max((width_of(row.name) for row in rows), default=0))
    right = _GAP + max(map(width_of, texts), default=0)
    return Frame(_PLOT, _ROW * len(rows), round(left), round(right), _HEAD, _FOOT)


def _narrow_frame(rows: Sequence[ForestRow]) -> Frame:
    return Frame(_NARROW - 2 * _EDGE, _NARROW_ROW * len(rows), _EDGE, _EDGE, _HEAD, _FOOT)


def _filled(rows: Sequence[ForestRow], limit: float, frame: Frame, words: list[Row], within: Within) -> Row:
    drop, cover = within
    ticks = lift_ticks(limit)
    parameters = {"limit": limit, "rows": len(rows), "x_ticks": ticks, "x_labels": lift_labels(ticks)}
    placed = [(index + drop, row) for index, row in enumerate(rows) if row.lift is not None]
    datasets = {
        "lifts": [_lift(row, at) for at, row in placed if not off_scale(row, limit)],
        "beyond": [arrow for at, row in placed for arrow in _beyond(row, at, limit)],
        "middle": [{"lift": 0}],
        "covers": [{"top": index, "bottom": index + cover} for index in range(len(rows))] if cover else [],
        "words": words,
    }
    return filled(ready("forest").spec, Fill(frame, parameters, datasets))


def _lift(row: ForestRow, at: float) -> Row:
    low, high = (min(max(end, -_FAR), _FAR) for end in row.interval) if row.interval else (None, None)
    return {"name": row.name, "row": at, "lift": row.lift, "low": low, "high": high, "tip": row.tip}


def _beyond(row: ForestRow, at: float, limit: float) -> list[Row]:
    """An arrow with a tail where the change is off the scale, a head alone where only its interval reaches beyond."""
    if off_scale(row, limit):
        return [_arrow(row, at, math.copysign(limit, row.lift or 0), _ARROW)]
    ends = [end for end in row.interval or () if abs(end) > limit]
    return [_arrow(row, at, math.copysign(limit, end), 0) for end in ends]


def _arrow(row: ForestRow, at: float, edge: float, length: float) -> Row:
    end = 0.98 * edge
    return {"name": row.name, "row": at, "tail": end - length * edge, "end": end, "angle": math.copysign(90, edge)}


def _word(text: str, at: float, px: float, align: str, fill: str = "muted") -> Row:
    return {"text": text, "at": at, "px": px, "align": align, "fill": color(fill)}


def _heads(labels: ForestLabels, middle: float, row_height: float) -> list[Row]:
    """Which way is worse and which better, above the plot."""
    at = -10 / row_height
    return [
        _word(f"← {labels.worse}", at, middle - 8, "right"),
        _word(f"{labels.better} →", at, middle + 8, "left"),
    ]


def _wide_words(rows: Sequence[ForestRow], texts: Sequence[str], labels: ForestLabels) -> list[Row]:
    words = _heads(labels, _PLOT / 2, _ROW)
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        words.append(_word(shortened(row.name, _LONGEST), index + 0.5, -_GAP, "right", "ink"))
        words.append(_word(text, index + 0.5, _PLOT + _GAP, "left"))
    return words


def _narrow_words(rows: Sequence[ForestRow], texts: Sequence[str], labels: ForestLabels) -> list[Row]:
    """Name and words above the line: there is no room beside it."""
    width = _NARROW - 2 * _EDGE
    words = _heads(labels, width / 2, _NARROW_ROW)
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        name = shortened(row.name, _NARROW - _GAP - width_of(text))
        words.append(_word(name, index + 0.3, -_EDGE, "left", "ink"))
        words.append(_word(text, index + 0.3, width + _EDGE, "right"))
    return words
