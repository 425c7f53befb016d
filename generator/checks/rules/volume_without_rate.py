"""KPI307: totals alone, which more money always raises."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if found and all(view.is_volume for view in found):
        named = ", ".join(view.title for view in found)
        yield Finding(
            context.campaign.at("kpis"), f"every KPI is a total ({named}): none says how well the money was used"
        )


CHECK = Check(
    code="KPI307",
    name="volume-without-rate",
    level=Level.WARNING,
    what="A campaign all of whose KPIs are totals, with no rate, price or other ratio among them.",
    why=(
        "Totals grow with days and money. A campaign that spends twice as much for a third more orders meets every one "
        "of them and has still bought dearly."
    ),
    mend="Add a rate (such as conversion_rate) or a price (such as cost_per_conversion) beside the total.",
    fails=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: clicks, target: 15000, role: guardrail}\n",
        note="Both can be bought.",
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n",
        note="The rates say whether the orders come from the right visitors.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
