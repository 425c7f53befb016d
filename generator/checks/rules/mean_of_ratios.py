"""KPI706 mean-of-ratios: an average of daily rates would give another verdict."""

from collections.abc import Iterator

import numpy as np

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import FINAL, reading_of
from generator.checks.example_data import daily, march, times
from generator.checks.kpis import views
from generator.checks.named import VERDICTS
from generator.checks.saying import in_steps
from generator.compare.result import Level
from generator.compare.verdict import verdict_of
from generator.spec.values import say

_APART = 0.1
"""Relative difference below which the two are the same for a reader; a cost per piece differs by the reciprocal of the
pieces a day from noise alone."""
_LEAST_STEPS = 7
_KPIS = "kpis:\n  - {metric: conversion_rate, target: 3.2%, near: 1%}\n"


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        result = one.result
        if one.metric.formula.ratio is None or result.value is None or result.verdict not in FINAL:
            continue
        reading = reading_of(one, context)
        if not reading.has_series:
            continue
        values = one.metric.formula.evaluate_rows(reading.steps.columns)
        known = values[np.isfinite(values)]
        if len(known) < _LEAST_STEPS:
            continue
        mean = float(known.mean())
        if abs(mean - result.value) <= _APART * abs(result.value) or verdict_of(one.goal, mean) is result.verdict:
            continue
        yield Finding(
            one.at("metric"),
            say(
                en="{title} is {value} over the period ({verdict}); the mean of its {steps} is {mean}, which would be "
                "{then}",
                zh="{title}按整个活动期计算为 {value}（{verdict}）；{steps}的简单平均是 {mean}，会判为{then}",
                title=one.title,
                value=one.amount(result.value),
                verdict=VERDICTS[result.verdict],
                steps=in_steps(context, len(known)),
                mean=one.amount(mean),
                then=VERDICTS[verdict_of(one.goal, mean)],
            ),
        )


CHECK = Check(
    code="KPI706",
    name="mean-of-ratios",
    zh="对比率求平均",
    level=Level.NOTE,
    what=say(
        en=(
            "Finds ratios whose plain average over the days would be judged otherwise than the ratio of the "
            "period's sums."
        ),
        zh="比率如果按天简单平均，判定会与用活动期总量相除的结果不同。",
    ),
    why=say(
        en=(
            "A dashboard that averages daily rates counts a day with 10 clicks as much as one with 10,000. Two "
            "people then look at the same data and see two results; the ratio of sums is the one that every "
            "click counts in once."
        ),
        zh=(
            "看板若对每天的比率取平均，10 次点击的一天就和 10,000 次点击的一天同样重要。两个人看同一份数据，"
            "会看到两个结果；而总量相除时，每次点击都只算一次。"
        ),
    ),
    mend=say(
        en="Use the ratio of sums everywhere, and tell whoever reads the other dashboard why it differs.",
        zh="一律用总量相除的比率，并告诉看另一块看板的人为什么数不一样。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _KPIS,
        {
            "data/ads.csv": daily(
                times({"clicks": 5, "impressions": 5, "cost": 5, "conversions": 3}, since=march(23), until=march(26))
            )
        },
        say(
            en=(
                "On four days five times the clicks came, and converted less: they are a seventh of the days and "
                "half of the clicks."
            ),
            zh="有四天的点击量是平时的五倍，转化率却更低：天数占七分之一，点击却占一半。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="The days are alike, and so are both averages.",
            zh="每天都差不多，两种算法的结果也差不多。",
        ),
    ),
    find=_find,
)
