"""KPI204: a baseline that is short beside the campaign."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.rules.short_baseline import TWO_WEEKS
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    baseline, period = context.campaign.baseline, context.campaign.period
    if baseline is None or baseline.period is None or baseline.period.days < TWO_WEEKS:
        return
    if 2 * baseline.period.days < period.days:
        message = say(
            en="{before} of baseline stand against {during} of campaign",
            zh="基准期只有 {before}，活动却有 {during}",
            before=number_of(baseline.period.days, "day", "天"),
            during=number_of(period.days, "day", "天"),
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI204",
    name="much-shorter-baseline",
    zh="基准期远短于活动",
    level=Level.NOTE,
    what=say(
        en="A baseline of two weeks or more that is less than half as long as the campaign.",
        zh="基准期有两周或更长，但不到活动的一半。",
    ),
    why=say(
        en="Totals are compared per day and rates as they are, so the lengths may differ. But a short baseline "
        "cannot show the ups and downs that a long campaign goes through (month ends, holidays, the season), and its "
        "own luck stays in the comparison.",
        zh="总量按日均比较，比率直接比较，所以长短可以不同。但短的基准期看不到长活动会经历的起伏（月末、节假日、季节），"
        "它自己那几周的运气也会留在对比里。",
    ),
    mend=say(
        en="Reach further back, until the baseline is at least half as long as the campaign, or take the same weeks "
        "of last year.",
        zh="往前多取一些，至少达到活动的一半，或取去年同期的几周。",
    ),
    fails=Example(
        "period: 2026-03-02..2026-05-03\nas_of: 2026-05-10\nbaseline: 2026-02-09..2026-03-01\n",
        note=say(
            en="Three weeks against nine.",
            zh="三周对九周。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "period: 2026-03-02..2026-03-29\nbaseline: 2026-02-09..2026-03-01\n",
        note=say(
            en="Three weeks against four.",
            zh="三周对四周。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
