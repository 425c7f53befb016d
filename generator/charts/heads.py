"""Labels over upright lines: none covers another, none is crossed by a line that rises beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Literal

from generator.charts.measure import width_of

Align = Literal["center", "left", "right"]
ROW = 16
"""Height of one row of labels in px."""
_ALIGNS: tuple[Align, ...] = ("center", "left", "right")
_BESIDE = 5
"""px between a line and the label that hangs beside it like a flag."""
_GAP, _CLEAR = 10, 3
"""Least px between two labels of a row, and between a label and another's line."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the label of one line stands: its row from the bottom, its edges and anchor in px."""

    row: int
    align: Align
    left: float
    right: float

    @property
    def anchor(self) -> float:
        """The x that `align` refers to."""
        return {"left": self.left, "right": self.right, "center": (self.left + self.right) / 2}[self.align]

    @property
    def rise(self) -> int:
        """Rows the line rises through: up to a label above it, up along one beside it."""
        return self.row + (self.align != "center")


@cache
def _arrangements(count: int) -> list[tuple[tuple[int, Align], ...]]:
    """Every choice of rows and alignments for so many labels: fewest rows first, then most labels above their lines."""
    every = product(product(range(count), _ALIGNS), repeat=count)
    return sorted(every, key=lambda choice: (max(r for r, _ in choice), sum(a != "center" for _, a in choice)))


def _head(line: tuple[str, float], place: tuple[int, Align]) -> Head:
    (text, x), (row, align) = line, place
    width = width_of(text, bold=True)
    left = {"center": x - width / 2, "left": x + _BESIDE, "right": x - _BESIDE - width}[align]
    return Head(row, align, left, left + width)


def _crossed(one: Head, other: Head, line: float) -> bool:
    """Whether a label is crossed by the other's line."""
    return one.row < other.rise and one.left - _CLEAR < line < one.right + _CLEAR


def _collide(one: tuple[Head, float], other: tuple[Head, float]) -> bool:
    (first, first_x), (second, second_x) = one, other
    touching = first.row == second.row and first.left < second.right + _GAP and second.left < first.right + _GAP
    return touching or _crossed(first, second, second_x) or _crossed(second, first, first_x)


def placed(lines: Sequence[tuple[str, float]], left: float, right: float) -> list[Head]:
    """The first arrangement of one to three labels (text, x of the line) that fits between `left` and `right`.

    Where none does, each has a row of its own, moved inside.
    """
    for choice in _arrangements(len(lines)):
        heads = [_head(line, place) for line, place in zip(lines, choice, strict=True)]
        inside = all(head.left >= left and head.right <= right for head in heads)
        pairs = combinations(zip(heads, (x for _, x in lines), strict=True), 2)
        if inside and not any(_collide(one, other) for one, other in pairs):
            return heads
    return [_moved(_head(line, (row, "center")), left, right) for row, line in enumerate(lines)]


def _moved(head: Head, left: float, right: float) -> Head:
    shift = max(left - head.left, 0) or min(right - head.right, 0)
    return Head(head.row, head.align, head.left + shift, head.right + shift)
