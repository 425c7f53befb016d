"""KPI110: a target that was met before the campaign began."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before = value_before(view, context)
        if before is None or not view.is_to_gain or view.goal.is_range:
            continue
        if view.goal.holds(before) and not asks_for_baseline(view, before):
            amount = view.amount(before)
            there_was = (
                f"the baseline brings {amount} in as many days" if view.is_volume else f"{amount} over the baseline"
            )
            message = f"{view.title}: the target of {view.target} was already met before the start: {there_was}"
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI110",
    name="target-already-met",
    level=Level.WARNING,
    what="A primary or secondary KPI whose baseline is better than its target (sums to spend left aside).",
    why=(
        "The target asks for less than what there was without the campaign. Doing nothing meets it, and a campaign "
        "that made things worse may meet it too. The verdict then says nothing about the campaign."
    ),
    mend=(
        "Set the target beyond the baseline by what the campaign has to add to be worth its cost. If the aim is to "
        "keep what there is, make the KPI a guardrail."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 2.8%, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="Before the campaign 3.1% of visitors bought; the target asks for 2.8%.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="3.4% is a tenth above the 3.1% before.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
