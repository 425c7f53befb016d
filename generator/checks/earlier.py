"""A target beside what earlier campaigns came to on the same metric."""

from dataclasses import dataclass

from generator.checks.check import Context
from generator.checks.kpis import View
from generator.spec.model import Better

FEWEST = 3
"""Results below which best and worst say little."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A KPI's target and the ends of what was reached before."""

    target: float
    best: float
    worst: float
    count: int


def earlier(view: View, context: Context) -> Earlier | None:
    """Set a KPI beside its earlier results; None for fewer than three, for a range, and for a total.

    A total depends on how long a campaign ran and on what it spent, so those of two campaigns do not compare.
    """
    past, target = context.past.get(view.kpi.metric, ()), view.kpi.target.value
    if len(past) < FEWEST or target is None or view.is_volume or view.metric.spec.better is Better.RANGE:
        return None
    low, high = min(one.value for one in past), max(one.value for one in past)
    best, worst = (low, high) if view.metric.spec.better is Better.LOWER else (high, low)
    return Earlier(target, best, worst, len(past))
