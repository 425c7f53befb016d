"""How much a figure changed: lift on the log scale, and weights that even out the weekdays of two periods."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.stats.intervals import Interval

UNEVEN = 0.01
"""Weekdays are unevenly spread where one's share of the steps differs by more than this between two periods. Below it,
a weekday twice as good as the others would move the comparison by 1% at most."""


@dataclass(frozen=True, slots=True)
class LogEstimate:
    """A positive figure on the log scale, with the ends of its interval."""

    centre: float
    low: float
    high: float


def known(value: float) -> LogEstimate | None:
    """Treat a figure as known without error; None where it is not positive, for it has no logarithm."""
    if value <= 0:
        return None
    return LogEstimate(math.log(value), math.log(value), math.log(value))


def from_half_width(value: float, half_width: float) -> LogEstimate | None:
    """Turn value -+ half_width into an interval that is symmetric on the log scale: log(value) -+ half_width/value."""
    if value <= 0:
        return None
    centre, spread = math.log(value), half_width / value
    return LogEstimate(centre, centre - spread, centre + spread)


def from_ends(value: float, interval: Interval) -> LogEstimate | None:
    """Take an asymmetric interval (Wilson, Poisson) over to the log scale end by end; None unless all is positive."""
    if value <= 0 or interval[0] <= 0:
        return None
    return LogEstimate(math.log(value), math.log(interval[0]), math.log(interval[1]))


def lift(after: float, before: float) -> float | None:
    """after/before - 1; None where `before` is not positive, for then it says nothing of better or worse."""
    return after / before - 1 if before > 0 else None


def lift_interval(after: LogEstimate, before: LogEstimate) -> Interval:
    """Interval of after/before - 1: logs' distances to their ends are squared and added (MOVER; Zou & Donner 2008).

    Two symmetric intervals give the usual root of the sum of squares; two Wilson intervals Newcombe's way for ratios.
    """
    change = after.centre - before.centre
    down = math.hypot(after.centre - after.low, before.high - before.centre)
    up = math.hypot(after.high - after.centre, before.centre - before.low)
    return _less_one(change - down), _less_one(change + up)


def _less_one(log_ratio: float) -> float:
    """Turn a logarithm of a ratio into a change, without overflow: an end of e^700 is as good as any."""
    return math.expm1(min(log_ratio, 700.0))


def weekdays(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Weekday of days counted from 1 January 1970, Monday 0."""
    return (days + 3) % 7


def weekday_counts(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count days, from 1 January 1970, by weekday: seven numbers, Monday first."""
    return np.bincount(weekdays(days), minlength=7)


@dataclass(frozen=True, slots=True)
class Reweighting:
    """What evens out the weekdays: a weight for each weekday of the earlier period, or why there is none."""

    by_weekday: NDArray[np.float64] | None
    """Seven weights, Monday first."""
    uneven: bool
    """True with no weights: a weekday of the later period does not occur in the earlier one."""


def reweight(later: NDArray[np.int64], earlier: NDArray[np.int64]) -> Reweighting:
    """Weigh the earlier weekdays so that each has the share it has in the later period; over the days the mean is 1.

    Both are numbers of days by weekday. Only where some weekday's share differs by more than one percentage point: that
    of 15 days against 90 does, and that of 19 against 59; that of whole weeks against whole weeks never does.
    """
    if later.sum() == 0 or earlier.sum() == 0:
        return Reweighting(None, uneven=False)
    wanted, found = later / later.sum(), earlier / earlier.sum()
    if float(np.abs(wanted - found).max()) <= UNEVEN + 1e-9:
        return Reweighting(None, uneven=False)
    if bool(((wanted > 0) & (found == 0)).any()):
        return Reweighting(None, uneven=True)
    return Reweighting(np.divide(wanted, found, out=np.zeros(7), where=found > 0), uneven=True)
