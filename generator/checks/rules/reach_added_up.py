"""KPI616 reach-added-up: people counted again on every day that is added."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun
from generator.checks.example_data import SOURCES, daily
from generator.checks.kpis import views
from generator.checks.saying import measure_title
from generator.compare.reason import Reason
from generator.compare.result import Level

_SPEC = SOURCES.replace("impressions: impressions", "impressions: impressions, reach: clicks")
_TOTAL = "date,channel,impressions,clicks,cost,conversions\n2026-03-02,all,1200000,310000,14000,1400\n"


def _find(context: Context) -> Iterator[Finding]:
    if not has_begun(context):
        return
    for one in views(context):
        if one.result.reason is Reason.UNSUMMABLE:
            measure = str(one.result.reason_values.get("measure", ""))
            rows = counted(int(one.result.reason_values.get("rows", 0)), "row")
            name = measure_title(context, measure)
            yield Finding(
                one.at("metric"), f"{one.title} would add up {rows} of {name}, which counts people again in each"
            )


CHECK = Check(
    code="KPI616",
    name="reach-added-up",
    level=Level.ERROR,
    what="Finds KPIs that would add up a measure that does not add up: reach, unique users, followers.",
    why=(
        "Who sees an advertisement on Monday and on Tuesday is one person, and two in the sum of both days. The sum "
        "lies somewhere between reach and impressions and means nothing, so no value is given."
    ),
    mend=(
        "Take the platform's own figure for the whole period, one row; or judge impressions, or `max(reach)` in a "
        "metric."
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _SPEC + "kpis:\n  - {metric: reach, target: 300000}\n  - {metric: impressions, target: 1000000}\n",
        {"data/ads.csv": daily()},
        "The column is reach by day and channel: 56 numbers that cannot be added.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _SPEC + "kpis:\n  - {metric: reach, target: 300000}\n  - {metric: impressions, target: 1000000}\n",
        {"data/ads.csv": _TOTAL},
        "One row for the whole period, as the platform counts it.",
    ),
    find=_find,
)
