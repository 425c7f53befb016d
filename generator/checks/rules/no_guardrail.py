"""KPI303: nothing watches what must not suffer."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) > 1 and not any(view.is_guardrail for view in found):
        message = f"none of the {len(found)} KPIs is a guardrail: nothing says what may not get worse meanwhile"
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI303",
    name="no-guardrail",
    level=Level.WARNING,
    what="Two or more KPIs, and none with `role: guardrail`.",
    why=(
        "People work towards what they are measured by, and pay with what is not measured: brand, margin, the patience "
        "of subscribers. A guardrail is the line that may not be crossed on the way to the goal."
    ),
    mend=(
        "Ask what would be the easiest way to reach the targets that you would not want, and set a guardrail against "
        "it: the price of an order, the unsubscribe rate, the refund rate."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.4%, near: 1%, role: secondary, why: People who want to know more.}\n",
        note="Three goals, and no line that may not be crossed.",
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, role: guardrail, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.4%, near: 1%, role: secondary, why: People who want to know more.}\n",
        note="Orders may be won, but not at any price.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
