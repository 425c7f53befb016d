"""KPI209: a baseline that was no ordinary time."""

from collections.abc import Iterator

from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.model import Factor, FactorKind, Period

NOTABLE = 0.2
"""Share of the baseline's days from which what happened on them colours the whole."""


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.baseline is None or campaign.baseline.period is None:
        return
    before = campaign.baseline.period
    events = [factor for factor in campaign.factors if _only_before(factor, before, campaign.period)]
    days = {day for factor in events for day in factor.when.dates() if before.contains(day)}
    if len(days) >= NOTABLE * before.days:
        named = "; ".join(factor.what.said_in("en").rstrip(".") for factor in events)
        message = f"{len(days)} of the baseline's {before.days} days were out of the ordinary ({named})"
        yield Finding(baseline_key(context), message)


def _only_before(factor: Factor, before: Period, period: Period) -> bool:
    """Say whether something happened in the baseline alone; changes in counting have a check of their own."""
    return factor.kind is not FactorKind.TRACKING and factor.when.overlaps(before) and not factor.when.overlaps(period)


CHECK = Check(
    code="KPI209",
    name="unusual-baseline",
    level=Level.NOTE,
    what="Recorded factors on a fifth or more of the baseline's days that do not reach into the campaign.",
    why=(
        "A baseline stands for an ordinary time. If a sale lifted it, the campaign has to beat the sale; if a holiday "
        "or an outage held it down, the first ordinary week looks like a success."
    ),
    mend=(
        "Move the baseline to days without the event, or take the same weeks of last year if the event comes every "
        "year."
    ),
    fails=Example(
        "factors:\n  - {what: Winter sale, kind: price, when: 2026-02-09..2026-02-22, expect: higher}\n",
        note="Half of the baseline was a sale.",
        key=("baseline",),
    ),
    passes=Example(
        "factors:\n  - {what: Valentine's Day, kind: holiday, when: 2026-02-14, expect: higher}\n",
        note="One day of 28 hardly moves the comparison.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
