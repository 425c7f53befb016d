"""KPI118: segments' targets that can all be met while the whole is missed."""

import math
from collections.abc import Iterator, Mapping

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.result import Level
from generator.data.table import NO_DIMENSION_VALUE
from generator.spec.model import Better, Target
from generator.spec.values import Text, say

ROUNDING = 0.001


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        for dimension, targets in view.kpi.segments.items():
            there = set(context.data.dimensions.get(dimension, ())) - {NO_DIMENSION_VALUE}
            if there and there <= targets.keys() and (message := _contradiction(view, dimension, targets)):
                yield Finding(view.at("segments", dimension), message)


def _contradiction(view: View, dimension: str, targets: Mapping[str, Target]) -> Text | None:
    """Say how the targets of all segments fall short of the whole's; None where they do not."""
    whole, better = view.kpi.target.value, view.metric.spec.better
    each = [target.value for target in targets.values() if target.value is not None]
    if whole is None or better is Better.RANGE or len(each) < len(targets):
        return None
    most = math.fsum(each) if view.is_volume else (max(each) if better is Better.HIGHER else min(each))
    if not view.better(whole, most) or math.isclose(whole, most, rel_tol=ROUNDING):
        return None
    if view.is_volume:
        return say(
            en="{title}: the targets by {dimension} add up to {most}, the whole's is {target}",
            zh="{title}：按 {dimension} 细分的目标值合计 {most}，整体的目标值是 {target}",
            title=view.title,
            dimension=dimension,
            most=view.amount(most),
            target=view.target,
        )
    return say(
        en="{title}: the {best} target by {dimension} is {most}, the whole is to reach {target}",
        zh="{title}：按 {dimension} 细分的目标值{best}是 {most}，整体却要达到 {target}",
        title=view.title,
        best=say(en="highest", zh="最高") if better is Better.HIGHER else say(en="lowest", zh="最低"),
        dimension=dimension,
        most=view.amount(most),
        target=view.target,
    )


CHECK = Check(
    code="KPI118",
    name="contradictory-segment-targets",
    zh="细分目标与整体目标矛盾",
    level=Level.WARNING,
    what=say(
        en="Targets for every segment of a dimension that, all met exactly, still leave the whole short of its own "
        "target.",
        zh="某个维度下每个细分都定了目标值，就算全部恰好达到，整体仍达不到自己的目标值。",
    ),
    why=say(
        en="Everyone responsible for a part can report success while the campaign fails, because the parts never "
        "added up to the whole. The whole rate lies between its segments' rates and can never pass the best of them.",
        zh="各部分的负责人都能说自己完成了，活动却失败了，因为各部分加起来本来就不够。整体比率介于各细分的比率之间，"
        "不可能超过最好的那一个。",
    ),
    mend=say(
        en="Raise the segments' targets, or lower the whole's, until meeting every part meets the whole.",
        zh="调高细分的目标值，或调低整体的，直到每一部分达标时整体也达标。",
    ),
    fails=Example(
        "kpis:\n"
        "  - metric: conversions\n"
        "    target: 680\n"
        "    near: 5%\n"
        "    why: More orders.\n"
        "    segments: {channel: {search: 480, social: 120}}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="480 and 120 are 600, and 680 are wanted.",
            zh="480 加 120 等于 600，整体却要 680。",
        ),
        key=("kpis", 0, "segments", "channel"),
    ),
    passes=Example(
        "kpis:\n"
        "  - metric: conversions\n"
        "    target: 680\n"
        "    near: 5%\n"
        "    why: More orders.\n"
        "    segments: {channel: {search: 550, social: 130}}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="550 and 130 are the 680 that are wanted.",
            zh="550 加 130 正好是要求的 680。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
