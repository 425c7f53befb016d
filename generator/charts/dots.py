"""A quantile dot plot: equally likely outcomes as dots beside an axis, each on its side of the target.

Method: Kay, Kola, Hullman & Munson 2016, CHI: When (ish) is my bus?
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_SIZES = (15.0, 13.0, 11.0, 9.0, 7.0, 5.0)
"""Distances between dots in px, largest first."""
_SPACE = 3
"""px between two dots."""


@dataclass(frozen=True, slots=True)
class Dots:
    """Middles of the dots in px (x from the panel's left edge, y downwards), and their diameter."""

    places: tuple[tuple[float, float], ...]
    diameter: float


def stacked(
    heights: Sequence[float], reached: Sequence[bool], targets: Sequence[float], room: tuple[float, float]
) -> Dots:
    """Dots in rows that begin at the target, as large as a panel of `room` (width, height) allows.

    `heights` and `targets` are px downwards; an outcome on the target itself lies above it where it reaches it.
    """
    width, height = room
    places: list[tuple[float, float]] = []
    step = 0.0
    for step in (*_SIZES, width / max(len(heights), 1)):
        places = _stacked(_rows(heights, reached, targets, step, height), step)
        if max((x for x, _ in places), default=0) + step / 2 <= width:
            break
    return Dots(tuple(places), step - min(_SPACE, step / 4))


def _rows(
    heights: Sequence[float], reached: Sequence[bool], targets: Sequence[float], step: float, height: float
) -> list[float]:
    rows = []
    for place, good in zip(heights, reached, strict=True):
        target = min(targets, key=lambda line: abs(line - place))
        count = math.floor((place - target) / step)
        if math.isclose(place, target, abs_tol=1e-6):
            count = -1 if good else 0
        rows.append(min(max(target + (count + 0.5) * step, step / 2), height - step / 2))
    return rows


def _stacked(rows: Sequence[float], step: float) -> list[tuple[float, float]]:
    """Each dot in the first column where it covers no other."""
    places: list[tuple[float, float]] = []
    for row in rows:
        full = {x for x, y in places if abs(y - row) < step - 1e-6}
        x = step / 2
        while x in full:
            x += step
        places.append((x, row))
    return places
