"""KPI603 overlapping-files: whole days that stand in two files of a source."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import SOURCES, csv, march, rows
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult

_SPEC = SOURCES.replace("data/ads.csv", "data/ads-*.csv")


def _say(note: NoteResult) -> str:
    values = note.values
    days = counted(int(values["days"]), "day")
    return (
        f"{note.file} and {values['other']} hold the same {days}, {values['first']} to {values['last']}: "
        f"{counted(int(values['count']), 'row')} counted twice"
    )


CHECK = Check(
    code="KPI603",
    name="overlapping-files",
    level=Level.ERROR,
    what="Finds days that two files of the same source both hold with the same rows.",
    why="Monthly exports that share a few days count those days twice: every total is too high, by days nobody sees.",
    mend="Export so that each file begins on the day after the last one ended, or keep one file for the whole time.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _SPEC,
        {
            "data/ads-1.csv": csv(row for row in rows() if row.date <= march(8)),
            "data/ads-2.csv": csv(row for row in rows() if row.date >= march(6)),
        },
        "6, 7 and 8 March stand in both files.",
    ),
    passes=Example(
        _SPEC,
        {
            "data/ads-1.csv": csv(row for row in rows() if row.date <= march(8)),
            "data/ads-2.csv": csv(row for row in rows() if row.date > march(8)),
        },
        "The second file begins on the day after the first one ends.",
    ),
    find=from_notes(_say, "overlap"),
)
