"""Which checks run, how findings are ordered, and what a waiver does."""

from pathlib import Path

import pytest
from examples import context_of

from generator.checks.check import Example
from generator.checks.past import Outcome, past_results
from generator.checks.rules import RULES
from generator.checks.run import SEVERITY, Checked, find_check, is_selected, run, selector_problems
from generator.compare.result import CampaignResult
from generator.spec.load import load_site
from generator.spec.model import CheckRules

BAD = "objective: null\nowner: null\nbaseline: null\nkpis:\n  - {metric: conversion_rate, target: 3.4%}\n"
CODES = {"KPI102", "KPI103", "KPI117", "KPI201", "KPI301"}


def checked(spec: str, root: Path, config: str = "") -> Checked:
    return run(context_of(Example(spec), root, config=config))


def codes(found: Checked) -> list[str]:
    return [one.code for one in found.findings]


def test_findings_stand_worst_first_and_name_their_place(tmp_path: Path) -> None:
    found = checked(BAD, tmp_path)
    assert set(codes(found)) == CODES
    levels = [SEVERITY.index(one.level) for one in found.findings]
    assert levels == sorted(levels)
    assert all(one.at.startswith("campaigns/spring/campaign.yml:") for one in found.findings)
    assert set(found.passed) == {rule.code for rule in RULES} - CODES


def test_a_waived_finding_keeps_its_reason_and_comes_last(tmp_path: Path) -> None:
    found = checked(BAD + "waive:\n  - {check: KPI201, because: There is no earlier data.}\n", tmp_path)
    assert codes(found)[-1] == "KPI201"
    assert [one.waived for one in found.findings if one.code == "KPI201"] == ["There is no earlier data."]
    assert sum(one.waived is not None for one in found.findings) == 1
    assert "KPI201" not in found.passed


@pytest.mark.parametrize(
    ("waive", "told"),
    [
        ("KPI302", "KPI302 is waived and was not raised"),
        ("KPI777", "there is no check KPI777"),
    ],
)
def test_a_waiver_that_waives_nothing_is_itself_a_finding(waive: str, told: str, tmp_path: Path) -> None:
    found = checked(f"waive:\n  - {{check: {waive}, because: It was agreed.}}\n", tmp_path)
    assert codes(found) == ["KPI901"]
    assert told in found.findings[0].message


def test_the_second_waiver_of_a_check_is_useless_and_the_first_reason_counts(tmp_path: Path) -> None:
    twice = "waive:\n  - {check: KPI117, because: First.}\n  - {check: KPI117, because: Second.}\n"
    found = checked("owner: null\n" + twice, tmp_path)
    assert {one.code: one.waived for one in found.findings} == {"KPI117": "First.", "KPI901": None}


def test_a_check_that_the_site_leaves_out_neither_raises_nor_passes(tmp_path: Path) -> None:
    found = checked(BAD, tmp_path, "checks: {select: [KPI2, KPI3], ignore: [KPI301]}\n")
    assert codes(found) == ["KPI201"]
    assert "KPI301" not in found.passed
    assert all(code.startswith(("KPI2", "KPI3")) for code in found.passed)


def test_waiving_what_the_site_leaves_out_is_no_mistake(tmp_path: Path) -> None:
    waive = "waive:\n  - {check: KPI302, because: It was agreed.}\n"
    assert codes(checked(waive, tmp_path, "checks: {ignore: [KPI302]}\n")) == []


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        (["KPI"], [], True),
        (["KPI"], ["KPI3"], False),
        (["KPI", "KPI301"], ["KPI3"], True),
        (["KPI301"], ["KPI301"], False),
        (["KPI2"], [], False),
        ([], [], False),
    ],
)
def test_the_longest_selector_decides(select: list[str], ignore: list[str], runs: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_selected("KPI301", CheckRules(select=tuple(select), ignore=tuple(ignore))) is runs


def test_a_selector_that_fits_no_check_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("checks:\n  ignore:\n    - KPI3\n    - KPI399\n", encoding="utf-8")
    problems = list(selector_problems(load_site(tmp_path)))
    assert [str(one.at) for one in problems] == ["site_config.yml:4:7"]
    assert "KPI399" in str(problems[0].what)


def test_the_defaults_select_every_check(tmp_path: Path) -> None:
    assert list(selector_problems(load_site(tmp_path))) == []
    assert all(is_selected(rule.code, CheckRules()) for rule in RULES)


def test_a_check_is_found_by_code_or_name() -> None:
    assert find_check("kpi301") is find_check("Single-KPI") is not None
    assert find_check("KPI999") is None


def test_running_twice_says_the_same(tmp_path: Path) -> None:
    context = context_of(Example(BAD), tmp_path)
    assert run(context) == run(context)


def test_past_results_are_those_of_campaigns_that_had_ended(tmp_path: Path) -> None:
    spring = context_of(Example(), tmp_path).judged.result
    head = spring.campaign

    def moved(name: str, start: str, end: str) -> CampaignResult:
        period = (type(head.period[0]).fromisoformat(start), type(head.period[0]).fromisoformat(end))
        return spring.model_copy(update={"campaign": head.model_copy(update={"id": name, "period": period})})

    others = [
        moved("later", "2026-05-01", "2026-05-31"),
        moved("overlapping", "2026-02-01", "2026-03-02"),
        moved("second", "2025-06-01", "2025-06-30"),
        moved("first", "2025-01-01", "2025-01-31"),
        spring,
    ]
    past = past_results(head, [Outcome(one.campaign, one.kpis) for one in others])
    assert [one.campaign for one in past["conversion_rate"]] == ["first", "second"]
    assert past["conversion_rate"][0].value == spring.kpis[0].value
    assert past["conversion_rate"][0].target_text == "3.4%"
