"""KPI406 control-the-campaign-moves: a yardstick that the campaign itself may have moved."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import MARKET, SEARCHED, SOURCES, daily, market, searched
from generator.checks.kpis import views
from generator.checks.outside import USED, control_name, fates
from generator.compare.result import CounterfactualResult, Level
from generator.spec.model import Control
from generator.spec.values import Text, say

DELIVERY = frozenset({"impressions", "clicks", "link_clicks", "cost", "views", "engagements", "sent", "delivered"})
"""What a campaign buys or sends: in the campaign's own source it cannot stay still when the campaign starts."""


def _find(context: Context) -> Iterator[Finding]:
    for number, control in enumerate(context.campaign.controls):
        why = _from_results(context, control) or _from_spec(context, control)
        if why:
            at = context.campaign.at("controls", number)
            yield Finding(
                at,
                say(
                    en="the control {control} is no yardstick: {why}",
                    zh="对照 {control} 不能用来作参照：{why}",
                    control=control_name(control),
                    why=why,
                ),
            )


def _from_results(context: Context, control: Control) -> Text | None:
    """Say what the models made of a control.

    One that is a part of some KPI may serve the others; one that is a part of all of them serves none.
    """
    told = [fates(one.counterfactual, control) for one in context.judged.result.kpis if one.counterfactual]
    if any("break_at_start" in found and USED not in found for found in told):
        return say(en="it breaks on the campaign's first day", zh="它在活动开始当天出现断层")
    if any(len(found) == 1 and one.doubtful for one, found in _alone(context, control)):
        return say(
            en="it changes course on the campaign's first day, and there is no other to tell whether the market did",
            zh="它在活动开始当天改变了走势，又没有别的对照可以判断是不是市场变了",
        )
    if told and set(told) == {frozenset({"moved_by_campaign"})}:
        return say(en="every KPI is made of it", zh="所有 KPI 都由它算出")
    return None


def _alone(context: Context, control: Control) -> Iterator[tuple[CounterfactualResult, frozenset[str]]]:
    """Find the KPIs whose only series beside them is this control's."""
    for kpi in context.judged.result.kpis:
        one = kpi.counterfactual
        if one is not None and len(one.controls) + len(one.left_out) == 1:
            yield one, fates(one, control)


def _from_spec(context: Context, control: Control) -> Text | None:
    """Say which KPI the control is a part of.

    A measure beside it that no campaign buys or counts may serve, unless it is of a segment that a KPI is set for.
    """
    bought = next(_bought(context, control), "")
    for one in views(context):
        ratio = one.metric.formula.ratio
        leaves = one.metric.formula.leaves
        outcomes = {ratio.numerator} if ratio else {leaf.measure for leaf in leaves} if len(leaves) == 1 else set()
        own = any(control.source in context.data.sources_of.get(leaf.measure, ()) for leaf in leaves)
        if own and (control.measure in outcomes or control.measure in DELIVERY):
            return say(
                en="it comes from the campaign's own source `{source}`, as {title} does",
                zh="它和{title}一样，来自活动自己的数据源 `{source}`",
                source=control.source,
                title=one.title,
            )
        if own and bought:
            return say(
                en="it comes from the campaign's own source `{source}`, and of {bought}, which a KPI is set for",
                zh="它来自活动自己的数据源 `{source}`，而且属于设有 KPI 目标的 {bought}",
                source=control.source,
                bought=bought,
            )
    return None


def _bought(context: Context, control: Control) -> Iterator[str]:
    """Name the segments of a control, by its `where` or of its `each`, that KPIs of the campaign have a target for."""
    name = control_name(control) + "".join(f" {dimension}={segment}" for dimension, segment in control.where.items())
    series = {one.name for one in context.data.controls}
    for dimension, targets in ((key, each) for kpi in context.campaign.kpis for key, each in kpi.segments.items()):
        for segment in targets:
            one = f"{dimension}={segment}"
            if control.where.get(dimension) == segment or (control.each == dimension and f"{name} {one}" in series):
                yield one


CHECK = Check(
    code="KPI406",
    name="control-the-campaign-moves",
    zh="对照受活动影响",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds controls that are part of what the campaign is judged by, that come from its own source and "
            "a segment it has a target for, or that break on the day it starts."
        ),
        zh=("对照本身就是活动考核内容的一部分，或与活动同一数据源、又属于设有目标的细分，或在活动开始当天出现断层。"),
    ),
    why=say(
        en=(
            "A control stands for what would have happened anyway. If the campaign moves it too, the two rise "
            "together and the campaign seems to have done nothing; if it takes from it, twice as much as it "
            "did."
        ),
        zh=(
            "对照代表没有活动也会发生的情况。如果活动也带动了它，两者同涨，活动就显得毫无作用；"
            "如果活动抢走了它的量，效果又会被算成两倍。"
        ),
    ),
    mend=say(
        en=(
            "Choose a series that shares the season and the market but not the campaign: cities without it, an "
            "unadvertised product, the market's total."
        ),
        zh="选一条同受季节和市场影响、但活动触及不到的数据：没有投放的城市、没有推广的产品、市场大盘。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        SEARCHED
        + "kpis:\n  - {metric: conversion_rate, target: 3.4%, segments: {channel: {search: 4.5%}}}\n"
        + "controls:\n"
        + "  - {source: ads, measure: clicks}\n"
        + "  - {source: ads, measure: brand_searches, where: {channel: search}}\n",
        {"data/ads.csv": searched()},
        say(
            en=(
                "The clicks are those that the campaign bought, and the searches are made on a channel it has a "
                "target for."
            ),
            zh="点击是活动买来的，搜索则来自设有目标的渠道。",
        ),
        key=("controls", 0),
    ),
    passes=Example(
        SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n",
        {"data/ads.csv": daily(), "data/market.csv": market()},
        say(
            en="Searches for the whole category go their own way.",
            zh="全品类的搜索量自有走势，不受活动左右。",
        ),
    ),
    find=_find,
)
