"""KPI618 torn-rows: rows with more or fewer cells than the header."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    count = int(note.values["count"])
    how = "fewer" if note.code == "short_row" else "more"
    has = "has" if count == 1 else "have"
    return (
        f"{counted(count, 'row')} of {note.file} {has} {how} cells than there are columns, the first on line "
        f"{note.rows[0]}"
    )


def _noted(last: str) -> str:
    """Return the data with a column of notes, which is not read, and one more row."""
    head, *lines = daily().splitlines()
    return "\n".join([f"{head},note", *(f"{line}," for line in lines), last]) + "\n"


CHECK = Check(
    code="KPI618",
    name="torn-rows",
    level=Level.WARNING,
    what="Finds rows that have more or fewer cells than the header has columns.",
    why="A lost or extra separator moves the numbers behind it one column on: cost may be read as conversions.",
    mend="Look at the row. Put text that holds the separator in quotes, or export again.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": _noted("2026-03-29,display,80,31,2,1")},
        note="The last row lost its impressions: clicks are read for them, and so on; only the note is missing.",
    ),
    passes=Example(
        files={"data/ads.csv": _noted("2026-03-29,display,9000,80,31.5,2,")}, note="Every row has seven cells."
    ),
    find=from_notes(_say, "short_row", "long_row"),
)
