"""KPI206: a baseline from another time of the year."""

from collections.abc import Iterator

from generator.checks.baseline_days import apart_in_year, baseline_key, middle
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.model import Period

QUARTER = 92
LONG = 183
"""Days from which a period spans seasons itself."""


def _find(context: Context) -> Iterator[Finding]:
    baseline, period = context.campaign.baseline, context.campaign.period
    if baseline is None or baseline.period is None or max(baseline.period.days, period.days) > LONG:
        return
    apart = apart_in_year(baseline.period, period)
    if apart > QUARTER:
        message = (
            f"the baseline lies around {_day(baseline.period)} and the campaign around {_day(period)}, "
            f"{apart:.0f} days apart in the year: part of any difference is the season"
        )
        yield Finding(baseline_key(context), message)


def _day(period: Period) -> str:
    day = middle(period)
    return f"{day.day} {day:%B}"


CHECK = Check(
    code="KPI206",
    name="other-season",
    level=Level.WARNING,
    what="A baseline period whose middle lies more than a quarter of a year from the campaign's, whatever the year.",
    why=(
        "People buy differently in January and in June. Set against another season, a campaign is credited with the "
        "spring or blamed for the summer."
    ),
    mend=(
        "Take the weeks just before the start, or the same weeks a year earlier. If neither is to be had, name a "
        "control under `controls`, a series that the season moves and the campaign does not."
    ),
    fails=Example("baseline: 2025-09-01..2025-09-28\n", note="September against March.", key=("baseline",)),
    passes=Example("baseline: 2025-03-03..2025-03-30\n", note="The same four weeks a year earlier."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
