"""KPI616 reach-added-up: people counted again on every day that is added."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun
from generator.checks.example_data import SOURCES, daily
from generator.checks.kpis import views
from generator.checks.saying import measure_title
from generator.compare.reason import Reason
from generator.compare.result import Level
from generator.spec.values import say

_SPEC = SOURCES.replace("impressions: impressions", "impressions: impressions, reach: clicks")
_TOTAL = "date,channel,impressions,clicks,cost,conversions\n2026-03-02,all,1200000,310000,14000,1400\n"


def _find(context: Context) -> Iterator[Finding]:
    if not has_begun(context):
        return
    for one in views(context):
        if one.result.reason is Reason.UNSUMMABLE:
            measure = str(one.result.reason_values.get("measure", ""))
            message = say(
                en="{title} would add up {rows} of {name}, which counts people again in each",
                zh="要算{title}，就得把 {rows}{name}加起来，而同一个人在每一行里都会再算一次",
                title=one.title,
                rows=number_of(int(one.result.reason_values.get("rows", 0)), "row", "行"),
                name=measure_title(context, measure),
            )
            yield Finding(one.at("metric"), message)


CHECK = Check(
    code="KPI616",
    name="reach-added-up",
    zh="触达人数被相加",
    level=Level.ERROR,
    what=say(
        en="Finds KPIs that would add up a measure that does not add up: reach, unique users, followers.",
        zh="KPI 会把不能相加的度量加起来，如触达人数、独立用户数、粉丝数。",
    ),
    why=say(
        en=(
            "Who sees an advertisement on Monday and on Tuesday is one person, and two in the sum of both "
            "days. The sum lies somewhere between reach and impressions and means nothing, so no value is "
            "given."
        ),
        zh=(
            "周一和周二都看到广告的是同一个人，两天相加就成了两个人。加出来的数介于触达人数和展示量之间，"
            "没有意义，因此不给出数值。"
        ),
    ),
    mend=say(
        en=(
            "Take the platform's own figure for the whole period, one row; or judge impressions, or "
            "`max(reach)` in a metric."
        ),
        zh="用平台给出的整个周期的数值，只要一行；或改为考核展示量，或在指标公式中用 `max(reach)`。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _SPEC + "kpis:\n  - {metric: reach, target: 300000}\n  - {metric: impressions, target: 1000000}\n",
        {"data/ads.csv": daily()},
        say(
            en="The column is reach by day and channel: 56 numbers that cannot be added.",
            zh="这一列是按天、按渠道的触达人数：56 个数，不能相加。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _SPEC + "kpis:\n  - {metric: reach, target: 300000}\n  - {metric: impressions, target: 1000000}\n",
        {"data/ads.csv": _TOTAL},
        say(
            en="One row for the whole period, as the platform counts it.",
            zh="整个活动期只有一行，就是平台统计的数。",
        ),
    ),
    find=_find,
)
