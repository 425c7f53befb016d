"""KPI301: one number is all that a campaign is judged by."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) == 1:
        yield Finding(
            found[0].at("metric"), f"{found[0].title} is the only KPI: whatever it does not count goes unseen"
        )


CHECK = Check(
    code="KPI301",
    name="single-kpi",
    level=Level.WARNING,
    what="A campaign with one KPI.",
    why=(
        "Any single number can be reached in a way that does harm: more orders by giving the margin away, a better "
        "rate by showing the ad to regular customers only. It takes a second number to see at what price the first was "
        "got."
    ),
    mend=(
        "Add at least one KPI that would suffer if the first were reached the wrong way: a rate beside a total, a "
        "price beside a volume, a guardrail beside the goal."
    ),
    fails=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n",
        note="Half as many visitors who buy a little more often would meet it.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="The rate, how many, and what must not suffer.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
