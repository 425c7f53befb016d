"""KPI702 too-little-data: a verdict on so little that no range can be given for it."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import FINAL
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.saying import in_steps
from generator.compare.reason import Reason
from generator.compare.result import Level

_SHORT = "period: 2026-03-02..2026-03-08\n"
_KPIS = "kpis:\n  - {metric: cost_per_click, target: 0.7}\n"


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        result = one.result
        if result.verdict in FINAL and result.interval is None and result.reason is Reason.TOO_FEW_STEPS:
            needed = int(result.reason_values.get("needed", 0))
            yield Finding(
                one.at("metric"),
                f"{one.title} is {result.verdict.value} on {in_steps(context, result.days)} of data; at least "
                f"{needed} are needed to say how sure that is",
            )


CHECK = Check(
    code="KPI702",
    name="too-little-data",
    level=Level.NOTE,
    what="Finds verdicts on fewer than fourteen days (or weeks) of a figure whose counts give no range either.",
    why=(
        "A week shows what a cost was, not how much it swings from week to week. The verdict is true of those days; "
        "whether it would hold again is not known."
    ),
    mend="Let the campaign run for two weeks at least before it is judged, or use daily instead of weekly data.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _SHORT + _KPIS, {"data/ads.csv": daily()}, "Seven days of a cost per click.", key=("kpis", 0, "metric")
    ),
    passes=Example(_KPIS, {"data/ads.csv": daily()}, "Twenty-eight days of it."),
    find=_find,
)
