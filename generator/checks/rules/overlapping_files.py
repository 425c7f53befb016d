"""KPI603 overlapping-files: whole days that stand in two files of a source."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import SOURCES, csv, march, rows
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say

_SPEC = SOURCES.replace("data/ads.csv", "data/ads-*.csv")


def _say(note: NoteResult) -> Text:
    values = note.values
    return say(
        en="{file} and {other} hold the same {days}, {first} to {last}: {rows} counted twice",
        zh="{file} 与 {other} 含有相同的 {days}（{first} 至 {last}）：{rows}算了两次",
        file=note.file,
        other=values["other"],
        days=number_of(int(values["days"]), "day", "天"),
        first=values["first"],
        last=values["last"],
        rows=number_of(int(values["count"]), "row", "行"),
    )


CHECK = Check(
    code="KPI603",
    name="overlapping-files",
    zh="文件日期重叠",
    level=Level.ERROR,
    what=say(
        en="Finds days that two files of the same source both hold with the same rows.",
        zh="同一数据源的两个文件里，有几天的数据行完全相同。",
    ),
    why=say(
        en=(
            "Monthly exports that share a few days count those days twice: every total is too high, by days "
            "nobody sees."
        ),
        zh="按月导出的文件如果有几天重叠，这几天就会算两次：所有总量都偏高，而没人看得出多在哪几天。",
    ),
    mend=say(
        en=(
            "Export so that each file begins on the day after the last one ended, or keep one file for the whole time."
        ),
        zh="导出时让每个文件从上一个文件结束的次日开始，或全程只保留一个文件。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _SPEC,
        {
            "data/ads-1.csv": csv(row for row in rows() if row.date <= march(8)),
            "data/ads-2.csv": csv(row for row in rows() if row.date >= march(6)),
        },
        say(
            en="6, 7 and 8 March stand in both files.",
            zh="3 月 6、7、8 日在两个文件里都有。",
        ),
    ),
    passes=Example(
        _SPEC,
        {
            "data/ads-1.csv": csv(row for row in rows() if row.date <= march(8)),
            "data/ads-2.csv": csv(row for row in rows() if row.date > march(8)),
        },
        say(
            en="The second file begins on the day after the first one ends.",
            zh="第二个文件从第一个文件结束的次日开始。",
        ),
    ),
    find=from_notes(_say, "overlap"),
)
