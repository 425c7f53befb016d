"""KPI309: KPIs, and none that the campaign is for."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    if not any(view.is_primary for view in views(context)):
        yield Finding(context.campaign.at("kpis"), "no KPI is primary, so none stands for what the campaign is for")


CHECK = Check(
    code="KPI309",
    name="no-primary-kpi",
    level=Level.NOTE,
    what="A campaign none of whose KPIs has the role primary.",
    why=(
        "The page opens with one sentence on the KPI that the campaign is for. Where all are secondary or guardrails, "
        "the first one happens to be it, and readers take it for the goal."
    ),
    mend=(
        "Give the KPI that the campaign is for `role: primary`, or leave its role out: primary is what it is without "
        "one."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, role: secondary, why: Visitors who buy.}\n",
        note="A guardrail would open the page.",
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, role: primary, why: Visitors who buy.}\n",
        note="The page opens with the rate.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
