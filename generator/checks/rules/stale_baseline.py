"""KPI207: a baseline that ended long before the start."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.baseline_days import apart_in_year, baseline_key, gap
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level

EIGHT_WEEKS = 56
SAME_SEASON = 31
"""Days apart in the year up to which an earlier year's period is a choice, not a gap."""
HALF_A_YEAR = 183


def _find(context: Context) -> Iterator[Finding]:
    baseline, between = context.campaign.baseline, gap(context)
    if baseline is None or baseline.period is None or between is None or between <= EIGHT_WEEKS:
        return
    if between > HALF_A_YEAR and apart_in_year(baseline.period, context.campaign.period) <= SAME_SEASON:
        return
    message = (
        f"{counted(between, 'day')} lie between the end of the baseline and the start, and nobody sees what they did"
    )
    yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI207",
    name="stale-baseline",
    level=Level.NOTE,
    what=(
        "A baseline period that ends more than eight weeks before the start and is not the same season of an earlier "
        "year."
    ),
    why=(
        "What is compared is then the campaign and everything else that changed in between: prices, the website, other "
        "campaigns. The longer the gap, the less of the difference is the campaign's."
    ),
    mend=(
        "Let the baseline end just before the start. If those weeks were out of the ordinary, record what happened "
        "under `factors`, so that the page shows why they are left out."
    ),
    fails=Example("baseline: 2025-12-01..2025-12-28\n", note="Nine weeks lie in between.", key=("baseline",)),
    passes=Example("baseline: 2026-01-26..2026-02-22\n", note="One week lies in between."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
