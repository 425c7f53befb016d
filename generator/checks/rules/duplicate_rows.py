"""KPI602 duplicate-rows: rows that are the same in every cell as one before."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import csv, daily, rows
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    count = int(note.values["count"])
    lines = f"line {note.rows[0]}" if count == 1 else f"the first on line {note.rows[0]}"
    s = "s" if count == 1 else ""
    return f"{counted(count, 'row')} of {note.file} stand{s} in the data twice ({lines}) and count{s} twice"


CHECK = Check(
    code="KPI602",
    name="duplicate-rows",
    level=Level.WARNING,
    what="Finds rows that repeat an earlier row in every cell, in the same file or another.",
    why=(
        "Rows pasted twice or exported twice make every total too high, and a cost per lead stays the same, so that "
        "nothing looks wrong."
    ),
    mend=(
        "Remove the copies, or export again. If two rows are alike by chance (two advertisements with the same small "
        "numbers), add the column that tells them apart to the export."
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": csv((*rows(), *rows()[-4:]))}, note="The last four rows were pasted in once more."
    ),
    passes=Example(files={"data/ads.csv": daily()}, note="Each day and channel has one row."),
    find=from_notes(_say, "duplicate_rows"),
)
