"""Trends and changes for the tests of charts, with the design's numbers."""

import math
from datetime import date, timedelta

from generator.charts.chart import Table
from generator.charts.inputs import (
    Axis,
    Factor,
    ForestLabels,
    ForestRow,
    Point,
    TrendData,
    TrendLabels,
)
from generator.charts.trend import trend

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


def trend_drawn(name, data, labels, make=trend):
    return make(name, data, labels, alt=f"{name}: the finding", caption="How to read it", table=TABLE)


def of_one_step(value, target, **more):
    return TrendData(steps([value] * 8), (START, date(2026, 3, 1)), target, value=value, **more)
