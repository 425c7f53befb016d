"""KPI115: a near band within which the baseline lies."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before, edge = value_before(view, context), view.goal.near
        if before is None or isinstance(edge, tuple) or not view.is_to_gain or asks_for_baseline(view, before):
            continue
        if view.goal.nearly_holds(before) and not view.goal.holds(before):
            near = view.kpi.near or context.frame.config.verdict.near
            message = (
                f"{view.title}: standing still would count as near. The band of {near.text} reaches from {view.target} "
                f"to {view.amount(edge)}, and the baseline was {view.amount(before)}"
            )
            yield Finding(view.at("near" if view.kpi.near else "target"), message)


CHECK = Check(
    code="KPI115",
    name="near-band-too-wide",
    level=Level.WARNING,
    what="A primary or secondary KPI whose near band is wider than the gap from its baseline to its target.",
    why=(
        "Near means partly successful. Where the band reaches back to the baseline, a campaign that changed nothing is "
        "called partly successful, and only one that did harm can miss."
    ),
    mend=(
        "Give the KPI a `near` of its own, well inside the gap: with 3.1% before and a target of 3.4%, `near: 0.1pp`. "
        "Without one, the site's own band (10% unless site_config.yml says otherwise) is used."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 10%, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="10% of 3.4% reaches down to 3.06%, and the baseline was 3.07%.",
        key=("kpis", 0, "near"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="From 3.3% on it is near; the baseline of 3.07% is not.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
