"""KPI311: more KPIs than anyone can steer by."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level

MOST = 10
METRICS = (
    "conversion_rate", "conversions", "cost_per_conversion", "ctr", "cost_per_click", "clicks", "impressions", "cpm",
    "cost", "conversion_rate_by_impressions", "link_ctr",
)  # fmt: skip
"""Eleven metrics of one campaign."""


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) > MOST:
        yield Finding(
            found[MOST].at("metric"), f"there are {len(found)} KPIs; more than {MOST} are more than anyone can steer by"
        )


def _kpis(count: int) -> str:
    targets = {"conversions": "680", "clicks": "20000", "impressions": "800000", "cost": "20000", "cpm": "24"}
    targets |= {"cost_per_conversion": "28", "cost_per_click": "1"}
    lines = [
        f"  - {{metric: {name}, target: {targets.get(name, '2%')}, role: secondary, why: To be complete.}}"
        for name in METRICS
    ]
    return "kpis:\n" + "\n".join(lines[:count]) + "\n"


SOURCE = """\
sources:
  ads:
    files: data/ads.csv
    date: date
    measures: {impressions: impressions, clicks: clicks, link_clicks: clicks, cost: cost, conversions: conversions}
"""

CHECK = Check(
    code="KPI311",
    name="too-many-kpis",
    level=Level.NOTE,
    what="A campaign with more than ten KPIs.",
    why=(
        "The K in KPI stands for key. Among a dozen targets some are met by chance, the report picks those, and nobody "
        "remembers which of them the campaign was for. Parmenter's rule of thumb is ten key indicators for a whole "
        "organisation."
    ),
    mend=(
        "Keep three to six: what the campaign is for, what explains it, what must not suffer. The rest can be looked "
        "up in the data."
    ),
    fails=Example(SOURCE + _kpis(11), note="Eleven targets, and no telling which matters.", key=("kpis", 10, "metric")),
    passes=Example(
        SOURCE + "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="What it is for, how much of it, and what must not suffer.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
