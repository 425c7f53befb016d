"""KPI111: a target that asks for what there was already."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before = value_before(view, context)
        if before is not None and asks_for_baseline(view, before) and view.is_to_gain:
            message = f"{view.title}: the target of {view.target} is what the baseline came to ({view.amount(before)})"
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI111",
    name="target-equals-baseline",
    level=Level.NOTE,
    what="A primary or secondary KPI whose target is its baseline, or the baseline rounded.",
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
