"""KPI211: a baseline that does not cover a KPI."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.reason import Reason
from generator.compare.result import Level

OTHERS = frozenset({Reason.OTHER_UNKNOWN, Reason.OTHER_LACKS_METRIC})


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if not view.is_guardrail and (lack := _lack(view, context)):
            yield Finding(view.at("metric"), f"{view.title} has nothing to be compared with: {lack}")


def _lack(view: View, context: Context) -> str | None:
    """Say why a KPI is left out of the baseline; None where it is not, or where there is no baseline at all."""
    baseline, before = context.campaign.baseline, view.result.baseline
    if baseline is None or baseline.period is not None:
        return None
    if before is None:
        return "the baseline's values leave it out"
    if before.value is None and before.reason in OTHERS:
        known = before.reason is Reason.OTHER_LACKS_METRIC
        return (
            f"`{baseline.campaign}` has no {'KPI' if known else 'result'} on it"
            if known
            else f"`{baseline.campaign}` has no results"
        )
    return None


CHECK = Check(
    code="KPI211",
    name="kpi-without-baseline",
    level=Level.NOTE,
    what="A primary or secondary KPI that the baseline's values, or the campaign compared with, say nothing about.",
    why=(
        "The page compares the other KPIs with what came before and is silent on this one. Readers take the comparison "
        "for the whole story, and the KPI left out may be the one that got worse."
    ),
    mend="Add its value under `values`, choose a campaign that has it, or give a period in the same data.",
    fails=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560}}\n",
        note="Of three scored KPIs only two have a value from before.",
        key=("kpis", 2, "metric"),
    ),
    passes=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note="Each scored KPI has its value; the guardrail needs none.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
