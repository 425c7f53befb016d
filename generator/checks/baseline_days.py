"""A baseline's days: where they are written, when in the year they lie, and which of them have data."""

from datetime import date, timedelta

import numpy as np

from generator.checks.check import Context
from generator.data.table import TOTAL
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
    series = context.data.series
    whole = series["date"].to_numpy()[series["dimension"].to_numpy() == TOTAL].astype("datetime64[D]")
    inside = whole[(whole >= np.datetime64(period.start)) & (whole <= np.datetime64(period.end))]
    return tuple(np.unique(inside).tolist())
