"""KPI107: nothing primary but totals that money can buy."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.result import Level
from generator.spec.values import say
from generator.text import joined

BOUGHT = frozenset(
    {
        "impressions", "eligible_impressions", "measurable_impressions", "viewable_impressions", "reach", "views",
        "video_starts", "clicks", "link_clicks", "landing_page_views", "engagements", "likes", "comments", "followers",
        "new_followers", "sessions", "users", "pageviews", "sent", "delivered", "opens", "contacts", "calls",
    }
)  # fmt: skip
"""Measures whose total grows with the money spent, whoever is reached by it."""


def _find(context: Context) -> Iterator[Finding]:
    primary = [view for view in views(context) if view.is_primary]
    if not primary or not all(_is_vanity(view) for view in primary):
        return
    objective = context.frame.strategy.objectives.get(context.campaign.objective or "")
    if objective is None or all(view.metric.spec.stage is not objective.stage for view in primary):
        message = say(
            en="all that the campaign is judged by is {named}: more money buys more of it, whoever is reached",
            zh="评判活动只看{named}：多花钱就能多买，不管触达的是谁",
            named=joined([view.title for view in primary], " and "),
        )
        yield Finding(primary[0].at("metric"), message)


def _is_vanity(view: View) -> bool:
    return view.is_volume and view.metric.formula.leaves[0].measure in BOUGHT


CHECK = Check(
    code="KPI107",
    name="vanity-metric-alone",
    zh="只看虚荣指标",
    level=Level.WARNING,
    what=say(
        en="Only totals such as impressions, views, clicks, likes or followers as primary KPIs, unless the objective "
        "aims at the very stage that they measure.",
        zh="主要 KPI 全是展示、观看、点击、点赞、粉丝之类的总量，除非业务目标针对的正是它们所在的阶段。",
    ),
    why=say(
        en="These totals are large, rise with every campaign and can be bought. They say that something was done, "
        "not that it helped. A target on them is met by spending more, also on people who will never buy.",
        zh="这类总量数字大，每次活动都会涨，花钱就能买到。它们说明做了事，不说明做成了事。拿它们定目标，多花钱就能达"
        "标，哪怕钱都花在永远不会购买的人身上。",
    ),
    mend=say(
        en="Make primary what those people did next (a rate such as conversion_rate, or leads, orders, revenue), and "
        "keep the total as a secondary KPI.",
        zh="把这些人接下来做了什么设为主要 KPI（例如 conversion_rate 这样的比率，或线索、订单、收入），总量留作次要 "
        "KPI。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: impressions, target: 800000, why: Be seen.}\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, role: secondary, why: Orders at a fair price.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="A larger budget meets the primary KPI by itself.",
            zh="预算一加，主要 KPI 自然达标。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, role: secondary, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The primary KPI can only be met by reaching people who buy.",
            zh="只有触达真正会买的人，主要 KPI 才能达标。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
