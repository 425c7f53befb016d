"""The data: what reading noted, placed and worded; what is computed from the table, and when it keeps quiet."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from altered import places, said
from examples import context_of

from generator.checks.base import FIRST
from generator.checks.check import Example
from generator.checks.example_data import (
    LAST,
    LAUNCH,
    SOURCES,
    SPLIT,
    Row,
    both,
    costs,
    csv,
    daily,
    march,
    results,
    rows,
    times,
    without,
)
from generator.checks.rules import (
    duplicate_rows,
    measure_always_zero,
    missing_days,
    negative_counts,
    part_above_whole,
    partial_last_day,
    segments_short_of_total,
    source_outside_period,
    sources_with_different_days,
    stale_data,
    total_that_differs,
    unnamed_currency,
    vanished_segment,
    zero_denominator,
)


def data(text: str, spec: str = "") -> Example:
    return Example(spec, {"data/ads.csv": text})


def test_a_single_missing_day_is_named(tmp_path: Path) -> None:
    context = context_of(data(daily(without(since=march(10), until=march(10)))), tmp_path)
    assert said(missing_days.CHECK, context) == ["1 day of the period has no row, 2026-03-10"]


def test_a_late_start_says_both_days(tmp_path: Path) -> None:
    context = context_of(data(daily(without(since=LAUNCH, until=march(4)))), tmp_path)
    assert said(missing_days.CHECK, context) == ["the data start on 2026-03-05, and the period on 2026-03-02"]


def test_days_missing_from_the_baseline_are_not_the_periods(tmp_path: Path) -> None:
    context = context_of(data(daily(without(since=FIRST, until=date(2026, 2, 8)))), tmp_path)
    assert said(missing_days.CHECK, context) == []


def test_a_repeated_row_is_placed_on_its_line(tmp_path: Path) -> None:
    context = context_of(data(csv((*rows(), rows()[3]))), tmp_path)
    assert said(duplicate_rows.CHECK, context) == [
        "1 row of data/ads.csv stands in the data twice (line 114) and counts twice"
    ]
    assert places(duplicate_rows.CHECK, context) == ["campaigns/spring/data/ads.csv:114:1"]


def test_numbers_below_zero_are_placed_on_the_first_of_them(tmp_path: Path) -> None:
    context = context_of(data(daily(times({"clicks": -1}, since=march(3), until=march(4)))), tmp_path)
    assert said(negative_counts.CHECK, context) == [
        "4 numbers below zero in the column clicks of data/ads.csv, from line 60 on"
    ]
    assert places(negative_counts.CHECK, context) == ["campaigns/spring/data/ads.csv:60:1"]


def test_the_files_own_total_is_set_against_the_rows(tmp_path: Path) -> None:
    clicks = sum(row.clicks for row in rows())
    context = context_of(data(daily() + f"Total,,,{clicks + 1000},,\n"), tmp_path)
    (message,) = said(total_that_differs.CHECK, context)
    assert message.startswith(
        f"the total of clicks in data/ads.csv is {clicks + 1000:,}, its rows add up to {clicks:,}"
    )


@pytest.mark.parametrize(("as_of", "last", "raised"), [(15, 14, 0), (15, 15, 0), (15, 12, 1)])
def test_while_a_campaign_runs_yesterdays_data_is_fresh(tmp_path: Path, as_of: int, last: int, raised: int) -> None:
    text = daily(without(since=march(last + 1), until=LAST))
    context = context_of(data(text, f"as_of: 2026-03-{as_of}\n"), tmp_path)
    assert bool(said(stale_data.CHECK, context)) is bool(raised)


def test_once_it_is_over_the_last_day_must_be_there(tmp_path: Path) -> None:
    context = context_of(data(daily(without(since=LAST, until=LAST))), tmp_path)
    assert said(stale_data.CHECK, context) == [
        "the data end on 2026-03-28, 1 day before the last day of the period, 2026-03-29"
    ]


CUT = {"impressions": 0.3, "clicks": 0.3, "cost": 0.3, "conversions": 0.2}


def test_a_day_cut_short_while_it_runs(tmp_path: Path) -> None:
    edit = both(times(CUT, since=march(18), until=march(18)), without(since=march(19), until=LAST))
    context = context_of(data(daily(edit), "as_of: 2026-03-18\n"), tmp_path)
    (message,) = said(partial_last_day.CHECK, context)
    assert message.startswith("2026-03-18, the last day, looks cut short: ")
    assert "instead of about" in message


def test_a_bad_last_day_is_not_a_short_one(tmp_path: Path) -> None:
    """Conversions fail, but everyone who came came: the day is whole."""
    context = context_of(data(daily(times({"conversions": 0.1}, since=LAST, until=LAST))), tmp_path)
    assert said(partial_last_day.CHECK, context) == []


def test_days_after_the_period_show_that_its_last_day_was_whole(tmp_path: Path) -> None:
    context = context_of(
        data(daily(times(CUT, since=march(18), until=march(18))), "period: 2026-03-02..2026-03-18\n"), tmp_path
    )
    assert said(partial_last_day.CHECK, context) == []


def test_ordinary_last_days_are_not_called_short(tmp_path: Path) -> None:
    """Sixty campaigns whose days differ by a third as often as not: none is cut short."""
    raised = 0
    plain = context_of(Example(), tmp_path)
    for seed in range(60):
        noise = np.random.default_rng(seed)
        series = plain.data.series.copy()
        mood = noise.lognormal(0, 0.3, len(series))
        for measure in ("impressions", "clicks", "cost", "conversions"):
            series[measure] = noise.poisson(series[measure] * mood).astype(float)
        context = replace(plain, data=replace(plain.data, series=series))
        raised += len(said(partial_last_day.CHECK, context))
    assert raised <= 1


def test_clicks_above_impressions_name_the_day_and_how_many_more(tmp_path: Path) -> None:
    edit = times({"impressions": 0.01}, since=march(12), until=march(14))
    context = context_of(data(daily(edit)), tmp_path)
    (message,) = said(part_above_whole.CHECK, context)
    assert message.startswith("2026-03-12 has ")
    assert message.endswith("; so have 2 other steps")


def test_clicks_above_impressions_are_found_within_a_segment(tmp_path: Path) -> None:
    edit = times({"impressions": 0.01}, since=march(12), until=march(13), channel="search")
    (message,) = said(part_above_whole.CHECK, context_of(data(daily(edit)), tmp_path))
    assert message.startswith("2026-03-12 with channel search has ")
    assert message.endswith("; so has 1 other step")


def test_conversions_may_outnumber_clicks(tmp_path: Path) -> None:
    """A click can bring two conversions: conversions are not declared a part of the clicks."""
    context = context_of(data(daily(times({"conversions": 40}, since=march(12), until=march(12)))), tmp_path)
    assert said(part_above_whole.CHECK, context) == []


def test_a_breakdown_that_a_source_has_no_part_in_is_whole(tmp_path: Path) -> None:
    """Cost comes from a source without channels: it is missing from the breakdown, not short in it."""
    spec = SPLIT.replace("by: [channel]\n    measures: {impressions", "measures: {impressions")
    files = {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)}
    assert said(segments_short_of_total.CHECK, context_of(Example(spec, files), tmp_path)) == []


def test_a_source_of_the_baseline_alone_is_outside(tmp_path: Path) -> None:
    files = {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, date(2026, 3, 1))}
    context = context_of(Example(SPLIT, files), tmp_path / "a")
    assert said(source_outside_period.CHECK, context) == [
        "`results` has 56 rows, and none between 2026-03-02 and 2026-03-29"
    ]
    context = context_of(Example(SPLIT + "as_of: 2026-03-01\n", files), tmp_path / "b")
    assert said(source_outside_period.CHECK, context) == []


def test_days_of_one_source_only_are_counted(tmp_path: Path) -> None:
    files = {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, march(24))}
    assert said(sources_with_different_days.CHECK, context_of(Example(SPLIT, files), tmp_path)) == [
        "5 days of the period, from 2026-03-25 on, with rows in `costs` and none in `results`"
    ]


def test_one_source_of_money_needs_no_currency(tmp_path: Path) -> None:
    assert said(unnamed_currency.CHECK, context_of(Example("currency: none\n"), tmp_path)) == []


def test_nothing_bad_counted_is_good_news(tmp_path: Path) -> None:
    """Complaints of zero on every day are what a guardrail hopes for."""
    spec = SOURCES.replace("{impressions:", "{complaints: conversions, delivered: clicks, impressions:")
    spec += "kpis:\n  - {metric: complaint_rate, target: 0.1%}\n"
    context = context_of(data(daily(times({"conversions": 0})), spec), tmp_path)
    assert said(measure_always_zero.CHECK, context) == []


def test_cost_of_nothing_is_raised_though_less_is_better(tmp_path: Path) -> None:
    context = context_of(data(daily(times({"cost": 0}, since=LAUNCH))), tmp_path)
    (message,) = said(measure_always_zero.CHECK, context)
    assert message == "Campaign cost are 0 on each of 28 days of the period"


def test_a_zero_denominator_is_told_once(tmp_path: Path) -> None:
    spec = "kpis:\n  - {metric: cost_per_conversion, target: 15}\n"
    context = context_of(data(daily(times({"conversions": 0}, since=LAUNCH)), spec), tmp_path)
    assert len(said(zero_denominator.CHECK, context)) == 1
    assert said(measure_always_zero.CHECK, context) == []


def with_channel(name: str, clicks: int, until: date) -> str:
    more = [Row(row.date, name, clicks * 40, clicks, clicks * 0.5, 0) for row in rows() if row.channel == "search"]
    return csv((*rows(), *(row for row in more if row.date <= until)))


QUIET = "factors: []\n"


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        (with_channel("display", 500, march(12)), 1),
        (with_channel("display", 5, march(12)), 0),  # too small to matter
        (with_channel("display", 500, march(25)), 0),  # gone for four days only
        (with_channel("display", 500, date(2026, 2, 27)), 0),  # never in the campaign
    ],
    ids=["large", "small", "late", "before"],
)
def test_a_channel_vanishes_where_its_loss_is_felt(tmp_path: Path, text: str, raised: int) -> None:
    context = context_of(data(text, QUIET), tmp_path)
    messages = said(vanished_segment.CHECK, context)
    assert bool(messages) is bool(raised)
    assert all("“display”" in message for message in messages)


def test_a_channel_that_comes_and_goes_has_not_vanished(tmp_path: Path) -> None:
    weekends = csv(row for row in rows() if row.channel == "search" or row.date.weekday() >= 5)
    context = context_of(data(weekends, QUIET), tmp_path)
    assert said(vanished_segment.CHECK, context) == []
