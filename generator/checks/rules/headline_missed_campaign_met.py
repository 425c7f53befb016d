"""KPI712 headline-missed-campaign-met: the score says met, the KPI the campaign was for was missed."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.saying import share
from generator.compare.result import Level, Verdict

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
            f"the campaign is met with a score of {share(score.value)}, but {one.title}, its first KPI, is missed: "
            f"{one.amount(one.result.value)} against {one.result.target_text}",
        )


CHECK = Check(
    code="KPI712",
    name="headline-missed-campaign-met",
    level=Level.WARNING,
    what="Finds campaigns that are met as a whole while their first primary KPI is missed.",
    why=(
        "The first KPI is what the campaign was for. A green badge over a missed main target is how a scorecard "
        "loses its readers' trust."
    ),
    mend="Mark the KPI that matters most as `must: true`, or give it the weight it deserves.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversions, target: 900}\n" + _OTHERS,
        {"data/ads.csv": daily()},
        "Rate and impressions carry the score; the conversions were missed.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversions, target: 680, must: true}\n" + _OTHERS,
        {"data/ads.csv": daily()},
        "The conversions were met, and had to be.",
    ),
    find=_find,
)
