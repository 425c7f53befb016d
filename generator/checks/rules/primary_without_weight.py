"""KPI312: a primary KPI that counts for nothing."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.is_primary and view.kpi.weight == 0 and not view.kpi.must:
            message = (
                f"{view.title} is primary and has the weight 0: it can be missed altogether without costing a point"
            )
            yield Finding(view.at("weight"), message)


CHECK = Check(
    code="KPI312",
    name="primary-without-weight",
    level=Level.WARNING,
    what="A primary KPI of weight 0 that is not a must.",
    why=(
        "Primary says that the campaign is for it, the weight that it does not count. The score, and with it the "
        "campaign's verdict, come out the same whether it is met or missed."
    ),
    mend="Give it a weight, mark it `must: true`, or call it what it is: secondary, or a guardrail.",
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 0, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="The first KPI opens the page and has no part in the score.",
        key=("kpis", 0, "weight"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="It counts for half of the score.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
