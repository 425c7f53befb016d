"""KPI114: a campaign that ends when nobody remembers how it began."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level

LONGEST = 366


def _find(context: Context) -> Iterator[Finding]:
    period = context.campaign.period
    if period.days > LONGEST:
        message = f"the period is {counted(period.days, 'day')} long ({period.start} to {period.end}), more than a year"
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI114",
    name="period-over-a-year",
    level=Level.WARNING,
    what="A period of more than a year.",
    why=(
        "The T of SMART is time-bound: a date by which it is decided. Over more than a year prices, competitors and "
        "the offer itself change, so the result mixes several campaigns into one number, and it comes too late to act "
        "on."
    ),
    mend=(
        "Split it into campaigns of a quarter or less, each with its own targets; the next can take the last as its "
        "baseline."
    ),
    fails=Example(
        "period: 2026-03-02..2027-06-30\nas_of: 2027-07-10\n",
        note="Sixteen months until there is a verdict.",
        key=("period",),
    ),
    passes=Example("period: 2026-03-02..2026-05-31\nas_of: 2026-06-10\n", note="A quarter, and then a decision."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
