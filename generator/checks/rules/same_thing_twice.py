"""KPI304: two KPIs that share a numerator and rise and fall together."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.frames import WHOLE, Floats
from generator.compare.result import Level
from generator.spec.values import say

TOGETHER = 0.9
"""Correlation from which two series tell the same story: four fifths of what moves one moves the other."""
FEWEST = 14

SOURCE = """\
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {impressions: impressions, clicks: clicks, sessions: clicks, cost: cost, conversions: conversions}
"""


def _find(context: Context) -> Iterator[Finding]:
    scored = [view for view in views(context) if not view.is_guardrail and view.kpi.weight > 0]
    pairs = [pair for pair in combinations(scored, 2) if _related(*pair)]
    for one, other in pairs:
        together = _together(_series(one, context), _series(other, context))
        if together is not None and abs(together) >= TOGETHER:
            message = say(
                en="{other} moves {way} {one} (correlation {together:.2f}): one story is counted twice in the score",
                zh="{other}与{one}{way}（相关系数 {together:.2f}）：同一件事在得分里算了两次",
                other=other.title,
                way=say(en="together with", zh="同涨同跌")
                if together > 0
                else say(en="exactly against", zh="此涨彼跌"),
                one=one.title,
                together=together,
            )
            yield Finding(other.at("metric"), message)


def _related(one: View, other: View) -> bool:
    """Say whether two metrics have the same numerator, or one is the other upside down."""
    (top, bottom), (other_top, other_bottom) = _fraction(one), _fraction(other)
    return top is not None and (top == other_top or (top == other_bottom and bottom == other_top))


def _fraction(view: View) -> tuple[str | None, str | None]:
    formula = view.metric.formula
    if formula.ratio is not None:
        return formula.ratio.numerator, formula.ratio.denominator
    return (formula.leaves[0].measure, None) if formula.is_volume else (None, None)


def _series(view: View, context: Context) -> Floats:
    """The metric step by step over the campaign; baseline and campaign together would move as one at the launch."""
    steps = context.table.steps(WHOLE).within(context.campaign.period)
    return view.metric.formula.evaluate_rows(steps.columns)


def _together(one: Floats, other: Floats) -> float | None:
    """Return the correlation of two series; None for fewer than 14 steps with both, or where one never changes."""
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < FEWEST or np.ptp(one[both]) == 0 or np.ptp(other[both]) == 0:
        return None
    return float(np.corrcoef(one[both], other[both])[0, 1])


CHECK = Check(
    code="KPI304",
    name="same-thing-twice",
    zh="同一件事算了两次",
    level=Level.NOTE,
    what=say(
        en="Two scored KPIs with the same numerator (or one the other upside down) whose daily or weekly values over "
        "the campaign are correlated by 0.9 or more.",
        zh="两个计分的 KPI 分子相同（或互为倒数），活动期间逐日或逐周的数值相关系数达到 0.9 以上。",
    ),
    why=say(
        en="They look like two opinions and are one. If it goes well both are met, if not both are missed; the score "
        "counts the same success twice, and the page seems better supported than it is.",
        zh="看似两个角度，其实是一个。好就一起达标，差就一起未达标；得分把同一份成绩算了两次，页面上的依据也显得比实"
        "际更充分。",
    ),
    mend=say(
        en="Keep the one that is closer to the objective, and use the place for something that could go the other way.",
        zh="保留更贴近业务目标的那个，另一个换成可能走势相反的指标。",
    ),
    fails=Example(
        SOURCE + "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: session_conversion_rate, target: 3.4%, near: 0.1pp, why: Sessions that end in an order.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="Orders for each click and orders for each session: here nearly every click is a session.",
            zh="一个是每次点击的订单，一个是每次会话的订单，而这里几乎每次点击就是一次会话。",
        ),
        key=("kpis", 1, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="Both count orders, but busy days bring many orders at an ordinary rate: they do not move as one.",
            zh="两者都数订单，但忙的日子订单多、比率却平常：并不同步。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
