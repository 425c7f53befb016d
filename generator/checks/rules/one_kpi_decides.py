"""KPI305: one weight that leaves the others nothing to say."""

import math
from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level

DOMINANT = 0.75


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    total = math.fsum(view.kpi.weight for view in found)
    for view in found if len(found) > 1 and total > 0 else ():
        share = view.kpi.weight / total
        if share >= DOMINANT:
            message = f"{view.title} makes up {share:.0%} of the score (weight {view.kpi.weight:g} of {total:g})"
            yield Finding(view.at("weight") if "weight" in view.kpi.model_fields_set else view.at("metric"), message)


CHECK = Check(
    code="KPI305",
    name="one-kpi-decides",
    level=Level.WARNING,
    what="Two or more KPIs, one of which carries three quarters or more of the weight.",
    why=(
        "The score is then that KPI under another name. The others are on the page, but no result of theirs could "
        "change the campaign's verdict, which is the mistake of the single metric in disguise."
    ),
    mend=(
        "Bring the weights closer together. If one KPI truly must be met, say so with `must: true` and leave the "
        "weights even."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 8, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="8 of 10 parts of the score are one rate.",
        key=("kpis", 0, "weight"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="Half of the weight, and a must: it counts most and the others still count.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
