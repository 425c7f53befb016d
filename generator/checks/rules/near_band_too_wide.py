"""KPI115: a near band within which the baseline lies."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before, edge = value_before(view, context), view.goal.near
        if before is None or isinstance(edge, tuple) or not view.is_to_gain or asks_for_baseline(view, before):
            continue
        if view.goal.nearly_holds(before) and not view.goal.holds(before):
            near = view.kpi.near or context.frame.config.verdict.near
            message = say(
                en="{title}: standing still would count as near. The band of {near} reaches from {target} to {edge}, "
                "and the baseline was {before}",
                zh="{title}：原地不动也算接近。{near} 的“接近”区从 {target} 一直到 {edge}，而基准是 {before}",
                title=view.title,
                near=near.text,
                target=view.target,
                edge=view.amount(edge),
                before=view.amount(before),
            )
            yield Finding(view.at("near" if view.kpi.near else "target"), message)


CHECK = Check(
    code="KPI115",
    name="near-band-too-wide",
    zh="“接近”区太宽",
    level=Level.WARNING,
    what=say(
        en="A primary or secondary KPI whose near band is wider than the gap from its baseline to its target.",
        zh="主要或次要 KPI 的“接近”区，比基准到目标值的差距还宽。",
    ),
    why=say(
        en="Near means partly successful. Where the band reaches back to the baseline, a campaign that changed "
        "nothing is called partly successful, and only one that did harm can miss.",
        zh="“接近”意味着部分成功。“接近”区一直伸到基准，那么毫无改变的活动也算部分成功，只有帮了倒忙的才会判为未达标。",
    ),
    mend=say(
        en="Give the KPI a `near` of its own, well inside the gap: with 3.1% before and a target of 3.4%, `near: "
        "0.1pp`. Without one, the site's own band (10% unless site_config.yml says otherwise) is used.",
        zh="给这个 KPI 单独设 `near`，明显小于这段差距：活动前 3.1%，目标值 3.4%，可以写 `near: 0.1pp`。不单独设，就"
        "用站点的默认值（10%，除非 site_config.yml 另有规定）。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 10%, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="10% of 3.4% reaches down to 3.06%, and the baseline was 3.07%.",
            zh="3.4% 的 10% 一直伸到 3.06%，而基准是 3.07%。",
        ),
        key=("kpis", 0, "near"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="From 3.3% on it is near; the baseline of 3.07% is not.",
            zh="3.3% 起才算接近，基准 3.07% 不在其内。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
