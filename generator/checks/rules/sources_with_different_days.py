"""KPI620 sources-with-different-days: days that one source has and another lacks."""

from generator.checks.amounts import counted
from generator.checks.base import FIRST
from generator.checks.check import Check, Example
from generator.checks.example_data import LAST, SPLIT, costs, march, results
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    values = note.values
    return (
        f"{counted(int(values['count']), 'day')} of the period, from {values['first']} on, with rows in "
        f"`{values['source']}` and none in `{values['other']}`"
    )


CHECK = Check(
    code="KPI620",
    name="sources-with-different-days",
    level=Level.WARNING,
    what="Finds days inside the period that one source has rows for and another has not.",
    why=(
        "A cost per order divides what one source says by what another says. Days with cost and no orders, only "
        "because the orders were exported earlier, make it look dear."
    ),
    mend="Export all sources for the same days, up to the same last day.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, march(24))},
        "Costs go to 29 March, conversions to 24 March.",
        key=("sources", "costs", "files"),
    ),
    passes=Example(
        SPLIT,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Both sources go to 29 March.",
    ),
    find=from_notes(_say, "source_days_differ"),
)
