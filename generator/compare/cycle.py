"""The days of an objective's cycle, from the ways it is usually written."""

import calendar
import re
from datetime import date

from generator.spec.model import Period

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:\.\.|–|to)\s*(\d{4}-\d{2}-\d{2})")
_YEARS = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?")
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_PART = re.compile(r"(\d{4})[\s/-]*([QH])([1-4])|([QH])([1-4])[\s/-]*(\d{4})", re.IGNORECASE)
_MONTHS = 12


def cycle_days(text: str | None) -> Period | None:
    """Read `2026-Q2`, `H1 2026`, `2026-04`, `2026`, `2026-2027` or `2026-04-01..2026-06-30`; None for anything else."""
    written = (text or "").strip()
    if found := _DAYS.fullmatch(written):
        return _between(*found.groups())
    if found := _PART.fullmatch(written):
        year, kind, number = found.group(1, 2, 3) if found.group(1) else found.group(6, 4, 5)
        return _part(int(year), 3 if kind.upper() == "Q" else 6, int(number))
    if found := _MONTH.fullmatch(written):
        return _part(int(found.group(1)), 1, int(found.group(2)))
    if found := _YEARS.fullmatch(written):
        first, last = int(found.group(1)), int(found.group(2) or found.group(1))
        return Period(start=date(first, 1, 1), end=date(last, 12, 31)) if 0 < first <= last else None
    return None


def _between(first: str, last: str) -> Period | None:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Period(start=start, end=end) if start <= end else None


def _part(year: int, months: int, number: int) -> Period | None:
    """Return the `number`th stretch of so many months of a year."""
    last = months * number
    if not (year > 0 and number >= 1 and last <= _MONTHS):
        return None
    return Period(start=date(year, last - months + 1, 1), end=date(year, last, calendar.monthrange(year, last)[1]))
