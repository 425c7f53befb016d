"""KPI506: a formula, a column or a filter that was changed after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import SOURCES
from generator.checks.example_history import begun_with
from generator.checks.moved import from_to, moved
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for one in moved(context, What.FORMULA, What.DIRECTION, What.UNIT, What.MEASURE, What.COLUMN, What.FILTER):
        yield Finding(one.at, from_to(one, context))


CHECK = Check(
    code="KPI506",
    name="metric-redefined",
    zh="指标口径在开始后改动",
    level=Level.WARNING,
    what=say(
        en="A KPI whose formula, direction or unit, or whose data by column, query or files, was changed after "
        "the campaign began.",
        zh="活动开始后，KPI 的公式、方向或单位，或取数的列、查询、文件范围被改动。",
    ),
    why=say(
        en="The same name over another number is a new KPI. It is hard to see in a report, for target and title "
        "stay as they were.",
        zh="名字没变，背后的数字换了，其实已是另一项 KPI。目标值和名称都照旧，光看报表很难发现。",
    ),
    mend=say(
        en="Put the definition back, or give the new one a metric of its own in metrics.yml. A column that was "
        "wrong from the start is mended in the open: say so in `notes.md` and waive this check with the "
        "reason.",
        zh="恢复原来的口径，或在 metrics.yml 中为新口径单设一个指标。如果列一开始就取错了，请公开更正：在 "
        "`notes.md` 中说明，并写明原因豁免本检查。",
    ),
    fails=Example(
        SOURCES.replace("conversions: conversions", "conversions: clicks"),
        note=say(
            en="Conversions are read from the column of clicks since 20 March.", zh="3 月 20 日起，转化数取自点击列。"
        ),
        commits=begun_with(SOURCES),
        key=("sources", "ads", "measures", "conversions"),
    ),
    passes=Example(
        SOURCES.replace("  ads:", "  google:"),
        note=say(
            en="The source was given another name; what is read is the same.", zh="只是数据源改了名，读的还是原来的列。"
        ),
        commits=begun_with(SOURCES),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
