"""KPI403 unexplained-break: the series jumps, or one day stands far out, and nothing is recorded for it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from generator.checks.amounts import amount
from generator.checks.check import NOTHING, Check, Context, Example, Finding
from generator.checks.days import baseline_days, judged_days
from generator.checks.example_data import daily, march, times
from generator.checks.kpis import View, views
from generator.checks.named import once_each
from generator.checks.outside import recorded_near
from generator.checks.saying import day_of, listed
from generator.compare.frames import WHOLE, Days, Floats
from generator.compare.result import Level
from generator.compare.value import read
from generator.data.table import Grain
from generator.errors import Location
from generator.spec.model import Period, Unit
from generator.spec.values import Text, say
from generator.stats.breaks import Break, find_breaks
from generator.stats.change import weekdays

_THIN = 0.25
"""A ratio on a step whose denominator is below this share of the usual says more of the denominator."""


_APART = 3
"""Days."""
_WINDOWS = {"campaign": say(en="campaign", zh="活动期"), "baseline": say(en="baseline", zh="基准期")}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A break in a KPI's series, or in that of a measure in it."""

    day: int
    title: Text
    found: Break
    unit: Unit
    metric: str


def _find(context: Context) -> Iterator[Finding]:
    for name, period in (("campaign", judged_days(context)), ("baseline", baseline_days(context))):
        if period is None or context.data.grain is Grain.NONE:
            continue
        found = [seen for one in views(context) for seen in _breaks(one, context, name, period)]
        for group in _together(found):
            if not recorded_near(context, day_of(group[0].day), {seen.metric for seen in group}):
                yield Finding(_at(context, name), _say(context, group, name))


def _breaks(one: View, context: Context, name: str, period: Period) -> Iterator[_Seen]:
    reading = read(one.metric, context.table, WHOLE, (name, period), context.frame.catalogue.measures)
    if not reading.has_series:
        return
    days, values = _values(one, reading.steps.days, dict(reading.steps.columns))
    if len(values) == 0:
        return
    of_week = weekdays(days) if context.data.grain is Grain.DAY else None
    for found in find_breaks(values, of_week):
        yield _Seen(int(days[found.at]), one.title, found, one.metric.spec.unit, one.kpi.metric)


def _together(found: list[_Seen]) -> list[list[_Seen]]:
    """Put breaks of several KPIs together that lie within days of each other: one thing happened, not three."""
    groups: list[list[_Seen]] = []
    for seen in sorted(found, key=lambda one: one.day):
        if groups and seen.day - groups[-1][-1].day <= _APART:
            groups[-1].append(seen)
        else:
            groups.append([seen])
    return groups


def _values(one: View, days: Days, columns: dict[str, Floats]) -> tuple[Days, Floats]:
    """Return the steps' values; of a ratio without the steps on which it divides by next to nothing."""
    values = one.metric.formula.evaluate_rows(columns)
    ratio = one.metric.formula.ratio
    kept = np.isfinite(values)
    if ratio is not None:
        below = columns[ratio.denominator]
        kept &= below >= _THIN * float(np.median(below))
    return days[kept], values[kept]


def _say(context: Context, group: list[_Seen], name: str) -> Text:
    first = max(group, key=lambda seen: abs(np.log((seen.found.there + 1e-9) / (seen.found.usual + 1e-9))))
    usual, there = (amount(v, first.unit, context.campaign.currency) for v in (first.found.usual, first.found.there))
    values = {
        "window": _WINDOWS[name],
        "title": first.title,
        "day": day_of(first.day),
        "usual": usual,
        "there": there,
        "others": _so_do(once_each(seen.title for seen in group if seen.title != first.title)),
    }
    if first.found.kind == "jump":
        return say(
            en="in the {window}, {title} goes from about {usual} to about {there} on {day} and stays there{others}",
            zh="{window}内，{title}在 {day} 从约 {usual} 变为约 {there}，此后一直如此{others}",
            **values,
        )
    return say(
        en="in the {window}, {title} is {there} on {day} where about {usual} is usual{others}",
        zh="{window}内，{title}在 {day} 为 {there}，平常约为 {usual}{others}",
        **values,
    )


def _so_do(also: list[Text]) -> Text:
    if not also:
        return NOTHING
    en = " (so does {also})" if len(also) == 1 else " (so do {also})"
    return say(en=en, zh="，{also}也是如此", also=listed(also))


def _at(context: Context, name: str) -> Location:
    campaign = context.campaign
    return campaign.at("factors") if campaign.factors else campaign.at("period" if name == "campaign" else "baseline")


CHECK = Check(
    code="KPI403",
    name="unexplained-break",
    zh="数据突变没有记录原因",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds a lasting jump in a KPI's series, or a single day far from what is usual, with no factor "
            "recorded within three days of it. Weekly ups and downs, ordinary noise and steady trends are left "
            "alone."
        ),
        zh=(
            "KPI 的走势突然跳到另一个水平并保持下去，或某一天远离常态，而前后三天内没有记录任何外部因素。"
            "每周的起伏、一般的波动和平稳的趋势不在此列。"
        ),
    ),
    why=say(
        en=(
            "Something happened there. If it was outside (a competitor, a holiday, a change in tracking), the "
            "verdict may be its doing and not the campaign's; in the baseline it moves what everything is "
            "compared with."
        ),
        zh=(
            "那天出了什么事。如果是外部原因（竞品动作、节假日、追踪变更），判定结果反映的可能是它，而不是活动；"
            "如果落在基准期里，所有对比的起点都会跟着偏。"
        ),
    ),
    mend=say(
        en=(
            "Find out what happened on that day and record it under `factors:`; choose another baseline if it "
            "lies in there."
        ),
        zh="查清那天发生了什么，记到 `factors:` 下；如果落在基准期里，就换一段基准期。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors: []\n",
        {"data/ads.csv": daily(times({"conversions": 0.45}, since=march(16)))},
        say(
            en="From 16 March on conversions halve and stay there.",
            zh="从 3 月 16 日起转化量腰斩，之后没有恢复。",
        ),
        key=("period",),
    ),
    passes=Example(
        "factors:\n  - {what: A rival's sale, kind: competitor, when: 2026-03-15..2026-03-29, expect: lower}\n",
        {"data/ads.csv": daily(times({"conversions": 0.45}, since=march(16)))},
        say(
            en="The same data, with a competitor's sale on record that began the day before.",
            zh="数据相同，但记录了前一天开始的竞品促销。",
        ),
    ),
    find=_find,
)
