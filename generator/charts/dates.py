"""Date axes: which days get a tick, and how they are written in the reader's language."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from babel.dates import format_date

from generator.charts.measure import width_of

_PATTERNS = {
    "en": {"day": "d MMM", "month": "MMM", "year": "y"},
    "zh": {"day": "M 月 d 日", "month": "M 月", "year": "y 年"},
}
_GAP = 6
"""Least px between two labels."""
_FORTNIGHT, _SEASON = 14, 75
"""Beyond a season in days, months are easier to read than every second Monday."""
_FEW = 2
"""An axis with fewer ticks than this says too little."""


def milliseconds(day: date) -> int:
    """Midnight UTC as Vega counts it."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


@lru_cache(maxsize=4096)
def written(day: date, kind: str, locale: str) -> str:
    """A tick's text: kind "day", "month" or "year"; January says its year when months are counted."""
    patterns = _PATTERNS.get(locale[:2], _PATTERNS["en"])
    if kind == "month" and day.month == 1:
        kind = "year"
    text: str = format_date(day, patterns[kind], locale=locale.replace("-", "_"))
    return text


def _days(every: int) -> Callable[[date, date], Iterator[date]]:
    def run(first: date, last: date) -> Iterator[date]:
        """Every so many days from the first; whole weeks begin on Mondays."""
        day = first + timedelta(-first.weekday() % 7) if every % 7 == 0 else first
        while day <= last:
            yield day
            day += timedelta(every)

    return run


def _months(every: int) -> Callable[[date, date], Iterator[date]]:
    def run(first: date, last: date) -> Iterator[date]:
        """First days of months, counted from January."""
        count = first.year * 12 + first.month - 1 + (first.day > 1)
        count += -count % every
        while (day := date(count // 12, count % 12 + 1, 1)) <= last:
            yield day
            count += every

    return run


_LADDER = (
    *((every, "day", _days(every)) for every in (1, 2, 7, 14)),
    *((30 * every, "month", _months(every)) for every in (1, 2, 3, 6)),
    *((365 * every, "year", _months(12 * every)) for every in (1, 2, 5, 10, 20, 50)),
)


def date_ticks(span: tuple[date, date], step: int, room: float, locale: str) -> tuple[list[date], list[str]]:
    """The finest days of a regular ladder, no finer than `step` days, whose labels fit into `room` px.

    `span` runs from the first day to the day after the last.
    """
    first, after = span
    days = (after - first).days
    for length, kind, run in _LADDER:
        found = list(run(first, after - timedelta(1)))
        coarse = length == _FORTNIGHT and days > _SEASON
        if length < step or len(found) < _FEW or coarse:
            continue
        texts = [written(day, kind, locale) for day in found]
        closest = min((b - a).days for a, b in pairwise(found)) / days * room
        if max(map(width_of, texts)) + _GAP <= closest:
            return found, texts
    return [first], [written(first, "day", locale)]
