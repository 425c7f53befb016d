"""The scale lifts are drawn on: worse to the left, better to the right, nothing changed in the middle."""

import math
from collections.abc import Sequence

from generator.charts.inputs import Axis, ForestRow

LIMITS = (0.1, 0.3, 0.5, 1.0)
"""Where the axis ends on both sides; what lies beyond is shown by an arrow, and in words."""
SHARE_INSIDE = 0.75
STEPS = {0.1: 0.05, 0.3: 0.1, 0.5: 0.25, 1.0: 0.5}
PERCENT = Axis(suffix="%", scale=100)


def _extent(row: ForestRow) -> float:
    """How far from zero a row reaches; an interval counts up to twice the lift, so that a vague one does not rule."""
    lift = abs(row.lift or 0)
    ends = [abs(end) for end in row.interval or () if math.isfinite(end)]
    return max(lift, min(max(ends, default=0), 2 * lift))


def lift_limit(rows: Sequence[ForestRow]) -> float:
    """The narrowest scale that holds at least three quarters of the rows: one for all lifts of a page."""
    extents = sorted(_extent(row) for row in rows if row.lift is not None)
    if not extents:
        return LIMITS[1]
    needed = extents[math.ceil(SHARE_INSIDE * len(extents)) - 1]
    return next((limit for limit in LIMITS if needed <= limit), LIMITS[-1])


def off_scale(row: ForestRow, limit: float) -> bool:
    """Whether the change itself lies beyond the axis."""
    return row.lift is not None and abs(row.lift) > limit


def lift_ticks(limit: float) -> list[float]:
    """Ticks from worse to better. Both sides are written without a sign: the heads say which way is better."""
    step = STEPS[limit]
    count = round(limit / step)
    return [round(i * step, 6) for i in range(-count, count + 1)]


def lift_labels(ticks: Sequence[float]) -> list[str]:
    """The distance from no change, in per cent; 0 alone in the middle."""
    return [f"{abs(tick):.0%}" if tick else "0" for tick in ticks]
