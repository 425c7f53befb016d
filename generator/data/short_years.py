"""Days with a year of two digits: never read by guess, for 01-02-03 has three readings; what fits is named."""

import re
from collections.abc import Sequence
from datetime import datetime

from generator.data.numerals import plain_text

_SHORT = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}")
_ORDERS = ("%d|%m|%y", "%m|%d|%y", "%y|%m|%d")
YEARS = (2010, 2040)
"""Years outside are taken for a day or month misread."""


def is_short(cell: str) -> bool:
    """Say whether a cell is three numbers of at most two digits, as a day with a short year is."""
    return bool(_SHORT.fullmatch(plain_text(cell)))


def short_readings(cells: Sequence[str]) -> tuple[tuple[str, Sequence[datetime]], ...]:
    """Return each `date_format` that reads all of the cells, with the days; none where a cell is written otherwise.

    The year stands first with hyphens at most, or where nothing else fits.
    """
    texts = [plain_text(cell) for cell in cells]
    marks = {match[1] for text in texts if (match := _SHORT.fullmatch(text))}
    if len(marks) != 1 or not all(map(is_short, cells)):
        return ()
    mark = marks.pop()
    forms = (order.replace("|", mark) for order in _ORDERS)
    found = [(form, days) for form in forms if (days := _read(texts, form))]
    others = [one for one in found if not one[0].startswith("%y")]
    return tuple(found if mark == "-" or not others else others)


def _read(texts: Sequence[str], form: str) -> Sequence[datetime]:
    """Read the cells by one form; nothing where one does not fit."""
    try:
        days = [datetime.strptime(text, form) for text in texts]  # noqa: DTZ007 a day has no zone
    except ValueError:
        return ()
    return days if all(YEARS[0] <= day.year <= YEARS[1] for day in days) else ()
