"""KPI312: a primary KPI that counts for nothing."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.is_primary and view.kpi.weight == 0 and not view.kpi.must:
            message = say(
                en="{title} is primary and has the weight 0: it can be missed altogether without costing a point",
                zh="{title}是主要 KPI，权重却是 0：就算完全没达标也不扣分",
                title=view.title,
            )
            yield Finding(view.at("weight"), message)


CHECK = Check(
    code="KPI312",
    name="primary-without-weight",
    zh="主要 KPI 权重为零",
    level=Level.WARNING,
    what=say(
        en="A primary KPI of weight 0 that is not a must.",
        zh="主要 KPI 的权重为 0，又不是必达 KPI。",
    ),
    why=say(
        en="Primary says that the campaign is for it, the weight that it does not count. The score, and with it the "
        "campaign's verdict, come out the same whether it is met or missed.",
        zh="设为主要 KPI，是说活动就为它而做；权重为 0，是说它不算数。达标与否，得分都一样，活动的判定也跟着一样。",
    ),
    mend=say(
        en="Give it a weight, mark it `must: true`, or call it what it is: secondary, or a guardrail.",
        zh="给它权重，或写上 `must: true`，或据实改为次要 KPI 或护栏指标。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 0, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The first KPI opens the page and has no part in the score.",
            zh="第一个 KPI 打头，却不计入得分。",
        ),
        key=("kpis", 0, "weight"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="It counts for half of the score.",
            zh="它占得分的一半。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
