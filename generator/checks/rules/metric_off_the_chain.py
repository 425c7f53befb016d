"""KPI105: a KPI that no success factor of the campaign's key result area asks for."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say
from generator.text import joined


def _find(context: Context) -> Iterator[Finding]:
    area = context.frame.strategy.key_result_areas.get(context.campaign.kra or "")
    if area is None:
        return
    asked = {metric for factor in area.success_factors for metric in factor.metrics}
    for view in views(context) if asked else ():
        if view.kpi.metric not in asked and not view.is_guardrail:
            message = say(
                en="{title} measures no success factor of the key result area {area}, whose metrics are {asked}",
                zh="{title}不衡量关键结果领域“{area}”的任何一个成功因素，该领域的指标是 {asked}",
                title=view.title,
                area=area.title,
                asked=joined(sorted(asked)),
            )
            yield Finding(view.at("metric"), message)


CHECK = Check(
    code="KPI105",
    name="metric-off-the-chain",
    zh="指标不在成功因素之列",
    level=Level.WARNING,
    what=say(
        en="A primary or secondary KPI whose metric belongs to no success factor of the campaign's key result area.",
        zh="主要或次要 KPI 的指标，不属于活动所在关键结果领域的任何一个成功因素。",
    ),
    why=say(
        en="The area's success factors say what has to go right. A KPI outside them can be met in full while none of "
        "them moves: the campaign looks good and the area is no better off. Guardrails may stand outside, for they "
        "only say what must not suffer.",
        zh="成功因素说明哪些事必须做好。KPI 若在它们之外，就算全部达标，这些因素也可能毫无起色：活动看着漂亮，这个领"
        "域却没有变好。护栏指标可以在外，因为它只负责守住底线。",
    ),
    mend=say(
        en="Choose a metric that the area asks for. If this one truly says whether a success factor goes right, add "
        "it to that factor's `metrics` in strategy.yml.",
        zh="换成该领域要求的指标。如果现在这个指标确实能反映某个成功因素的好坏，就把它加进 strategy.yml 中该因素的 `"
        "metrics`。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: clicks, target: 20000, why: Many visitors.}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The area asks for visitors who buy, at a fair price; clicks are neither.",
            zh="这个领域要的是会下单的访客和合理的成本，点击量两样都不是。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="Both KPIs are named by the success factor Visitors who buy.",
            zh="两个 KPI 都列在“Visitors who buy”这个成功因素之下。",
        ),
    ),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
