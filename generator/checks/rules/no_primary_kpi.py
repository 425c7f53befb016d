"""KPI309: KPIs, and none that the campaign is for."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    if not any(view.is_primary for view in views(context)):
        message = say(
            en="no KPI is primary, so none stands for what the campaign is for",
            zh="没有主要 KPI，看不出活动最看重什么",
        )
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI309",
    name="no-primary-kpi",
    zh="没有主要 KPI",
    level=Level.NOTE,
    what=say(
        en="A campaign none of whose KPIs has the role primary.",
        zh="活动的 KPI 中没有一个是 primary。",
    ),
    why=say(
        en="The page opens with one sentence on the KPI that the campaign is for. Where all are secondary or "
        "guardrails, the first one happens to be it, and readers take it for the goal.",
        zh="页面开头的一句话说的是活动最看重的 KPI。如果全是次要 KPI 或护栏指标，就只能拿第一个顶上，读者会误以为那"
        "就是目标。",
    ),
    mend=say(
        en="Give the KPI that the campaign is for `role: primary`, or leave its role out: primary is what it is "
        "without one.",
        zh="把活动最看重的 KPI 写成 `role: primary`，或干脆不写 role：不写就是 primary。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, role: secondary, why: Visitors who buy.}\n",
        note=say(
            en="A guardrail would open the page.",
            zh="页面会以一个护栏指标开头。",
        ),
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, role: primary, why: Visitors who buy.}\n",
        note=say(
            en="The page opens with the rate.",
            zh="页面以转化率开头。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
