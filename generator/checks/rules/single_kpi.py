"""KPI301: one number is all that a campaign is judged by."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    if len(found) == 1:
        message = say(
            en="{title} is the only KPI: whatever it does not count goes unseen",
            zh="只有{title}一个 KPI：它统计不到的，全都看不见",
            title=found[0].title,
        )
        yield Finding(found[0].at("metric"), message)


CHECK = Check(
    code="KPI301",
    name="single-kpi",
    zh="只有一个 KPI",
    level=Level.WARNING,
    what=say(
        en="A campaign with one KPI.",
        zh="活动只有一个 KPI。",
    ),
    why=say(
        en="Any single number can be reached in a way that does harm: more orders by giving the margin away, a "
        "better rate by showing the ad to regular customers only. It takes a second number to see at what price the "
        "first was got.",
        zh="任何单一数字都能用有害的办法做上去：让利换订单，只给老客户看广告来抬高比率。要看出第一个数字是用什么代价"
        "换来的，得有第二个数字。",
    ),
    mend=say(
        en="Add at least one KPI that would suffer if the first were reached the wrong way: a rate beside a total, a "
        "price beside a volume, a guardrail beside the goal.",
        zh="至少再加一个 KPI，一旦有人用错误的办法做前一个，它就会变差：总量配比率，数量配成本，目标配护栏指标。",
    ),
    fails=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n",
        note=say(
            en="Half as many visitors who buy a little more often would meet it.",
            zh="访客少一半，下单比例略高一点，照样达标。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The rate, how many, and what must not suffer.",
            zh="比率、数量，以及不能变差的底线。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
