"""KPI713 ratio-met-by-shrinking: the ratio is met because there was less of everything."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import reading_before, reading_of
from generator.checks.example_data import LAUNCH, daily, times
from generator.checks.kpis import View, views
from generator.checks.saying import measure_title, share
from generator.compare.result import Level, Verdict
from generator.spec.model import Better
from generator.spec.values import say

_SHRUNK = -0.15
_KPIS = "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n"


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        if one.result.verdict is not Verdict.MET or one.metric.formula.ratio is None:
            continue
        ratio = one.metric.formula.ratio
        wanted = {Better.HIGHER: ratio.numerator, Better.LOWER: ratio.denominator}.get(one.metric.spec.better)
        if wanted is None:
            continue
        other = ratio.denominator if wanted == ratio.numerator else ratio.numerator
        by, by_other = _change(one, context, wanted), _change(one, context, other)
        if by is None or by_other is None or by > _SHRUNK or by_other >= by:
            continue
        message = say(
            en="{title} met {target} with {value}, but only because {second} fell more (by {by_other} against the "
            "baseline) than {first} (by {by})",
            zh="{title}以 {value} 达到目标值 {target}，但与基准相比，{first}平均下降 {by}，"
            "达标只是因为{second}降得更多（{by_other}）",
            title=one.title,
            target=one.result.target_text,
            value=one.amount(one.result.value or 0.0),
            first=measure_title(context, wanted),
            by=share(-by),
            second=measure_title(context, other),
            by_other=share(-by_other),
        )
        yield Finding(one.at("metric"), message)


def _change(one: View, context: Context, measure: str) -> float | None:
    """Return how far a measure's mean step moved from the baseline."""
    after, before = reading_of(one, context), reading_before(one, context)
    if before is None or not (after.has_series and before.has_series):
        return None
    old = float(before.steps.columns[measure].mean())
    return float(after.steps.columns[measure].mean()) / old - 1 if old > 0 else None


CHECK = Check(
    code="KPI713",
    name="ratio-met-by-shrinking",
    zh="靠缩量达标的比率",
    level=Level.NOTE,
    what=say(
        en=(
            "Finds ratios that were met while what the campaign wants more of fell by 15% or more a day "
            "against the baseline, because what it is divided by (or costs) fell further."
        ),
        zh=("比率达标了，但活动真正想要的量，日均比基准下降了 15% 或更多，只是因为分母（或花费）降得更多。"),
    ),
    why=say(
        en=(
            "Spend half as much on the best half of the audience and every rate and cost looks better, with "
            "less to show for it. A ratio alone cannot tell growth from retreat."
        ),
        zh=(
            "只花一半的钱，投给最好的一半受众，所有比率和成本都会变好看，成果却变少了。单看比率，分不清是增长还是收缩。"
        ),
    ),
    mend=say(
        en="Put a volume beside the ratio, as a KPI or a guardrail, with a floor under it.",
        zh="在比率旁边放一个量的指标，作为 KPI 或护栏指标，并设下限。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS,
        {
            "data/ads.csv": daily(
                times({"impressions": 0.4, "clicks": 0.4, "cost": 0.4, "conversions": 0.5}, since=LAUNCH)
            )
        },
        say(
            en="The rate rose because clicks fell to 40%; conversions fell to little more than half.",
            zh="转化率上升，是因为点击量降到了 40%；转化量也只剩一半多一点。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="The rate rose, and so did the conversions.",
            zh="转化率上升了，转化量也上升了。",
        ),
    ),
    find=_find,
)
