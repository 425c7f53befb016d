"""KPI617 guessed-numbers: the file could be read in two ways, and one was taken."""

from generator.checks.check import Check, Example
from generator.checks.example_data import SOURCES, daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say

_ORDERS = {
    "day-first": say(en="day-first", zh="日在前、月在后"),
    "month-first": say(en="month-first", zh="月在前、日在后"),
}


def _say(note: NoteResult) -> Text:
    file, example, read = note.file, note.values["example"], note.values["read"]
    match note.code:
        case "decimal_guessed":
            return say(
                en="“{example}” in the column {column} of {file} was taken for {read}",
                zh="{file} 的 {column} 列中，“{example}”读作 {read}",
                example=example,
                column=note.values["column"],
                file=file,
                read=read,
            )
        case "date_order":
            return say(
                en="dates in {file} were taken for {order}: “{example}” for {read}",
                zh="{file} 中的日期按{order}读取：“{example}”读作 {read}",
                file=file,
                order=_ORDERS[str(note.values["order"])],
                example=example,
                read=read,
            )
        case _:
            return say(
                en="“{example}” in {file} was taken for the day {read}, a spreadsheet's number",
                zh="{file} 中的“{example}”是电子表格的日期序号，读作 {read}",
                example=example,
                file=file,
                read=read,
            )


_DATES = SOURCES.replace("date: date\n", "date: date\n    date_format: '%d/%m/%Y'\n")


def _slashed() -> str:
    head, *lines = daily().splitlines()
    return "\n".join([head, *(f"{line[8:10]}/{line[5:7]}/{line[:4]}{line[10:]}" for line in lines)]) + "\n"


CHECK = Check(
    code="KPI617",
    name="guessed-numbers",
    zh="数字或日期有歧义",
    level=Level.NOTE,
    what=say(
        en=("Finds numbers and dates that could be read in more than one way, and says which way was taken."),
        zh="有些数字或日期不止一种读法；这里说明采用了哪一种。",
    ),
    why=say(
        en=(
            "1.234 is a thousand to one reader and little more than one to another, and 03/04 is in March or "
            "in April. The reading was settled by other cells of the file; if it is wrong, everything is."
        ),
        zh=(
            "1.234 有人读作一千多，有人读作一点几；03/04 可以在 3 月，也可以在 4 月。采用哪种读法，"
            "是根据文件里的其他单元格确定的；一旦错了，全都会错。"
        ),
    ),
    mend=say(
        en="Say it in the source: `decimal: ','` or `date_format: '%d/%m/%Y'`. Then nothing is guessed.",
        zh="在数据源中写明：`decimal: ','` 或 `date_format: '%d/%m/%Y'`，就不用猜了。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": _slashed()},
        note=say(
            en="Dates such as 02/03/2026 could be February or March.",
            zh="02/03/2026 这样的日期，可能在 2 月，也可能在 3 月。",
        ),
    ),
    passes=Example(
        _DATES,
        {"data/ads.csv": _slashed()},
        say(
            en="The same file, with the order of day and month given.",
            zh="同一个文件，写明了日和月的顺序。",
        ),
    ),
    find=from_notes(_say, "decimal_guessed", "date_order", "excel_serial"),
)
