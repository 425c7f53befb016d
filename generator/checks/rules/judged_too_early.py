"""KPI710 judged-too-early: a cause is written down while the outcome is still open."""

from collections.abc import Iterator

from generator.checks.check import NOTHING, Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import daily
from generator.checks.kpis import View, views
from generator.checks.named import CAUSES
from generator.checks.saying import share
from generator.compare.result import Level, State, Verdict
from generator.spec.values import Text, say

_HALF = 0.5
_OPEN = (0.1, 0.9)
"""Chances of reaching the target between which the outcome is open."""
_LEARNED = """\
kpis:
  - {metric: conversion_rate, target: 5%}
learnings:
  - {kpi: conversion_rate, cause: landing, what: The new landing page does not work.}
"""


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if context.judged.result.campaign.state is not State.RUNNING:
        return
    gone = judged_days(context).days / campaign.period.days
    by_metric = {one.kpi.metric: one for one in views(context)}
    for number, learning in enumerate(campaign.learnings):
        one = by_metric.get(learning.kpi or "")
        if one is not None and one.result.verdict is Verdict.RUNNING and (gone < _HALF or _is_open(one)):
            yield Finding(
                campaign.at("learnings", number),
                say(
                    en="{gone} of the period is over and {title} is still open{chance}, but {cause} is written down as "
                    "the cause",
                    zh="活动期过了 {gone}，{title}的结果还没有定{chance}，却已把原因写成了{cause}",
                    gone=share(gone),
                    title=one.title,
                    chance=_chance(one),
                    cause=CAUSES[learning.cause],
                ),
            )


def _is_open(one: View) -> bool:
    forecast = one.result.forecast
    return forecast is not None and _OPEN[0] < forecast.probability < _OPEN[1]


def _chance(one: View) -> Text:
    forecast = one.result.forecast
    if not forecast:
        return NOTHING
    return say(en=" (chance of meeting it {chance})", zh="（达标概率 {chance}）", chance=share(forecast.probability))


CHECK = Check(
    code="KPI710",
    name="judged-too-early",
    zh="结果未定就下结论",
    level=Level.NOTE,
    what=say(
        en=(
            "Finds learnings on a KPI of a running campaign whose outcome is open, or of which not half the "
            "days are over."
        ),
        zh="活动还在进行，KPI 结果未定或时间还不到一半，就已经写下了原因。",
    ),
    why=say(
        en=(
            "Results swing while a campaign runs. A cause found for the swing of the second week is often gone "
            "in the fourth, but what was done about it stays."
        ),
        zh=("活动期间数据会起伏。为第二周的起伏找到的原因，到第四周往往就不存在了，据此做的调整却留了下来。"),
    ),
    mend=say(
        en="Write it as a question to look at on a named day, and wait for half of the period at least.",
        zh="改写成一个问题，约好哪天再看，至少等活动期过半。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "as_of: 2026-03-08\n" + _LEARNED,
        {"data/ads.csv": daily()},
        say(
            en="After one week of four the landing page is found guilty.",
            zh="四周才过了一周，就已断定是落地页的问题。",
        ),
        key=("learnings", 0),
    ),
    passes=Example(
        _LEARNED,
        {"data/ads.csv": daily()},
        say(
            en="The campaign is over.",
            zh="活动已经结束。",
        ),
    ),
    find=_find,
)
