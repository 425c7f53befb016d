"""KPI622 empty-file: a file that holds no rows of data."""

from generator.checks.check import Check, Example
from generator.checks.example_data import SOURCES, daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult

_SPEC = SOURCES.replace("data/ads.csv", "data/ads*.csv")


def _say(note: NoteResult) -> str:
    return f"{note.file} has a header and 0 rows of data"


CHECK = Check(
    code="KPI622",
    name="empty-file",
    level=Level.WARNING,
    what="Finds data files without a single row of data.",
    why="An export that failed or was filtered to nothing looks like a month without results.",
    mend="Export the file again, or remove it if there is nothing to export.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _SPEC,
        {"data/ads.csv": daily(), "data/ads-april.csv": "date,channel,impressions,clicks,cost,conversions\n"},
        "The second file has only its header.",
        key=("sources", "ads", "files"),
    ),
    passes=Example(_SPEC, {"data/ads.csv": daily()}, "The one file there is has rows."),
    find=from_notes(_say, "no_rows"),
)
