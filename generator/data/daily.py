"""Totals rows by day: beside each day's rows one for all of them, with no label or one such as `All`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.data.dates import Days
from generator.data.numerals import plain_text
from generator.data.table import NO_DIMENSION_VALUE

_ALL = frozenset({"", NO_DIMENSION_VALUE, "all", "(all)", "全部", "所有"})
_LEAST_OTHERS = 2
"""Rows of a day that a row must be the sum of, at the least, to be their total."""
_LEAST_DAYS = 2
_ROUNDING = 0.005

Marks = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DailyTotals:
    """Indices of rows that are totals of their day, and of rows that are so on some days only."""

    totals: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def daily_totals(days: Days, dimensions: Mapping[str, Sequence[str]], columns: Iterable[Values]) -> DailyTotals:
    """Find rows that hold, day by day, the sum of that day's other rows in every one of the columns.

    With several dimensions a row may be the total over some of them: it is compared with the rows that have the same
    cells in the others. All rows of a kind have to agree; a row alone, or sums of nought, prove nothing.
    """
    marks = [_marks(cells) for cells in dimensions.values()]
    kinds = sum((mark.astype(np.int64) << place for place, mark in enumerate(marks)), np.zeros(len(days), np.int64))
    numbers = list(columns)
    if not numbers or not kinds.any():
        return DailyTotals()
    codes = [_codes(cells) for cells in dimensions.values()]
    totals: list[int] = []
    doubtful: list[int] = []
    for kind in np.unique(kinds[kinds > 0]).tolist():
        same = [code for place, code in enumerate(codes) if not kind >> place & 1]
        rows = np.flatnonzero(kinds == kind)
        agree, proof = _compare(rows, kinds == 0, _group([days.astype(np.int64), *same]), numbers)
        if agree.all() and len(np.unique(days[rows[proof]])) >= _LEAST_DAYS:
            totals.extend(rows.tolist())
        elif proof.any():
            doubtful.extend(rows.tolist())
    return DailyTotals(tuple(sorted(totals)), tuple(sorted(doubtful)))


def stands_for_all(cell: str) -> bool:
    """Say whether a cell may stand for all segments: empty, or named so."""
    return plain_text(cell).casefold() in _ALL


def _marks(cells: Sequence[str]) -> Marks:
    """Mark the cells that may stand for all segments; none, where no other cells are beside them."""
    distinct = set(cells)
    alike = {cell for cell in distinct if stands_for_all(cell)}
    if not alike or alike == distinct:
        return np.zeros(len(cells), dtype=bool)
    return np.fromiter((cell in alike for cell in cells), dtype=bool, count=len(cells))


def _codes(cells: Sequence[str]) -> NDArray[np.int64]:
    known = {cell: code for code, cell in enumerate(dict.fromkeys(cells))}
    return np.fromiter((known[cell] for cell in cells), dtype=np.int64, count=len(cells))


def _group(keys: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return one number a row that is the same for rows with the same keys, from 0 on."""
    found = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, inverse = np.unique(key, return_inverse=True)
        _, found = np.unique(found * (int(inverse.max()) + 1) + inverse, return_inverse=True)
    return found.astype(np.int64)


def _compare(
    rows: NDArray[np.int64], others: Marks, group: NDArray[np.int64], columns: Sequence[Values]
) -> tuple[Marks, Marks]:
    """Say which of the rows are the sums of their group's other rows, and for which of them that means anything."""
    beside = group[others]
    count = np.bincount(beside, minlength=int(group.max()) + 1)[group[rows]]
    agree, told, filled = (np.full(len(rows), value) for value in (True, False, False))
    for values in columns:
        rest, own = values[others], values[rows]
        expected = np.bincount(beside, weights=np.nan_to_num(rest), minlength=int(group.max()) + 1)[group[rows]]
        rounding = 0.0 if np.all(np.isnan(rest) | (rest == np.round(rest))) else _ROUNDING
        near = np.abs(own - expected) <= rounding * count + 1e-9 * np.maximum(np.abs(expected), 1.0)
        agree &= near | np.isnan(own)
        told |= ~np.isnan(own)
        filled |= np.nan_to_num(own) != 0
    return agree & told, agree & filled & (count >= _LEAST_OTHERS)
