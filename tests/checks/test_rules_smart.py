"""KPI1xx at their edges: what they raise, with which numbers, and what they leave alone."""

from pathlib import Path

import pytest
from examples import context_of

from generator.checks import base
from generator.checks.check import Example
from generator.checks.run import run
from generator.compare.result import CheckResult

GUARD = "  - {metric: ctr, target: 2.1%, role: guardrail}\n"


def found(code: str, root: Path, example: Example) -> list[CheckResult]:
    return [one for one in run(context_of(example, root)).findings if one.code == code]


def told(code: str, root: Path, example: Example) -> list[str]:
    return [one.message for one in found(code, root, example)]


def kpi(text: str, more: str = "") -> Example:
    return Example(f"kpis:\n  - {{{text}, why: Because.}}\n{GUARD}{more}")


def test_the_message_on_a_target_already_met_names_both_numbers(tmp_path: Path) -> None:
    assert told("KPI110", tmp_path, kpi("metric: conversion_rate, target: 3.0%")) == [
        "Conversion rate (CVR): the target of 3.0% was already met before the start: 3.075% over the baseline"
    ]


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("metric: conversion_rate, target: 3.0%, role: guardrail", False),  # a guardrail is to hold what there was
        ("metric: conversion_rate, target: 2%..4%", False),  # so is a range
        ("metric: cost_per_conversion, target: 35", True),  # lower is better
        ("metric: cost_per_conversion, target: 28", False),
        ("metric: conversions, target: 500", True),  # 545 in as many days before
        ("metric: conversions, target: 560", False),
        ("metric: cost, target: 20000", False),  # 16,199 before; a budget may be planned to grow
    ],
)
def test_which_targets_count_as_already_met(text: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    assert bool(told("KPI110", tmp_path, kpi(text))) is raised


@pytest.mark.parametrize("day", ["2026-02-25", "2026-03-15", "2026-05-10"])
def test_a_total_is_brought_to_the_campaigns_length_before_and_while_it_runs(day: str, tmp_path: Path) -> None:
    """545 conversions in the four weeks before are 1,090 in eight, whatever the day of the report."""
    head = f"period: 2026-03-02..2026-04-26\nas_of: {day}\n"
    for target, raised in ((1000, True), (1200, False)):
        example = Example(f"{head}kpis:\n  - {{metric: conversions, target: {target}, why: Because.}}\n{GUARD}")
        assert bool(told("KPI110", tmp_path, example)) is raised


def test_a_target_that_is_the_baseline_rounded_is_called_that_and_nothing_else(tmp_path: Path) -> None:
    example = kpi("metric: conversion_rate, target: 3.1%")  # 3.075% before
    codes = {one.code for one in run(context_of(example, tmp_path)).findings}
    assert "KPI111" in codes
    assert not codes & {"KPI110", "KPI115"}


def test_a_coarse_target_is_not_taken_for_a_baseline_far_below_it(tmp_path: Path) -> None:
    assert not told("KPI111", tmp_path, kpi("metric: conversion_rate, target: 4%"))
    assert not told("KPI111", tmp_path, kpi("metric: conversion_rate, target: 3.4%"))


def test_the_sites_own_near_band_is_named_where_the_kpi_has_none(tmp_path: Path) -> None:
    one = found("KPI115", tmp_path, kpi("metric: conversion_rate, target: 3.3%"))
    assert "The band of 10% reaches from 3.3% to 2.97%, and the baseline was 3.075%" in one[0].message


def test_an_upcoming_campaign_is_held_against_its_baseline_too(tmp_path: Path) -> None:
    example = Example("as_of: 2026-02-27\nkpis:\n  - {metric: conversion_rate, target: 3.0%, why: Because.}\n" + GUARD)
    codes = {one.code for one in run(context_of(example, tmp_path)).findings}
    assert "KPI110" in codes
    assert "KPI108" not in codes


def test_a_campaign_that_has_just_begun_needs_no_data_yet(tmp_path: Path) -> None:
    empty = {"data/ads.csv": base.ads(days=base.BASELINE_DAYS)}
    assert not told("KPI108", tmp_path, Example("as_of: 2026-03-04\n", empty))
    assert told("KPI108", tmp_path, Example("as_of: 2026-03-20\n", empty)) == [
        "the data has no row from 2026-03-02 to 2026-03-20, so no KPI has a value"
    ]


def test_an_empty_column_is_named_with_the_rows_it_is_empty_in(tmp_path: Path) -> None:
    messages = told("KPI108", tmp_path, Example(files={"data/ads.csv": base.ads(blank=("conversions",))}))
    assert len(messages) == 3  # the click-through rate needs no conversions
    assert "all 56 rows of the period are empty in the column of `conversions`" in messages[0]


@pytest.mark.parametrize("past", [(), (0.02, 0.025)])
def test_fewer_than_three_results_are_no_yardstick(past: tuple[float, ...], tmp_path: Path) -> None:
    assert not told("KPI109", tmp_path, Example(past={"conversion_rate": past}))


def test_totals_of_earlier_campaigns_are_no_yardstick(tmp_path: Path) -> None:
    assert not told("KPI109", tmp_path, Example(past={"conversions": (100, 200, 300)}))


def test_lower_is_better_turns_best_and_worst_round(tmp_path: Path) -> None:
    dear = Example(past={"cost_per_conversion": (31, 35, 40)})
    message = told("KPI109", tmp_path, dear)[0]
    assert message.startswith("Cost per conversion (CPA): the target of 28 EUR is beyond anything reached so far: ")
    assert message.endswith("the best of 3 earlier campaigns came to 31 EUR")
    cheap = Example(past={"cost_per_conversion": (20, 24, 26)})
    assert "the worst of 3 campaigns came to 26 EUR" in told("KPI112", tmp_path, cheap)[0]


@pytest.mark.parametrize(
    ("segments", "raised"),
    [
        ("{search: 480, social: 200}", False),  # they add up
        ("{search: 480, social: 300}", False),  # more than asked for is no contradiction
        ("{search: 480, social: 150}", True),
        ("{search: 480}", False),  # social may bring the rest
    ],
)
def test_segments_of_a_total_have_to_add_up(segments: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    example = kpi(f"metric: conversions, target: 680, near: 5%, segments: {{channel: {segments}}}")
    assert bool(told("KPI118", tmp_path, example)) is raised


@pytest.mark.parametrize(
    ("metric", "segments", "raised"),
    [
        ("conversion_rate, target: 3.4%", "{search: 4%, social: 1.6%}", False),
        ("conversion_rate, target: 3.4%", "{search: 3.2%, social: 1.6%}", True),
        ("cost_per_conversion, target: 28", "{search: 30, social: 25}", False),
        ("cost_per_conversion, target: 28", "{search: 30, social: 29}", True),
    ],
)
def test_a_rate_cannot_pass_the_best_of_its_segments(metric: str, segments: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    example = kpi(f"metric: {metric}, near: 1%, segments: {{channel: {segments}}}")
    assert bool(told("KPI118", tmp_path, example)) is raised


def test_clicks_are_no_vanity_where_the_objective_is_to_be_considered(tmp_path: Path) -> None:
    spec = f"kpis:\n  - {{metric: clicks, target: 20000, why: Because.}}\n{GUARD}"
    strategy = {"../strategy.yml": base.STRATEGY.replace("stage: conversion", "stage: consideration")}
    assert told("KPI107", tmp_path, Example(spec))
    assert not told("KPI107", tmp_path, Example(spec, strategy))
    assert not told("KPI106", tmp_path, Example(spec, strategy))


def test_without_key_result_areas_none_is_asked_for(tmp_path: Path) -> None:
    strategy = {"../strategy.yml": base.STRATEGY.split("key_result_areas")[0]}
    assert not told("KPI104", tmp_path, Example("kra: null\n", strategy))


def test_without_a_strategy_the_message_says_so(tmp_path: Path) -> None:
    example = Example("objective: null\nkra: null\n", {"../strategy.yml": "objectives: {}\n"})
    assert "there is no strategy.yml with objectives yet" in told("KPI103", tmp_path, example)[0]


@pytest.mark.parametrize(("end", "raised"), [("2027-03-02", False), ("2027-03-03", True)])
def test_a_year_and_a_day_is_over_a_year(end: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    assert bool(told("KPI114", tmp_path, Example(f"period: 2026-03-02..{end}\nas_of: 2027-04-01\n"))) is raised
