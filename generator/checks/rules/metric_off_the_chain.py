"""KPI105: a KPI that no success factor of the campaign's key result area asks for."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    area = context.frame.strategy.key_result_areas.get(context.campaign.kra or "")
    if area is None:
        return
    asked = {metric for factor in area.success_factors for metric in factor.metrics}
    for view in views(context) if asked else ():
        if view.kpi.metric not in asked and not view.is_guardrail:
            message = (
                f"{view.title} measures no success factor of the key result area {area.title.said_in('en')}, "
                f"whose metrics are {', '.join(sorted(asked))}"
            )
            yield Finding(view.at("metric"), message)


CHECK = Check(
    code="KPI105",
    name="metric-off-the-chain",
    level=Level.WARNING,
    what="A primary or secondary KPI whose metric belongs to no success factor of the campaign's key result area.",
    why=(
        "The area's success factors say what has to go right. A KPI outside them can be met in full while none of "
        "them moves: the campaign looks good and the area is no better off. Guardrails may stand outside, for they "
        "only say what must not suffer."
    ),
    mend=(
        "Choose a metric that the area asks for. If this one truly says whether a success factor goes right, add it "
        "to that factor's `metrics` in strategy.yml."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: clicks, target: 20000, why: Many visitors.}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="The area asks for visitors who buy, at a fair price; clicks are neither.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="Both KPIs are named by the success factor Visitors who buy.",
    ),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
