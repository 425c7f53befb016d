"""KPI118: segments' targets that can all be met while the whole is missed."""

import math
from collections.abc import Iterator, Mapping

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.result import Level
from generator.data.table import NO_DIMENSION_VALUE
from generator.spec.model import Better, Target

ROUNDING = 0.001


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        for dimension, targets in view.kpi.segments.items():
            there = set(context.data.dimensions.get(dimension, ())) - {NO_DIMENSION_VALUE}
            if there and there <= targets.keys() and (message := _contradiction(view, dimension, targets)):
                yield Finding(view.at("segments", dimension), message)


def _contradiction(view: View, dimension: str, targets: Mapping[str, Target]) -> str | None:
    """Say how the targets of all segments fall short of the whole's; None where they do not."""
    whole, better = view.kpi.target.value, view.metric.spec.better
    each = [target.value for target in targets.values() if target.value is not None]
    if whole is None or better is Better.RANGE or len(each) < len(targets):
        return None
    most = math.fsum(each) if view.is_volume else (max(each) if better is Better.HIGHER else min(each))
    if not view.better(whole, most) or math.isclose(whole, most, rel_tol=ROUNDING):
        return None
    if view.is_volume:
        return f"{view.title}: the targets by {dimension} add up to {view.amount(most)}, the whole's is {view.target}"
    best = "highest" if better is Better.HIGHER else "lowest"
    return f"{view.title}: the {best} target by {dimension} is {view.amount(most)}, the whole is to reach {view.target}"


CHECK = Check(
    code="KPI118",
    name="contradictory-segment-targets",
    level=Level.WARNING,
    what=(
        "Targets for every segment of a dimension that, all met exactly, still leave the whole short of its own target."
    ),
    why=(
        "Everyone responsible for a part can report success while the campaign fails, because the parts never added up "
        "to the whole. The whole rate lies between its segments' rates and can never pass the best of them."
    ),
    mend="Raise the segments' targets, or lower the whole's, until meeting every part meets the whole.",
    fails=Example(
        "kpis:\n"
        "  - metric: conversions\n"
        "    target: 680\n"
        "    near: 5%\n"
        "    why: More orders.\n"
        "    segments: {channel: {search: 480, social: 120}}\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="480 and 120 are 600, and 680 are wanted.",
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
        note="550 and 130 are the 680 that are wanted.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
