"""KPI601 missing-days: days inside the period that no row is dated."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily, march, without
from generator.checks.noted import noted, place
from generator.checks.saying import in_steps
from generator.compare.result import Level, NoteResult
from generator.spec.values import Text, say


def _find(context: Context) -> Iterator[Finding]:
    for note in noted(context, "missing_days", "starts_late"):
        yield Finding(place(context, note), _say(context, note))


def _say(context: Context, note: NoteResult) -> Text:
    values = note.values
    if note.code == "starts_late":
        return say(
            en="the data start on {first}, and the period on {start}",
            zh="数据从 {first} 才开始，而活动期从 {start} 开始",
            first=values["first"],
            start=values["start"],
        )
    count, first, last = int(values["count"]), values["first"], values["last"]
    steps = in_steps(context, count)
    if count == 1:
        return say(
            en="{steps} of the period has no row, {first}",
            zh="活动期内有 {steps}没有数据：{first}",
            steps=steps,
            first=first,
        )
    return say(
        en="{steps} of the period have no row, the first {first}, the last {last}",
        zh="活动期内有 {steps}没有数据，最早 {first}，最晚 {last}",
        steps=steps,
        first=first,
        last=last,
    )


CHECK = Check(
    code="KPI601",
    name="missing-days",
    zh="活动期内缺少数据",
    level=Level.WARNING,
    what=say(
        en="Finds days (or weeks, or months) inside the campaign's period for which there is no row.",
        zh="活动期内有些天（或周、月）一行数据都没有。",
    ),
    why=say(
        en=(
            "A day without a row may be a day on which nothing happened or a day that was never exported. A "
            "total is too low by whatever the lost day brought, and a rate leaves the day out without a word."
        ),
        zh=(
            "没有数据的一天，可能当天确实没有量，也可能根本没有导出。总量会少算这一天的成果，"
            "比率则不声不响地跳过这一天。"
        ),
    ),
    mend=say(
        en=(
            "Export the whole period again. If nothing ran on those days, let the export write them as zeros, "
            "or say in `factors:` that the campaign paused."
        ),
        zh="把整个活动期重新导出。如果那几天确实停投，就让导出文件写 0，或在 `factors:` 中注明活动暂停。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily(without(since=march(10), until=march(12)))},
        note=say(
            en="There is no row for 10, 11 and 12 March.",
            zh="3 月 10、11、12 日没有数据。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="Every day from 2 to 29 March has its rows.",
            zh="3 月 2 日至 29 日每天都有数据。",
        ),
    ),
    find=_find,
)
