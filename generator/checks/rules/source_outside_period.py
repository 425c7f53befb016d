"""KPI613 source-outside-period: none of a source's rows lies inside the campaign's period."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.base import FIRST
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun, judged_days
from generator.checks.example_data import LAST, LAUNCH, SPLIT, costs, results
from generator.checks.noted import source_place
from generator.compare.frames import WHOLE
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    if not has_begun(context):
        return
    inside = context.table.total("campaign", WHOLE).by_source
    days = judged_days(context)
    for source in context.campaign.sources:
        rows = sum(record.rows for record in context.data.files if record.source == source)
        if rows and inside.get(source) == 0:
            yield Finding(
                source_place(context, source=source),
                say(
                    en="`{source}` has {rows}, and none between {start} and {end}",
                    zh="`{source}` 有 {rows}数据，没有一行在 {start} 至 {end} 之间",
                    source=source,
                    rows=number_of(rows, "row", "行"),
                    start=days.start,
                    end=days.end,
                ),
            )


CHECK = Check(
    code="KPI613",
    name="source-outside-period",
    zh="数据不在活动期内",
    level=Level.ERROR,
    what=say(
        en="Finds sources that have rows, but none inside the campaign's period.",
        zh="数据源有数据，却没有一行落在活动期内。",
    ),
    why=say(
        en=(
            "It is the wrong file, the wrong year, or day and month were swapped; what it should have brought "
            "counts as nothing."
        ),
        zh="要么文件拿错了，要么年份不对，要么日和月写颠倒了；这个数据源本该带来的成果全部按零计算。",
    ),
    mend=say(
        en=(
            "Compare the dates in the file with `period`, and say how they are written (`date_format`) if they "
            "look right."
        ),
        zh="核对文件里的日期与 `period`；如果日期看着没错，就写明日期的格式（`date_format`）。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAUNCH.replace(day=1))},
        say(
            en="The conversions are those of February alone.",
            zh="转化数据只有 2 月的。",
        ),
        key=("sources", "results", "files"),
    ),
    passes=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Both sources have rows in March.",
            zh="两个数据源在 3 月都有数据。",
        ),
    ),
    find=_find,
)
