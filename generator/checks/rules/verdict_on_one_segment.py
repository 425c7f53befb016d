"""KPI705 verdict-on-one-segment: a small segment makes the whole met, or missed."""

from collections.abc import Iterator, Mapping

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import segment_sums
from generator.checks.example_data import brand, daily
from generator.checks.kpis import View, views
from generator.checks.named import VERDICTS
from generator.checks.saying import share
from generator.compare.result import Level, Verdict
from generator.compare.value import is_additive
from generator.compare.verdict import verdict_of
from generator.spec.values import Text, say

_MOST_SHARE = 1 / 3
"""Of what the KPI divides by: a larger segment may well decide."""
_LEAST_OTHERS = 2

Sums = Mapping[str, float]


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        ratio = one.metric.formula.ratio
        if ratio is None or one.result.verdict not in (Verdict.MET, Verdict.MISSED):
            continue
        if not is_additive(one.metric, context.frame.catalogue.measures):
            continue
        for dimension, segments in context.data.dimensions.items():
            sums = {segment: segment_sums(context, dimension, segment) for segment in segments}
            for segment in segments:
                if _stands_alone(one, segment, sums):
                    part = sums[segment][ratio.denominator] / (one.result.sums[ratio.denominator] or 1.0)
                    name = say(
                        en="{dimension} “{segment}”",
                        zh="{dimension}“{segment}”",
                        dimension=dimension,
                        segment=segment,
                    )
                    yield from _without(one, name, sums[segment], part)


def _stands_alone(one: View, segment: str, sums: Mapping[str, Sums]) -> bool:
    """Say whether this segment is on the whole's side of the target, and every other one on the far side."""
    met = one.result.verdict is Verdict.MET
    values = {name: one.metric.formula.evaluate(own).value for name, own in sums.items()}
    others = [value for name, value in values.items() if name != segment and value is not None]
    own = values[segment]
    if own is None or len(others) < _LEAST_OTHERS or one.goal.holds(own) is not met:
        return False
    return all(one.goal.holds(value) is not met for value in others)


def _without(one: View, name: Text, own: Sums, part: float) -> Iterator[Finding]:
    sums = {key: (value or 0.0) - own.get(key, 0.0) for key, value in one.result.sums.items()}
    rest = one.metric.formula.evaluate(sums).value
    if rest is None or not 0 < part <= _MOST_SHARE:
        return
    verdict = verdict_of(one.goal, rest)
    if {one.result.verdict, verdict} == {Verdict.MET, Verdict.MISSED}:
        yield Finding(
            one.at("target"),
            say(
                en="{title} is {value} and {verdict}; without {name}, {share} of the whole, it is {rest} and {then}",
                zh="{title}为 {value}，{verdict}；去掉 {name}（占整体的 {share}）则为 {rest}，{then}",
                title=one.title,
                value=one.amount(one.result.value or 0.0),
                verdict=VERDICTS[one.result.verdict],
                name=name,
                share=share(part),
                rest=one.amount(rest),
                then=VERDICTS[verdict],
            ),
        )


CHECK = Check(
    code="KPI705",
    name="verdict-on-one-segment",
    zh="判定只取决于一个细分",
    level=Level.NOTE,
    what=say(
        en=(
            "Finds ratios that turn from met to missed, or from missed to met, when a segment of a third or "
            "less is left out."
        ),
        zh="去掉一个占比不超过三分之一的细分，比率就会从达标变为未达标，或从未达标变为达标。",
    ),
    why=say(
        en=(
            "People who search for the brand by name convert anyway. With them in, the average can be met "
            "while everything the campaign paid for fell short."
        ),
        zh="搜品牌名进来的人本来就会转化。把他们算进来，平均值可以达标，而真正花钱买来的部分全都没达标。",
    ),
    mend=say(
        en=(
            "Give the segments targets of their own, or judge the campaign without the one that would have come anyway."
        ),
        zh="给各细分单独设目标，或剔除本来就会来的那部分再判定。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "kpis:\n  - {metric: conversion_rate, target: 4.8%}\n",
        {"data/ads.csv": brand(rate=0.16)},
        say(
            en="A tenth of the clicks, on the brand's own name, lift the rate above its target.",
            zh="十分之一的点击来自品牌词，就把转化率拉到了目标之上。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n",
        {"data/ads.csv": daily()},
        say(
            en="Search and social are both large; neither is an exception.",
            zh="搜索和社交的体量都大，谁也不是例外。",
        ),
    ),
    find=_find,
)
