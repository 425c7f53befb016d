"""KPI605 total-counted-as-row: a row that is named like a total was kept, because it does not add up as one."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    count = int(note.values["count"])
    looks = "looks like a total and does" if count == 1 else "look like totals and do"
    return (
        f"{counted(count, 'row')} named “{note.values['label']}” in {note.file} {looks} not add up as one; counted as "
        "data"
    )


CHECK = Check(
    code="KPI605",
    name="total-counted-as-row",
    level=Level.WARNING,
    what="Finds rows that are named like a total but are not the sum of the others, and so were counted.",
    why=(
        "If it is a total after all, everything above it counts twice; if it is none, its name misleads the next "
        "reader."
    ),
    mend="Remove the row from the file if it is a total; give it a name that says what it is if it is not.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily() + "2026-03-29,Total of search,5000,150,90,8\n"},
        note="The last row is named like a total, but its numbers are no sum of the others.",
    ),
    passes=Example(files={"data/ads.csv": daily()}, note="Only rows of days and channels."),
    find=from_notes(_say, "looks_like_total"),
)
