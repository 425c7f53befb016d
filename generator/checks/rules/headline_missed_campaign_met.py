"""KPI712 headline-missed-campaign-met: the score says met, the KPI the campaign was for was missed."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.saying import share
from generator.compare.result import Level, Verdict
from generator.spec.values import say

_OTHERS = """\
  - {metric: conversion_rate, target: 2.8%, weight: 2}
  - {metric: impressions, target: 600000, weight: 2}
"""


def _find(context: Context) -> Iterator[Finding]:
    head, score = context.judged.result.campaign, context.judged.result.score
    if head.verdict is not Verdict.MET or score.value is None:
        return
    one = next((found for found in views(context) if found.kpi.metric == head.headline), None)
    if one is not None and one.result.verdict is Verdict.MISSED and one.result.value is not None:
        yield Finding(
            one.at("metric"),
            say(
                en="the campaign is met with a score of {score}, but {title}, its first KPI, is missed: {value} "
                "against {target}",
                zh="活动以 {score} 的综合得分达标，但主 KPI“{title}”未达标：实际 {value}，目标值 {target}",
                score=share(score.value),
                title=one.title,
                value=one.amount(one.result.value),
                target=one.result.target_text,
            ),
        )


CHECK = Check(
    code="KPI712",
    name="headline-missed-campaign-met",
    zh="活动达标而主 KPI 未达标",
    level=Level.WARNING,
    what=say(
        en="Finds campaigns that are met as a whole while their first primary KPI is missed.",
        zh="活动整体达标，第一项主要 KPI 却未达标。",
    ),
    why=say(
        en=(
            "The first KPI is what the campaign was for. A green badge over a missed main target is how a "
            "scorecard loses its readers' trust."
        ),
        zh="活动就是为第一项 KPI 做的。主目标没完成却亮着绿灯，读者很快就不再相信计分卡。",
    ),
    mend=say(
        en="Mark the KPI that matters most as `must: true`, or give it the weight it deserves.",
        zh="把最重要的 KPI 标为 `must: true`，或给它应有的权重。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversions, target: 900}\n" + _OTHERS,
        {"data/ads.csv": daily()},
        say(
            en="Rate and impressions carry the score; the conversions were missed.",
            zh="转化率和展示量撑起了得分，转化量却未达标。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversions, target: 680, must: true}\n" + _OTHERS,
        {"data/ads.csv": daily()},
        say(
            en="The conversions were met, and had to be.",
            zh="转化量达标了，而且必须达标。",
        ),
    ),
    find=_find,
)
