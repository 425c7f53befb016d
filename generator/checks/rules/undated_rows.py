"""KPI619 undated-rows: rows that no day can be given to, beside rows that have one."""

from generator.checks.base import FIRST
from generator.checks.check import Check, Example
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult

_UNDATED = SPLIT.replace("files: data/results.csv\n    date: date", "files: data/results.csv\n    date: none")


def _say(note: NoteResult) -> str:
    said = "no date column was found in" if note.code == "no_date_column" else "there are no dates in"
    return f"{said} `{note.values['source']}`: all of its rows count, whenever they were"


CHECK = Check(
    code="KPI619",
    name="undated-rows",
    level=Level.WARNING,
    what="Finds sources without dates beside sources that have them, or without anyone having said so.",
    why=(
        "Rows without a date cannot be cut to the period. They all count for the campaign, those of other months "
        "too, and none counts for the baseline."
    ),
    mend="Export with a date column and name it under `date:`. If the file is the period, say `date: none`.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _UNDATED,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Costs are cut to the campaign's days; conversions, read without their dates, are those of eight weeks.",
        key=("sources", "results", "files"),
    ),
    passes=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Both sources name their date column.",
    ),
    find=from_notes(_say, "undated_source", "no_date_column"),
)
