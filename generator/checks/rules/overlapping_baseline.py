"""KPI203: a baseline campaign that ran at the same time, or later."""

from collections.abc import Iterator

from generator.checks import base
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say

KPIS = """\
kpis:
  - {metric: conversion_rate, target: 3.0%, near: 2%, why: Visitors who buy.}
  - {metric: ctr, target: 2%, role: guardrail}
"""


def _winter(period: str) -> str:
    return f"""\
name: Winter push
period: {period}
as_of: 2026-04-06
currency: EUR
sources:
  ads:
    files: data/ads.csv
    date: date
    measures: {{impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}}
{KPIS}"""


def _find(context: Context) -> Iterator[Finding]:
    if context.compared is None:
        return
    campaign, other = context.campaign, context.compared.campaign
    start, end = other.period
    if end < campaign.period.start:
        return
    later = start > campaign.period.end
    message = say(
        en="the baseline, `{other}`, {told}: {start} to {end} against {own_start} to {own_end}",
        zh="作为基准的 `{other}` {told}：它是 {start} 至 {end}，本活动是 {own_start} 至 {own_end}",
        other=other.id,
        told=say(en="comes after this campaign", zh="在本活动之后")
        if later
        else say(en="runs at the same time as this campaign", zh="与本活动同期进行"),
        start=start,
        end=end,
        own_start=campaign.period.start,
        own_end=campaign.period.end,
    )
    yield Finding(campaign.at("baseline", "campaign"), message)


CHECK = Check(
    code="KPI203",
    name="overlapping-baseline",
    zh="基准活动与本活动重叠",
    level=Level.ERROR,
    what=say(
        en="A campaign as the baseline whose period shares days with this one's, or lies after it.",
        zh="作为基准的活动与本活动有重叠的日期，或者在本活动之后。",
    ),
    why=say(
        en="A baseline is what there was without the campaign. A campaign that ran at the same time may have taken "
        "the same customers, or brought some of them; the difference between the two is not what this one added.",
        zh="基准应当是没有这次活动时的水平。同期进行的活动可能抢走同一批客户，也可能带来其中一部分，两者之差不等于这"
        "次活动的增量。",
    ),
    mend=say(
        en="Compare with a campaign that had ended before this one began, or with a period before the start.",
        zh="换成在本活动开始前已经结束的活动，或取一段开始前的时间。",
    ),
    fails=Example(
        "baseline: {campaign: winter}\n",
        {"../winter/campaign.yml": _winter("2026-02-02..2026-03-15"), "../winter/data/ads.csv": base.ads()},
        say(
            en="The winter push ran on into the first two weeks of the spring push.",
            zh="冬季活动一直跑到春季活动的头两周。",
        ),
        key=("baseline", "campaign"),
    ),
    passes=Example(
        "baseline: {campaign: winter}\n",
        {"../winter/campaign.yml": _winter("2026-02-02..2026-03-01"), "../winter/data/ads.csv": base.ads()},
        say(
            en="The winter push ended the day before the spring push began.",
            zh="冬季活动在春季活动开始的前一天结束。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
