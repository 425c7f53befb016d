"""KPI409 misses-blamed-on-outside: every miss is the world's doing, every hit our own."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.named import once_each
from generator.checks.outside import OUTSIDE
from generator.checks.saying import listed
from generator.compare.result import Level, Verdict
from generator.spec.values import say

_KPIS = """\
kpis:
  - {metric: conversions, target: 2500}
  - {metric: conversion_rate, target: 3.4%}
learnings:
"""
_PRAISE = "  - {kpi: conversion_rate, cause: creative, what: The new pictures bring the right people.}\n"


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    verdicts = {one.kpi.metric: one.result.verdict for one in views(context)}
    titles = {one.kpi.metric: one.title for one in views(context)}
    told = [(n, learning) for n, learning in enumerate(campaign.learnings) if learning.kpi in verdicts]
    misses = [(n, x) for n, x in told if x.kpi and verdicts[x.kpi] in (Verdict.MISSED, Verdict.NEAR)]
    hits = [x for _, x in told if x.kpi and verdicts[x.kpi] is Verdict.MET]
    if not misses or not hits:
        return
    if all(x.cause in OUTSIDE for _, x in misses) and not any(x.cause in OUTSIDE for x in hits):
        blamed = listed(once_each(titles[x.kpi] for _, x in misses if x.kpi))
        claimed = listed(once_each(titles[x.kpi] for x in hits if x.kpi))
        yield Finding(
            campaign.at("learnings", misses[0][0], "cause"),
            say(
                en="what fell short ({blamed}) is put down to the outside in {misses}, what was met ({claimed}) to the "
                "campaign itself in {hits}",
                zh="{misses}把没有达到目标的{blamed}归因于外部，{hits}把达标的{claimed}归功于活动自身",
                blamed=blamed,
                misses=number_of(len(misses), "learning", "条复盘"),
                claimed=claimed,
                hits=number_of(len(hits), "learning", "条复盘"),
            ),
        )


CHECK = Check(
    code="KPI409",
    name="misses-blamed-on-outside",
    zh="未达标全归因于外部",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds learnings that put every miss down to market, season or competition, and every hit to the "
            "campaign itself."
        ),
        zh="复盘把未达标全归因于市场、季节或竞争，把达标全归功于活动自身。",
    ),
    why=say(
        en=(
            "Market and season do not choose sides: what pressed one KPI down will have lifted or pressed "
            "others. Whoever reads such learnings learns who wrote them, and nothing of the campaign."
        ),
        zh=(
            "市场和季节不会挑边：它压低了一项 KPI，也会抬高或压低其他 KPI。这样的复盘只看得出是谁写的，"
            "看不出活动做得怎么样。"
        ),
    ),
    mend=say(
        en=(
            "Ask of each hit whether the outside helped, and of each miss what the campaign could have done. "
            "Write down the cause that a control or a breakdown shows."
        ),
        zh=("达标的，逐项问一问外部有没有帮忙；未达标的，问一问活动本可以怎么做。写下有对照或细分数据佐证的原因。"),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS + "  - {kpi: conversions, cause: market, what: The market was weak.}\n" + _PRAISE,
        {"data/ads.csv": daily()},
        say(
            en="The market lost the conversions, our pictures won the rate.",
            zh="转化少了怪市场，转化率高了夸素材。",
        ),
        key=("learnings", 0, "cause"),
    ),
    passes=Example(
        _KPIS + "  - {kpi: conversions, cause: channel, what: Social brought too few clicks.}\n" + _PRAISE,
        {"data/ads.csv": daily()},
        say(
            en="The miss has a cause that the campaign can change.",
            zh="未达标的原因，是活动自己可以改变的。",
        ),
    ),
    find=_find,
)
