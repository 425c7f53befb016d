"""KPI111: a target that asks for what there was already."""

import math
from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import value_before, views
from generator.compare.result import Level

HARDLY = 0.001
"""Relative difference that nobody would call a change: a tenth of a percent."""


def equal(before: float, target: float) -> bool:
    """Say whether a target is the baseline, rounding aside."""
    return math.isclose(before, target, rel_tol=HARDLY, abs_tol=1e-12)


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before, target = value_before(view, context), view.kpi.target.value
        if before is not None and target is not None and equal(before, target) and not view.is_guardrail:
            message = f"{view.title}: the target of {view.target} is what the baseline had: {view.amount(before)}"
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI111",
    name="target-equals-baseline",
    level=Level.NOTE,
    what="A primary or secondary KPI whose target is its baseline, to within a tenth of a percent.",
    why=(
        "Such a target is met by standing still, and chance decides on which side of it a campaign without any effect "
        "comes to lie."
    ),
    mend=(
        "Say by how much the campaign is to improve on the baseline. If holding the level is the aim, make the KPI a "
        "guardrail."
    ),
    fails=Example(
        "baseline: {values: {conversion_rate: 3.4%, conversions: 560, cost_per_conversion: 30}}\n",
        note="3.4% before, 3.4% aimed for.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note="3.1% before, 3.4% aimed for.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
