"""What each reader gets, held against the schemas of the formats."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.checks.explain import explain_text
from generator.checks.formats.entry import entries, place
from generator.checks.formats.github import to_github
from generator.checks.formats.gitlab import to_gitlab
from generator.checks.formats.records import to_json
from generator.checks.formats.sarif import to_sarif
from generator.checks.formats.text import to_text
from generator.checks.rules import RULES
from generator.checks.wrapped import INDENT, WIDTH, columns, wrapped
from generator.compare.result import CheckResult, Level
from generator.errors import Location, Problem

SCHEMAS = Path(__file__).parent / "schemas"
SPEC = "campaigns/spring push, 50%/campaign.yml"
PROBLEMS = (
    Problem(Location(SPEC, 4, 11), "`ten` is not a number", "a number", "write 10,\nor 10%"),
    Problem(Location("campaigns/春季"), "holds `campaign.yaml`", "`campaign.yml`"),
)
FINDINGS = (
    CheckResult(code="KPI201", level=Level.WARNING, at=f"{SPEC}:5:1", message="no baseline: 3.4% of what?"),
    CheckResult(code="KPI117", level=Level.NOTE, at=f"{SPEC}:1:1", message="nobody is named", waived='So "agreed".'),
    CheckResult(code="KPI108", level=Level.ERROR, at="campaigns/spring/data/ads.csv:7", message="row 7\r\nis empty"),
)
WRITERS = (to_text, to_json, to_github, to_gitlab, to_sarif)


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def validate_sarif(text: str) -> Any:
    log = json.loads(text)
    jsonschema.Draft4Validator(schema("sarif-2.1.0.json"), format_checker=jsonschema.FormatChecker()).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("write", WRITERS, ids=lambda one: one.__name__)
def test_problems_and_findings_are_all_told(write: Any) -> None:
    text = write(PROBLEMS, FINDINGS)
    for code in ("KPI201", "KPI108"):
        assert code in text
    assert "not a number" in text


def test_text_is_a_line_a_finding_that_editors_can_follow() -> None:
    lines = to_text((), FINDINGS).splitlines()
    assert lines[0] == f"{SPEC}:5:1: warning KPI201: no baseline: 3.4% of what?"
    assert lines[1:3] == [f"{SPEC}:1:1: waived KPI117: nobody is named", '    because: So "agreed".']
    assert to_text(PROBLEMS, ()) == "\n".join(str(problem) for problem in PROBLEMS)
    assert to_text((), ()) == ""


def test_json_holds_what_was_said_in_plain_fields() -> None:
    records = json.loads(to_json(PROBLEMS, FINDINGS))
    assert [one["code"] for one in records] == [None, None, "KPI201", "KPI117", "KPI108"]
    assert records[0]["hint"] == "write 10,\nor 10%"
    assert (records[2]["file"], records[2]["line"], records[2]["column"]) == (SPEC, 5, 1)
    assert records[3]["waived"] == 'So "agreed".'
    assert records[1]["line"] is None
    assert json.loads(to_json((), ())) == []


def test_github_commands_escape_what_would_end_them() -> None:
    lines = to_github(PROBLEMS, FINDINGS).splitlines()
    assert len(lines) == 4  # the waived one is left out, and no text breaks its line
    assert lines[0] == (
        "::error file=campaigns/spring push%2C 50%25/campaign.yml,line=4,col=11,title=unusable-input::"
        "`ten` is not a number; expected a number; write 10,%0Aor 10%25"
    )
    assert lines[1].startswith("::error file=campaigns/春季,title=")
    assert lines[2].endswith("line=5,col=1,title=KPI201::no baseline: 3.4%25 of what?")
    assert lines[3] == "::error file=campaigns/spring/data/ads.csv,line=7,title=KPI108::row 7%0D%0Ais empty"
    assert to_github((), FINDINGS[1:2]) == ""


def test_github_calls_a_note_a_notice() -> None:
    note = FINDINGS[1].model_copy(update={"waived": None})
    assert to_github((), (note,)).startswith("::notice file=")


def test_gitlab_report_is_what_gitlab_asks_for() -> None:
    issues = json.loads(to_gitlab(PROBLEMS, FINDINGS))
    jsonschema.validate(issues, schema("gitlab-code-quality.json"))
    assert [one["check_name"] for one in issues] == ["unusable-input", "unusable-input", "KPI201", "KPI108"]
    assert [one["severity"] for one in issues] == ["critical", "critical", "major", "critical"]
    assert issues[1]["location"] == {"path": "campaigns/春季", "lines": {"begin": 1}}
    assert json.loads(to_gitlab((), ())) == []


def test_the_schema_refuses_what_gitlab_cannot_show() -> None:
    issues = json.loads(to_gitlab((), FINDINGS))
    del issues[0]["fingerprint"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(issues, schema("gitlab-code-quality.json"))


def test_fingerprints_are_unique_and_outlive_lines_and_numbers() -> None:
    same = [
        CheckResult(
            code="KPI115", level=Level.WARNING, at=f"a/campaign.yml:{line}:5", message=f"the band of {n}% is wide"
        )
        for line, n in ((5, 10), (9, 12))
    ]
    first = [one.fingerprint for one in entries((), same)]
    assert len(set(first)) == 2
    moved = [one.model_copy(update={"at": f"a/campaign.yml:{30 + n}:5", "message": one.message.replace("10", "11.5")})
             for n, one in enumerate(same)]  # fmt: skip
    assert [one.fingerprint for one in entries((), moved)] == first
    elsewhere = [one.model_copy(update={"at": "b/campaign.yml:5:5"}) for one in same]
    assert not {one.fingerprint for one in entries((), elsewhere)} & set(first)


@pytest.mark.parametrize("site", [None, "https://results.example.org/growth/"])
def test_sarif_log_is_valid(site: str | None) -> None:
    run = validate_sarif(to_sarif(PROBLEMS, FINDINGS, site_url=site))
    assert [one["ruleId"] for one in run["results"]] == ["unusable-input"] * 2 + ["KPI201", "KPI117", "KPI108"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    links = [rule.get("helpUri") for rule in rules if rule["id"] == "KPI201"]
    assert links == [site and "https://results.example.org/growth/checks/kpi201/"]


def test_sarif_places_and_excuses_are_where_readers_look() -> None:
    results = validate_sarif(to_sarif((), FINDINGS))["results"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "campaigns/spring%20push%2C%2050%25/campaign.yml"
    assert place["region"] == {"startLine": 5, "startColumn": 1}
    assert [one.get("suppressions") for one in results] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": 'So "agreed".'}],
        None,
    ]
    assert results[2]["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_sarif_rules_carry_the_help_of_every_check() -> None:
    rules = validate_sarif(to_sarif((), ()))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for written, rule in zip(rules, RULES, strict=True):
        assert rule.mend.said_in("en") in written["help"]["text"]
        assert written["defaultConfiguration"]["level"] == rule.level.value


def test_the_sarif_schema_refuses_a_broken_log() -> None:
    log = json.loads(to_sarif((), FINDINGS))
    del log["runs"][0]["results"][0]["message"]
    with pytest.raises(jsonschema.ValidationError):
        validate_sarif(json.dumps(log))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/campaign.yml:12:3", Location("a/campaign.yml", 12, 3)),
        ("a/ads.csv:7", Location("a/ads.csv", 7)),
        ("a/campaign.yml", Location("a/campaign.yml")),
        ("a/odd: name.csv:7", Location("a/odd: name.csv", 7)),
    ],
)
def test_a_place_is_read_back(text: str, expected: Location) -> None:
    assert place(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explaining_a_check_says_why_and_what_to_do(rule: Any) -> None:
    text = explain_text(rule)
    assert text.startswith(f"{rule.code} · {rule.name}")
    for part in (rule.what, rule.why, rule.mend):
        assert re.sub(r"\s+", " ", part.said_in("en")) in re.sub(r"\s+", " ", text)
    for head in ("Why it matters", "What to do", "Raised", "Passes", "Waive it"):
        assert head in text
    assert max(len(line) for line in text.splitlines()) < 160


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_check_is_explained_in_chinese_too(rule: Any) -> None:
    text = explain_text(rule, "zh")
    assert text.startswith(f"{rule.code} · {rule.name} · {rule.zh} · ")
    for part in (rule.what, rule.why, rule.mend, rule.fails.note, rule.passes.note, rule.family):
        assert re.sub(r"\s+", "", part.said_in("zh")) in re.sub(r"\s+", "", text)
    for head in ("查什么", "为什么重要", "怎么改", "会报出：", "能通过：", "豁免"):
        assert head in text
    assert not re.search("Why it|What to|more lines|earlier campaigns", text)
    assert max(columns(line) for line in text.splitlines()) < 160


def test_chinese_paragraphs_break_between_characters_and_never_before_a_full_stop() -> None:
    text = "主要 KPI 没有写 `near: 0.1pp`，" + "目标值" * 13 + "。" + "基线" * 30 + "。"
    lines = wrapped(text, "zh").splitlines()
    assert len(lines) > 1
    assert all(line.startswith(INDENT) and columns(line) <= WIDTH + 2 for line in lines)
    assert all(line.strip()[0] not in "，。" for line in lines)
    assert any("`near: 0.1pp`" in line for line in lines)
    assert "".join(line.strip() for line in lines) == text


BOTH = (
    FINDINGS[0].model_copy(update={"said": {"en": FINDINGS[0].message, "zh": "没有基线：3.4% 与什么比？"}}),
    FINDINGS[1].model_copy(update={"said": {"en": FINDINGS[1].message, "zh": "没有写明负责人"}}),
    FINDINGS[2],
)


@pytest.mark.parametrize("write", WRITERS, ids=lambda one: one.__name__)
def test_each_format_can_be_had_in_chinese_and_is_english_unasked(write: Any) -> None:
    chinese = without_said(write((), BOTH, language="zh"))
    assert "没有基线：3.4%" in chinese.replace("%25", "%")
    assert "no baseline" not in chinese
    assert "row 7" in chinese  # said in English alone: better than not at all
    assert without_said(write((), BOTH)) == without_said(write((), FINDINGS))


def without_said(written: str) -> str:
    """Leave out `said`, in which programs find every language whichever was asked for."""
    return re.sub(r'^ *"(en|zh)": .*\n', "", written, flags=re.MULTILINE)


@pytest.mark.parametrize("write", [to_json, to_sarif])
def test_programs_find_both_languages_beside_the_message(write: Any) -> None:
    written = write(PROBLEMS, BOTH)
    assert '"zh": "没有基线：3.4% 与什么比？"' in written
    assert '"en": "no baseline: 3.4% of what?"' in written
    assert len(re.findall(r'^ *"zh": ', written, re.MULTILINE)) == len(PROBLEMS) + len(BOTH)


def test_text_in_chinese_keeps_places_where_editors_look() -> None:
    lines = to_text((), BOTH, "zh").splitlines()
    assert lines[0] == f"{SPEC}:5:1: 警告 KPI201：没有基线：3.4% 与什么比？"
    assert lines[1:3] == [f"{SPEC}:1:1: 已豁免 KPI117：没有写明负责人", '    原因：So "agreed".']
    assert "goalposts explain" in lines[-1]


def test_a_fingerprint_is_the_same_in_every_language() -> None:
    prints = [[one.fingerprint for one in entries(PROBLEMS, BOTH, language)] for language in ("en", "zh")]
    assert prints[0] == prints[1]
    assert prints[0] == [one.fingerprint for one in entries(PROBLEMS, FINDINGS)]
    assert len(set(prints[0])) == len(prints[0])


def test_sarif_in_chinese_is_valid_and_helps_in_chinese() -> None:
    run = validate_sarif(to_sarif(PROBLEMS, BOTH, language="zh"))
    for written, rule in zip(run["tool"]["driver"]["rules"][1:], RULES, strict=True):
        assert rule.mend.said_in("zh") in written["help"]["text"]
        assert written["shortDescription"]["text"] == rule.what.said_in("zh")
