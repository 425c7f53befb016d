"""Where days, steps and factors lie on a chart's time axis; shared by the charts over time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from generator.charts.dates import date_ticks, milliseconds
from generator.charts.inputs import Factor
from generator.charts.notes import Numbered, circled

Row = dict[str, Any]
Days = tuple[date, date]
"""The time axis: its first day, and the day after its last."""

ROOMY, CROWDED = 6, 3
"""px between steps from which whiskers are bold, and below which they are left out."""


def dot_area(spacing: float) -> int:
    """Area of a dot in square px; where steps are crowded as wide as the line, so that only one between gaps shows."""
    return next((area for least, area in ((10, 26), (6, 16), (3, 8)) if spacing >= least), 2)


def time_axis(days: Days, step: int, width: float, locale: str) -> Row:
    """The parameters of a time axis `width` px long, for steps of so many days."""
    ticks, labels = date_ticks(days, step, width, locale)
    return {
        "x_domain": [milliseconds(day) for day in days],
        "x_ticks": [milliseconds(day) for day in ticks],
        "x_labels": labels,
    }


def placer(days: Days, width: float) -> Callable[[date], float]:
    """Where a day begins on an axis `width` px long."""
    span = (days[1] - days[0]).days
    return lambda day: (day - days[0]).days / span * width


def middle(start: date, end: date) -> str:
    """The middle of a step, both days included, as written in specs."""
    half = (end + timedelta(1) - start) / 2
    return (datetime.combine(start, time(), UTC) + half).strftime("%Y-%m-%dT%H:%MZ")


def stretch(start: date, end: date) -> Row:
    """Days included, as the span from midnight to midnight that is drawn."""
    return {"start": start.isoformat(), "end": (end + timedelta(1)).isoformat()}


def numbered(factors: Sequence[Factor], days: Days) -> list[Numbered]:
    """The factors that touch the time axis, cut to it, with the numbers they have in the whole list."""
    last = days[1] - timedelta(1)
    return [
        (circled(count), replace(factor, start=max(factor.start, days[0]), end=factor.end and min(factor.end, last)))
        for count, factor in enumerate(factors, start=1)
        if factor.start <= last and (factor.end or factor.start) >= days[0]
    ]


def factor_marks(factors: Sequence[Numbered]) -> dict[str, list[Row]]:
    """A rule for a day, a grey span for several."""
    return {
        "spans": [stretch(factor.start, factor.end) for _, factor in factors if factor.end],
        "days": [{"start": factor.start.isoformat()} for _, factor in factors if not factor.end],
    }
