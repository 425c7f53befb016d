"""KPI2xx at their edges: which baselines are raised, and which are a sensible choice."""

from datetime import date
from pathlib import Path

import pytest
from examples import context_of

from generator.checks import base
from generator.checks.baseline_days import apart_in_year
from generator.checks.check import Example
from generator.checks.run import run
from generator.spec.model import Period


def told(code: str, root: Path, example: Example) -> list[str]:
    return [one.message for one in run(context_of(example, root)).findings if one.code == code]


def codes(root: Path, example: Example) -> set[str]:
    return {one.code for one in run(context_of(example, root)).findings}


def long_data(first: date, days: int) -> dict[str, str]:
    return {"data/ads.csv": base.ads(first, days)}


@pytest.mark.parametrize(
    ("baseline", "data"),
    [
        ("2026-02-16..2026-03-01", None),  # two weeks
        ("2026-01-05..2026-03-01", long_data(date(2026, 1, 5), 84)),  # eight weeks
        ("2025-12-02..2026-03-01", long_data(date(2025, 12, 2), 118)),  # ninety days
        ("2025-03-03..2025-03-30", long_data(date(2025, 3, 3), 392)),  # the same weeks a year earlier
        ("2026-01-19..2026-02-15", long_data(date(2026, 1, 19), 70)),  # two weeks left out
    ],
)
def test_sensible_baselines_are_left_alone(baseline: str, data: dict[str, str] | None, tmp_path: Path) -> None:
    assert not {
        one for one in codes(tmp_path, Example(f"baseline: {baseline}\n", data or {})) if one.startswith("KPI2")
    }


@pytest.mark.parametrize(("first", "raised"), [("2026-02-16", False), ("2026-02-17", True)])
def test_thirteen_days_are_short_and_fourteen_are_not(first: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    messages = told("KPI202", tmp_path, Example(f"baseline: {first}..2026-03-01\n"))
    assert messages == (
        ["the baseline is 13 days long; in fewer than 14 one odd day counts for too much"] if raised else []
    )


def test_a_short_baseline_is_raised_once_and_not_for_its_length_too(tmp_path: Path) -> None:
    assert "KPI204" not in codes(tmp_path, Example("baseline: 2026-02-23..2026-03-01\n"))


def test_the_missing_weekdays_are_named(tmp_path: Path) -> None:
    messages = told("KPI205", tmp_path, Example("baseline: 2026-02-23..2026-02-27\n"))
    assert "the campaign has Saturdays and Sundays and the baseline has none" in messages[0]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("2026-01-01", "2026-01-01"), ("2026-07-02", "2026-07-02"), 182),
        (("2025-12-20", "2025-12-20"), ("2026-01-09", "2026-01-09"), 20),
        (("2025-03-03", "2025-03-30"), ("2026-03-02", "2026-03-29"), 1),
        (("2024-03-04", "2024-03-31"), ("2026-03-02", "2026-03-29"), 2),
        (("2025-11-30", "2025-11-30"), ("2026-03-01", "2026-03-01"), 91),
    ],
)
def test_days_apart_in_the_year(one: tuple[str, str], other: tuple[str, str], apart: int) -> None:
    periods = [Period(start=date.fromisoformat(start), end=date.fromisoformat(end)) for start, end in (one, other)]
    assert apart_in_year(*periods) == pytest.approx(apart, abs=1)
    assert apart_in_year(*reversed(periods)) == apart_in_year(*periods)


def test_the_other_season_is_named_by_its_days(tmp_path: Path) -> None:
    messages = told("KPI206", tmp_path, Example("baseline: 2025-09-01..2025-09-28\n"))
    assert "around 14 September and the campaign around 15 March, 182 days apart" in messages[0]


@pytest.mark.parametrize(
    ("when", "raised"),
    [
        ("2026-02-01", False),  # the day before the baseline begins
        ("2026-02-02", True),
        ("2026-03-01", True),
        ("2026-03-02", True),  # the campaign's first day: all of it is counted in the new way
        ("2026-03-03", False),  # inside the campaign: another check's
    ],
)
def test_counting_that_changed_between_the_two(when: str, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    factor = f"factors:\n  - {{what: A new tag, kind: tracking, when: {when}}}\n"
    assert bool(told("KPI208", tmp_path, Example(factor))) is raised


def test_a_factor_over_both_periods_makes_neither_unusual(tmp_path: Path) -> None:
    both = "factors:\n  - {what: Slow market, kind: market, when: 2026-02-02..2026-03-29, expect: lower}\n"
    assert not told("KPI209", tmp_path, Example(both))


def test_days_of_two_events_are_counted_once(tmp_path: Path) -> None:
    factors = (
        "factors:\n"
        "  - {what: Sale, kind: price, when: 2026-02-09..2026-02-14, expect: higher}\n"
        "  - {what: Holiday, kind: holiday, when: 2026-02-14, expect: higher}\n"
    )
    assert told("KPI209", tmp_path, Example(factors)) == [
        "6 of the baseline's 28 days were out of the ordinary (Sale; Holiday)"
    ]


@pytest.mark.parametrize(("first", "raised"), [(date(2026, 2, 4), False), (date(2026, 2, 5), True)])
def test_a_tenth_of_the_days_may_be_missing(first: date, raised: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    days = base.DAYS - (first - base.FIRST).days
    messages = told("KPI212", tmp_path, Example(files=long_data(first, days)))
    assert messages == (
        ["the data has rows on 25 of the baseline's 28 days, the first 2026-02-05, the last 2026-03-01"]
        if raised
        else []
    )


def test_a_baseline_without_any_row_is_told(tmp_path: Path) -> None:
    messages = told("KPI212", tmp_path, Example(files=long_data(date(2026, 3, 2), 28)))
    assert messages == ["no row of the data lies in the baseline (2026-02-02 to 2026-03-01)"]


def test_weeks_are_counted_as_weeks(tmp_path: Path) -> None:
    rows = "".join(f"2026-{day},9000,200,300,8\n" for day in ("02-02", "02-09", "02-16", "02-23", "03-02", "03-09"))
    weekly = {"data/ads.csv": "date,impressions,clicks,cost,conversions\n" + rows}
    source = base.SPEC[base.SPEC.index("sources:") : base.SPEC.index("kpis:")].replace("    by: [channel]\n", "")
    assert "KPI212" not in codes(tmp_path, Example(source, weekly))
    gone = {"data/ads.csv": weekly["data/ads.csv"].replace("2026-02-02,9000,200,300,8\n", "")}
    assert "3 of the baseline's 4 weeks" in told("KPI212", tmp_path, Example(source, gone))[0]


def test_a_baseline_campaign_without_the_kpi_is_named(tmp_path: Path) -> None:
    winter = (
        "name: Winter\nperiod: 2026-02-02..2026-03-01\nas_of: 2026-04-06\ncurrency: EUR\n"
        "sources:\n  ads:\n    files: data/ads.csv\n    date: date\n"
        "    measures: {impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}\n"
        "kpis:\n  - {metric: conversion_rate, target: 3%}\n"
    )
    files = {"../winter/campaign.yml": winter, "../winter/data/ads.csv": base.ads()}
    messages = told("KPI211", tmp_path, Example("baseline: {campaign: winter}\n", files))
    assert messages == [
        "Conversions has nothing to be compared with: `winter` has no KPI on it",
        "Cost per conversion (CPA) has nothing to be compared with: `winter` has no KPI on it",
    ]


def test_rows_without_dates_cannot_be_put_into_a_baseline(tmp_path: Path) -> None:
    source = base.SPEC[base.SPEC.index("sources:") : base.SPEC.index("kpis:")].replace("date: date", "date: none")
    assert "the rows have no date" in told("KPI212", tmp_path, Example(source))[0]
