"""KPI209: a baseline that was no ordinary time."""

from collections.abc import Iterator

from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.saying import unended
from generator.compare.result import Level
from generator.spec.model import Factor, FactorKind, Period
from generator.spec.values import say
from generator.text import joined

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
        message = say(
            en="{count} of the baseline's {days} days were out of the ordinary ({named})",
            zh="基准期的 {days} 天里有 {count} 天情况反常（{named}）",
            count=len(days),
            days=before.days,
            named=joined([unended(factor.what) for factor in events], "; ", "；"),
        )
        yield Finding(baseline_key(context), message)


def _only_before(factor: Factor, before: Period, period: Period) -> bool:
    """Say whether something happened in the baseline alone; changes in counting have a check of their own."""
    return factor.kind is not FactorKind.TRACKING and factor.when.overlaps(before) and not factor.when.overlaps(period)


CHECK = Check(
    code="KPI209",
    name="unusual-baseline",
    zh="基准期情况反常",
    level=Level.NOTE,
    what=say(
        en="Recorded factors on a fifth or more of the baseline's days that do not reach into the campaign.",
        zh="基准期中五分之一或更多的天数记有因素，而这些因素没有延续到活动期间。",
    ),
    why=say(
        en="A baseline stands for an ordinary time. If a sale lifted it, the campaign has to beat the sale; if a "
        "holiday or an outage held it down, the first ordinary week looks like a success.",
        zh="基准代表平常时候。如果大促抬高了它，活动就得跟大促比；如果假期或故障压低了它，恢复正常的第一周看着就像成"
        "功。",
    ),
    mend=say(
        en="Move the baseline to days without the event, or take the same weeks of last year if the event comes "
        "every year.",
        zh="把基准期移到没有这类事件的日子；如果这件事每年都有，就取去年同期。",
    ),
    fails=Example(
        "factors:\n  - {what: Winter sale, kind: price, when: 2026-02-09..2026-02-22, expect: higher}\n",
        note=say(
            en="Half of the baseline was a sale.",
            zh="基准期有一半时间在大促。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "factors:\n  - {what: Valentine's Day, kind: holiday, when: 2026-02-14, expect: higher}\n",
        note=say(
            en="One day of 28 hardly moves the comparison.",
            zh="28 天里的一天，对结果几乎没有影响。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
