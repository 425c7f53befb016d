"""KPI611 stale-data: the data end before the period (or the day of the report) does."""

from collections.abc import Iterator
from datetime import date

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAST, daily, march, without
from generator.checks.noted import noted, source_place
from generator.compare.result import Level, State
from generator.spec.values import say

_USUAL_LAG = 1
"""Days: while a campaign runs, today's numbers come tomorrow."""


def _find(context: Context) -> Iterator[Finding]:
    running = context.judged.result.campaign.state is State.RUNNING
    for note in noted(context, "ends_early"):
        last, end = (date.fromisoformat(str(note.values[key])) for key in ("last", "end"))
        behind = (end - last).days
        if behind > (_USUAL_LAG if running else 0):
            message = say(
                en="the data end on {last}, {days} before {what}, {end}",
                zh="数据到 {last} 为止，比{what}（{end}）早 {days}",
                last=last,
                days=number_of(behind, "day", "天"),
                what=(
                    say(en="the day of the report", zh="报告日")
                    if running
                    else say(en="the last day of the period", zh="活动期最后一天")
                ),
                end=end,
            )
            yield Finding(source_place(context), message)


CHECK = Check(
    code="KPI611",
    name="stale-data",
    zh="数据没有更新到最后一天",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds data that end before the campaign's period does (while it runs: more than a day before the report)."
        ),
        zh="数据在活动期结束之前就断了（活动进行中：比报告日早一天以上）。",
    ),
    why=say(
        en=(
            "The days that are missing count as nothing: a volume looks missed that may only not have been "
            "exported yet."
        ),
        zh="缺的那些天全部按零计算：一个总量看起来没有达标，也许并不是没做到，只是数据还没有导出。",
    ),
    mend=say(
        en=(
            "Export again up to the last day. If the campaign ended early, say so: shorten `period` and give "
            "the reason."
        ),
        zh="重新导出到最后一天。如果活动提前结束，就缩短 `period` 并写明原因。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={"data/ads.csv": daily(without(since=march(24), until=LAST))},
        note=say(
            en="The file ends on 23 March, the period on 29 March.",
            zh="文件到 3 月 23 日为止，活动期到 3 月 29 日。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="The file goes to the last day.",
            zh="文件一直到最后一天。",
        ),
    ),
    find=_find,
)
