"""Targets judged by their attainments, and the range that past results suggest."""

from datetime import date

import pytest
from made_summaries import kpi, summary

from generator.compare.reason import Method
from generator.compare.result import State, Verdict
from generator.compare.result.portfolio import AttainmentReading
from generator.report.targets import attainment_by_metric, attainment_by_owner, quartiles, target_ranges
from generator.spec.model import Better, Role, Unit


def campaigns(*values, metric="roas", **more):
    return [summary(f"c{n}", kpi(metric, value, **more)) for n, value in enumerate(values)]


def test_quartiles_by_hand():
    assert quartiles([5, 1, 4, 2, 3]) == (2, 3, 4)
    assert quartiles([1, 2, 3, 4]) == (1.75, 2.5, 3.25)


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        ((1.2, 1.15, 1.3), AttainmentReading.TOO_EASY),
        ((1.2, 1.10, 1.3), None),
        ((0.5, 0.55, 0.2), AttainmentReading.WISHFUL),
        ((0.5, 0.60, 0.2), None),
        ((0.5, 1.0, 1.3), None),
    ],
)
def test_all_above_110_is_too_easy_and_all_below_60_wishful(values, reading):
    (found,) = attainment_by_metric(campaigns(*values))
    assert (found.by, found.name, found.results, found.reading) == ("metric", "roas", 3, reading)
    assert (found.lowest, found.highest) == (min(values), max(values))


def test_two_results_say_nothing():
    assert attainment_by_metric(campaigns(1.5, 1.6)) == ()
    assert target_ranges(campaigns(1.5, 1.6)) == ()


def test_running_campaigns_and_guardrails_do_not_count():
    running = summary("r", kpi("roas", 1.5), state=State.RUNNING, verdict=Verdict.RUNNING)
    guard = summary("g", kpi("roas", 1.5, role=Role.GUARDRAIL))
    assert attainment_by_metric([*campaigns(1.5, 1.6), running, guard]) == ()


def test_by_owner_over_metrics():
    owned = [summary(f"c{n}", kpi("roas", 1.2), kpi("ctr", 1.3), owner="media" if n else None) for n in range(3)]
    (found,) = attainment_by_owner(owned)
    assert (found.name, found.results, found.reading) == ("media", 4, AttainmentReading.TOO_EASY)


def test_the_range_of_a_rate_and_the_best_ever():
    found = target_ranges(campaigns(5.0, 1.0, 4.0, 2.0, 3.0))[0]
    assert (found.low, found.median, found.high, found.best, found.best_campaign) == (2.0, 3.0, 4.0, 5.0, "c0")
    assert (found.per_day, found.results) == (False, 5)


def test_the_best_cost_is_the_lowest_and_a_range_has_none():
    assert target_ranges(campaigns(5.0, 1.0, 4.0, better=Better.LOWER))[0].best == 1.0
    found = target_ranges(campaigns(5.0, 1.0, 4.0, better=Better.RANGE))[0]
    assert (found.best, found.best_campaign) == (None, None)


def test_a_volume_is_brought_to_a_day():
    spans = [(date(2026, 3, 1), date(2026, 3, days)) for days in (10, 20, 5)]
    parts = [
        summary(f"c{n}", kpi("leads", 100.0, 90.0, method=Method.COUNTED), period=span) for n, span in enumerate(spans)
    ]
    found = target_ranges(parts)[0]
    assert (found.per_day, found.median, found.best, found.best_campaign) == (True, 10.0, 20.0, "c2")


def test_currencies_are_kept_apart():
    parts = [
        summary(f"c{n}", kpi("cpl", 10.0 + n, unit=Unit.CURRENCY), currency="EUR" if n < 3 else "CNY") for n in range(5)
    ]
    (found,) = target_ranges(parts)
    assert (found.currency, found.results) == ("EUR", 3)
