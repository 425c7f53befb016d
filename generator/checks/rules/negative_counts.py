"""KPI609 negative-counts: numbers below zero in a column that counts."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import daily, march, times
from generator.checks.noted import from_notes
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _say(note: NoteResult) -> Text:
    first = (
        say(en="line {line}", zh="第 {line} 行", line=note.rows[0]) if note.rows else say(en="its rows", zh="数据行")
    )
    return say(
        en="{numbers} below zero in the column {column} of {file}, from {first} on",
        zh="{file} 的 {column} 列有 {numbers}，从{first}起",
        numbers=number_of(int(note.values["count"]), "number", "个负数"),
        column=note.values["column"],
        file=note.file,
        first=first,
    )


CHECK = Check(
    code="KPI609",
    name="negative-counts",
    zh="计数为负",
    level=Level.WARNING,
    what=say(
        en="Finds numbers below zero in columns that count something or hold what was spent.",
        zh="计数列或花费列里出现负数。",
    ),
    why=say(
        en=(
            "A count cannot be negative. Mostly it is a correction booked on a later day: the total may be "
            "right, but the day is not, and neither are the trend and the interval."
        ),
        zh=("计数不可能为负。多半是冲减记在了之后的日期：总量也许没错，但那一天的数不对，趋势和区间也跟着不对。"),
    ),
    mend=say(
        en=(
            "Book corrections on the day they belong to. If negative numbers are ordinary in this measure "
            "(profit, net new followers), mark it `signed: true` in metrics.yml."
        ),
        zh=(
            "把冲减记回它所属的日期。如果该度量本来就可以为负（利润、净增粉丝），"
            "就在 metrics.yml 中标上 `signed: true`。"
        ),
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": daily(times({"conversions": -1}, since=march(17), until=march(17), channel="social"))},
        note=say(
            en="On 17 March conversions of social are below zero.",
            zh="3 月 17 日社交渠道的转化量为负。",
        ),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="No count is below zero.",
            zh="所有计数都不为负。",
        ),
    ),
    find=from_notes(_say, "negative_counts"),
)
