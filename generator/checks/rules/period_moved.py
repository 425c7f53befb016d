"""KPI504: a period that was changed after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.checks.moved import moved, when
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for one in moved(context, What.PERIOD):
        yield Finding(
            one.at,
            say(
                en="the period went from {before} to {after}: {when}",
                zh="活动周期由 {before} 改为 {after}：{when}",
                before=f"`{one.before}`",
                after=f"`{one.change.after}`",
                when=when(one.change),
            ),
        )


CHECK = Check(
    code="KPI504",
    name="period-moved",
    zh="活动周期在开始后改动",
    level=Level.WARNING,
    what=say(
        en="A campaign whose first or last day, or time zone, was changed after it began.",
        zh="活动开始后，起止日期或时区被改动。",
    ),
    why=say(
        en="Ending after a good week, or leaving out a bad first one, changes the result as surely as a lower "
        "target does.",
        zh="挑好的一周收尾，或者把开头差的一周去掉，跟直接调低目标值没什么两样，结果都会跟着变。",
    ),
    mend=say(
        en="Put the first period back. If the campaign really was cut short or extended, keep the first period "
        "and say what happened under `factors`.",
        zh="改回最初的周期。如果活动确实提前结束或延长，请保留最初的周期，在 `factors` 中写明情况。",
    ),
    fails=Example(
        "period: 2026-03-02..2026-03-22\n",
        note=say(
            en="Planned to 29 March; since 24 March it ends on the 22nd.",
            zh="原定到 3 月 29 日；3 月 24 日改成 22 日结束。",
        ),
        commits=(Committed("2026-02-13", ""), Committed("2026-03-24")),
        key=("period",),
    ),
    passes=Example(
        "period: 2026-03-02..2026-03-29\n",
        note=say(en="Put forward by a week before it began.", zh="开始之前就提前了一周。"),
        commits=(Committed("2026-02-01", "period: 2026-03-09..2026-03-29\n"), Committed("2026-02-13")),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
