"""KPI307: totals alone, which more money always raises."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say
from generator.text import joined


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if found and all(view.is_volume for view in found):
        message = say(
            en="every KPI is a total ({named}): none says how well the money was used",
            zh="所有 KPI 都是总量（{named}）：没有一个能说明钱花得值不值",
            named=joined([view.title for view in found]),
        )
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI307",
    name="volume-without-rate",
    zh="只有总量没有比率",
    level=Level.WARNING,
    what=say(
        en="A campaign all of whose KPIs are totals, with no rate, price or other ratio among them.",
        zh="活动的 KPI 全是总量，没有一个比率、成本或其他比值。",
    ),
    why=say(
        en="Totals grow with days and money. A campaign that spends twice as much for a third more orders meets "
        "every one of them and has still bought dearly.",
        zh="天数和钱一多，总量就涨。花两倍的钱多拿三分之一的订单，每个总量都达标，其实买贵了。",
    ),
    mend=say(
        en="Add a rate (such as conversion_rate) or a price (such as cost_per_conversion) beside the total.",
        zh="在总量旁边加一个比率（例如 conversion_rate）或成本（例如 cost_per_conversion）。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: clicks, target: 15000, role: guardrail}\n",
        note=say(
            en="Both can be bought.",
            zh="两个都花钱就能买到。",
        ),
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversions, target: 680, near: 5%, why: More orders.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n",
        note=say(
            en="The rates say whether the orders come from the right visitors.",
            zh="比率能看出订单是否来自对的访客。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
