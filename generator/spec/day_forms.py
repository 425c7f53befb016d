"""How days and periods are written: from the text of a YAML scalar to dates, or why it cannot be read."""

import re
from datetime import date

from generator.spec import slips
from generator.spec.forms import FormError, line
from generator.spec.values import Period

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_PERIOD = 3660
"""Days; ten years."""


def day(raw: object) -> date:
    """Read a day."""
    if isinstance(raw, date):
        return raw
    text = line(raw).strip()
    if not DAY.fullmatch(text):
        raise FormError("is not a day", slips.about_day(text))
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise FormError(f"is a day that does not exist{slips.last_day(text)}") from None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise FormError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def period(raw: object) -> Period:
    """Read a period `first..last`, both days included."""
    if isinstance(raw, Period):
        return raw
    text = line(raw).strip()
    ends = [end.strip() for end in text.split("..")]
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a period has two ends
        raise FormError("is not a period", slips.about_period(text))
    days = []
    for end in ends:
        try:
            days.append(day(end))
        except FormError as error:
            raise FormError(f"holds `{end}`, which {error.why}", error.hint) from None
    return _ordered(*days)


def _ordered(start: date, end: date) -> Period:
    read = Period(start=start, end=end)
    if end < start:
        raise FormError("ends before it begins", f"write {end}..{start}")
    if read.days > LONGEST_PERIOD:
        raise FormError(f"is {read.days:,} days long", f"a period may have {LONGEST_PERIOD:,} days at the most")
    return read


def days(raw: object) -> Period:
    """Read a day or a period."""
    if isinstance(raw, Period):
        return raw
    text = line(raw).strip()
    if ".." in text or slips.about_period(text).startswith("write"):
        return period(text)
    one = day(text)
    return Period(start=one, end=one)
