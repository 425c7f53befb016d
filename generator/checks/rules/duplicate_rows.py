"""KPI602 duplicate-rows: rows that are the same in every cell as one before."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import csv, daily, rows
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    count = int(note.values["count"])
    one = count == 1
    return say(
        en=(
            "{rows} of {file} stands in the data twice (line {line}) and counts twice"
            if one
            else "{rows} of {file} stand in the data twice (the first on line {line}) and count twice"
        ),
        zh=f"{{file}} 有 {{rows}}重复（{'' if one else '最早在'}第 {{line}} 行），算了两次",
        rows=number_of(count, "row", "行"),
        file=note.file,
        line=note.rows[0],
    )


CHECK = Check(
    code="KPI602",
    name="duplicate-rows",
    zh="重复的数据行",
    level=Level.WARNING,
    what=say(
        en="Finds rows that repeat an earlier row in every cell, in the same file or another.",
        zh="有些行与前面某一行（同一文件或另一文件中）每个单元格都相同。",
    ),
    why=say(
        en=(
            "Rows pasted twice or exported twice make every total too high, and a cost per lead stays the "
            "same, so that nothing looks wrong."
        ),
        zh="同样的行粘贴两次或导出两次，会让所有总量偏高，而线索成本却保持不变，所以看不出任何异常。",
    ),
    mend=say(
        en=(
            "Remove the copies, or export again. If two rows are alike by chance (two advertisements with the "
            "same small numbers), add the column that tells them apart to the export."
        ),
        zh=("删掉重复的行，或重新导出。如果两行只是碰巧相同（两条广告的数字都很小），就在导出时加上能区分它们的列。"),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": csv((*rows(), *rows()[-4:]))},
        note=say(
            en="The last four rows were pasted in once more.",
            zh="最后四行被多粘贴了一次。",
        ),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="Each day and channel has one row.",
            zh="每天每个渠道各一行。",
        ),
    ),
    find=from_notes(_say, "duplicate_rows"),
)
