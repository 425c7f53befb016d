"""KPI409 misses-blamed-on-outside: every miss is the world's doing, every hit our own."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.outside import OUTSIDE
from generator.checks.saying import listed
from generator.compare.result import Level, Verdict

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
        blamed = listed(sorted({titles[x.kpi] for _, x in misses if x.kpi}))
        claimed = listed(sorted({titles[x.kpi] for x in hits if x.kpi}))
        yield Finding(
            campaign.at("learnings", misses[0][0], "cause"),
            f"what fell short ({blamed}) is put down to the outside in {counted(len(misses), 'learning')}, what was "
            f"met ({claimed}) to the campaign itself in {counted(len(hits), 'learning')}",
        )


CHECK = Check(
    code="KPI409",
    name="misses-blamed-on-outside",
    level=Level.WARNING,
    what=(
        "Finds learnings that put every miss down to market, season or competition, and every hit to the campaign "
        "itself."
    ),
    why=(
        "Market and season do not choose sides: what pressed one KPI down will have lifted or pressed others. "
        "Whoever reads such learnings learns who wrote them, and nothing of the campaign."
    ),
    mend=(
        "Ask of each hit whether the outside helped, and of each miss what the campaign could have done. Write down "
        "the cause that a control or a breakdown shows."
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS + "  - {kpi: conversions, cause: market, what: The market was weak.}\n" + _PRAISE,
        {"data/ads.csv": daily()},
        "The market lost the conversions, our pictures won the rate.",
        key=("learnings", 0, "cause"),
    ),
    passes=Example(
        _KPIS + "  - {kpi: conversions, cause: channel, what: Social brought too few clicks.}\n" + _PRAISE,
        {"data/ads.csv": daily()},
        "The miss has a cause that the campaign can change.",
    ),
    find=_find,
)
