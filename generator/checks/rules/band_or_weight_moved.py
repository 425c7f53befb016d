"""KPI505: a near band, a weight or a line of the score that was changed after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_history import KPIS, begun_with
from generator.checks.moved import from_to, moved
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for one in moved(context, What.NEAR, What.WEIGHT, What.ROLE, What.MUST, What.SCORE, What.CONFIDENCE):
        yield Finding(one.at, from_to(one, context))


CHECK = Check(
    code="KPI505",
    name="band-or-weight-moved",
    zh="“接近”区或权重在开始后改动",
    level=Level.WARNING,
    what=say(
        en="A near band, a weight, a role, `must`, or the site's lines for the score or its confidence, changed "
        "after the campaign began.",
        zh="活动开始后，“接近”区、权重、角色、`must`，或站点的分数线、置信水平被改动。",
    ),
    why=say(
        en="Targets may stand and the verdict still move: a wider band turns missed into near, a smaller weight "
        "lets the one bad KPI count for less.",
        zh="目标值没动，判定照样能变：“接近”区一放宽，未达标就成了接近；权重一调低，不好看的那项就没什么分量。",
    ),
    mend=say(
        en="Put back what was in force on the first day. What the whole site changes is best changed for "
        "campaigns that have yet to begin.",
        zh="恢复开始当天的设置。全站设置若要改，最好只用于尚未开始的活动。",
    ),
    fails=Example(
        KPIS.replace("near: 0.1pp", "near: 0.4pp"),
        note=say(
            en="The band was 0.1 points wide when the campaign began.", zh="活动开始时“接近”区只有 0.1 个百分点。"
        ),
        commits=begun_with(KPIS),
        key=("kpis", 0, "near"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 6, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, weight: 2, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail, weight: 2}\n",
        note=say(
            en="All weights were doubled: beside each other they count as before.", zh="权重全部翻倍，相对比例没有变。"
        ),
        commits=begun_with(KPIS),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
