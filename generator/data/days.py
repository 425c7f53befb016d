"""How one cell spells a day: the patterns that are understood, and what is left open by each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from generator.data.numerals import plain_text

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = (
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"|[T ]\s*(?P<hour_only>\d{1,2})(?:时|点)?)?"
    r"\s*(?P<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})" + _TIME)
_CHINESE = re.compile(r"(?P<y>\d{4})年\s*(?P<m>\d{1,2})月\s*(?P<d>\d{1,2})[日号]?" + _TIME)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})" + _TIME)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})" + _TIME)
_DAY_NAME = r"(?:[A-Za-z]{3,9},?\s+)?"
_MONTH_NAMED = re.compile(
    _DAY_NAME + r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})" + _TIME
)
_DAY_NAMED = re.compile(
    _DAY_NAME + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-](?P<name>[A-Za-z]{3,9})\.?,?[\s-](?P<y>\d{4}|\d{2})" + _TIME
)
_MONTH_ONLY = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})|年(?P<cm>\d{1,2})月?)|(?P<cy>(?:19|20)\d{2})(?P<cmm>0[1-9]|1[0-2])"
)
_MONTH_NAME_ONLY = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?[\s-](?P<y>\d{4})")
_ISO_WEEK = re.compile(r"(?P<y>\d{4})-?W(?P<w>\d{1,2})")
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?(?:e0)?")
LONGEST = 200
"""Characters of a cell that may be a day."""
_RANGE = re.compile(r"(?P<start>.*\d\S*)\s*(?:~|至|到|\.\.|–|\s-\s|\bto\b)\s*(?P<end>\S*\d.*)")
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 a spreadsheet's day has no zone
YEARS = (1990, 2100)
"""Years outside are taken for misread cells."""


@dataclass(frozen=True, slots=True)
class Day:
    """A cell taken apart. Where day and month are open, `when` is the month-first reading and `swapped` the other."""

    when: datetime | None
    swapped: datetime | None = None
    numeric: bool = False
    """True for a form such as 3/4/2026, whose order has to be settled."""
    month: bool = False
    week: bool = False
    serial: bool = False


def read_day(cell: str) -> Day | None:
    """Take a cell apart; None where it is no day in any known form."""
    return _read_day(cell) if len(cell) <= LONGEST else None


@lru_cache(maxsize=50_000)
def _read_day(cell: str) -> Day | None:
    text = plain_text(cell)
    for form in _FORMS:
        found = form(text)
        if found is not None:
            return found if _plausible(found) else None
    return None


def read_by_format(cell: str, form: str) -> Day | None:
    """Read a cell by the source's own `date_format`."""
    if len(cell) > LONGEST:
        return None
    try:
        return Day(datetime.strptime(plain_text(cell), form))  # noqa: DTZ007 a zone is there only with %z
    except (ValueError, re.error):  # the second for a format with one directive twice
        return None


def _plausible(found: Day) -> bool:
    return any(when and YEARS[0] <= when.year <= YEARS[1] for when in (found.when, found.swapped))


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    """Put a day and the time beside it together; None where there is no such day."""
    parts = match.groupdict()
    hour = int(parts.get("hour") or parts.get("hour_only") or 0)
    half = (parts.get("half") or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    days, hour = divmod(hour, 24)
    stamp = f"{year:04}-{month:02}-{day:02}T{hour:02}:{parts.get('minute') or '00'}:{parts.get('second') or '00'}"
    try:
        return datetime.fromisoformat(stamp + _offset(parts.get("offset"))) + timedelta(days=days)
    except ValueError:
        return None


def _offset(text: str | None) -> str:
    if not text:
        return ""
    if text in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = text[1:].replace(":", "").ljust(4, "0")
    return f"{text[0]}{digits[:2]}:{digits[2:]}"


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 two digits


def _by_pattern(pattern: re.Pattern[str]) -> Callable[[str], Day | None]:
    """Make a reader of a form that names year, month and day by number."""

    def read(text: str) -> Day | None:
        match = pattern.fullmatch(text)
        when = _moment(match, int(match["y"]), int(match["m"]), int(match["d"])) if match else None
        return Day(when) if when else None

    return read


def _numeric(text: str) -> Day | None:
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    month_first, day_first = _moment(match, year, a, b), _moment(match, year, b, a)
    if match["sep"] == ".":  # with points it is day.month wherever it is written so
        return Day(day_first) if day_first else None
    return Day(month_first, day_first, numeric=True) if month_first or day_first else None


def _by_name(pattern: re.Pattern[str]) -> Callable[[str], Day | None]:
    """Make a reader of a form with an English month's name."""

    def read(text: str) -> Day | None:
        match = pattern.fullmatch(text)
        month = _MONTHS.get(match["name"].lower()) if match else None
        when = _moment(match, _year(match["y"]), month, int(match["d"])) if match and month else None
        return Day(when) if when else None

    return read


def _month(text: str) -> Day | None:
    match = _MONTH_ONLY.fullmatch(text)
    if match:
        year, month = match["y"] or match["cy"], match["m"] or match["cm"] or match["cmm"]
        when = _moment(match, int(year), int(month), 1)
        return Day(when, month=True) if when else None
    named = _MONTH_NAME_ONLY.fullmatch(text)
    number = _MONTHS.get(named["name"].lower()) if named else None
    when = _moment(named, int(named["y"]), number, 1) if named and number else None
    return Day(when, month=True) if when else None


def _iso_week(text: str) -> Day | None:
    match = _ISO_WEEK.fullmatch(text)
    if not match:
        return None
    try:
        monday = date.fromisocalendar(int(match["y"]), int(match["w"]), 1)
    except ValueError:
        return None
    return Day(datetime(monday.year, monday.month, monday.day), week=True)  # noqa: DTZ001 a day has no zone


def _serial(text: str) -> Day | None:
    """Read a spreadsheet's day number (days since 1899-12-30)."""
    if not _SERIAL.fullmatch(text):
        return None
    return Day(_EXCEL_ZERO + timedelta(days=float(text)), serial=True)


def _range(text: str) -> Day | None:
    """Read the first day of `2026-03-02 ~ 2026-03-08`; seven days are a week, the first to the last of one a month."""
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    start, end = _read_day(match["start"].strip()), _read_day(match["end"].strip())
    if not (start and end and start.when and end.when) or start.numeric:
        return None
    days = (end.when.date() - start.when.date()).days + 1
    whole_month = start.when.day == 1 and (end.when + timedelta(days=1)).day == 1 and 28 <= days <= 31  # noqa: PLR2004
    if days not in {1, 7} and not whole_month:
        return None
    return Day(start.when, month=whole_month, week=days == 7)  # noqa: PLR2004 a week


_FORMS: tuple[Callable[[str], Day | None], ...] = (
    _by_pattern(_YEAR_FIRST),
    _by_pattern(_COMPACT),
    _by_pattern(_CHINESE),
    _numeric,
    _month,
    _by_name(_MONTH_NAMED),
    _by_name(_DAY_NAMED),
    _iso_week,
    _serial,
    _range,
)
