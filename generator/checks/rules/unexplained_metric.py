"""KPI101: a metric of the site's own that nothing explains."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say

OWN_METRIC = """\
metrics:
  orders_per_visitor:
    title: Orders per visitor
    formula: conversions / clicks
    unit: percent
    better: higher
    stage: conversion
"""
ITS_KPI = """\
kpis:
  - {metric: orders_per_visitor, target: 3.4%, near: 0.1pp, why: The objective is more orders from the same traffic.}
  - {metric: ctr, target: 2.1%, role: guardrail}
"""


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.metric.own and view.metric.spec.explains is None:
            message = say(
                en="{title} is a metric of your own, and metrics.yml does not explain what it counts",
                zh="{title}是自定义指标，metrics.yml 没有说明它统计的是什么",
                title=view.title,
            )
            yield Finding(view.at("metric"), message)


CHECK = Check(
    code="KPI101",
    name="unexplained-metric",
    zh="自定义指标没有说明",
    level=Level.NOTE,
    what=say(
        en="A KPI on a metric of your own whose entry in metrics.yml has no `explains`.",
        zh="KPI 用的是自定义指标，而 metrics.yml 里没有写 `explains`。",
    ),
    why=say(
        en="A KPI has to mean one thing to everyone who reads it. A formula says how a number is computed, not what "
        "it stands for: whether a returned order counts, whether a visitor is a person or a click. Two teams that "
        "read the same name in two ways will agree on a target and disagree on the result.",
        zh="一个 KPI 在所有读者眼里必须是同一个意思。公式只说明怎么算，不说明算的是什么：退货的订单算不算，访客按人"
        "算还是按点击算。两个团队对同一个名字理解不同，定目标时谈得拢，看结果时就会吵起来。",
    ),
    mend=say(
        en="Add `explains` to the metric in metrics.yml: a sentence or two on what is counted, what is left out, and "
        "what it is easily confused with. It is shown on the metric's page.",
        zh="在 metrics.yml 中给这个指标补上 `explains`，用一两句话写清统计什么、不含什么、容易和什么混淆。这段说明会"
        "显示在指标页上。",
    ),
    fails=Example(
        ITS_KPI,
        {"../metrics.yml": OWN_METRIC},
        say(
            en="The metric has a title and a formula, and no word on what a visitor is.",
            zh="指标有名称也有公式，但没有一个字说明访客指的是什么。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        ITS_KPI,
        {
            "../metrics.yml": OWN_METRIC
            + "    explains: Paid orders for every click on an ad; returns are not taken off.\n"
        },
        say(
            en="One sentence settles what is counted.",
            zh="一句话就把口径定清楚了。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
