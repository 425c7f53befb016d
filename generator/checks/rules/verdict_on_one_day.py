"""KPI704 verdict-on-one-day: take one day away and the verdict turns."""

from collections.abc import Iterator

import numpy as np

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import FINAL, reading_of
from generator.checks.example_data import daily, march, times
from generator.checks.kpis import View, views
from generator.checks.saying import day_of
from generator.compare.frames import Floats
from generator.compare.result import Level, Verdict
from generator.compare.value import Reading
from generator.spec.values import Text, say

_LEAST_STEPS = 8
_ALONE = 2.5
"""How many times the pull of the next one a day's must be: without this every result near its target would hang on
its best day."""


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        result = one.result
        if result.value is None or result.verdict not in FINAL:
            continue
        reading = reading_of(one, context)
        if not reading.has_series or len(reading.steps.days) < _LEAST_STEPS:
            continue
        rest = _without_each(reading)
        step = _alone(result.value - rest)
        if step is None or one.goal.holds(float(rest[step])) is (result.verdict is Verdict.MET):
            continue
        yield Finding(one.at("target"), _say(one, reading, float(rest[step]), step))


def _without_each(reading: Reading) -> Floats:
    """Return the value without each step in turn; a volume as if the others' mean had held on that step too."""
    columns = reading.steps.columns
    left = {key: column.sum() - column for key, column in columns.items()}
    size = len(reading.steps.days)
    values = reading.metric.formula.evaluate_rows(left)
    return values * size / (size - 1) if reading.is_volume else values


def _alone(pulls: Floats) -> int | None:
    """Return the step that pulls the value 2.5 times as far as any other on its side; None where there is none."""
    known = np.nan_to_num(pulls)
    step = int(np.argmax(np.abs(known)))
    same = np.delete(known, step) * np.sign(known[step])
    return step if abs(known[step]) > _ALONE * max(float(same.max()), 0.0) and known[step] != 0 else None


def _say(one: View, reading: Reading, rest: float, step: int) -> Text:
    met = one.result.verdict is Verdict.MET
    return say(
        en="{title}: {value} against {target}; without {day} alone it would be {rest} and {then}",
        zh="{title}为 {value}，目标值 {target}；只要去掉 {day}，就变成 {rest}，{then}",
        title=one.title,
        value=one.amount(one.result.value or 0.0),
        target=one.result.target_text,
        day=day_of(int(reading.steps.days[step])),
        rest=one.amount(rest),
        then=say(en="not met", zh="不再达标") if met else say(en="met", zh="即可达标"),
    )


CHECK = Check(
    code="KPI704",
    name="verdict-on-one-day",
    zh="判定只取决于一天",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds verdicts that would turn if one day (or week) were left out, where that day pulls at least "
            "2.5 times as far as any other. Of a total, the other days' mean stands in for it."
        ),
        zh=(
            "去掉某一天（或一周），判定就会反转，而且这一天的影响至少是其他任何一天的 2.5 倍。如果是总量，"
            "就以其余各天的均值代替这一天。"
        ),
    ),
    why=say(
        en=(
            "One day with a mention on television, a bulk order or a tracking error then decides over weeks of "
            "work. It says little of the campaign and nothing of the next one."
        ),
        zh=("一次电视曝光、一笔大宗订单或一次追踪错误，就这样盖过了几周的工作。它说明不了这次活动，更说明不了下一次。"),
    ),
    mend=say(
        en=("Find out what happened on that day, record it under `factors:`, and give the result with and without it."),
        zh="查清那天发生了什么，记到 `factors:` 下，并同时给出包含和不包含这一天的结果。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversions, target: 800}\n",
        {"data/ads.csv": daily(times({"conversions": 7}, since=march(18), until=march(18)))},
        say(
            en="18 March brought seven times as many conversions as a usual day.",
            zh="3 月 18 日的转化量是平常的七倍。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversions, target: 700}\n",
        {"data/ads.csv": daily(times({"conversions": 7}, since=march(18), until=march(18)))},
        say(
            en="The same data against a target that is met without that day as well.",
            zh="数据相同，但目标不靠这一天也能达到。",
        ),
    ),
    find=_find,
)
