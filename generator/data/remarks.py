"""What is noted of one file: rows dropped, marks guessed, cells repaired."""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data.columns import Matched
from generator.data.dates import DateColumn, shown
from generator.data.gather import SourceAsk
from generator.data.notes import note
from generator.data.numbers import Decision, Numbers
from generator.data.numerals import numeral, plain_text
from generator.data.sheet import Sheet
from generator.data.sweep import Swept
from generator.data.table import NO_DIMENSION_VALUE, Note, NoteKind
from generator.errors import plain

_INCOMPLETE = re.compile(r"potential incomplete data\W+true", re.IGNORECASE)


def row_notes(file: str, sheet: Sheet, swept: Swept, matched: Matched) -> Iterable[Note]:
    """Say which rows were left out or mended, and which columns were recognised."""
    comments = [line for line, text in sheet.above if text.lstrip().startswith("#")]
    preamble = [line for line, text in sheet.above if not text.lstrip().startswith("#")]
    dropped = {"preamble": preamble, **swept.dropped, "comment": comments + swept.dropped.get("comment", [])}
    for code in ("preamble", "comment", "blank_line", "repeated_header"):
        if lines := dropped.get(code):
            yield note(NoteKind.DROPPED, code, file, lines, count=len(lines))
    if lines := swept.dropped.get("footer"):
        text = swept.footers[0] if swept.footers else ""
        yield note(NoteKind.DROPPED, "footer", file, lines, count=len(lines), text=text)
    for code, lines in (("short_row", swept.short), ("long_row", swept.long)):
        if lines:
            yield note(NoteKind.REPAIRED, code, file, lines, count=len(lines))
    for line, text in sheet.above:
        if _INCOMPLETE.search(text):
            yield note(NoteKind.WARNING, "incomplete_flag", file, [line], text=text.strip())
    for column, found in matched.recognised:
        yield note(NoteKind.GUESSED, "column_recognised", file, column=column, found=found)


def number_notes(
    file: str, ask: SourceAsk, numbers: Mapping[str, Numbers], lines: NDArray[np.int64], decision: Decision
) -> Iterable[Note]:
    """Say how the decimal mark was found and what was cleaned in each column."""
    if decision.guessed:
        column, (line, cell) = decision.guessed
        read = _value(cell, decision.decimal)
        yield note(NoteKind.GUESSED, "decimal_guessed", file, [line], column=column, example=cell.strip(), read=read)
    elif decision.decimal == "," and not ask.source.decimal:
        yield from _comma(file, numbers, lines)
    for measure, found in numbers.items():
        column = ask.numbers[measure]
        if found.cleaned:
            cell = next(iter(found.cleaned.values()))
            yield note(
                NoteKind.REPAIRED, "numbers_cleaned", file, [lines[index] for index in found.cleaned],
                column=column, count=len(found.cleaned), example=cell.strip(), read=_value(cell, decision.decimal),
            )  # fmt: skip
        if found.nulls:
            rows = [lines[index] for index in found.nulls]
            mark = next(iter(found.nulls.values())).strip()
            yield note(NoteKind.REPAIRED, "null_mark", file, rows, column=column, count=len(rows), mark=mark)
        if found.blanks:
            rows = [lines[index] for index in found.blanks]
            yield note(NoteKind.REPAIRED, "blank_cells", file, rows, column=column, count=len(rows))
        if found.yes_no:
            yes, no = found.yes_no
            yield note(NoteKind.GUESSED, "yes_no", file, column=column, yes=yes, no=no)
        if not ask.spec(measure).signed and bool(np.any(negative := found.values < 0)):
            rows = [lines[index] for index in np.flatnonzero(negative).tolist()]
            yield note(NoteKind.WARNING, "negative_counts", file, rows, column=column, count=len(rows))


def _comma(file: str, numbers: Mapping[str, Numbers], lines: NDArray[np.int64]) -> Iterable[Note]:
    for found in numbers.values():
        for index, value in enumerate(found.values):
            if value != round(value) and not np.isnan(value):
                written = f"{value:.10g}".replace(".", ",")
                yield note(NoteKind.GUESSED, "decimal_comma", file, [lines[index]], example=written, read=float(value))
                return


def _value(cell: str, decimal: str | None) -> float:
    found = numeral(cell)
    return found.value(decimal or ".") if found else 0.0


def date_notes(
    file: str, cells: Sequence[str], lines: NDArray[np.int64], found: DateColumn, timezone: str
) -> Iterable[Note]:
    """Say how days were read."""
    if found.order and found.example is not None:
        at = found.example
        yield note(
            NoteKind.GUESSED, "date_order", file, [lines[at]], order=found.order, example=plain_text(cells[at]),
            read=shown(found.days[at]),
        )  # fmt: skip
    if found.serials:
        at = found.serials[0]
        yield note(
            NoteKind.GUESSED, "excel_serial", file, [lines[index] for index in found.serials],
            count=len(found.serials), example=cells[at], read=shown(found.days[at]),
        )  # fmt: skip
    if found.timed:
        yield note(NoteKind.REPAIRED, "times_to_days", file, count=found.timed, timezone=timezone)
    if found.offset:
        yield note(NoteKind.REPAIRED, "offset_converted", file, count=found.offset, timezone=timezone)


def dimension_notes(file: str, column: str, cells: Sequence[str], lines: NDArray[np.int64]) -> Iterable[Note]:
    """Say which values of a dimension were trimmed, and which were empty."""
    distinct = set(cells)
    if untrimmed := {cell for cell in distinct if cell != cell.strip() and cell.strip()}:
        rows = [line for line, cell in zip(lines, cells, strict=True) if cell in untrimmed]
        yield note(NoteKind.REPAIRED, "trimmed", file, rows, column=column, count=len(rows))
    if empty := {cell for cell in distinct if not cell.strip()}:
        rows = [line for line, cell in zip(lines, cells, strict=True) if cell in empty]
        yield note(NoteKind.REPAIRED, "empty_dimension", file, rows, column=column, count=len(rows))


def trimmed(cells: Sequence[str]) -> list[str]:
    """Return a dimension's values without spaces around them; empty ones are named, what acts unseen is shown."""
    named = {cell: plain(cell.strip()) or NO_DIMENSION_VALUE for cell in set(cells)}
    return [named[cell] for cell in cells]
