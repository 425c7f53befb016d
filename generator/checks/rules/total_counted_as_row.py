"""KPI605 total-counted-as-row: a row that is named like a total was kept, because it does not add up as one."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import daily
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    count = int(note.values["count"])
    looks = "looks like a total and does" if count == 1 else "look like totals and do"
    return say(
        en=f"{{rows}} named “{{label}}” in {{file}} {looks} not add up as one; counted as data",
        zh="{file} 中有 {rows}名为“{label}”，看似合计，数值却对不上；已作为数据计入",
        rows=number_of(count, "row", "行"),
        label=note.values["label"],
        file=note.file,
    )


CHECK = Check(
    code="KPI605",
    name="total-counted-as-row",
    zh="疑似合计的行被计入",
    level=Level.WARNING,
    what=say(
        en=("Finds rows that are named like a total but are not the sum of the others, and so were counted."),
        zh="有些行的名称像合计，数值却不是其他行之和，因此被当作数据计入。",
    ),
    why=say(
        en=(
            "If it is a total after all, everything above it counts twice; if it is none, its name misleads "
            "the next reader."
        ),
        zh="如果它确实是合计，上面的数据就都算了两遍；如果不是，这个名称会误导下一个看数据的人。",
    ),
    mend=say(
        en=("Remove the row from the file if it is a total; give it a name that says what it is if it is not."),
        zh="是合计，就从文件中删掉这一行；不是，就换一个名副其实的名称。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily() + "2026-03-29,Total of search,5000,150,90,8\n"},
        note=say(
            en="The last row is named like a total, but its numbers are no sum of the others.",
            zh="最后一行的名称像合计，数值却不是其他行之和。",
        ),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="Only rows of days and channels.",
            zh="只有按日期和渠道的数据行。",
        ),
    ),
    find=from_notes(_say, "looks_like_total"),
)
