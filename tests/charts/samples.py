"""Samples of the charts of the judgement: the ordinary case and the awkward ones."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from generator.charts.chart import Chart, Table
from generator.charts.cumulative import cumulative
from generator.charts.fan import fan
from generator.charts.inputs import (
    Axis,
    CumulativeData,
    CumulativeLabels,
    Factor,
    FanData,
    FanLabels,
    FanWords,
    VersusData,
    VersusLabels,
    VersusStep,
    WaterfallData,
    WaterfallGroup,
    WaterfallLabels,
    WaterfallRow,
)
from generator.charts.versus import versus
from generator.charts.waterfall import waterfall

TABLE = Table(("Part", "Size"), (("Search", "+0.54"),))
WORDS = {"caption": "How to read it", "table": TABLE}
COST_PARTS = WaterfallData(
    13.5,
    15.08,
    (
        WaterfallGroup(
            "Price: cost per click",
            (
                WaterfallRow("Search", 0.54, "+0.54", "Search: +$0.54"),
                WaterfallRow("Social", 0.17, "+0.17"),
                WaterfallRow("other channels", -0.05, "−0.05"),
            ),
        ),
        WaterfallGroup(
            "Response: sign-ups per click",
            (
                WaterfallRow("Social", 0.48, "+0.48"),
                WaterfallRow("Search", 0.10, "+0.10"),
                WaterfallRow("other channels", -0.01, "−0.01"),
            ),
        ),
        WaterfallGroup(
            "Mix: which channels", (WaterfallRow("Email", 0.31, "+0.31"), WaterfallRow("other channels", 0.04, "+0.04"))
        ),
    ),
    from_target=True,
)
COST_PARTS_LABELS = WaterfallLabels("Planned $13.50", "Actual $15.08", axis=Axis(prefix="$"))


def parts(start, end, sizes, target=None, group="", names=None):
    """A waterfall of one group; the last part makes the sum right."""
    sizes = [*sizes, end - start - sum(sizes)]
    named = names or [f"Segment {index + 1}" for index in range(len(sizes))]
    signed = [f"{'−' if size < 0 else '+'}{abs(size):,.7g}" for size in sizes]
    rows = [WaterfallRow(*row) for row in zip(named, sizes, signed, strict=True)]
    return WaterfallData(start, end, (WaterfallGroup(group, tuple(rows)),), target)


def waterfalls() -> list[Chart]:
    """Waterfalls: ordinary, in Chinese, of a rate, one step, all up, far apart, below zero, many, long names."""
    long = ["Retargeting of visitors who left the cart without buying", "Word of mouth", "Other"]
    zh = WaterfallGroup(
        "价格：每次点击成本",
        (
            WaterfallRow("搜索广告", 0.54, "+0.54"),
            WaterfallRow("社交媒体", 0.17, "+0.17"),
            WaterfallRow("其他渠道", 0.87, "+0.87"),
        ),
    )
    rate = WaterfallLabels("Before 3.20%", "Result 2.73%", "Target 3.50%", Axis(suffix="%", scale=100))
    plain = WaterfallLabels("Before the campaign", "Result", "Target")
    many = [0.4, -0.2, 0.6, -0.9, 0.3, 0.1, -0.4, 0.8, -0.1, 0.2, 0.05]
    made = (
        ("parts", COST_PARTS, COST_PARTS_LABELS),
        (
            "parts-chinese",
            WaterfallData(13.5, 15.08, (zh,), 13.4),
            WaterfallLabels("基线 US$13.50", "实际 US$15.08", "目标 US$13.40", Axis(prefix="US$")),
        ),
        ("parts-rate", parts(0.032, 0.0273, [0.00145], 0.035, "By channel", ["Rates", "Mix of channels"]), rate),
        ("parts-one", parts(100, 140, [], 141), plain),
        ("parts-up", parts(0, 1_250_000, [400_000, 300_000, 250_000], 2_000_000), plain),
        ("parts-far", parts(10, 20, [1_000_000, -999_995], 12), plain),
        ("parts-below", parts(-50, -80, [-70, 60], -40), plain),
        ("parts-many", parts(5, 6, many, 9, "Segments of the dimension region of sale"), plain),
        ("parts-long", parts(5, 6, [3, -2.5], 9, "By source of the visit and by kind of customer", long), plain),
        ("parts-none", WaterfallData(5, 5, (), 5), plain),
    )
    return [waterfall(name, data, labels, alt=f"{name}: the finding", **WORDS) for name, data, labels in made]


JUNE = date(2026, 6, 1)
WIDE_WORDS = FanWords(
    "ahead of plan", "behind plan", "5 July, day 35", "+46 on plan", "Ending on 30 Aug", "each dot: 1 in 20"
)
NARROW_WORDS = FanWords("ahead", "behind", "day 35", "+46", "Ending", "dot: 1 in 20")
FAN_LABELS = FanLabels(
    WIDE_WORDS, NARROW_WORDS, ("plan",), ("9,000",), "forecast: half, 80%, 95%", "near zone", Axis(whole=True)
)
RATE_LABELS = FanLabels(
    replace(WIDE_WORDS, above="", below="", gap="3.05% so far"),
    replace(NARROW_WORDS, above="", below="", gap="3.05%"),
    ("3.20%",),
    ("Target 3.20%",),
    "forecast: half, 80%, 95%",
    "near zone",
    Axis(suffix="%", scale=100),
)
ZH_WORDS = FanWords(
    "领先计划", "落后计划", "7 月 5 日，第 35 天", "比计划多 46", "8 月 30 日结束时", "每点：20 次中 1 次"
)
ZH_FAN = FanLabels(
    ZH_WORDS,
    FanWords("领先", "落后", "第 35 天", "+46", "结束时", "每点 1/20"),
    ("计划",),
    ("9,000",),
    "预测：50%、80%、95%",
    "接近区",
    Axis(whole=True),
    "zh",
)
_Z = (-1.96, -1.28, -0.674, 0, 0.674, 1.28, 1.96)
_TWENTY = (-1.96, -1.44, -1.15, -0.93, -0.76, -0.6, -0.45, -0.32, -0.19, -0.06)
TWENTY = (*_TWENTY, *(-z for z in reversed(_TWENTY)))


def pace(over=35, days=91, end=100.0, spread=420.0, *, target=0.0, wiggle=60.0, level=0.0, every=1, **more):
    """A fan of `days` steps of `every` days, `over` of them past, that ends at `end` give or take `spread`."""
    so_far = [level + wiggle * math.sin(day / 4) + end * day / days for day in range(1, over + 1)]
    last, left = (so_far[-1] if so_far else level), days - over
    forecast = [
        tuple(
            last
            + (end + level - last) * ahead / left
            + wiggle / 4 * math.sin(ahead)
            + z * spread * math.sqrt(ahead / left)
            for z in _Z
        )
        for ahead in range(1, left + 1)
    ]
    outcomes = tuple(level + end + z * spread for z in TWENTY)
    return FanData(
        steps=tuple(JUNE + timedelta(every * day) for day in range(days)),
        end=JUNE + timedelta(every * days - 1),
        so_far=tuple(so_far),
        forecast=tuple(forecast),
        outcomes=outcomes,
        reached=tuple(value >= target for value in outcomes),
        target=target,
        tips=tuple(f"day {day + 1}" for day in range(over)),
        **more,
    )


def fans() -> list[Chart]:
    """Fans: ordinary, in Chinese, of a rate, of a range, first and last day, sure, far off, weekly, in millions."""
    near = tuple(-450 * day / 91 for day in range(1, 92))
    rate = pace(35, 91, 0.0, 0.0012, target=0.032, wiggle=0.0006, level=0.0305, distance=False, near=(0.0304,) * 91)
    early = tuple(value + 0.02 / (1 + index) ** 2 for index, value in enumerate(rate.so_far))
    two = replace(rate, target=(0.030, 0.032), near=(), reached=tuple(0.030 <= v <= 0.032 for v in rate.outcomes))
    range_labels = replace(RATE_LABELS, plan=("3.0%", "3.2%"), target=("at least 3.0%", "at most 3.2%"))
    money = replace(FAN_LABELS, axis=Axis(prefix="US$"), target=("US$12,500,000",))
    made = (
        ("fan", pace(near=near), FAN_LABELS),
        ("fan-chinese", pace(near=near), ZH_FAN),
        ("fan-rate", replace(rate, so_far=early), RATE_LABELS),
        ("fan-range", two, range_labels),
        ("fan-start", pace(1), FAN_LABELS),
        ("fan-end", pace(90), FAN_LABELS),
        ("fan-none", pace(0, near=near), FAN_LABELS),
        ("fan-sure", pace(60, end=4000, spread=30, near=near), FAN_LABELS),
        ("fan-lost", pace(60, end=-4000, spread=300, near=near), FAN_LABELS),
        ("fan-weekly", pace(3, 8, every=7), FAN_LABELS),
        ("fan-money", pace(20, 400, end=-1.2e6, spread=4e6, wiggle=2e5), money),
        ("fan-dull", pace(10, 30, end=0.0, spread=0.0, wiggle=0.0), FAN_LABELS),
    )
    return [fan(name, data, labels, alt=f"{name}: the finding", **WORDS) for name, data, labels in made]


def total(over=35, days=91, target=9000.0, share=1.0, every=1):
    """A running total of `over` steps out of `days`, at `share` of an even plan."""
    plan = tuple(target * day / days for day in range(1, days + 1))
    so_far = tuple(share * value * (1 + 0.1 * math.sin(index)) for index, value in enumerate(plan[:over]))
    steps = tuple(JUNE + timedelta(every * day) for day in range(days))
    return CumulativeData(steps, JUNE + timedelta(every * days - 1), so_far, plan)


TOTAL = total()
TOTAL_LABELS = CumulativeLabels("3,508", "9,000")


def totals() -> list[Chart]:
    """Running totals: on plan, behind, ahead, none yet, nearly over, in money and Chinese."""
    money = CumulativeLabels("US$3,508,120", "US$9,000,000", "US$0", "zh")
    made = (
        ("total", TOTAL, TOTAL_LABELS),
        ("total-behind", total(70, share=0.3), TOTAL_LABELS),
        ("total-ahead", total(40, share=3), TOTAL_LABELS),
        ("total-none", total(0), TOTAL_LABELS),
        ("total-late", total(90, share=0.95), TOTAL_LABELS),
        ("total-money", total(60, 400), money),
        ("total-weekly", total(3, 9, every=7), TOTAL_LABELS),
    )
    return [cumulative(name, data, labels, alt=f"{name}: the finding", **WORDS) for name, data, labels in made]


def gap(before=8, after=13, days=7, *, effect=180.0, half=120.0, level=900.0, missing=(), factors=()):
    """Actual against expected over so many steps of `days`, above it by `effect` in the campaign."""
    steps, running, start = [], 0.0, date(2026, 1, 5)
    for index in range(before + after):
        first = start + timedelta(days * index)
        expected = level * (1 + 0.1 * math.sin(index * 6.3 / 7 * (7 / days)) + 0.002 * index)
        actual = expected + level * 0.03 * math.sin(index * 2.1)
        step = VersusStep(first, first + timedelta(days - 1), actual, expected, tip=f"step {index + 1}")
        if index >= before:
            count = index - before + 1
            actual += effect
            running += actual - expected
            wide = half * math.sqrt(count)
            step = replace(
                step,
                actual=actual,
                interval=(expected - half, expected + half),
                running=running,
                running_interval=(running - wide, running + wide),
            )
        steps.append(replace(step, actual=None) if index in missing else step)
    launched = start + timedelta(days * before)
    return VersusData(tuple(steps), launched, (start, launched - timedelta(1)), factors)


VERSUS = gap(factors=(Factor(date(2026, 4, 14), "rival launch"), Factor(date(2026, 5, 1), "holiday", date(2026, 5, 5))))
VERSUS_DAILY = gap(90, 45, 1, missing=(20, 21, 100))
VERSUS_LABELS = VersusLabels(
    "Actual",
    "Expected",
    "Difference since launch, added up",
    "Difference, added up",
    "+2,340",
    "Baseline: 8 weeks before",
    "Baseline",
)


def versuses() -> list[Chart]:
    """Counterfactuals: weekly, daily, in Chinese, no effect, of a ratio, monthly with one step, below zero, unsure."""
    zh = VersusLabels(
        "实际", "预期", "上线以来的累计差额", "累计差额", "+2,340", "基线期：上线前 8 周", "基线", locale="zh"
    )
    rate, points = Axis(suffix="%", scale=100), Axis(suffix=" pp", scale=100)
    rate_labels = replace(
        VERSUS_LABELS, axis=rate, running_axis=points, total="+0.42 pp", running="Mean difference so far"
    )
    ratio = gap(level=0.03, effect=0.004, half=0.002)
    ratio = replace(ratio, steps=tuple(_mean(step, index) for index, step in enumerate(ratio.steps)))
    endless = replace(VERSUS.steps[-1], interval=(-math.inf, math.inf), running_interval=(0.0, math.inf))
    made = (
        ("versus", VERSUS, VERSUS_LABELS),
        ("versus-daily", VERSUS_DAILY, VERSUS_LABELS),
        ("versus-chinese", VERSUS, zh),
        ("versus-nothing", gap(effect=2.0), replace(VERSUS_LABELS, total="+26")),
        ("versus-ratio", ratio, rate_labels),
        ("versus-month", gap(14, 1, 30), replace(VERSUS_LABELS, total="+180")),
        ("versus-loss", gap(effect=-1400.0, half=900), replace(VERSUS_LABELS, total="−18,200")),
        ("versus-unsure", gap(effect=100.0, half=4e6), replace(VERSUS_LABELS, total="+1,300")),
        ("versus-endless", replace(VERSUS, steps=(*VERSUS.steps[:-1], endless)), VERSUS_LABELS),
        ("versus-year", gap(365, 90, 1), replace(VERSUS_LABELS, baseline="")),
    )
    return [versus(name, data, labels, alt=f"{name}: the finding", **WORDS) for name, data, labels in made]


def _mean(step, index):
    """The step of a ratio: its running figure a mean."""
    if step.running is None:
        return step
    count = index - 7
    low, high = step.running_interval
    return replace(step, running=step.running / count, running_interval=(low / count, high / count))


def judgement_charts() -> list[Chart]:
    """All of them."""
    return [*waterfalls(), *fans(), *totals(), *versuses()]


NAMES = [chart.name for chart in judgement_charts()]


def parameter(spec: Mapping[str, Any], name: str) -> Any:
    """What a chart's spec was given for a parameter of its template."""
    return next(entry["value"] for entry in spec["params"] if entry["name"] == name)
