"""KPI606 partial-last-day: the last day of the data is far below its weekday's level in everything."""

from collections.abc import Iterator

import numpy as np

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import LAST, daily, times
from generator.checks.noted import noted, place, source_place
from generator.checks.saying import day_of, measure_title, plain
from generator.compare.frames import WHOLE, Floats, day_number
from generator.compare.result import Level
from generator.data.table import Grain
from generator.spec.values import Text, say
from generator.text import joined

_SHARE = 0.5
"""Below this share of its weekday's median a day may be cut short."""
_LEAST_BEFORE = 3
"""Same weekdays before it that show what is usual."""
_LEAST_COUNT = 20
"""A measure that comes to less on a usual day falls by half by chance."""


def _find(context: Context) -> Iterator[Finding]:
    for note in noted(context, "incomplete_flag"):
        message = say(
            en="{file} says itself that it is not complete: “{text}”",
            zh="{file} 自己注明数据不完整：“{text}”",
            file=note.file,
            text=note.values["text"],
        )
        yield Finding(place(context, note), message)
    if context.data.grain is not Grain.DAY:
        return
    steps = context.table.steps(WHOLE)
    if len(steps.days) == 0 or not _ends_inside(context, int(steps.days[-1])):
        return
    alike = steps.days[:-1] % 7 == steps.days[-1] % 7
    shown: list[Text] = []
    for measure, column in steps.columns.items():
        if measure not in context.frame.catalogue.measures or np.isnan(column[-1]):
            continue
        usual = _usual(column[:-1][alike])
        if usual < _LEAST_COUNT:
            continue
        if column[-1] >= _SHARE * usual or column[-1] >= np.nanmin(column[:-1]):
            return  # one measure in full is enough: the day is whole
        shown.append(
            say(
                en="{name} {number} instead of about {usual}",
                zh="{name} {number}（平常约 {usual}）",
                name=measure_title(context, measure),
                number=plain(float(column[-1])),
                usual=plain(usual),
            )
        )
    if shown:
        message = say(
            en="{day}, the last day, looks cut short: {shown}",
            zh="最后一天（{day}）的数据看来不完整：{shown}",
            day=day_of(int(steps.days[-1])),
            shown=joined(shown),
        )
        yield Finding(source_place(context), message)


def _ends_inside(context: Context, last: int) -> bool:
    """Say whether the last day of all data is one of those judged: a later one shows that it was over by then."""
    days = judged_days(context)
    return day_number(days.start) <= last <= day_number(days.end)


def _usual(same: Floats) -> float:
    """Return the median of the last four such weekdays; 0 where there are too few."""
    known = same[~np.isnan(same)][-4:]
    return float(np.median(known)) if len(known) >= _LEAST_BEFORE else 0.0


CHECK = Check(
    code="KPI606",
    name="partial-last-day",
    zh="最后一天数据不完整",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds a last day on which every measure is below half of what that weekday usually brings and "
            "lower than ever before, and files that say themselves that they are not complete."
        ),
        zh=("最后一天的每个度量都不到同一星期几平常水平的一半，而且低于此前任何一天；或文件自己注明数据不完整。"),
    ),
    why=say(
        en=(
            "An export made during the day holds half of it. Conversions also come in late, so that the last "
            "day looks worse than it was, and the newest figure is the one everybody looks at."
        ),
        zh=(
            "当天中途导出的文件只有半天的数据。转化又会滞后回传，最后一天就显得比实际差，而大家最先看的恰恰是最新的数。"
        ),
    ),
    mend=say(
        en="Export after the day is over, or set `as_of` to the last whole day.",
        zh="等这一天过完再导出，或把 `as_of` 设为最后一个完整的日子。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        files={
            "data/ads.csv": daily(
                times({"impressions": 0.3, "clicks": 0.3, "cost": 0.3, "conversions": 0.2}, since=LAST, until=LAST)
            )
        },
        note=say(
            en="On 29 March everything stops at a third of a usual Sunday.",
            zh="3 月 29 日的各项数据都只到平常周日的三分之一。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="The last Sunday is like the Sundays before.",
            zh="最后一个周日与之前的周日差不多。",
        ),
    ),
    find=_find,
)
