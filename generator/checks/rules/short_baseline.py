"""KPI202: a baseline of less than two weeks."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say

TWO_WEEKS = 14


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is not None and baseline.period is not None and baseline.period.days < TWO_WEEKS:
        message = say(
            en="the baseline is {length} long; in fewer than {least} one odd day counts for too much",
            zh="基准期只有 {length}；不足 {least} 天，一天反常就会影响太大",
            length=number_of(baseline.period.days, "day", "天"),
            least=TWO_WEEKS,
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI202",
    name="short-baseline",
    zh="基准期太短",
    level=Level.WARNING,
    what=say(
        en="A baseline period of fewer than 14 days.",
        zh="基准期不足 14 天。",
    ),
    why=say(
        en="Days differ: weekends, paydays, a newsletter. Over a week one odd day moves the average by a seventh of "
        "its oddness. Below two weeks of days no trustworthy range can be given for the change either, so that a "
        "real gain and a lucky week look the same.",
        zh="每天的情况不一样：周末、发薪日、一封促销邮件。只有一周，某一天偏离多少，均值就跟着偏七分之一。不足两周，也给不"
        "出可信的变化区间，真提升和运气好的一周看上去没有两样。",
    ),
    mend=say(
        en="Take at least two whole weeks, better four or as many as the campaign has.",
        zh="至少取完整的两周，最好四周，或与活动一样长。",
    ),
    fails=Example(
        "baseline: 2026-02-23..2026-03-01\n",
        note=say(
            en="One week; had it been an odd one, nobody would know.",
            zh="只有一周；就算这一周反常，也没人看得出来。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2026-02-02..2026-03-01\n",
        note=say(
            en="Four weeks, as long as the campaign.",
            zh="四周，与活动一样长。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
