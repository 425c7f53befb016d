"""A source's date column: one order of day and month for all of it, days in the campaign's timezone, and its grain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from generator.data.days import Day, read_by_format, read_day
from generator.data.table import Grain

Days = NDArray[np.datetime64]

_WEEK_COLUMNS = frozenset({"week", "周", "woche", "semaine", "semana", "week starting", "week start"})
_MONTH_COLUMNS = frozenset({"month", "月", "月份", "monat", "mois", "mes"})


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of days read. The lists hold indices of cells."""

    days: Days
    """NaT where a cell could not be read."""
    bad: Sequence[int] = ()
    order: str | None = None
    """"day-first" or "month-first", where that had to be settled."""
    example: int | None = None
    """The cell that settled the order."""
    ambiguous: int | None = None
    """The first cell that can be read as two days, where nothing settles it."""
    conflict: tuple[int, int] | None = None
    """Two cells that prove different orders."""
    mixed: tuple[int, int] | None = None
    """A cell with an offset from UTC and one without, where the day of one of them is open."""
    timed: int = 0
    """Cells with a time of day other than midnight."""
    offset: int = 0
    """Cells with an offset from UTC, taken to the campaign's timezone."""
    serials: Sequence[int] = ()
    """Cells that are a spreadsheet's day numbers."""
    grain: Grain | None = None
    """The grain that the cells themselves say (months, ISO weeks), if they do."""

    @property
    def readable(self) -> bool:
        """True where every cell is a day."""
        return not (self.bad or self.conflict or self.mixed or self.ambiguous is not None)


def read_dates(cells: Sequence[str], timezone: str, date_format: str | None) -> DateColumn:
    """Read a column of days; each distinct cell once."""
    distinct = dict.fromkeys(cells)
    found: dict[str, Day | None] = {
        cell: read_by_format(cell, date_format) if date_format else read_day(cell) for cell in distinct
    }
    numeric = [cell for cell, day in found.items() if day and day.numeric]
    order, proofs = _order(found, numeric)
    if numeric and order is None and len(proofs) != 1:
        first, second = (cells.index(cell) for cell in (proofs or [_open_cell(found, numeric)] * 2))
        return DateColumn(
            np.full(len(cells), "NaT", dtype="datetime64[D]"),
            ambiguous=None if proofs else first,
            conflict=(first, second) if proofs else None,
        )
    moments = {cell: _pick(day, order) for cell, day in found.items() if day}
    days, offset = _to_days({cell: when for cell, when in moments.items() if when}, timezone)
    one, other = _mixed(moments)
    known = [day for day in found.values() if day]
    serial = {cell for cell, day in found.items() if day and day.serial}
    timed = {cell for cell, when in moments.items() if when and when.time() != time()}
    return DateColumn(
        np.array([days.get(cell, "NaT") for cell in cells], dtype="datetime64[D]"),
        bad=[index for index, cell in enumerate(cells) if cell not in days] if len(days) < len(distinct) else (),
        order=order,
        example=cells.index(proofs[0]) if order and proofs else None,
        mixed=(cells.index(one), cells.index(other)) if one is not None and other is not None else None,
        timed=sum(cell in timed for cell in cells) if timed else 0,
        offset=sum(cell in offset for cell in cells) if offset else 0,
        serials=[index for index, cell in enumerate(cells) if cell in serial] if serial else (),
        grain=Grain.MONTH if any(d.month for d in known) else Grain.WEEK if any(d.week for d in known) else None,
    )


def _order(found: Mapping[str, Day | None], numeric: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the order of day and month that the cells prove, and a proof (or one of each where they contradict)."""
    month_first = [cell for cell in numeric if (day := found[cell]) and day.when and not day.swapped]
    day_first = [cell for cell in numeric if (day := found[cell]) and day.swapped and not day.when]
    if month_first and day_first:
        return None, [month_first[0], day_first[0]]
    if month_first or day_first:
        return ("month-first", month_first[:1]) if month_first else ("day-first", day_first[:1])
    same = all((day := found[cell]) and day.when == day.swapped for cell in numeric)
    return ("month-first" if same and numeric else None), []


def _open_cell(found: Mapping[str, Day | None], numeric: Sequence[str]) -> str:
    """Return the first cell whose two readings are two days: 1/1 is the same day either way."""
    return next(cell for cell in numeric if (day := found[cell]) and day.when != day.swapped)


def _pick(day: Day, order: str | None) -> datetime | None:
    return day.swapped if day.numeric and order == "day-first" else day.when


def _to_days(moments: Mapping[str, datetime], timezone: str) -> tuple[dict[str, str], set[str]]:
    """Take moments to days of the timezone; moments that are all midnight in one offset are days already."""
    zoned = {cell for cell, when in moments.items() if when.tzinfo}
    offsets = {moments[cell].utcoffset() for cell in zoned}
    if len(offsets) == 1 and all(moments[cell].time() == time() for cell in zoned):
        zoned = set()
    zone = ZoneInfo(timezone)
    days = {
        cell: (when.astimezone(zone) if cell in zoned else when).date().isoformat() for cell, when in moments.items()
    }
    return days, zoned


def _mixed(moments: Mapping[str, datetime | None]) -> tuple[str | None, str | None]:
    """Return a cell with an offset and one without; none where all of them are days, by whatever name."""
    known = {cell: when for cell, when in moments.items() if when}
    offsets = {when.utcoffset() for when in known.values() if when.tzinfo}
    if not offsets or (len(offsets) == 1 and all(when.time() == time() for when in known.values())):
        return None, None
    without = next((cell for cell, when in known.items() if not when.tzinfo), None)
    return next(cell for cell, when in known.items() if when.tzinfo), without


def find_grain(days: Days, column: str, said: Grain | None) -> Grain:
    """Find the step of a source's days: what its cells say, its column's name, else the steps between its days.

    Weekly takes three different days, all whole weeks apart; monthly three first days of months, or two.
    """
    if said:
        return said
    name = column.strip().casefold()
    distinct = np.unique(days[~np.isnat(days)])
    steps = np.diff(distinct).astype(int)
    if name in _WEEK_COLUMNS or (len(steps) > 1 and bool(np.all(steps % 7 == 0))):
        return Grain.WEEK
    firsts = bool(np.all(distinct == distinct.astype("datetime64[M]").astype("datetime64[D]")))
    if (name in _MONTH_COLUMNS and firsts) or (len(steps) > 0 and firsts):
        return Grain.MONTH
    return Grain.DAY


def coarsen(days: Days, grain: Grain, week_start: int) -> Days:
    """Take each day to the first day of its week (starting on `week_start`, Monday is 0) or month."""
    if grain is Grain.MONTH:
        return days.astype("datetime64[M]").astype("datetime64[D]")
    since = (days.astype("int64") + 3 - week_start) % 7  # 1970-01-01 was a Thursday
    moved = days - since.astype("timedelta64[D]")
    return np.where(np.isnat(days), np.datetime64("NaT", "D"), moved).astype("datetime64[D]")


def week_starts(days: Iterable[np.datetime64]) -> frozenset[int]:
    """Return the weekdays (Monday is 0) on which these days fall."""
    return frozenset((int(day.astype("int64")) + 3) % 7 for day in days)


def shown(day: np.datetime64) -> str:
    """Write a day as ISO."""
    return str(day.astype("datetime64[D]"))
