"""KPI308: a price to push down, and nothing on what it buys."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    prices = [view for view in found if view.is_price and not view.is_guardrail]
    if prices and all(view.is_price or view.is_volume for view in found):
        message = say(
            en="{title} is to fall, and no KPI says how good what it buys is",
            zh="要压低{title}，却没有 KPI 说明买来的质量如何",
            title=prices[0].title,
        )
        yield Finding(prices[0].at("metric"), message)


CHECK = Check(
    code="KPI308",
    name="cheapness-alone",
    zh="只图便宜",
    level=Level.WARNING,
    what=say(
        en="A price to keep low as a primary or secondary KPI, and beside it only totals and other prices.",
        zh="主要或次要 KPI 要压低某项成本，旁边却只有总量和其他成本。",
    ),
    why=say(
        en="The cheapest clicks come from people who click on everything, the cheapest leads from a form that anyone "
        "fills in. A price can always be brought down by buying worse, and the number of them then rises as well.",
        zh="最便宜的点击来自见什么点什么的人，最便宜的线索来自随手一填的表单。买差一点，成本总能降下来，数量往往还会"
        "更多。",
    ),
    mend=say(
        en="Add a rate that says what became of them: conversion_rate beside a cost per click, mql_rate beside a "
        "cost per lead, refund_rate beside a cost per order.",
        zh="加一个能说明后续质量的比率：点击成本配 conversion_rate，线索成本配 mql_rate，订单成本配 refund_rate。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: clicks, target: 15000, role: guardrail}\n",
        note=say(
            en="Cheap and many; nothing says from whom.",
            zh="又便宜又多，却看不出来的是什么人。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: conversion_rate, target: 3.2%, role: guardrail}\n",
        note=say(
            en="The share of visitors who buy shows whether the right ones were bought.",
            zh="访客中有多少人下单，能看出买来的流量对不对。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
