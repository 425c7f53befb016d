"""KPI203: a baseline campaign that ran at the same time, or later."""

from collections.abc import Iterator

from generator.checks import base
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level

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
    told = "comes after this campaign" if start > campaign.period.end else "runs at the same time as this campaign"
    message = (
        f"the baseline, `{other.id}`, {told}: {start} to {end} against {campaign.period.start} to {campaign.period.end}"
    )
    yield Finding(campaign.at("baseline", "campaign"), message)


CHECK = Check(
    code="KPI203",
    name="overlapping-baseline",
    level=Level.ERROR,
    what="A campaign as the baseline whose period shares days with this one's, or lies after it.",
    why=(
        "A baseline is what there was without the campaign. A campaign that ran at the same time may have taken the "
        "same customers, or brought some of them; the difference between the two is not what this one added."
    ),
    mend="Compare with a campaign that had ended before this one began, or with a period before the start.",
    fails=Example(
        "baseline: {campaign: winter}\n",
        {"../winter/campaign.yml": _winter("2026-02-02..2026-03-15"), "../winter/data/ads.csv": base.ads()},
        "The winter push ran on into the first two weeks of the spring push.",
        key=("baseline", "campaign"),
    ),
    passes=Example(
        "baseline: {campaign: winter}\n",
        {"../winter/campaign.yml": _winter("2026-02-02..2026-03-01"), "../winter/data/ads.csv": base.ads()},
        "The winter push ended the day before the spring push began.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
