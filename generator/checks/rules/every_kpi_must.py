"""KPI310: everything is a must."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say

FEWEST = 3


def _find(context: Context) -> Iterator[Finding]:
    scored = [view for view in views(context) if not view.is_guardrail]
    if len(scored) >= FEWEST and all(view.kpi.must for view in scored):
        message = say(
            en="all {count} scored KPIs are marked `must`: the campaign is met only if every one of them is",
            zh="{count} 个计分的 KPI 全都写了 `must`：只有个个达标，活动才算达标",
            count=len(scored),
        )
        yield Finding(scored[-1].at("must"), message)


CHECK = Check(
    code="KPI310",
    name="every-kpi-must",
    zh="每个 KPI 都是必达",
    level=Level.NOTE,
    what=say(
        en="Three or more primary and secondary KPIs, every one with `must: true`.",
        zh="有三个或更多主要和次要 KPI，个个都写了 `must: true`。",
    ),
    why=say(
        en="If each of four targets is met three times in four, all of them together are met about one time in "
        "three. Where everything is a must, nothing comes first, and the weights no longer matter to the verdict.",
        zh="四个目标各有四分之三的机会达标，四个全达标的机会就只有三分之一左右。样样都必须，就没有轻重之分，权重对判"
        "定也不再起作用。",
    ),
    mend=say(
        en="Keep `must` for the one KPI without which the campaign has failed, and let the weights do the rest.",
        zh="只给“没有它活动就算失败”的那个 KPI 留 `must`，其余交给权重。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, must: true, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, must: true, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="One near miss, and the campaign cannot be met.",
            zh="只要有一个差一点，活动就不可能达标。",
        ),
        key=("kpis", 2, "must"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, must: true, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="One must, and two that count by their weight.",
            zh="一个必达，另外两个按权重计。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
