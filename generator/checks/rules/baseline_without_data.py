"""KPI212: a baseline that the data covers in part, or not at all."""

from collections.abc import Iterator
from datetime import date

from generator.checks import base
from generator.checks.baseline_days import baseline_key, steps_with_data
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import days_by
from generator.checks.saying import STEPS, in_steps
from generator.compare.result import Level
from generator.data.table import Grain
from generator.spec.values import say

STEP_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}
COVERED = 0.9
"""Share of the steps from which a baseline counts as covered."""


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is None or baseline.period is None or context.data.series.empty:
        return
    found, days = steps_with_data(context, baseline.period), days_by(baseline.period, context)
    if not found:
        undated = context.data.grain is Grain.NONE
        lack = (
            say(en="the rows have no date", zh="数据没有日期")
            if undated
            else say(en="no row of the data lies in the baseline", zh="基准期没有任何数据")
        )
        message = say(
            en="{lack} ({start} to {end})",
            zh="{lack}（{start} 至 {end}）",
            lack=lack,
            start=baseline.period.start,
            end=baseline.period.end,
        )
        yield Finding(baseline_key(context), message)
        return
    step = STEP_DAYS.get(context.data.grain)
    if step is not None and len(found) < COVERED * (days // step):
        message = say(
            en="the data has rows on {found} of the baseline's {steps}, the first {first}, the last {last}",
            zh="基准期共 {steps}，有数据的只有 {found}，第一行在 {first}，最后一行在 {last}",
            found=say(en=f"{len(found)}", zh=f"{len(found)} {STEPS[context.data.grain][1]}"),
            steps=in_steps(context, days // step),
            first=found[0],
            last=found[-1],
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI212",
    name="baseline-without-data",
    zh="基准期缺数据",
    level=Level.WARNING,
    what=say(
        en="A baseline period of which the data covers less than nine tenths of the days (or weeks), or nothing.",
        zh="基准期的数据不足九成的天数（或周数），甚至一行都没有。",
    ),
    why=say(
        en="The comparison is then with fewer days than the spec says, and not with a choice anybody made. Days "
        "without a row may be days without sales, or days that were never exported; the two have opposite meanings.",
        zh="这样比较的天数比写明的少，而且少哪些天不是谁选的。没有数据的日子，可能是没有成交，也可能是没有导出，两者"
        "的意思正相反。",
    ),
    mend=say(
        en="Add the missing export, or let the baseline begin where the data does. Days on which nothing happened "
        "belong in the file as rows of 0.",
        zh="补上缺的导出文件，或让基准期从有数据的那天开始。确实什么都没发生的日子，应当写成 0 的行。",
    ),
    fails=Example(
        files={"data/ads.csv": base.ads(first=date(2026, 2, 16), days=42)},
        note=say(
            en="The file begins on 16 February, two weeks after the baseline does.",
            zh="文件从 2 月 16 日开始，比基准期晚两周。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2026-02-16..2026-03-01\n",
        {"data/ads.csv": base.ads(first=date(2026, 2, 16), days=42)},
        say(
            en="The baseline begins where the file does.",
            zh="基准期从文件的第一天开始。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
