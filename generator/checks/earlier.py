"""A target beside what earlier campaigns came to on the same metric."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.check import Context, Finding
from generator.checks.kpis import View, views
from generator.spec.model import Better
from generator.spec.values import Text, say

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


def beyond_best(context: Context) -> Iterator[Finding]:
    """Find targets better than the best that came before."""
    for view, past in _earlier(context):
        if view.better(past.target, past.best):
            yield Finding(
                view.at("target"),
                say(
                    en="{title}: the target of {target} is beyond anything reached so far: the best of {count} earlier "
                    "campaigns came to {end}",
                    zh="{title}：目标值 {target} 超出历史最好水平，此前 {count} 次活动中最好的也只做到 {end}",
                    **_values(view, past, past.best),
                ),
            )


def below_worst(context: Context) -> Iterator[Finding]:
    """Find targets, but those of guardrails, that the worst that came before would have met."""
    for view, past in _earlier(context):
        if view.better(past.worst, past.target) and not view.is_guardrail:
            yield Finding(
                view.at("target"),
                say(
                    en="{title}: the target of {target} is easier than every earlier result: the worst of {count} "
                    "campaigns came to {end}",
                    zh="{title}：目标值 {target} 要求太松，以往每一次都做得更好：此前 {count} 次活动中最差的也有 {end}",
                    **_values(view, past, past.worst),
                ),
            )


def _earlier(context: Context) -> Iterator[tuple[View, Earlier]]:
    for view in views(context):
        past = earlier(view, context)
        if past is not None:
            yield view, past


def _values(view: View, past: Earlier, end: float) -> dict[str, Text | int]:
    return {"title": view.title, "target": view.target, "count": past.count, "end": view.amount(end)}
