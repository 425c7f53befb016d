"""A baseline's days: where they are written, when in the year they lie, and which of them have data."""

from datetime import date, timedelta

from generator.checks.check import Context
from generator.compare.frames import EPOCH, WHOLE
from generator.errors import Location
from generator.spec.model import Period

YEAR = 365.25


def baseline_key(context: Context) -> Location:
    """Where the baseline's days are written."""
    return context.campaign.at("baseline", "period")


def middle(period: Period) -> date:
    """Return the day in the middle of a period."""
    return period.start + timedelta(days=(period.days - 1) // 2)


def apart_in_year(one: Period, other: Period) -> float:
    """Say how far apart in the year two periods' middles lie, in days: at most half a year, whatever the years."""
    days = abs((middle(other) - middle(one)).days) % YEAR
    return min(days, YEAR - days)


def gap(context: Context) -> int | None:
    """Return the days between the end of the baseline's period and the start; None where it is not a period."""
    baseline = context.campaign.baseline
    if baseline is None or baseline.period is None:
        return None
    return (context.campaign.period.start - baseline.period.end).days - 1


def steps_with_data(context: Context, period: Period) -> tuple[date, ...]:
    """Return the dates inside a period on which the campaign has any row, ascending."""
    days = context.table.steps(WHOLE).within(period).days
    return tuple(EPOCH + timedelta(days=day) for day in days.tolist())
