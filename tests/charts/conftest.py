"""Charts to test with: the ordinary case and the awkward ones."""

import math
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from samples import judgement_charts

from generator.charts.chart import Chart, Table
from generator.charts.forest import forest
from generator.charts.inputs import (
    Axis,
    Factor,
    ForestLabels,
    ForestRow,
    Point,
    TrendData,
    TrendLabels,
)
from generator.charts.trend import small_trend, trend

sys.path.append(str(Path(__file__).parent.parent / "browser"))

TABLE = Table(("Week", "Value"), (("5 Jan", "13.85"),))
COSTS = (13.85, 13.95, 13.7, 13.72, 13.87, 14.7, 13.35, 14.05, 14.78, 14.18, 14.85)
COSTS += (13.3, 15.15, 14.6, 15.42, 15.73, 16.62, 16.6, 14.57, 15.47, 15.3)
START = date(2026, 1, 5)


def steps(values, half=None, days=7, start=START):
    """Steps of so many days from the start, with a whisker of `half` on either side."""
    found = []
    for index, value in enumerate(values):
        first = start + timedelta(days * index)
        ends = (None, None) if half is None or value is None else (value - half, value + half)
        found.append(Point(first, first + timedelta(days - 1), value, *ends, tip=f"{first}: {value}"))
    return tuple(found)


COST = TrendData(
    points=steps(COSTS, half=1.6),
    period=(date(2026, 3, 2), date(2026, 5, 31)),
    target=13.5,
    near=14.25,
    value=15.08,
    interval=(14.54, 15.62),
    baseline=13.89,
    baseline_period=(START, date(2026, 3, 1)),
    factors=(
        Factor(date(2026, 4, 14), "rival launch"),
        Factor(date(2026, 5, 1), "holiday", date(2026, 5, 5)),
    ),
)
COST_LABELS = TrendLabels(
    "Result $15.08",
    ("Target $13.50",),
    "Before $13.89",
    "Baseline: 8 weeks before",
    "Baseline",
    Axis(prefix="$"),
)
CHINESE = TrendLabels(
    "结果 US$15.08", ("目标 US$13.50",), "基线 US$13.89", "基线期：上线前 8 周", "基线", Axis(prefix="US$"), "zh"
)
RATE = TrendData(
    points=steps([0.031, 0.029, None, None, 0.034, 0.033, 0.03, 0.035, None, 0.031, 0.029, 0.036], half=0.004),
    period=(date(2026, 2, 2), date(2026, 3, 29)),
    target=(0.02, 0.032),
    near=(0.015, 0.04),
    value=0.0329,
    interval=(0.0312, 0.0345),
    baseline=0.0303,
    baseline_period=(START, date(2026, 2, 1)),
)
DAILY = TrendData(
    points=steps([1.2e6 + 3e5 * math.sin(day * 0.9) for day in range(120)], half=2e5, days=1),
    period=(date(2026, 2, 4), date(2026, 5, 4)),
    target=1.1e6,
    near=1.0e6,
    value=1_234_567.0,
    interval=(1.2e6, math.inf),
    baseline=1.15e6,
    baseline_period=(START, date(2026, 2, 3)),
    factors=tuple(Factor(date(2026, 2, 10) + timedelta(2 * n), f"event number {n + 1}") for n in range(5)),
)
LIFTS = (
    ForestRow("Sign-ups", "up 73.2%", 0.732, (0.657, 0.811)),
    ForestRow("Visit-to-sign-up rate", "no clear change (up 1.1%)", 0.011, (-0.023, 0.046)),
    ForestRow("Cost per sign-up", "up 8.6%", -0.086, (-0.132, -0.041)),
    ForestRow("Activated within 14 days of the day of signing up", "up 8.0%", 0.08, (0.041, 0.119)),
    ForestRow("Paid by day 30", "no clear change (up 0.3%)", 0.003, (-0.16, 0.397)),
    ForestRow("Unsubscribe rate", "down 12.3%", 0.123, (0.055, math.inf)),
    ForestRow("Reach", "no comparison", None),
)
HEADS = ForestLabels("worse than before", "better than before", " (off scale)")


def _trend(name, data, labels, make=trend):
    return make(name, data, labels, alt=f"{name}: the finding", caption="How to read it", table=TABLE)


def _one(value, target, **more):
    return TrendData(steps([value] * 8), (START, date(2026, 3, 1)), target, value=value, **more)


@pytest.fixture(scope="session")
def charts() -> dict[str, Chart]:
    """Charts by name."""
    percent = Axis(suffix="%", scale=100)
    range_labels = TrendLabels("Result 3.29%", ("at least 2%", "at most 3.2%"), "Before 3.03%", axis=percent)
    daily_labels = TrendLabels(
        "Result 1,234,567", ("Target 1,100,000",), "Before 1,150,000", "30 days before", "Before"
    )
    five = TrendLabels("Result 5", ("Target 5",), axis=Axis(whole=True))
    two = TrendData(steps([120, 180]), (START, date(2026, 1, 18)), 150, 140, 150)
    tiny = TrendData(steps([0, 1e-5, 0, 3e-5]), (date(2025, 12, 1), date(2026, 2, 1)), 5e-5, None, 1e-5, (0, 4e-5))
    signed = TrendData(steps([-5, 3, -2, 4, 60, 1], half=400), (START, date(2026, 2, 15)), 10, 8, 2, (-40, 44), -1)
    bare = TrendData(steps([None, None, 3.0, None]), (START, date(2026, 2, 1)), 4)
    crowd = replace(COST, factors=tuple(Factor(date(2026, 4, 1 + n), f"factor {n}") for n in range(12)))
    made = [
        _trend("cost", COST, COST_LABELS),
        _trend("chinese", replace(COST, factors=(Factor(date(2026, 4, 14), "竞品上线"),)), CHINESE),
        _trend("small", COST, COST_LABELS, small_trend),
        _trend("range", RATE, range_labels),
        _trend("daily", DAILY, daily_labels),
        _trend("two", two, TrendLabels("Result 150", ("Target 150",))),
        _trend("flat", _one(5, 5, near=4.75), five),
        _trend("zero", _one(0, 0), TrendLabels("Result 0", ("Target 0",))),
        _trend("tiny", tiny, TrendLabels("Result 0.001%", ("Target 0.005%",), axis=percent)),
        _trend("signed", signed, TrendLabels("Result 2", ("Target 10",), "Before −1")),
        _trend("bare", bare, TrendLabels("", ("Target 4",))),
        _trend("crowd", crowd, COST_LABELS),
        forest("lifts", LIFTS, HEADS, alt="lifts: the finding", caption="How to read it", table=TABLE),
        *judgement_charts(),
    ]
    return {chart.name: chart for chart in made}
