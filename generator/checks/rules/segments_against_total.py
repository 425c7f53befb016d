"""KPI703 segments-against-total: every segment went one way and the whole the other (Simpson's paradox)."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAUNCH, both, daily, times
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say

_KPIS = "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n"
_SHIFT = both(
    times({"impressions": 4, "clicks": 4, "cost": 4, "conversions": 4}, since=LAUNCH, channel="social"),
    times({"impressions": 0.5, "clicks": 0.5, "cost": 0.5, "conversions": 0.5}, since=LAUNCH, channel="search"),
)
_ROSE, _FELL = say(en="rose", zh="上升"), say(en="fell", zh="下降")


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        change = one.result.change
        for dimension in change.simpson if change else ():
            if change is None:
                continue
            way, other = (_ROSE, _FELL) if change.to < change.from_ else (_FELL, _ROSE)
            number = sum(part.dimension == dimension for part in change.segments)
            message = say(
                en="{title} {other} from {before} to {after}, and {way} in each of {segments} of {dimension}: their "
                "shares changed",
                zh="{title}整体从 {before} {other}到 {after}，{dimension} 的 {segments}却都在{way}：变的是各自的占比",
                title=one.title,
                other=other,
                before=one.amount(change.from_),
                after=one.amount(change.to),
                way=way,
                segments=number_of(number, "segment", "个细分"),
                dimension=dimension,
            )
            yield Finding(one.at("metric"), message)


CHECK = Check(
    code="KPI703",
    name="segments-against-total",
    zh="细分与总体走势相反",
    level=Level.WARNING,
    what=say(
        en=("Finds KPIs that moved one way as a whole and the other way in every segment (Simpson's paradox)."),
        zh="KPI 整体朝一个方向变动，每个细分却都朝相反的方向变动（辛普森悖论）。",
    ),
    why=say(
        en=(
            "More of the traffic came from where the rate is low. The total then says the campaign got worse "
            "although every channel got better, and whoever acts on it repairs what is not broken."
        ),
        zh=("来自低比率渠道的流量变多了。总体数字说活动变差了，其实每个渠道都变好了；照总体去改，修的是没坏的地方。"),
    ),
    mend=say(
        en=("Judge the segments against targets of their own (`segments:`), and the mix as a question of its own."),
        zh="给各细分单独设目标（`segments:`），流量结构则当作另一个问题来看。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS,
        {"data/ads.csv": daily(_SHIFT)},
        say(
            en=(
                "Both channels convert better than before, but social, which converts less, grew to four times its "
                "size."
            ),
            zh="两个渠道的转化率都比以前高，但转化率较低的社交渠道扩大到了原来的四倍。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="Both channels and the total improved.",
            zh="两个渠道和总体都有改善。",
        ),
    ),
    find=_find,
)
