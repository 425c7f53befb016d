"""KPI305: one weight that leaves the others nothing to say."""

import math
from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say

DOMINANT = 0.75


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    total = math.fsum(view.kpi.weight for view in found)
    for view in found if len(found) > 1 and total > 0 else ():
        share = view.kpi.weight / total
        if share >= DOMINANT:
            message = say(
                en="{title} makes up {share:.0%} of the score (weight {weight:g} of {total:g})",
                zh="{title}占得分的 {share:.0%}（总权重 {total:g}，它占 {weight:g}）",
                title=view.title,
                share=share,
                weight=view.kpi.weight,
                total=total,
            )
            yield Finding(view.at("weight") if "weight" in view.kpi.model_fields_set else view.at("metric"), message)


CHECK = Check(
    code="KPI305",
    name="one-kpi-decides",
    zh="一个 KPI 说了算",
    level=Level.WARNING,
    what=say(
        en="Two or more KPIs, one of which carries three quarters or more of the weight.",
        zh="有两个或更多 KPI，其中一个占了四分之三以上的权重。",
    ),
    why=say(
        en="The score is then that KPI under another name. The others are on the page, but no result of theirs could "
        "change the campaign's verdict, which is the mistake of the single metric in disguise.",
        zh="得分其实就是这个 KPI 换了个名字。其他 KPI 虽然列在页面上，结果怎样都改变不了活动的判定，等于变相只看一个"
        "指标。",
    ),
    mend=say(
        en="Bring the weights closer together. If one KPI truly must be met, say so with `must: true` and leave the "
        "weights even.",
        zh="把权重拉近一些。如果某个 KPI 确实非达标不可，就写 `must: true`，权重保持均衡。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 8, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="8 of 10 parts of the score are one rate.",
            zh="得分的 10 份里有 8 份是同一个比率。",
        ),
        key=("kpis", 0, "weight"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="Half of the weight, and a must: it counts most and the others still count.",
            zh="占一半权重，且必须达标：它分量最重，其他的也还算数。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
