"""KPI110: a target that was met before the campaign began."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before = value_before(view, context)
        if before is None or not view.is_to_gain or view.goal.is_range:
            continue
        if view.goal.holds(before) and not asks_for_baseline(view, before):
            amount = view.amount(before)
            there_was = (
                say(
                    en="the baseline brings {amount} in as many days", zh="基准折算到同样天数是 {amount}", amount=amount
                )
                if view.is_volume
                else say(en="{amount} over the baseline", zh="基准为 {amount}", amount=amount)
            )
            message = say(
                en="{title}: the target of {target} was already met before the start: {there_was}",
                zh="{title}：目标值 {target} 在活动开始前就已达到，{there_was}",
                title=view.title,
                target=view.target,
                there_was=there_was,
            )
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI110",
    name="target-already-met",
    zh="活动开始前已达到目标值",
    level=Level.WARNING,
    what=say(
        en="A primary or secondary KPI whose baseline is better than its target (sums to spend left aside).",
        zh="主要或次要 KPI 的基准已经优于目标值（花费总额除外）。",
    ),
    why=say(
        en="The target asks for less than what there was without the campaign. Doing nothing meets it, and a "
        "campaign that made things worse may meet it too. The verdict then says nothing about the campaign.",
        zh="目标值还不如没有活动时的水平，什么都不做也能达标，活动把事情搞砸了也可能达标。这样的判定说明不了活动的好"
        "坏。",
    ),
    mend=say(
        en="Set the target beyond the baseline by what the campaign has to add to be worth its cost. If the aim is "
        "to keep what there is, make the KPI a guardrail.",
        zh="在基准之上，加上活动至少要带来多少才值回成本，以此定目标值。如果只是想保住现有水平，就把这个 KPI 设为护"
        "栏指标。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 2.8%, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="Before the campaign 3.1% of visitors bought; the target asks for 2.8%.",
            zh="活动前访客下单率是 3.1%，目标值却只要 2.8%。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="3.4% is a tenth above the 3.1% before.",
            zh="3.4% 比活动前的 3.1% 高出约一成。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
