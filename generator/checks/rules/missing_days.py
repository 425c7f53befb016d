"""KPI601 missing-days: days inside the period that no row is dated."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import daily, march, without
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    values = note.values
    if note.code == "starts_late":
        return f"the data start on {values['first']}, and the period on {values['start']}"
    count, first, last = int(values["count"]), values["first"], values["last"]
    between = f", {first}" if count == 1 else f", the first {first}, the last {last}"
    return f"{counted(count, 'step')} of the period {'has' if count == 1 else 'have'} no row{between}"


CHECK = Check(
    code="KPI601",
    name="missing-days",
    level=Level.WARNING,
    what="Finds days (or weeks, or months) inside the campaign's period for which there is no row.",
    why=(
        "A day without a row may be a day on which nothing happened or a day that was never exported. A total is too "
        "low by whatever the lost day brought, and a rate leaves the day out without a word."
    ),
    mend=(
        "Export the whole period again. If nothing ran on those days, let the export write them as zeros, or say in "
        "`factors:` that the campaign paused."
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily(without(since=march(10), until=march(12)))},
        note="There is no row for 10, 11 and 12 March.",
    ),
    passes=Example(files={"data/ads.csv": daily()}, note="Every day from 2 to 29 March has its rows."),
    find=from_notes(_say, "missing_days", "starts_late"),
)
