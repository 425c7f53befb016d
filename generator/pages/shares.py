"""Levels of a KPI as shares of its target: what its bullet draws. Further right is always better."""

from generator.charts.bullet import Bullet
from generator.compare.result import Interval, KpiResult, Verdict
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import so_far
from generator.spec.model import Better


def share(kpi: KpiResult, level: float) -> float | None:
    """Attainment of a level; outside a range, of the end that is passed. None where level or target is not positive."""
    if isinstance(kpi.target, tuple):
        low, high = kpi.target
        if low <= level <= high:
            return 1.0
        part, whole = (level, low) if level < low else (high, level)
    else:
        part, whole = (kpi.target, level) if kpi.better is Better.LOWER else (level, kpi.target)
    return part / whole if part > 0 and whole > 0 else None


def bullet_of(view: KpiView, scene: Scene) -> Bullet | None:
    """The bullet of a KPI's row; None where no share can be given."""
    return bullet_of_result(view.result, so_far(view, scene).pace if view.verdict is Verdict.RUNNING else None)


def bullet_of_result(kpi: KpiResult, pace: float | None = None) -> Bullet | None:
    """The bullet of a result; while it runs, a total is drawn as its share of an even pace."""
    if kpi.value is None:
        return None
    if pace is not None:
        return Bullet(pace, near=_near(kpi), running=True)
    result = share(kpi, kpi.value)
    if result is None:
        return by_progress(kpi)
    before = kpi.baseline.value if kpi.baseline else None
    return Bullet(
        result,
        near=_near(kpi),
        baseline=None if before is None else share(kpi, before),
        interval=_interval(kpi),
        running=kpi.verdict is Verdict.RUNNING,
    )


_FURTHEST = 2.0
"""A share of the way beyond this says that the way was short, not that much was reached."""


def share_of_the_way(kpi: KpiResult) -> float | None:
    """Progress where it helps a reader: there is no attainment, and a way to go from the baseline to the target."""
    before = kpi.baseline.value if kpi.baseline else None
    if kpi.attainment is not None or kpi.progress is None or before is None:
        return None
    if isinstance(kpi.target, tuple):
        reached = kpi.target[0] <= before <= kpi.target[1]
    else:
        reached = before <= kpi.target if kpi.better is Better.LOWER else before >= kpi.target
    return None if reached or not 0 <= kpi.progress <= _FURTHEST else kpi.progress


def by_progress(kpi: KpiResult) -> Bullet | None:
    """Where there is no attainment: the way from the baseline (0) to the target (1)."""
    before = kpi.baseline.value if kpi.baseline else None
    progress = share_of_the_way(kpi)
    if progress is None or before is None or isinstance(kpi.target, tuple):
        return None
    way = kpi.target - before
    near = (kpi.near - before) / way if isinstance(kpi.near, float) else None
    interval = None
    if kpi.interval:
        ends = sorted((end - before) / way for end in kpi.interval)
        interval = (ends[0], ends[1])
    return Bullet(progress, near=near if near is not None and 0 < near < 1 else None, baseline=0.0, interval=interval)


def _near(kpi: KpiResult) -> float | None:
    """Where the near band begins; of a range, the end whose band is wider."""
    if isinstance(kpi.near, tuple):
        found = [share(kpi, edge) for edge in kpi.near]
        return min((edge for edge in found if edge is not None and edge < 1), default=None)
    edge = share(kpi, kpi.near)
    return edge if edge is not None and edge < 1 else None


def _interval(kpi: KpiResult) -> Interval | None:
    if kpi.interval is None:
        return None
    ends = sorted(end for end in (share(kpi, end) for end in kpi.interval) if end is not None)
    return (ends[0], ends[1]) if len(ends) == 2 else None  # noqa: PLR2004  both ends
