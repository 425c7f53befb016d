"""KPI604 total-that-differs: the file's own total is not the sum of its rows."""

from generator.checks.check import NOTHING, Check, Example
from generator.checks.example_data import daily, rows
from generator.checks.noted import from_notes
from generator.checks.saying import change, plain
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    total, rest = float(note.values["total"]), float(note.values["sum"])
    return say(
        en="the total of {column} in {file} is {total}, its rows add up to {rest}{gap}",
        zh="{file} 中 {column} 的合计为 {total}，各行之和为 {rest}{gap}",
        column=note.values["column"],
        file=note.file,
        total=plain(total),
        rest=plain(rest),
        gap=say(en=", {gap}", zh="，相差 {gap}", gap=change(rest / total - 1)) if total else NOTHING,
    )


def _total(short: int) -> str:
    every = rows()
    sums = (
        sum(row.impressions for row in every),
        sum(row.clicks for row in every),
        round(sum(row.cost for row in every), 2),
        sum(row.conversions for row in every) + short,
    )
    return f"Total,,{','.join(map(str, sums))}\n"


CHECK = Check(
    code="KPI604",
    name="total-that-differs",
    zh="合计与明细不符",
    level=Level.ERROR,
    what=say(
        en="Finds files whose own totals row does not agree with the rows above it.",
        zh="文件自带的合计行与上面各行之和不一致。",
    ),
    why=say(
        en=(
            "The platform counted one thing and exported another: rows are missing, filtered out or cut off. "
            "The result rests on the rows, so it is off by the difference."
        ),
        zh=(
            "平台统计的是一套，导出的是另一套：有些行缺失、被筛掉或被截断。结果是按各行算出来的，差额有多大，"
            "结果就偏多少。"
        ),
    ),
    mend=say(
        en=(
            "Export again without a filter and with all rows; if the platform leaves some out on purpose, say "
            "so in notes.md."
        ),
        zh="取消筛选，重新导出全部行；如果平台有意略去一部分，就在 notes.md 中写明。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily() + _total(250)},
        note=say(
            en="The totals row has 250 more conversions than the rows above it.",
            zh="合计行的转化量比上面各行之和多 250。",
        ),
    ),
    passes=Example(
        files={"data/ads.csv": daily() + _total(0)},
        note=say(
            en="The totals row agrees; it is left out and counts once.",
            zh="合计行与各行一致；它会被剔除，数据只算一次。",
        ),
    ),
    find=from_notes(_say, "totals_differ"),
)
