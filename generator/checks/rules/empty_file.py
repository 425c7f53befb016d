"""KPI622 empty-file: a file that holds no rows of data."""

from generator.checks.check import Check, Example
from generator.checks.example_data import SOURCES, daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say

_SPEC = SOURCES.replace("data/ads.csv", "data/ads*.csv")


def _say(note: NoteResult) -> Text:
    return say(en="{file} has a header and 0 rows of data", zh="{file} 只有表头，数据为 0 行", file=note.file)


CHECK = Check(
    code="KPI622",
    name="empty-file",
    zh="空文件",
    level=Level.WARNING,
    what=say(
        en="Finds data files without a single row of data.",
        zh="数据文件里一行数据都没有。",
    ),
    why=say(
        en="An export that failed or was filtered to nothing looks like a month without results.",
        zh="导出失败，或筛选条件把数据全都筛掉了，留下的空文件看起来就像整整一个月没有任何成果。",
    ),
    mend=say(
        en="Export the file again, or remove it if there is nothing to export.",
        zh="重新导出这个文件；如果确实没有可导出的数据，就把它删掉。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _SPEC,
        {"data/ads.csv": daily(), "data/ads-april.csv": "date,channel,impressions,clicks,cost,conversions\n"},
        say(
            en="The second file has only its header.",
            zh="第二个文件只有表头。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        _SPEC,
        {"data/ads.csv": daily()},
        say(
            en="The one file there is has rows.",
            zh="仅有的一个文件里有数据。",
        ),
    ),
    find=from_notes(_say, "no_rows"),
)
