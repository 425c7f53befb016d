"""KPI302: all KPIs look at the same step of the customer's way."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    stages = {view.metric.spec.stage for view in found}
    if len(found) > 1 and len(stages) == 1:
        message = (
            f"each of the {len(found)} KPIs is about {stages.pop().value}; what comes before and after it is not seen"
        )
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI302",
    name="one-stage",
    level=Level.NOTE,
    what="Two or more KPIs, all of the same stage (awareness, consideration, conversion, retention or advocacy).",
    why=(
        "Customers come by several steps. KPIs that all look at one of them cannot say where a result comes from: "
        "fewer orders may be fewer visitors, or the same visitors less convinced."
    ),
    mend="Add a KPI of the step before, such as the click-through rate, as a secondary KPI or a guardrail.",
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, role: guardrail}\n",
        note="Both begin and end with the order.",
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, role: guardrail}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="The click-through rate shows whether the right people come.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
