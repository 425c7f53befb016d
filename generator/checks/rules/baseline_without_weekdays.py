"""KPI205: a baseline in which some weekdays do not occur."""

from collections.abc import Iterator

from generator.checks.baseline_days import baseline_key, steps_with_data
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.saying import WEEKDAYS, listed
from generator.compare.result import Level
from generator.data.table import Grain
from generator.spec.values import say

NAMES = tuple(say(en="{day}s", zh="{day}", day=day) for day in WEEKDAYS)


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is None or baseline.period is None or context.data.grain is not Grain.DAY:
        return
    before = {day.weekday() for day in steps_with_data(context, baseline.period)}
    after = {day.weekday() for day in steps_with_data(context, context.campaign.period)}
    if before and (lacking := sorted(after - before)):
        message = say(
            en="the campaign has {named} and the baseline has none, so the two cannot be compared weekday by weekday",
            zh="活动里有{named}，基准期里没有，两者无法按星期几对应比较",
            named=listed([NAMES[weekday] for weekday in lacking], len(NAMES)),
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI205",
    name="baseline-without-weekdays",
    zh="基准期缺少部分星期几",
    level=Level.WARNING,
    what=say(
        en="Daily data in which the campaign has weekdays that the baseline lacks.",
        zh="数据按天记录，活动里有的星期几，基准期里没有。",
    ),
    why=say(
        en="Weekends and weekdays sell differently. Where both periods have all seven, the baseline is weighted to "
        "the campaign's weekdays before they are compared. A weekday that is missing cannot be weighted: part of the "
        "difference is then Saturday against Tuesday.",
        zh="周末和工作日的销售不一样。两边七天都齐，对比前会按活动的星期分布给基准加权。缺了某个星期几就没法加权，差"
        "异里便混进了拿星期六比星期二的成分。",
    ),
    mend=say(
        en="Let the baseline begin and end so that it holds whole weeks. If weekends are missing from the file, look "
        "at the export first.",
        zh="让基准期从头到尾都是完整的周。如果文件里缺周末，先查导出是否有问题。",
    ),
    fails=Example(
        "baseline: 2026-02-23..2026-02-27\n",
        note=say(
            en="Monday to Friday before, whole weeks after.",
            zh="基准期只有星期一到星期五，活动却是整周。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2026-02-02..2026-03-01\n",
        note=say(
            en="Four whole weeks on both sides.",
            zh="两边都是完整的四周。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
