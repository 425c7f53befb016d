"""KPI702 too-little-data: a verdict on so little that no range can be given for it."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import FINAL
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.named import VERDICTS
from generator.checks.saying import in_steps
from generator.compare.reason import Reason
from generator.compare.result import Level
from generator.spec.values import say

_SHORT = "period: 2026-03-02..2026-03-08\n"
_KPIS = "kpis:\n  - {metric: cost_per_click, target: 0.7}\n"


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        result = one.result
        if result.verdict in FINAL and result.interval is None and result.reason is Reason.TOO_FEW_STEPS:
            message = say(
                en="{title} is {verdict} on {steps} of data; at least {needed} are needed to say how sure that is",
                zh="{title}判为{verdict}，只依据了 {steps}的数据；至少要有 {needed} 个数据点，才说得出有多大把握",
                title=one.title,
                verdict=VERDICTS[result.verdict],
                steps=in_steps(context, result.days),
                needed=int(result.reason_values.get("needed", 0)),
            )
            yield Finding(one.at("metric"), message)


CHECK = Check(
    code="KPI702",
    name="too-little-data",
    zh="数据太少",
    level=Level.NOTE,
    what=say(
        en=("Finds verdicts on fewer than fourteen days (or weeks) of a figure whose counts give no range either."),
        zh="判定所依据的数据不到十四天（或周），又没有计数可以用来推算区间。",
    ),
    why=say(
        en=(
            "A week shows what a cost was, not how much it swings from week to week. The verdict is true of "
            "those days; whether it would hold again is not known."
        ),
        zh=("一周的数据看得出成本是多少，看不出每周波动有多大。判定对这几天成立，下次还成不成立就不知道了。"),
    ),
    mend=say(
        en=("Let the campaign run for two weeks at least before it is judged, or use daily instead of weekly data."),
        zh="活动至少跑满两周再判定，或把周数据换成日数据。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _SHORT + _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="Seven days of a cost per click.",
            zh="平均点击价格只有七天的数据。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="Twenty-eight days of it.",
            zh="有二十八天的数据。",
        ),
    ),
    find=_find,
)
