"""Reading the result: what is said beside a verdict, and what a sensible campaign is spared."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from altered import moved, outlook, said, with_kpi, without_campaign
from examples import context_of

from generator.checks.check import Context, Example
from generator.checks.example_data import LAUNCH, Row, brand, csv, daily, march, rows, times
from generator.checks.rules import (
    band_makes_near,
    capped_kpi_carries,
    close_call_met,
    forecast_too_wide,
    headline_missed_campaign_met,
    judged_too_early,
    lift_within_noise,
    mean_of_ratios,
    ratio_met_by_shrinking,
    segments_against_total,
    too_little_data,
    verdict_on_one_day,
    verdict_on_one_segment,
)
from generator.compare.run import case_of, judge


def kpis(*lines: str) -> str:
    return "kpis:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def data(text: str, spec: str = "") -> Example:
    return Example(spec, {"data/ads.csv": text})


def test_a_close_call_that_was_missed_is_not_reported_as_met(tmp_path: Path) -> None:
    context = context_of(Example(kpis("metric: conversion_rate, target: 3.56%")), tmp_path)
    assert context.judged.result.kpis[0].certainty == "close call"
    assert said(close_call_met.CHECK, context) == []


def test_counts_give_an_interval_where_days_do_not(tmp_path: Path) -> None:
    """Seven days are too few for a cost per click; a click-through rate has its counts."""
    spec = "period: 2026-03-02..2026-03-08\n" + kpis("metric: ctr, target: 2%", "metric: cost_per_click, target: 0.7")
    (message,) = said(too_little_data.CHECK, context_of(Example(spec), tmp_path))
    assert message.startswith("Cost per click (CPC) is missed on 7 days of data; at least 14")


@pytest.mark.parametrize(("before", "after", "words"), [(0.03, 0.025, "fell from 3% to 2.5%, and rose"),
                                                       (0.025, 0.03, "rose from 2.5% to 3%, and fell")])  # fmt: skip
def test_segments_that_contradict_the_total_are_named(tmp_path: Path, before: float, after: float, words: str) -> None:
    context = context_of(Example(), tmp_path)
    (message,) = said(segments_against_total.CHECK, with_kpi(context, change=moved(before, after, ("channel",))))
    assert words in message
    assert "each of 2 segments of channel" in message
    assert said(segments_against_total.CHECK, with_kpi(context, change=moved(before, after, ()))) == []


def test_one_large_day_that_decides_is_named_with_and_without(tmp_path: Path) -> None:
    edit = times({"conversions": 7}, since=march(18), until=march(18))
    context = context_of(data(daily(edit), kpis("metric: conversions, target: 800")), tmp_path)
    assert said(verdict_on_one_day.CHECK, context) == [
        "Conversions: 877 against 800; without 2026-03-18 alone it would be 720.7 and not met"
    ]


def test_one_lost_day_can_make_a_miss(tmp_path: Path) -> None:
    edit = times({"conversions": 0}, since=march(18), until=march(18))
    context = context_of(data(daily(edit), kpis("metric: conversion_rate, target: 3.48%")), tmp_path)
    (message,) = said(verdict_on_one_day.CHECK, context)
    assert message.endswith("and met")


def test_a_narrow_result_on_even_days_hangs_on_none(tmp_path: Path) -> None:
    """The best day alone would tip it, but so would the second best: that is a close call and no single day."""
    context = context_of(
        Example(kpis("metric: conversion_rate, target: 3.54%", "metric: conversions, target: 720")), tmp_path
    )
    assert said(verdict_on_one_day.CHECK, context) == []


def test_only_a_small_exception_among_several_is_raised(tmp_path: Path) -> None:
    spec = kpis("metric: conversion_rate, target: 4.8%")
    (message,) = said(verdict_on_one_segment.CHECK, context_of(data(brand(0.16), spec), tmp_path / "a"))
    assert "“brand”" in message
    two = context_of(data(daily(), kpis("metric: ctr, target: 2.1%")), tmp_path / "b")
    assert said(verdict_on_one_segment.CHECK, two) == []


def test_means_of_daily_rates_matter_where_they_turn_the_verdict(tmp_path: Path) -> None:
    factors = {"clicks": 5, "impressions": 5, "cost": 5, "conversions": 3}
    text = daily(times(factors, since=march(23), until=march(26)))
    turned = context_of(data(text, kpis("metric: conversion_rate, target: 3.2%, near: 1%")), tmp_path / "a")
    (message,) = said(mean_of_ratios.CHECK, turned)
    assert "the mean of its 28 days is 3.331%" in message
    same = context_of(data(text, kpis("metric: conversion_rate, target: 2.5%, near: 1%")), tmp_path / "b")
    assert said(mean_of_ratios.CHECK, same) == []


LEARNED = "learnings:\n  - {kpi: conversion_rate, cause: creative, what: New pictures.}\n"


def test_what_was_expected_comes_before_the_baseline(tmp_path: Path) -> None:
    """Above the baseline by far; but the model expected it to rise, so the pictures explain nothing."""
    context = context_of(Example(LEARNED), tmp_path)
    assert said(lift_within_noise.CHECK, context) == []
    found = without_campaign(relative=0.01, relative_interval=(-0.04, 0.06))
    (message,) = said(lift_within_noise.CHECK, with_kpi(context, counterfactual=found))
    assert "+1%" in message
    assert "-4% to +6%" in message


def test_a_fall_is_no_lift(tmp_path: Path) -> None:
    worse = daily(times({"conversions": 0.86}, since=LAUNCH))
    spec = kpis("metric: conversion_rate, target: 2.9%") + LEARNED
    assert said(lift_within_noise.CHECK, context_of(data(worse, spec), tmp_path)) == []


def test_a_narrower_band_of_its_own_makes_nothing_near(tmp_path: Path) -> None:
    context = context_of(Example(kpis("metric: conversions, target: 730, near: 2%")), tmp_path)
    assert context.judged.result.kpis[0].verdict == "near"
    assert said(band_makes_near.CHECK, context) == []


def test_a_capped_kpi_that_pays_for_nothing_is_left_alone(tmp_path: Path) -> None:
    spec = kpis("metric: conversions, target: 680", "metric: impressions, target: 500000")
    context = context_of(Example(spec), tmp_path)
    assert any(term.capped for term in context.judged.result.score.terms)
    assert said(capped_kpi_carries.CHECK, context) == []


def test_a_headline_that_is_near_does_not_contradict_the_badge(tmp_path: Path) -> None:
    spec = kpis("metric: conversions, target: 740", "metric: conversion_rate, target: 2.8%, weight: 3")
    context = context_of(Example(spec), tmp_path)
    assert context.judged.result.campaign.verdict == "met"
    assert said(headline_missed_campaign_met.CHECK, context) == []


@pytest.mark.parametrize(("as_of", "chance", "raised"), [("08", None, 1), ("20", None, 0), ("20", 0.5, 1),
                                                         ("20", 0.97, 0)])  # fmt: skip
def test_a_cause_is_early_while_the_outcome_is_open(
    tmp_path: Path, as_of: str, chance: float | None, raised: int
) -> None:
    context = context_of(Example(f"as_of: 2026-03-{as_of}\n{LEARNED}"), tmp_path)
    if chance is not None:
        context = with_kpi(context, forecast=outlook(0.03, 0.035, 0.04, chance))
    assert bool(said(judged_too_early.CHECK, context)) is bool(raised)


@pytest.mark.parametrize(
    ("low", "middle", "high", "raised"),
    [(500, 680, 860, 1), (640, 680, 720, 0), (700, 900, 1100, 0), (300, 450, 600, 0)],
    ids=["met or missed", "narrow", "met anyway", "missed anyway"],
)
def test_a_forecast_is_too_wide_where_it_decides_nothing(
    tmp_path: Path, low: float, middle: float, high: float, raised: int
) -> None:
    context = context_of(Example("as_of: 2026-03-10\n" + kpis("metric: conversions, target: 680, near: 5%")), tmp_path)
    found = with_kpi(context, forecast=outlook(low, middle, high, 0.5))
    messages = said(forecast_too_wide.CHECK, found)
    assert bool(messages) is bool(raised)
    assert all("from 500 to 860 (80%) against 680" in message for message in messages)


def test_a_rate_that_rose_on_more_of_everything_did_not_shrink(tmp_path: Path) -> None:
    assert said(ratio_met_by_shrinking.CHECK, context_of(Example(), tmp_path)) == []


def test_a_cheaper_click_is_judged_by_the_clicks(tmp_path: Path) -> None:
    edit = times({"impressions": 0.5, "clicks": 0.6, "cost": 0.4, "conversions": 0.6}, since=LAUNCH)
    context = context_of(data(daily(edit), kpis("metric: cost_per_click, target: 0.8")), tmp_path)
    (message,) = said(ratio_met_by_shrinking.CHECK, context)
    assert "only because Campaign cost fell more (by 54% against the baseline) than Clicks (by 31%)" in message


def redrawn(context: Context, seed: int) -> Context:
    """The base campaign with its clicks and conversions drawn anew."""
    noise = np.random.default_rng(seed)
    series = context.data.series.copy()
    mood = noise.lognormal(0, 0.08, len(series))
    for measure in ("impressions", "clicks", "cost", "conversions"):
        series[measure] = noise.poisson(series[measure] * mood).astype(float)
    totals = context.data.totals.copy()
    for place, row in totals.iterrows():
        period = context.data.windows[row["window"]]
        inside = series["date"].dt.date.between(period.start, period.end)
        alike = inside & (series["dimension"] == row["dimension"]) & (series["segment"] == row["segment"])
        for measure in ("impressions", "clicks", "cost", "conversions"):
            totals.loc[place, measure] = series.loc[alike, measure].sum()
    table = replace(context.data, series=series, totals=totals)
    head = context.judged.result.campaign
    case = case_of(context.campaign, context.frame.catalogue, table, context.frame.config, head.as_of)
    return replace(context, data=table, judged=judge(case))


def test_ordinary_noise_raises_next_to_nothing(tmp_path: Path) -> None:
    """Eighty redrawn campaigns with targets at what they come to, where a verdict turns most easily."""
    spec = kpis(
        "metric: conversion_rate, target: 3.5%", "metric: conversions, target: 720",
        "metric: cost_per_conversion, target: 26", "metric: ctr, target: 2.25%",
    )  # fmt: skip
    plain = context_of(Example(spec), tmp_path)
    raised: Counter[str] = Counter()
    for seed in range(80):
        context = redrawn(plain, seed)
        for module in (verdict_on_one_day, verdict_on_one_segment, mean_of_ratios, ratio_met_by_shrinking):
            raised[module.CHECK.code] += len(said(module.CHECK, context))
    assert max(raised.values()) <= 3, raised  # of 320 verdicts each


def test_a_quiet_day_with_few_clicks_is_not_what_a_rate_hangs_on(tmp_path: Path) -> None:
    """A day with ten clicks and five conversions has a rate of 50% and hardly a weight."""
    few = [Row(row.date, row.channel, 400, 10, 7.0, 5) if row.date == march(18) else row for row in rows()]
    context = context_of(data(csv(few), kpis("metric: conversion_rate, target: 3.5%")), tmp_path)
    assert said(verdict_on_one_day.CHECK, context) == []
