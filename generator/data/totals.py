"""Totals rows as a test of the reading: what the file says the sum is, against the sum of the rows kept."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data.daily import daily_totals, stands_for_all
from generator.data.dates import Days
from generator.data.notes import note
from generator.data.numerals import is_null, numeral
from generator.data.sweep import Swept
from generator.data.table import NO_DIMENSION_VALUE, Note, NoteKind

Values = NDArray[np.float64]
_LEAST_ROWS = 2


def sums_of_others(index: int, columns: Mapping[str, Values]) -> bool:
    """Say whether a row holds the sum of all other rows in every column: a totals row, whatever it is called."""
    others = [(values[index], np.delete(values, index)) for values in columns.values()]
    told = [(total, rest) for total, rest in others if not np.isnan(total)]
    if not told or len(told[0][1]) < _LEAST_ROWS or all(total == 0 for total, _ in told):
        return False
    return all(_agrees(float(total), rest) for total, rest in told)


def check_totals(
    file: str, swept: Swept, columns: Mapping[str, tuple[int, Values]], decimal: str | None
) -> tuple[Note, ...]:
    """Say which rows were dropped as totals and whether they agree with the rows kept.

    `columns` has, by column name, its place and the numbers kept, for measures that may be added up. A file may have
    several totals rows (by campaign type, for the account): one that agrees is enough, or all of them together.
    """
    if not swept.totals:
        return ()
    lines = [line for line, _, _ in swept.totals]
    label = swept.totals[0][1]
    agreeing: list[str] = []
    differing: list[Note] = []
    for column, (place, kept) in columns.items():
        told = _told([row[place] for _, _, row in swept.totals], decimal)
        if not told:
            continue
        if any(_agrees(total, kept) for total in (*told, sum(told))):
            agreeing.append(column)
        else:
            differing.append(
                note(
                    NoteKind.WARNING, "totals_differ", file, lines, column=column, total=max(told, key=abs),
                    sum=_round(float(np.nansum(kept))),
                )
            )  # fmt: skip
    if agreeing and not differing:
        listed = ", ".join(agreeing)
        dropped = note(
            NoteKind.DROPPED, "totals_row_agrees", file, lines, count=len(lines), label=label, columns=listed
        )
    else:
        dropped = note(NoteKind.DROPPED, "totals_row", file, lines, count=len(lines), label=label)
    return (dropped, *differing)


def check_daily(
    file: str, lines: NDArray[np.int64], days: Days, dimensions: Mapping[str, Sequence[str]],
    columns: Mapping[str, Values],
) -> tuple[list[int], tuple[Note, ...]]:  # fmt: skip
    """Return the indices of rows that are their day's totals, to be dropped, and what is to be said."""
    found = daily_totals(days, dimensions, columns.values())
    notes = []
    if found.totals:
        notes.append(
            note(
                NoteKind.DROPPED, "totals_row_agrees", file, lines[list(found.totals)].tolist(),
                count=len(found.totals), label=_label(found.totals, dimensions), columns=", ".join(columns),
            )
        )  # fmt: skip
    if found.doubtful:
        notes.append(
            note(
                NoteKind.WARNING, "looks_like_total", file, lines[list(found.doubtful)].tolist(),
                count=len(found.doubtful), label=_label(found.doubtful, dimensions),
            )
        )  # fmt: skip
    return list(found.totals), tuple(notes)


def _label(rows: Sequence[int], dimensions: Mapping[str, Sequence[str]]) -> str:
    """Return what the first of the rows is called in the dimension it is the total over."""
    return next((cells[rows[0]].strip() for cells in dimensions.values() if stands_for_all(cells[rows[0]])), "") or (
        NO_DIMENSION_VALUE
    )


def _told(cells: Sequence[str], decimal: str | None) -> list[float]:
    found = [numeral(cell) for cell in cells if not is_null(cell)]
    mark = decimal or "."
    return [one.value(mark) for one in found if one and one.fits(mark)]


def _agrees(total: float, kept: Values) -> bool:
    """Say whether a total is the sum, but for the rounding of what was added."""
    expected = float(np.nansum(kept))
    whole = bool(np.all(np.isnan(kept) | (kept == np.round(kept))))
    rounding = 0.0 if whole else 0.005 * max(len(kept), 1)
    return abs(total - expected) <= rounding + 1e-9 * max(abs(expected), 1.0)


def _round(number: float) -> float:
    return float(f"{number:.12g}")


def check_suspects(
    file: str, suspects: Mapping[int, str], lines: NDArray[np.int64], columns: Mapping[str, Values]
) -> tuple[list[int], tuple[Note, ...]]:
    """Return the indices of rows that hold the sum of all others, to be dropped, and what is to be said.

    `suspects` are lines of rows without a label where all others have one, or with a label much like a total's.
    """
    if not suspects or not columns:
        return [], ()
    place = {line: index for index, line in enumerate(lines.tolist()) if line in suspects}
    found = [line for line in suspects if line in place and sums_of_others(place[line], columns)]
    doubtful = [line for line, label in suspects.items() if label and line in place and line not in found]
    notes = []
    if found:
        listed = ", ".join(columns)
        notes.append(
            note(
                NoteKind.DROPPED, "totals_row_agrees", file, found, count=len(found), label=suspects[found[0]],
                columns=listed,
            )
        )  # fmt: skip
    if doubtful:
        label = suspects[doubtful[0]]
        notes.append(note(NoteKind.WARNING, "looks_like_total", file, doubtful, count=len(doubtful), label=label))
    return [place[line] for line in found], tuple(notes)
