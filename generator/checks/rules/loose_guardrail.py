"""KPI306: a guardrail so far off that nothing will touch it."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import value_before, views
from generator.compare.result import Level
from generator.spec.model import Better

FAR = 2.0
"""How many times as bad as the baseline a figure would have to become."""


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before, line = value_before(view, context), view.kpi.target.value
        if not view.is_guardrail or view.is_volume or before is None or line is None or min(before, line) <= 0:
            continue
        lower = view.metric.spec.better is Better.LOWER
        times = line / before if lower else before / line
        if times > FAR and not view.goal.is_range:
            move = f"rise to {times:.1f} times" if lower else f"fall to {1 / times:.0%} of"
            message = (
                f"{view.title} would have to {move} the baseline ({view.amount(before)}) "
                f"before it touches the guardrail of {view.target}"
            )
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI306",
    name="loose-guardrail",
    level=Level.NOTE,
    what="A guardrail on a rate or a price that the baseline keeps twice over.",
    why=(
        "A guardrail protects only where it can be reached. This one would let the figure become twice as bad without "
        "a word, and its green mark on the page promises a protection that is not there."
    ),
    mend="Set it where you would stop the campaign: usually a tenth or a fifth worse than the baseline.",
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 0.8%, role: guardrail}\n",
        note="2.3% before, and nobody is warned above 0.8%.",
        key=("kpis", 2, "target"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="2.3% before; below 2.1% something is wrong.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
