"""KPI311: more KPIs than anyone can steer by."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say

MOST = 10
METRICS = (
    "conversion_rate", "conversions", "cost_per_conversion", "ctr", "cost_per_click", "clicks", "impressions", "cpm",
    "cost", "conversion_rate_by_impressions", "link_ctr",
)  # fmt: skip
"""Eleven metrics of one campaign."""


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) > MOST:
        message = say(
            en="there are {count} KPIs; more than {most} are more than anyone can steer by",
            zh="有 {count} 个 KPI；超过 {most} 个，谁也顾不过来",
            count=len(found),
            most=MOST,
        )
        yield Finding(found[MOST].at("metric"), message)


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
    zh="KPI 太多",
    level=Level.NOTE,
    what=say(
        en="A campaign with more than ten KPIs.",
        zh="活动有十个以上的 KPI。",
    ),
    why=say(
        en="The K in KPI stands for key. Among a dozen targets some are met by chance, the report picks those, and "
        "nobody remembers which of them the campaign was for. Parmenter's rule of thumb is ten key indicators for a "
        "whole organisation.",
        zh="KPI 的 K 是“关键”。一打目标里总有几个碰巧达标，报告就挑这几个讲，没人记得当初最看重哪一个。按帕门特（P"
        "armenter）的经验，整个组织有十个关键指标就够了。",
    ),
    mend=say(
        en="Keep three to six: what the campaign is for, what explains it, what must not suffer. The rest can be "
        "looked up in the data.",
        zh="留三到六个：活动要达成什么、用什么来解释、什么不能变差。其余的需要时到数据里查。",
    ),
    fails=Example(
        SOURCE + _kpis(11),
        note=say(
            en="Eleven targets, and no telling which matters.",
            zh="十一个目标，看不出哪个要紧。",
        ),
        key=("kpis", 10, "metric"),
    ),
    passes=Example(
        SOURCE + "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="What it is for, how much of it, and what must not suffer.",
            zh="要达成什么、做到多少、什么不能变差。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
