"""External factors: what is recorded, what the data shows, and what the learnings blame."""

from pathlib import Path

import numpy as np
import pytest
from altered import places, said, with_every_kpi, with_kpi, without_campaign
from examples import context_of

from generator.checks.check import Example
from generator.checks.example_data import MARKET, SOURCES, Row, csv, daily, march, market, rows, times
from generator.checks.rules import (
    control_the_campaign_moves,
    factor_out_of_reach,
    factor_without_direction,
    misses_blamed_on_outside,
    no_outside_factors,
    outside_blamed_without_control,
    placebo_cries_wolf,
    tracking_fault_inside,
    unexplained_break,
)
from generator.compare.result import Verdict


def factor(what: str, when: str, kind: str = "competitor", expect: str = "lower") -> str:
    return f"factors:\n  - {{what: {what}, kind: {kind}, when: {when}, expect: {expect}}}\n"


def test_two_weeks_may_pass_without_a_factor(tmp_path: Path) -> None:
    context = context_of(Example("factors: []\nperiod: 2026-03-02..2026-03-15\n"), tmp_path)
    assert said(no_outside_factors.CHECK, context) == []


def test_a_control_says_something_of_the_outside(tmp_path: Path) -> None:
    spec = SOURCES + MARKET + "factors: []\ncontrols:\n  - {source: market, measure: category_searches}\n"
    context = context_of(Example(spec, {"data/market.csv": market()}), tmp_path)
    assert said(no_outside_factors.CHECK, context) == []


def test_a_campaign_that_has_not_begun_need_not_have_factors(tmp_path: Path) -> None:
    context = context_of(Example("factors: []\nas_of: 2026-03-01\n"), tmp_path)
    assert said(no_outside_factors.CHECK, context) == []


def test_a_single_day_is_named_once(tmp_path: Path) -> None:
    context = context_of(Example("factors:\n  - {what: Storm, kind: other, when: 2026-03-04}\n"), tmp_path)
    (message,) = said(factor_without_direction.CHECK, context)
    assert message.startswith("“Storm” (2026-03-04) does not say")


@pytest.mark.parametrize(
    ("when", "raised"),
    [
        ("2026-01-20..2026-01-25", 0),  # a week before the baseline: still felt
        ("2025-12-01..2025-12-20", 1),
        ("2026-02-20", 0),
        ("2026-03-29", 0),
        ("2026-03-30..2026-04-02", 1),
    ],
)
def test_a_factor_reaches_what_comes_within_four_weeks(tmp_path: Path, when: str, raised: int) -> None:
    context = context_of(Example(factor("Sale", when)), tmp_path)
    assert bool(said(factor_out_of_reach.CHECK, context)) is bool(raised)


def test_a_factor_after_the_end_says_how_long_after(tmp_path: Path) -> None:
    context = context_of(Example(factor("Sale", "2026-04-02")), tmp_path)
    assert said(factor_out_of_reach.CHECK, context) == [
        "“Sale” begins on 2026-04-02, 4 days after the campaign's last day"
    ]


def test_only_faults_on_judged_days_count(tmp_path: Path) -> None:
    inside = context_of(Example(factor("Tag lost", "2026-02-27..2026-03-03", "tracking")), tmp_path / "a")
    assert said(tracking_fault_inside.CHECK, inside) == [
        "“Tag lost” (tracking) falls on 2 of the campaign's 28 days, for every KPI"
    ]
    before = context_of(Example(factor("Tag lost", "2026-02-20..2026-02-24", "tracking")), tmp_path / "b")
    assert said(tracking_fault_inside.CHECK, before) == []


def test_a_halved_level_is_one_finding_for_all_kpis_it_moves(tmp_path: Path) -> None:
    edit = times({"conversions": 0.45}, since=march(18))
    context = context_of(Example("factors: []\n", {"data/ads.csv": daily(edit)}), tmp_path)
    (message,) = said(unexplained_break.CHECK, context)
    assert "on 2026-03-18 and stays there" in message
    assert "Conversion rate" in message


def test_a_break_in_the_baseline_is_placed_at_the_baseline(tmp_path: Path) -> None:
    edit = times({"clicks": 0.4, "conversions": 0.4}, since=march(1).replace(month=2, day=16), until=march(1))
    context = context_of(Example("factors: []\n", {"data/ads.csv": daily(edit)}), tmp_path)
    assert all("in the baseline" in message for message in said(unexplained_break.CHECK, context))
    assert set(places(unexplained_break.CHECK, context)) == {str(context.campaign.places[("baseline",)])}


def test_a_spike_is_explained_by_a_factor_of_its_kpi_only(tmp_path: Path) -> None:
    edit = times({"conversions": 6}, since=march(20), until=march(20))
    of_another = factor("Fair", "2026-03-20").replace("expect: lower}", "expect: higher, on: [ctr]}")
    context = context_of(Example(of_another, {"data/ads.csv": daily(edit)}), tmp_path / "a")
    assert any("2026-03-20" in message for message in said(unexplained_break.CHECK, context))
    context = context_of(Example(factor("Fair", "2026-03-21"), {"data/ads.csv": daily(edit)}), tmp_path / "b")
    assert said(unexplained_break.CHECK, context) == []


def noisy(seed: int) -> str:
    """The base campaign's level with the noise of a real one: days that move together, and counts."""
    rng = np.random.default_rng(seed)
    mood: dict[str, float] = {}
    last = 0.0
    found = []
    for row in rows():
        key = row.date.isoformat()
        if key not in mood:
            last = 0.4 * last + rng.normal(0, 0.1)
            mood[key] = float(np.exp(last))
        clicks = int(rng.poisson(row.clicks * mood[key]))
        sold = int(rng.poisson(row.conversions * mood[key]))
        cost = round(row.cost * mood[key] * rng.uniform(0.95, 1.05), 2)
        found.append(Row(row.date, row.channel, round(row.impressions * mood[key]), clicks, cost, sold))
    return csv(found)


def test_ordinary_campaigns_have_no_unexplained_breaks(tmp_path: Path) -> None:
    """Four KPIs, two windows and twenty-five campaigns: 200 series."""
    raised = 0
    for seed in range(25):
        context = context_of(Example("factors: []\n", {"data/ads.csv": noisy(seed)}), tmp_path / str(seed))
        raised += len(said(unexplained_break.CHECK, context))
    assert raised <= 1


@pytest.mark.parametrize(
    ("code", "words"),
    [("moved_by_campaign", "made of it"), ("break_at_start", "first day")],
)
def test_what_the_model_refused_is_raised(tmp_path: Path, code: str, words: str) -> None:
    spec = SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n"
    context = context_of(Example(spec, {"data/market.csv": market()}), tmp_path)
    assert said(control_the_campaign_moves.CHECK, context) == []
    found = without_campaign(left_out={"market.category_searches": code})
    (message,) = said(control_the_campaign_moves.CHECK, with_every_kpi(context, counterfactual=found))
    assert words in message
    unused = without_campaign(left_out={"market.category_searches": "not_chosen"})
    assert said(control_the_campaign_moves.CHECK, with_every_kpi(context, counterfactual=unused)) == []


@pytest.mark.parametrize(("others", "raised"), [({}, 1), ({"market.visits": "not_chosen"}, 0)])
def test_a_control_that_changes_course_is_raised_where_no_other_can_speak_for_the_market(
    tmp_path: Path, others: dict[str, str], raised: int
) -> None:
    spec = SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n"
    context = context_of(Example(spec, {"data/market.csv": market()}), tmp_path)
    name = ("market.category_searches",)
    found = without_campaign(controls=name, doubtful=name, left_out=others, method="controls")
    assert len(said(control_the_campaign_moves.CHECK, with_kpi(context, counterfactual=found))) == raised


def test_a_control_that_is_a_part_of_one_kpi_may_serve_the_others(tmp_path: Path) -> None:
    spec = SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n"
    context = context_of(Example(spec, {"data/market.csv": market()}), tmp_path)
    part = without_campaign(left_out={"market.category_searches": "moved_by_campaign"})
    served = without_campaign(controls=("market.category_searches",), method="controls")
    context = with_kpi(with_kpi(context, 0, counterfactual=part), 1, counterfactual=served)
    assert said(control_the_campaign_moves.CHECK, context) == []


def test_a_control_of_one_segment_is_told_by_its_segment(tmp_path: Path) -> None:
    spec = "controls:\n  - {source: ads, measure: clicks, where: {channel: social}}\n"
    context = context_of(Example(spec), tmp_path)
    found = without_campaign(left_out={"ads.clicks channel=social": "break_at_start"})
    (message,) = said(control_the_campaign_moves.CHECK, with_kpi(context, counterfactual=found))
    assert "first day" in message


def test_a_control_of_many_cities_loses_one_and_stands(tmp_path: Path) -> None:
    spec = SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n"
    context = context_of(Example(spec, {"data/market.csv": market()}), tmp_path)
    name = "market.category_searches city"
    found = without_campaign(left_out={f"{name}=oslo": "break_at_start"}, controls=(f"{name}=rome",), method="controls")
    assert said(control_the_campaign_moves.CHECK, with_kpi(context, counterfactual=found)) == []
    found = without_campaign(left_out={f"{name}=oslo": "break_at_start", f"{name}=rome": "not_chosen"})
    assert len(said(control_the_campaign_moves.CHECK, with_kpi(context, counterfactual=found))) == 1


def test_a_measure_beside_the_kpis_that_nobody_buys_may_be_a_control(tmp_path: Path) -> None:
    """A competitor's sales in the same weekly file are no part of what the campaign is judged by."""
    sources = SOURCES.replace("{impressions:", "{category_searches: impressions, impressions:")
    spec = sources + "controls:\n  - {source: ads, measure: category_searches}\n"
    context = context_of(Example(spec), tmp_path)
    assert [one for one in said(control_the_campaign_moves.CHECK, context) if "own source" in one] == []


@pytest.mark.parametrize(
    ("selects", "targets", "raised"),
    [
        ("where: {channel: search}", "{channel: {search: 5%}}", "of channel=search"),
        ("each: channel", "{channel: {social: 5%}}", "of channel=social"),
        ("where: {channel: social}", "{channel: {search: 5%}}", ""),
        ("where: {channel: search}", "{}", ""),
        ("each: channel", "{}", ""),
    ],
)
def test_a_measure_beside_the_kpis_is_no_control_where_the_campaign_buys(
    tmp_path: Path, selects: str, targets: str, raised: str
) -> None:
    sources = SOURCES.replace("{impressions:", "{category_searches: impressions, impressions:")
    kpis = f"kpis:\n  - {{metric: conversion_rate, target: 3.4%, segments: {targets}}}\n"
    spec = sources + kpis + f"controls:\n  - {{source: ads, measure: category_searches, {selects}}}\n"
    found = said(control_the_campaign_moves.CHECK, context_of(Example(spec), tmp_path))
    assert len(found) == bool(raised)
    assert all(raised in message and "own source `ads`" in message for message in found)


def test_both_controls_of_the_failing_example_are_raised(tmp_path: Path) -> None:
    bought, beside = said(
        control_the_campaign_moves.CHECK, context_of(control_the_campaign_moves.CHECK.fails, tmp_path)
    )
    assert "ads.clicks is no yardstick" in bought
    assert "ads.brand_searches is no yardstick" in beside


def test_the_weather_of_a_city_with_a_target_may_be_a_control(tmp_path: Path) -> None:
    """Another source is not the campaign's, though it names the same places."""
    rain = SOURCES + MARKET.replace("date: date\n", "date: date\n    by: [channel]\n")
    kpis = "kpis:\n  - {metric: conversion_rate, target: 3.4%, segments: {channel: {search: 5%}}}\n"
    control = "controls:\n  - {source: market, measure: category_searches, where: {channel: search}}\n"
    rows = market().replace("\n2", "\nsearch,2").replace("date,", "channel,date,", 1)
    context = context_of(Example(rain + kpis + control, {"data/market.csv": rows}), tmp_path)
    assert [one.name for one in context.data.controls] == ["market.category_searches channel=search"]
    assert said(control_the_campaign_moves.CHECK, context) == []


BLAMED = (
    "kpis:\n  - {metric: conversions, target: 2500}\nlearnings:\n  - {kpi: conversions, cause: season, what: Rain.}\n"
)


def test_the_season_may_be_blamed_where_it_was_modelled(tmp_path: Path) -> None:
    context = context_of(Example(BLAMED), tmp_path)
    (message,) = said(outside_blamed_without_control.CHECK, context)
    assert message == "Conversions at 721 against 2500: put down to season, and no control on record shows it"
    assert (
        said(outside_blamed_without_control.CHECK, with_kpi(context, counterfactual=without_campaign(season=52))) == []
    )
    weekdays = with_kpi(context, counterfactual=without_campaign(season=7))
    assert len(said(outside_blamed_without_control.CHECK, weekdays)) == 1


def test_a_hit_may_be_put_down_to_the_market(tmp_path: Path) -> None:
    context = context_of(Example(BLAMED.replace("2500", "600")), tmp_path)
    assert said(outside_blamed_without_control.CHECK, context) == []


@pytest.mark.parametrize(("alarms", "runs", "raised"), [(0, 4, 0), (1, 4, 0), (2, 4, 1), (1, 20, 0), (4, 20, 1)])
def test_a_method_cries_wolf_where_chance_does_not(tmp_path: Path, alarms: int, runs: int, raised: int) -> None:
    found = without_campaign(placebo=alarms / runs, placebo_runs=runs)
    context = with_kpi(context_of(Example(), tmp_path), counterfactual=found)
    messages = said(placebo_cries_wolf.CHECK, context)
    assert len(messages) == raised
    assert all(f"in {alarms} of {runs} trial runs" in message for message in messages)


def test_a_hit_that_thanks_the_market_too_is_even_handed(tmp_path: Path) -> None:
    both = BLAMED.replace("learnings:", "  - {metric: ctr, target: 2%}\nlearnings:")
    fair = both + "  - {kpi: ctr, cause: season, what: Sun.}\n"
    context = context_of(Example(fair), tmp_path / "a")
    assert said(misses_blamed_on_outside.CHECK, context) == []
    context = context_of(Example(both + "  - {kpi: ctr, cause: creative, what: Us.}\n"), tmp_path / "b")
    assert len(said(misses_blamed_on_outside.CHECK, context)) == 1
    running = with_kpi(context, verdict=Verdict.RUNNING)
    assert said(misses_blamed_on_outside.CHECK, running) == []
