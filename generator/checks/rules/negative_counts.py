"""KPI609 negative-counts: numbers below zero in a column that counts."""

from generator.checks.amounts import counted
from generator.checks.check import Check, Example
from generator.checks.example_data import daily, march, times
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult


def _say(note: NoteResult) -> str:
    count = int(note.values["count"])
    first = f"line {note.rows[0]}" if note.rows else "its rows"
    return (
        f"{counted(count, 'number')} below zero in the column {note.values['column']} of {note.file}, from {first} on"
    )


CHECK = Check(
    code="KPI609",
    name="negative-counts",
    level=Level.WARNING,
    what="Finds numbers below zero in columns that count something or hold what was spent.",
    why=(
        "A count cannot be negative. Mostly it is a correction booked on a later day: the total may be right, but "
        "the day is not, and neither are the trend and the interval."
    ),
    mend=(
        "Book corrections on the day they belong to. If negative numbers are ordinary in this measure (profit, net "
        "new followers), mark it `signed: true` in metrics.yml."
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": daily(times({"conversions": -1}, since=march(17), until=march(17), channel="social"))},
        note="On 17 March conversions of social are below zero.",
    ),
    passes=Example(files={"data/ads.csv": daily()}, note="No count is below zero."),
    find=from_notes(_say, "negative_counts"),
)
