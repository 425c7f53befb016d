"""KPI303: nothing watches what must not suffer."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) > 1 and not any(view.is_guardrail for view in found):
        message = say(
            en="none of the {count} KPIs is a guardrail: nothing says what may not get worse meanwhile",
            zh="{count} 个 KPI 中没有护栏指标：没有写明什么不能因此变差",
            count=len(found),
        )
        yield Finding(context.campaign.at("kpis"), message)


CHECK = Check(
    code="KPI303",
    name="no-guardrail",
    zh="没有护栏指标",
    level=Level.WARNING,
    what=say(
        en="Two or more KPIs, and none with `role: guardrail`.",
        zh="有两个或更多 KPI，却没有一个写 `role: guardrail`。",
    ),
    why=say(
        en="People work towards what they are measured by, and pay with what is not measured: brand, margin, the "
        "patience of subscribers. A guardrail is the line that may not be crossed on the way to the goal.",
        zh="考核什么，大家就往什么上使劲，代价由没考核的来付：品牌、毛利、订阅用户的耐心。护栏指标就是冲目标时不能越"
        "过的那条线。",
    ),
    mend=say(
        en="Ask what would be the easiest way to reach the targets that you would not want, and set a guardrail "
        "against it: the price of an order, the unsubscribe rate, the refund rate.",
        zh="想一想：要达到这些目标值，最省事又最不该用的办法是什么？针对它设一个护栏指标，例如单个订单成本、退订率、"
        "退款率。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.4%, near: 1%, role: secondary, why: People who want to know more.}\n",
        note=say(
            en="Three goals, and no line that may not be crossed.",
            zh="三个目标，没有一条不能越过的线。",
        ),
        key=("kpis",),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: cost_per_conversion, target: 28, role: guardrail, why: An order has to earn its cost.}\n"
        "  - {metric: ctr, target: 2.4%, near: 1%, role: secondary, why: People who want to know more.}\n",
        note=say(
            en="Orders may be won, but not at any price.",
            zh="订单要争取，但不能不计代价。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
