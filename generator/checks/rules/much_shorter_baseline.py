"""KPI204: a baseline that is short beside the campaign."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.rules.short_baseline import TWO_WEEKS
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    baseline, period = context.campaign.baseline, context.campaign.period
    if baseline is None or baseline.period is None or baseline.period.days < TWO_WEEKS:
        return
    if 2 * baseline.period.days < period.days:
        before, during = counted(baseline.period.days, "day"), counted(period.days, "day")
        message = f"{before} of baseline stand against {during} of campaign"
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI204",
    name="much-shorter-baseline",
    level=Level.NOTE,
    what="A baseline of two weeks or more that is less than half as long as the campaign.",
    why=(
        "Totals are compared per day and rates as they are, so the lengths may differ. But a short baseline cannot "
        "show the ups and downs that a long campaign goes through (month ends, holidays, the season), and its own luck "
        "stays in the comparison."
    ),
    mend=(
        "Reach further back, until the baseline is at least half as long as the campaign, or take the same weeks of "
        "last year."
    ),
    fails=Example(
        "period: 2026-03-02..2026-05-03\nas_of: 2026-05-10\nbaseline: 2026-02-09..2026-03-01\n",
        note="Three weeks against nine.",
        key=("baseline",),
    ),
    passes=Example(
        "period: 2026-03-02..2026-03-29\nbaseline: 2026-02-09..2026-03-01\n",
        note="Three weeks against four.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
