"""KPI202: a baseline of less than two weeks."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.baseline_days import baseline_key
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level

TWO_WEEKS = 14


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is not None and baseline.period is not None and baseline.period.days < TWO_WEEKS:
        length = counted(baseline.period.days, "day")
        message = f"the baseline is {length} long; in fewer than {TWO_WEEKS} one odd day counts for too much"
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI202",
    name="short-baseline",
    level=Level.WARNING,
    what="A baseline period of fewer than 14 days.",
    why=(
        "Days differ: weekends, paydays, a newsletter. Over a week one odd day moves the average by a seventh of its "
        "oddness. Below two weeks of days no trustworthy range can be given for the change either, so that a real gain "
        "and a lucky week look the same."
    ),
    mend="Take at least two whole weeks, better four or as many as the campaign has.",
    fails=Example(
        "baseline: 2026-02-23..2026-03-01\n",
        note="One week; had it been an odd one, nobody would know.",
        key=("baseline",),
    ),
    passes=Example("baseline: 2026-02-02..2026-03-01\n", note="Four weeks, as long as the campaign."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
