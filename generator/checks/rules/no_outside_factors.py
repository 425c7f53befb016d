"""KPI401 no-outside-factors: weeks of campaign, and not a word on what else happened."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun, judged_days
from generator.compare.result import Level
from generator.spec.values import say

_QUIET_UP_TO = 14
"""Days that may well pass without anything worth recording."""


def _find(context: Context) -> Iterator[Finding]:
    campaign, days = context.campaign, judged_days(context).days
    if has_begun(context) and days > _QUIET_UP_TO and not campaign.factors and not campaign.controls:
        yield Finding(
            campaign.at("period"),
            say(
                en="{days} of campaign, and no factor and no control on record",
                zh="活动已跑 {days}，却没有记录任何外部因素或对照",
                days=number_of(days, "day", "天"),
            ),
        )


CHECK = Check(
    code="KPI401",
    name="no-outside-factors",
    zh="没有记录外部因素",
    level=Level.WARNING,
    what=say(
        en="Finds campaigns of more than two weeks that record nothing of what happened around them.",
        zh="活动超过两周，却没有记录任何外部情况。",
    ),
    why=say(
        en=(
            "In some weeks there is a holiday, a competitor's sale, a price change or an outage. Nobody "
            "remembers it three months later, and then the campaign is praised or blamed for it."
        ),
        zh=("总有几周会赶上放假、竞品大促、调价或系统故障。三个月后没人还记得，功劳或过错便都算到了活动头上。"),
    ),
    mend=say(
        en=(
            "List under `factors:` what else happened, with its days and what it was expected to do; a public "
            "holiday counts. Better still, name under `controls:` a series that the campaign could not move."
        ),
        zh=(
            "在 `factors:` 下写明还发生了什么、在哪几天、预计有什么影响，法定节假日也算。"
            "更好的做法是在 `controls:` 下指定一条活动影响不到的数据作对照。"
        ),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors: []\ncontrols: []\n",
        note=say(
            en="Four weeks, and nothing is recorded.",
            zh="活动跑了四周，什么都没记。",
        ),
        key=("period",),
    ),
    passes=Example(
        "factors:\n  - "
        "{what: Competitor's spring sale, kind: competitor, when: 2026-03-16..2026-03-22, expect: lower}\n",
        note=say(
            en="One thing that happened, its days, and what it was expected to do.",
            zh="记下了一件事，日期和预计的影响都有。",
        ),
    ),
    find=_find,
)
