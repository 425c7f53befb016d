"""KPI608 zero-denominator: a KPI that divides by nothing."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun
from generator.checks.example_data import LAUNCH, daily, times
from generator.checks.kpis import views
from generator.checks.saying import measure_title
from generator.compare.reason import Reason
from generator.compare.result import Level
from generator.spec.values import say

_KPIS = "kpis:\n  - {metric: cost_per_conversion, target: 15}\n  - {metric: ctr, target: 2%}\n"


def _find(context: Context) -> Iterator[Finding]:
    if not has_begun(context):
        return
    for one in views(context):
        if one.result.reason is Reason.ZERO_DENOMINATOR:
            message = say(
                en="{title} has no value: {below} add up to 0 over {rows:,} rows",
                zh="{title}没有值：{below}在 {rows:,} 行数据中合计为 0",
                title=one.title,
                below=measure_title(context, str(one.result.reason_values.get("measure", ""))),
                rows=one.result.rows,
            )
            yield Finding(one.at("metric"), message)


CHECK = Check(
    code="KPI608",
    name="zero-denominator",
    zh="分母为零",
    level=Level.ERROR,
    what=say(
        en="Finds KPIs that have no value because what they divide by is zero over the whole period.",
        zh="KPI 没有值，因为分母在整个活动期内为零。",
    ),
    why=say(
        en=(
            "A cost per lead with no leads is not a bad cost per lead, it is none: the campaign is judged "
            "without this KPI. A zero is more often a column that was not filled than a campaign that brought "
            "nothing."
        ),
        zh=(
            "一条线索都没有时，线索成本不是很差，而是不存在：判定时不计这项 KPI。出现零，"
            "更常见的原因是某一列没有填，而不是活动毫无成果。"
        ),
    ),
    mend=say(
        en=(
            "Check that the measure is mapped to the right column and that tracking ran. If it is truly zero, "
            "judge the volume."
        ),
        zh="检查该度量是否对应了正确的列、追踪是否正常。如果确实为零，就改为考核数量。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _KPIS,
        {"data/ads.csv": daily(times({"conversions": 0}, since=LAUNCH))},
        say(
            en="No conversion is recorded since the start, so there is no cost per conversion.",
            zh="活动开始以来没有任何转化记录，也就算不出单次转化成本。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="Conversions are recorded.",
            zh="转化有记录。",
        ),
    ),
    find=_find,
)
