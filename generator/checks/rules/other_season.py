"""KPI206: a baseline from another time of the year."""

from collections.abc import Iterator

from generator.checks.baseline_days import apart_in_year, baseline_key, middle
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.model import Period
from generator.spec.values import Text, say

QUARTER = 92
LONG = 183
"""Days from which a period spans seasons itself."""


def _find(context: Context) -> Iterator[Finding]:
    baseline, period = context.campaign.baseline, context.campaign.period
    if baseline is None or baseline.period is None or max(baseline.period.days, period.days) > LONG:
        return
    apart = apart_in_year(baseline.period, period)
    if apart > QUARTER:
        message = say(
            en="the baseline lies around {before} and the campaign around {during}, {apart:.0f} days apart in the "
            "year: part of any difference is the season",
            zh="基准期在 {before} 前后，活动在 {during} 前后，在一年中相差 {apart:.0f} 天：两者之差有一部分来自季节",
            before=_day(baseline.period),
            during=_day(period),
            apart=apart,
        )
        yield Finding(baseline_key(context), message)


def _day(period: Period) -> Text:
    day = middle(period)
    return say(en=f"{day.day} {day:%B}", zh=f"{day.month} 月 {day.day} 日")


CHECK = Check(
    code="KPI206",
    name="other-season",
    zh="基准期取自另一个季节",
    level=Level.WARNING,
    what=say(
        en="A baseline period whose middle lies more than a quarter of a year from the campaign's, whatever the year.",
        zh="不论哪一年，基准期的中点与活动的中点在一年中的位置相差超过一个季度。",
    ),
    why=say(
        en="People buy differently in January and in June. Set against another season, a campaign is credited with "
        "the spring or blamed for the summer.",
        zh="一月和六月的购买习惯不同。拿另一个季节来比，春天的旺会记成活动的功劳，夏天的淡会算成活动的过错。",
    ),
    mend=say(
        en="Take the weeks just before the start, or the same weeks a year earlier. If neither is to be had, name a "
        "control under `controls`, a series that the season moves and the campaign does not.",
        zh="取活动开始前的几周，或去年同期的几周。两者都没有，就在 `controls` 下指定对照序列：随季节变动、但不受本活"
        "动影响的数据。",
    ),
    fails=Example(
        "baseline: 2025-09-01..2025-09-28\n",
        note=say(
            en="September against March.",
            zh="拿九月和三月比。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2025-03-03..2025-03-30\n",
        note=say(
            en="The same four weeks a year earlier.",
            zh="去年同期的四周。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
