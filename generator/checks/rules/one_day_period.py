"""KPI113: a campaign of a single day."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    period = context.campaign.period
    if period.days == 1:
        message = (
            f"the period is one day, {period.start:%A} {period.start}: any other day might have come out otherwise"
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI113",
    name="one-day-period",
    level=Level.WARNING,
    what="A period of one day.",
    why=(
        "One day is one draw: a weekday, a payday, the weather, an outage. Its result cannot be told from luck, and no "
        "range can be given for what a repeat would bring. Much of what a day sets off is bought later, too."
    ),
    mend=(
        "Measure at least one whole week, better two, so that every weekday counts and late effects are seen. For a "
        "one-day sale let the period run on for the days in which orders still come in."
    ),
    fails=Example("period: 2026-03-02..2026-03-02\n", note="All rests on one Monday.", key=("period",)),
    passes=Example("period: 2026-03-02..2026-03-29\n", note="Four whole weeks: each weekday counts four times."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
