"""KPI3xx at their edges, and what no check may do: raise sensible campaigns, or break on odd ones."""

from pathlib import Path

import numpy as np
import pytest
from examples import context_of

from generator.checks import base
from generator.checks.check import Example
from generator.checks.rules.same_thing_twice import _together
from generator.checks.run import run

GUARD = "  - {metric: ctr, target: 2.1%, role: guardrail}\n"
RATE = "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Because.}\n"
TOTAL = "  - {metric: conversions, target: 680, near: 5%, why: Because.}\n"


def told(code: str, root: Path, example: Example) -> list[str]:
    return [one.message for one in run(context_of(example, root)).findings if one.code == code]


def codes(root: Path, example: Example) -> set[str]:
    return {one.code for one in run(context_of(example, root)).findings}


def kpis(*lines: str) -> Example:
    return Example("kpis:\n" + "".join(lines))


def test_a_single_rate_is_raised_for_being_alone_and_for_nothing_else(tmp_path: Path) -> None:
    assert codes(tmp_path, kpis(RATE)) == {"KPI301"}


def test_a_single_total_is_also_raised_for_being_a_total(tmp_path: Path) -> None:
    assert codes(tmp_path, kpis(TOTAL)) == {"KPI301", "KPI307"}


def test_a_rate_among_the_guardrails_is_enough_beside_a_total(tmp_path: Path) -> None:
    assert not told("KPI307", tmp_path, kpis(TOTAL, GUARD))


@pytest.mark.parametrize(("weight", "raised"), [(5, False), (6, True)])
def test_three_quarters_of_the_weight_decide_alone(weight: int, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    heavy = RATE.replace("why:", f"weight: {weight}, why:")
    messages = told("KPI305", tmp_path, kpis(heavy, TOTAL, GUARD))
    assert messages == (["Conversion rate (CVR) makes up 75% of the score (weight 6 of 8)"] if raised else [])


def test_prices_beside_a_rate_are_in_order(tmp_path: Path) -> None:
    price = "  - {metric: cost_per_conversion, target: 28, near: 2%, why: Because.}\n"
    assert told("KPI308", tmp_path, kpis(price, TOTAL))
    assert not told("KPI308", tmp_path, kpis(price, TOTAL, GUARD))
    assert not told("KPI308", tmp_path, kpis(TOTAL, price.replace("near: 2%", "role: guardrail")))


@pytest.mark.parametrize(
    ("guard", "part"),
    [
        ("ctr, target: 0.8%", "would have to fall to 35% of the baseline (2.283%)"),
        ("cost_per_click, target: 2.5", "would have to rise to 2.7 times the baseline"),
        ("ctr, target: 1.2%", None),
        ("cost, target: 90000", None),  # a total may be planned to grow
        ("ctr, target: 1%..9%", None),
    ],
)
def test_a_guardrail_is_loose_from_twice_the_baseline_on(guard: str, part: str | None, tmp_path: Path) -> None:
    messages = told("KPI306", tmp_path, kpis(RATE, TOTAL, f"  - {{metric: {guard}, role: guardrail}}\n"))
    assert len(messages) == (part is not None)
    assert part is None or part in messages[0]


def test_two_musts_are_not_everything(tmp_path: Path) -> None:
    must = [line.replace("why:", "must: true, why:") for line in (RATE, TOTAL)]
    assert not told("KPI310", tmp_path, kpis(*must, GUARD))


def test_the_same_story_told_upside_down_is_seen(tmp_path: Path) -> None:
    own = (
        "metrics:\n"
        "  clicks_per_order: {title: Clicks per order, formula: clicks / conversions, unit: ratio, better: lower, "
        "stage: conversion, explains: Clicks it takes.}\n"
    )
    example = Example(
        f"kpis:\n{RATE}  - {{metric: clicks_per_order, target: 29, near: 1, why: Because.}}\n{GUARD}",
        {"../metrics.yml": own},
    )
    messages = told("KPI304", tmp_path, example)
    assert "moves exactly against Conversion rate" in messages[0]


def test_a_shared_numerator_alone_is_no_reason(tmp_path: Path) -> None:
    assert not told("KPI304", tmp_path, kpis(RATE, TOTAL, GUARD))


def test_what_can_be_said_of_two_series() -> None:
    rng = np.random.default_rng(1)
    one = rng.normal(size=30)
    assert _together(one[:13], one[:13]) is None  # too short
    assert _together(one, np.ones(30)) is None  # never changes
    assert _together(one, 3 - 2 * one) == pytest.approx(-1)
    gaps = np.where(np.arange(30) < 10, np.nan, one)
    assert _together(gaps, one) == pytest.approx(1)


def test_unrelated_noise_is_hardly_ever_called_one_story() -> None:
    rng = np.random.default_rng(2)
    pairs = rng.normal(size=(2000, 2, 14))
    alarms = [abs(_together(one, other) or 0) >= 0.9 for one, other in pairs]
    assert np.mean(alarms) < 0.001


@pytest.mark.parametrize("as_of", ["2026-02-20", "2026-03-02", "2026-03-10", "2026-03-29", "2026-12-31"])
def test_a_sensible_campaign_is_left_alone_on_every_day_of_its_life(as_of: str, tmp_path: Path) -> None:
    assert codes(tmp_path, Example(f"as_of: {as_of}\n")) == set()


HEAD = "date,channel,impressions,clicks,cost,conversions\n"
PROFIT = """\
sources:
  ads:
    files: data/ads.csv
    date: date
    measures: {gross_profit: conversions, cost: cost, impressions: impressions, clicks: clicks}
kpis:
  - {metric: roi, target: -20%, near: 5pp}
"""
NO_FILES = """\
owner: null
as_of: 2026-02-01
sources:
  ads:
    files: data/none-*.csv
    date: date
    by: [channel]
    measures: {impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}
"""
ODD = {
    "no rows": Example(files={"data/ads.csv": HEAD}),
    "one row": Example(files={"data/ads.csv": f"{HEAD}2026-03-02,a,1,1,1,1\n"}),
    "all zero": Example(files={"data/ads.csv": f"{HEAD}2026-02-02,a,0,0,0,0\n2026-03-02,a,0,0,0,0\n"}),
    "targets of zero": kpis(
        "  - {metric: conversions, target: 0, near: 5}\n",
        "  - {metric: conversion_rate, target: 0%, near: 1pp}\n",
    ),
    "ranges": kpis(
        "  - {metric: conversion_rate, target: 3%..4%}\n",
        "  - {metric: cost, target: 100..20000, role: guardrail}\n",
    ),
    "guardrails alone": kpis(GUARD),
    "no weight but one": kpis(RATE.replace("why:", "weight: 0, why:"), TOTAL),
    "below zero": Example(PROFIT + GUARD),
    "upcoming without files": Example(NO_FILES),
    "values of zero": Example("baseline: {values: {conversion_rate: 0%, conversions: 0, cost_per_conversion: 0}}\n"),
}


@pytest.mark.parametrize("name", ODD)
def test_no_check_breaks_on_an_odd_campaign(name: str, tmp_path: Path) -> None:
    checked = run(context_of(ODD[name], tmp_path))
    assert checked.findings
    assert all("nan" not in one.message and "inf" not in one.message for one in checked.findings)
    assert base.ID in checked.findings[0].at
