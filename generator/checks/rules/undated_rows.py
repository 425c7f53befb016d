"""KPI619 undated-rows: rows that no day can be given to, beside rows that have one."""

from generator.checks.base import FIRST
from generator.checks.check import Check, Example
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say

_UNDATED = SPLIT.replace("files: data/results.csv\n    date: date", "files: data/results.csv\n    date: none")


def _say(note: NoteResult) -> Text:
    source = note.values["source"]
    if note.code == "no_date_column":
        return say(
            en="no date column was found in `{source}`: all of its rows count, whenever they were",
            zh="`{source}` 中没有找到日期列：所有行不论哪天都会计入",
            source=source,
        )
    return say(
        en="there are no dates in `{source}`: all of its rows count, whenever they were",
        zh="`{source}` 没有日期：所有行不论哪天都会计入",
        source=source,
    )


CHECK = Check(
    code="KPI619",
    name="undated-rows",
    zh="没有日期的行",
    level=Level.WARNING,
    what=say(
        en="Finds sources without dates beside sources that have them, or without anyone having said so.",
        zh="有的数据源没有日期，而其他数据源有；或没有日期，却没人写明。",
    ),
    why=say(
        en=(
            "Rows without a date cannot be cut to the period. They all count for the campaign, those of other "
            "months too, and none counts for the baseline."
        ),
        zh="没有日期的行无法按活动期截取：它们全部算进活动，其他月份的也不例外，基准期则一行也分不到。",
    ),
    mend=say(
        en=("Export with a date column and name it under `date:`. If the file is the period, say `date: none`."),
        zh="导出时带上日期列，并在 `date:` 中写明列名。如果文件正好就是整个活动期，就写 `date: none`。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _UNDATED,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en=(
                "Costs are cut to the campaign's days; conversions, read without their dates, are those of eight weeks."
            ),
            zh="花费按活动的日期截取；转化没有读取日期，算的是整整八周。",
        ),
        key=("sources", "results", "files"),
    ),
    passes=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Both sources name their date column.",
            zh="两个数据源都写明了日期列。",
        ),
    ),
    find=from_notes(_say, "undated_source", "no_date_column"),
)
