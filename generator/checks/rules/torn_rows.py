"""KPI618 torn-rows: rows with more or fewer cells than the header."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    count = int(note.values["count"])
    has = "has" if count == 1 else "have"
    return say(
        en=f"{{rows}} of {{file}} {has} {{how}} cells than there are columns, the first on line {{line}}",
        zh="{file} 有 {rows}的单元格比列数{how}，最早在第 {line} 行",
        rows=number_of(count, "row", "行"),
        file=note.file,
        how=say(en="fewer", zh="少") if note.code == "short_row" else say(en="more", zh="多"),
        line=note.rows[0],
    )


def _noted(last: str) -> str:
    """Return the data with a column of notes, which is not read, and one more row."""
    head, *lines = daily().splitlines()
    return "\n".join([f"{head},note", *(f"{line}," for line in lines), last]) + "\n"


CHECK = Check(
    code="KPI618",
    name="torn-rows",
    zh="单元格错位的行",
    level=Level.WARNING,
    what=say(
        en="Finds rows that have more or fewer cells than the header has columns.",
        zh="有些行的单元格比表头的列数多或少。",
    ),
    why=say(
        en=("A lost or extra separator moves the numbers behind it one column on: cost may be read as conversions."),
        zh="分隔符丢了一个或多了一个，它后面的数就会整体错开一列：比如说，花费可能被当成转化来读。",
    ),
    mend=say(
        en="Look at the row. Put text that holds the separator in quotes, or export again.",
        zh="查看这一行。含有分隔符的文本要用引号括起来，或重新导出。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": _noted("2026-03-29,display,80,31,2,1")},
        note=say(
            en=("The last row lost its impressions: clicks are read for them, and so on; only the note is missing."),
            zh="最后一行缺了展示量：点击量被当成展示量，依次错位，看上去只是少了备注。",
        ),
    ),
    passes=Example(
        files={"data/ads.csv": _noted("2026-03-29,display,9000,80,31.5,2,")},
        note=say(
            en="Every row has seven cells.",
            zh="每行都有七个单元格。",
        ),
    ),
    find=from_notes(_say, "short_row", "long_row"),
)
