"""KPI210: a baseline of bare numbers."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is not None and baseline.values is not None:
        message = say(
            en="the baseline is {count}, which nothing here can confirm",
            zh="基准是手填的 {count}，这里没有数据可以核对",
            count=number_of(len(baseline.values), "bare value", "个数值"),
        )
        yield Finding(context.campaign.at("baseline", "values"), message)


CHECK = Check(
    code="KPI210",
    name="unsourced-baseline-values",
    zh="基准数值没有出处",
    level=Level.NOTE,
    what=say(
        en="A baseline given as values, not as a period or a campaign.",
        zh="基准直接写数值，而不是一段时间或一场活动。",
    ),
    why=say(
        en="A typed number carries no days, no count and no spread. It cannot be checked, nobody sees whether it was "
        "counted in the same way, and it is taken as known exactly, so the range of the change comes out too narrow.",
        zh="手填的数字没有天数、没有样本量、没有波动。它没法核对，也看不出口径是否一致，还会被当成精确值，算出的变化"
        "区间因而偏窄。",
    ),
    mend=say(
        en="Put the earlier rows into the source's files and give their period. If the data is not to be had, waive "
        "this check and say in `because` where the values come from.",
        zh="把更早的数据行放进数据源文件，再写明时间段。如果确实拿不到数据，就豁免这项检查，并在 `because` 里写明数"
        "值的来源。",
    ),
    fails=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note=say(
            en="Three numbers, and no word on where they come from.",
            zh="三个数字，没有一个字说明从哪里来。",
        ),
        key=("baseline", "values"),
    ),
    passes=Example(
        "baseline: 2026-02-02..2026-03-01\n",
        note=say(
            en="The days are in the file, and anyone can add them up.",
            zh="数据就在文件里，谁都可以加一遍。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
