"""The sentences for cells that cannot be used: what was found, where, both readings where there are two."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.data.cells import CellFinder
from generator.data.dates import DateColumn
from generator.data.days import read_day
from generator.data.numbers import Cell, Decision
from generator.data.numerals import numeral
from generator.data.sheet import UNSTORED
from generator.data.short_years import short_readings
from generator.errors import Location, Problem

T = TypeVar("T")

SHOWN = 3
"""Cells of a column that are named one by one; the rest are counted."""


def unreadable_numbers(
    finder: CellFinder, column: str, place: int, bad: Mapping[int, str], lines: NDArray[np.int64]
) -> list[Problem]:
    """One problem for each of the first few cells that are no numbers."""
    found = sorted((int(lines[index]), cell) for index, cell in bad.items() if cell != UNSTORED)
    more = _more([line for line, _ in found])
    return [
        Problem(finder.at(line, place), f"{cell!r} in column `{column}` is no number{more if last else ''}", "a number")
        for line, cell, last in _first(found)
    ]


def unstored_formulas(finder: CellFinder, column: str, place: int, lines: Sequence[int]) -> list[Problem]:
    """One problem for each of the first few formulas that a workbook holds without their values."""
    more = _more(lines)
    return [
        Problem(
            finder.at(line, place),
            f"the formula in column `{column}` has no stored value{more if last else ''}",
            "a value in every cell",
            "open and save the file in a spreadsheet program" if last else "",
        )
        for line, _, last in _first([(line, None) for line in lines])
    ]


def open_decimal(finder: CellFinder, places: Mapping[str, int], decision: Decision) -> list[Problem]:
    """Say why a file's decimal mark cannot be decided."""
    if decision.conflict:
        (one, (line, cell)), (other, (other_line, other_cell)) = decision.conflict
        return [
            Problem(
                finder.at(other_line, places[other]),
                f"{other_cell!r} in column `{other}` has a decimal comma, but {cell!r} on line {line} in column "
                f"`{one}` has a decimal point",
                "one decimal mark in a file",
                'set `decimal: "."` or `decimal: ","` on the source to have the others named',
            )
        ]
    if decision.ambiguous:
        column, (line, cell) = decision.ambiguous
        return [_two_readings(finder.at(line, places[column]), column, cell)]
    return []


def _two_readings(at: Location, column: str, cell: str) -> Problem:
    found = numeral(cell)
    by_point = f"{found.value('.'):,.10g}" if found else ""
    by_comma = f"{found.value(','):,.10g}" if found else ""
    return Problem(
        at,
        f"{cell.strip()!r} in column `{column}` can be read as {by_point} or as {by_comma}, and nothing in the file "
        "settles it",
        "numbers with one reading",
        f'set `decimal: "."` on the source for {by_point}, or `decimal: ","` for {by_comma}',
    )


def mixed_percent(at: Location, column: str) -> Problem:
    """Say that a column has percentages and plain numbers."""
    return Problem(
        at,
        f"column `{column}` has cells with a percent sign and cells without",
        "all of them with the sign, or none",
        "2% is read as 0.02: without the sign it cannot be known what 2 means",
    )


def unreadable_dates(
    finder: CellFinder, column: str, place: int, cells: Sequence[tuple[int, str]], date_format: str | None
) -> list[Problem]:
    """One problem for each of the first few cells that are no days; one for all where only their years are short."""
    expected = f"a day written as `{date_format}`" if date_format else "a day such as 2026-03-01"
    hint = "" if date_format else "if all days are written so, say how with `date_format` on the source: %d is the day"
    cells = [(line, cell) for line, cell in cells if cell != UNSTORED]
    readings = () if date_format else short_readings([cell for _, cell in cells])
    if readings:
        return [_short_year(finder, column, place, cells, readings)]
    more = _more([line for line, _ in cells])
    return [
        Problem(
            finder.at(line, place),
            (f"{cell!r} in column `{column}` is no day" if cell.strip() else f"column `{column}` is empty here")
            + (more if last else ""),
            expected,
            hint if last else "",
        )
        for line, cell, last in _first(cells)
    ]


def _short_year(
    finder: CellFinder,
    column: str,
    place: int,
    cells: Sequence[tuple[int, str]],
    readings: Sequence[tuple[str, Sequence[datetime]]],
) -> Problem:
    """Name the forms that days with a year of two digits can be read by, and the first cell that they read apart."""
    apart = (index for index in range(len(cells)) if len({days[index] for _, days in readings}) > 1)
    place_of = next(apart, 0)
    line, cell = cells[place_of]
    said = " or as ".join(dict.fromkeys(_said(days[place_of]) for _, days in readings))
    forms = " or ".join(f'`date_format: "{form}"`' for form, _ in readings)
    what = f"{cell.strip()!r} in column `{column}` has a year of two digits and can be read as {said}"
    open_still = ", and no row in the file settles it" if len(readings) > 1 else ""
    return Problem(finder.at(line, place), what + open_still, "a day such as 2026-03-01", f"set {forms} on the source")


def open_dates(finder: CellFinder, column: str, place: int, cells: Sequence[Cell], found: DateColumn) -> list[Problem]:
    """Say why the order of day and month cannot be decided, or the day of a time."""
    if found.mixed:
        (line, cell), (other_line, other) = (cells[index] for index in found.mixed)
        return [
            Problem(
                finder.at(other_line, place),
                f"{other.strip()!r} in column `{column}` has no offset from UTC, but {cell.strip()!r} on line {line} "
                "has one",
                "an offset on every time, or on none",
                "export the times in one form; those without an offset are read as the campaign's own",
            )
        ]
    if found.conflict:
        (line, cell), (other_line, other) = (cells[index] for index in found.conflict)
        return [
            Problem(
                finder.at(other_line, place),
                f"{other!r} in column `{column}` has the day first, but {cell!r} on line {line} has the month first",
                "one order of day and month in a file",
            )
        ]
    if found.ambiguous is None:
        return []
    line, cell = cells[found.ambiguous]
    day = read_day(cell)
    separator = next((mark for mark in "/-" if mark in cell), "/")
    day_first, month_first = separator.join(("%d", "%m", "%Y")), separator.join(("%m", "%d", "%Y"))
    return [
        Problem(
            finder.at(line, place),
            f"{cell.strip()!r} in column `{column}` can be read as {_said(day.swapped if day else None)} or as "
            f"{_said(day.when if day else None)}, and no row in the file settles it",
            "days with one reading",
            f'set `date_format: "{day_first}"` or `date_format: "{month_first}"` on the source',
        )
    ]


def torn_rows(at: Location, torn: Sequence[tuple[int, int]], width: int) -> list[Problem]:
    """Say which rows have more or fewer cells than the header."""
    lines = [line for line, _ in torn]
    more = _more(lines)
    return [
        Problem(
            Location(at.file, line),
            f"this row has {cells} cells and the header has {width}{more if last else ''}",
            f"{width} cells",
            "a cell with the delimiter in it has to stand in quotes" if last and cells > width else "",
        )
        for line, cells, last in _first(torn)
    ]


def long_row(at: Location, column: str, days: int) -> Problem:
    """Say that a row counts over more than a day, by the last day beside its first."""
    return Problem(
        at,
        f"this row covers {days} days from its `{column}` on, so it is no day's row",
        "rows that cover a day each, or all of them a week or a month",
        "export the report by day; or set `date: none` where each row counts over the whole period",
    )


def mixed_currencies(at: Location, seen: Mapping[str, str]) -> Problem:
    """Say which currencies are mixed."""
    listed = ", ".join(f"{currency} ({where})" for currency, where in seen.items())
    return Problem(at, f"the source mixes currencies: {listed}", "one currency", "convert them, or make two sources")


def other_currency(at: Location, own: str, found: str, where: str) -> Problem:
    """Say that the data's currency cannot be the campaign's."""
    return Problem(
        at,
        f"the data has amounts in {found} ({where}), and the campaign's `currency` is {own}",
        "data in the campaign's currency",
        "convert the file, or name the currency it is in; targets and budget are read in it too",
    )


def _said(when: datetime | None) -> str:
    return f"{when.day} {when:%B %Y}" if when else "no day"


def _more(lines: Sequence[int]) -> str:
    """Say how many more there are, and the next of them."""
    if len(lines) <= SHOWN:
        return ""
    listed = ", ".join(str(line) for line in lines[SHOWN : SHOWN + 10])
    return f" (and {len(lines) - SHOWN} more: line {listed}{' …' if len(lines) > SHOWN + 10 else ''})"


def _first(found: Sequence[tuple[int, T]]) -> list[tuple[int, T, bool]]:
    """Return the first few, and whether each is the last that is named."""
    shown = found[:SHOWN]
    return [(one, other, index == len(shown) - 1) for index, (one, other) in enumerate(shown)]
