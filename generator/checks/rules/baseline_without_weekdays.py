"""KPI205: a baseline in which some weekdays do not occur."""

from collections.abc import Iterator

from generator.checks.baseline_days import baseline_key, steps_with_data
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.data.table import Grain

NAMES = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is None or baseline.period is None or context.data.grain is not Grain.DAY:
        return
    before = {day.weekday() for day in steps_with_data(context, baseline.period)}
    after = {day.weekday() for day in steps_with_data(context, context.campaign.period)}
    if before and (lacking := sorted(after - before)):
        named = " and ".join(", ".join(NAMES[weekday] for weekday in lacking).rsplit(", ", 1))
        message = (
            f"the campaign has {named} and the baseline has none, so the two cannot be compared weekday by weekday"
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI205",
    name="baseline-without-weekdays",
    level=Level.WARNING,
    what="Daily data in which the campaign has weekdays that the baseline lacks.",
    why=(
        "Weekends and weekdays sell differently. Where both periods have all seven, the baseline is weighted to the "
        "campaign's weekdays before they are compared. A weekday that is missing cannot be weighted: part of the "
        "difference is then Saturday against Tuesday."
    ),
    mend=(
        "Let the baseline begin and end so that it holds whole weeks. If weekends are missing from the file, look at "
        "the export first."
    ),
    fails=Example(
        "baseline: 2026-02-23..2026-02-27\n",
        note="Monday to Friday before, whole weeks after.",
        key=("baseline",),
    ),
    passes=Example("baseline: 2026-02-02..2026-03-01\n", note="Four whole weeks on both sides."),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
