"""What happened: a value against the target set in advance. A fact, with no probability in it.

Every comparison allows for the noise of adding floats: 80.00000000000001 meets a ceiling of 80.
"""

import math
from dataclasses import dataclass

from generator.compare.result import Interval, KpiResult, State, Verdict
from generator.spec.model import Better, Near, Target

TOLERANCE = 1e-9
"""Relative difference below which two numbers are the same."""
TINY = 1e-12
"""Absolute difference below which they are: a profit of 1e-14 is 0."""


def same(one: float, other: float) -> bool:
    """Say whether two numbers differ by no more than float noise."""
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TINY)


def at_least(one: float, other: float) -> bool:
    """Say whether `one` >= `other`, float noise aside."""
    return one >= other or same(one, other)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as the ends between which it is met, and the wider ends within which it is near.

    An end that does not bind is infinite: higher is better has no upper one.
    """

    low: float
    high: float
    near_low: float
    near_high: float

    @property
    def is_range(self) -> bool:
        """True where both ends bind."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def target(self) -> float | Interval:
        """The target as a number, or both ends of a range."""
        if self.is_range:
            return self.low, self.high
        return self.low if math.isfinite(self.low) else self.high

    @property
    def near(self) -> float | Interval:
        """The far edge of the near band, or both outer edges of a range."""
        if self.is_range:
            return self.near_low, self.near_high
        return self.near_low if math.isfinite(self.low) else self.near_high

    def holds(self, value: float) -> bool:
        """Say whether a value meets the target; its ends do."""
        return at_least(value, self.low) and at_least(self.high, value)

    def nearly_holds(self, value: float) -> bool:
        """Say whether a value lies inside the near band or better; the band's edge does."""
        return at_least(value, self.near_low) and at_least(self.near_high, value)


def goal_of(better: Better, target: Target, near: Near) -> Goal:
    """Turn a spec's target into a goal.

    A range binds at both ends whichever way the metric should go. A single number on a metric that should stay in a
    range is a range of one point. The relative band is a share of each end's size, so around 0 it is empty.
    """
    if target.value is None or better is Better.RANGE:
        low = _end(target.low, target.value, -math.inf)
        high = _end(target.high, target.value, math.inf)
    else:
        low, high = (target.value, math.inf) if better is Better.HIGHER else (-math.inf, target.value)
    return Goal(low, high, low - _band(low, near), high + _band(high, near))


def goal_of_result(kpi: KpiResult) -> Goal:
    """Turn a published result's target and near band back into its goal."""
    if isinstance(kpi.target, tuple) and isinstance(kpi.near, tuple):
        return Goal(*kpi.target, *kpi.near)
    target, near = _one(kpi.target), _one(kpi.near)
    if kpi.better is Better.HIGHER:
        return Goal(target, math.inf, near, math.inf)
    return Goal(-math.inf, target, -math.inf, near)


def verdict_of(goal: Goal, value: float) -> Verdict:
    """Judge a final value."""
    if goal.holds(value):
        return Verdict.MET
    return Verdict.NEAR if goal.nearly_holds(value) else Verdict.MISSED


def verdict_while_running(goal: Goal, value: float | None, *, only_grows: bool) -> Verdict:
    """Judge a value to date: `running`, unless the figure can only grow and has settled the matter already.

    Settled: met where it has reached a target without an upper end, missed where it has grown beyond the near band.
    """
    if value is not None and only_grows:
        if math.isinf(goal.high) and at_least(value, goal.low):
            return Verdict.MET
        if not at_least(goal.near_high, value):
            return Verdict.MISSED
    return Verdict.RUNNING


def attainment(goal: Goal, value: float) -> float | None:
    """Share of the target attained: value/target where higher is better, target/value where lower is.

    Inside a range it is 1, outside that of the end passed. None where target or value is not positive.
    """
    if goal.is_range and goal.holds(value):
        return 1.0
    rises = math.isinf(goal.high) or value < goal.low
    part, whole = (value, goal.low) if rises else (goal.high, value)
    return part / whole if part > 0 and whole > 0 else None


def progress(goal: Goal, value: float, baseline: float) -> float | None:
    """Share of the way from the baseline to the target: (value - baseline)/(target - baseline).

    To a range it is the share of the distance that is gone: 1 inside, less where the far end was overshot. None where
    the baseline already stood at the target (or in the range).
    """
    if goal.is_range:
        distance = _distance(goal, baseline)
        return None if same(distance, 0.0) else 1 - _distance(goal, value) / distance
    target = goal.low if math.isfinite(goal.low) else goal.high
    return None if same(target, baseline) else (value - baseline) / (target - baseline)


def state_of(start_to_as_of: int, as_of_to_end: int) -> State:
    """Say where a period lies, from the days since its start and to its end (negative: not begun, over)."""
    if start_to_as_of < 0:
        return State.UPCOMING
    return State.RUNNING if as_of_to_end > 0 else State.FINISHED


def _one(level: float | Interval) -> float:
    return level[0] if isinstance(level, tuple) else level


def _end(of_range: float | None, point: float | None, otherwise: float) -> float:
    return next((end for end in (of_range, point) if end is not None), otherwise)


def _band(end: float, near: Near) -> float:
    if math.isinf(end):
        return 0.0
    return abs(end) * near.amount if near.relative else near.amount


def _distance(goal: Goal, value: float) -> float:
    return max(goal.low - value, value - goal.high, 0.0)
