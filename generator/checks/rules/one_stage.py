"""KPI302: all KPIs look at the same step of the customer's way."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.checks.saying import STAGES
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    stages = {view.metric.spec.stage for view in found}
    if len(found) > 1 and len(stages) == 1:
        message = say(
            en="each of the {count} KPIs is about {stage}; what comes before and after it is not seen",
            zh="{count} 个 KPI 都在{stage}阶段，前后的环节看不到",
            count=len(found),
            stage=STAGES[stages.pop()],
        )
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI302",
    name="one-stage",
    zh="KPI 都在同一阶段",
    level=Level.NOTE,
    what=say(
        en="Two or more KPIs, all of the same stage (awareness, consideration, conversion, retention or advocacy).",
        zh="有两个或更多 KPI，却都属于同一阶段（认知、考虑、转化、留存或推荐）。",
    ),
    why=say(
        en="Customers come by several steps. KPIs that all look at one of them cannot say where a result comes from: "
        "fewer orders may be fewer visitors, or the same visitors less convinced.",
        zh="客户要走好几步。KPI 全盯着同一步，就说不清结果从哪来：订单少了，可能是访客少了，也可能是同样多的访客更不"
        "愿意买。",
    ),
    mend=say(
        en="Add a KPI of the step before, such as the click-through rate, as a secondary KPI or a guardrail.",
        zh="补一个前一阶段的 KPI，例如点击率，作为次要 KPI 或护栏指标。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, role: guardrail}\n",
        note=say(
            en="Both begin and end with the order.",
            zh="两个 KPI 都只看订单这一步。",
        ),
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, role: guardrail}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The click-through rate shows whether the right people come.",
            zh="点击率能看出来的人对不对。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
