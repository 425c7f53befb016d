"""KPI310: everything is a must."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level

FEWEST = 3


def _find(context: Context) -> Iterator[Finding]:
    scored = [view for view in views(context) if not view.is_guardrail]
    if len(scored) >= FEWEST and all(view.kpi.must for view in scored):
        message = f"all {len(scored)} scored KPIs are marked `must`: the campaign is met only if every one of them is"
        yield Finding(scored[-1].at("must"), message)


CHECK = Check(
    code="KPI310",
    name="every-kpi-must",
    level=Level.NOTE,
    what="Three or more primary and secondary KPIs, every one with `must: true`.",
    why=(
        "If each of four targets is met three times in four, all of them together are met about one time in three. "
        "Where everything is a must, nothing comes first, and the weights no longer matter to the verdict."
    ),
    mend="Keep `must` for the one KPI without which the campaign has failed, and let the weights do the rest.",
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, must: true, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, must: true, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="One near miss, and the campaign cannot be met.",
        key=("kpis", 2, "must"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="One must, and two that count by their weight.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
