"""Charts to test with: the ordinary case and the awkward ones."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from samples import judgement_charts
from trend_samples import (
    CHINESE,
    COST,
    COST_LABELS,
    DAILY,
    HEADS,
    LIFTS,
    RATE,
    START,
    TABLE,
    of_one_step,
    steps,
    trend_drawn,
)

from generator.charts.chart import Chart
from generator.charts.forest import forest
from generator.charts.inputs import (
    Axis,
    Factor,
    TrendData,
    TrendLabels,
)
from generator.charts.trend import small_trend

sys.path.append(str(Path(__file__).parent.parent / "browser"))


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
        trend_drawn("cost", COST, COST_LABELS),
        trend_drawn("chinese", replace(COST, factors=(Factor(date(2026, 4, 14), "竞品上线"),)), CHINESE),
        trend_drawn("small", COST, COST_LABELS, small_trend),
        trend_drawn("range", RATE, range_labels),
        trend_drawn("daily", DAILY, daily_labels),
        trend_drawn("two", two, TrendLabels("Result 150", ("Target 150",))),
        trend_drawn("flat", of_one_step(5, 5, near=4.75), five),
        trend_drawn("zero", of_one_step(0, 0), TrendLabels("Result 0", ("Target 0",))),
        trend_drawn("tiny", tiny, TrendLabels("Result 0.001%", ("Target 0.005%",), axis=percent)),
        trend_drawn("signed", signed, TrendLabels("Result 2", ("Target 10",), "Before −1")),
        trend_drawn("bare", bare, TrendLabels("", ("Target 4",))),
        trend_drawn("crowd", crowd, COST_LABELS),
        forest("lifts", LIFTS, HEADS, alt="lifts: the finding", caption="How to read it", table=TABLE),
        *judgement_charts(),
    ]
    return {chart.name: chart for chart in made}
