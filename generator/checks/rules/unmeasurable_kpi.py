"""KPI108: a KPI for which the data holds nothing."""

from collections.abc import Iterator

from generator.checks import base
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, days_by, views
from generator.compare.reason import Reason
from generator.compare.result import Level, State

IN_BY = 7
"""Days after the start by which a campaign that still runs should have data."""


def _find(context: Context) -> Iterator[Finding]:
    if context.judged.result.campaign.state is not State.FINISHED and days_by(context.campaign.period, context) < IN_BY:
        return  # exports come in days later: that there is none yet says nothing
    found = views(context)
    if found and all(view.result.reason is Reason.NO_ROWS for view in found):
        period, as_of = context.campaign.period, context.judged.result.campaign.as_of
        message = f"the data has no row from {period.start} to {min(period.end, as_of)}, so no KPI has a value"
        yield Finding(context.campaign.at("period"), message)
        return
    for view in found:
        if view.result.reason in (Reason.NO_ROWS, Reason.MISSING_MEASURE):
            yield Finding(view.at("metric"), _message(view))


def _message(view: View) -> str:
    if view.result.reason is Reason.NO_ROWS:
        return f"{view.title} has no value: its source has no row in the period"
    measure = view.result.reason_values.get("measure", "")
    return (
        f"{view.title} has no value: all {view.result.rows:,} rows of the period are empty in the column of `{measure}`"
    )


CHECK = Check(
    code="KPI108",
    name="unmeasurable-kpi",
    level=Level.ERROR,
    what="A KPI whose measure is empty in every row of the period, or a period without any row.",
    why=(
        "The M of SMART is measurable. A target on something that nobody recorded can be neither met nor missed, and "
        "it is usually noticed when it is too late to record it."
    ),
    mend=(
        "Look at the column under `measures`: it may have been renamed in the export, or tracking may be off. If the "
        "number cannot be had, replace the KPI by one that can."
    ),
    fails=Example(
        files={"data/ads.csv": base.ads(blank=("conversions",))},
        note="The column conversions is there, and empty in every row.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(files={"data/ads.csv": base.ads()}, note="Every row says how many conversions there were."),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
