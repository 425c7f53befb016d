"""Every check's examples, taken through the whole way; what is promised of every check's words."""

import re
from pathlib import Path

import pytest
from examples import context_of

from generator.checks import base
from generator.checks.check import FAMILIES, Check, Example
from generator.checks.formats.entry import place
from generator.checks.rules import RULES
from generator.checks.run import run
from generator.compare.result import CheckResult, Level

CONTENT = Path(__file__).parents[2] / "content" / "en"
AT_A_ROW = {
    "KPI602": "data/ads.csv:114:1",
    "KPI603": "data/ads-2.csv:2:1",
    "KPI604": "data/ads.csv:114:1",
    "KPI605": "data/ads.csv:114:1",
    "KPI609": "data/ads.csv:89:1",
    "KPI617": "data/ads.csv:24:1",
    "KPI618": "data/ads.csv:114:1",
}
"""Checks that point at a row of the data, and where their failing examples have it."""
each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")


def found_by(rule: Check, example: Example, root: Path) -> tuple[CheckResult, ...]:
    """Run the checks on an example, and return what this one found."""
    return tuple(one for one in run(context_of(example, root)).findings if one.code == rule.code)


def spoken(rule: Check, language: str) -> list[str]:
    """Everything a check says of itself in a language, but its name."""
    told = (rule.what, rule.why, rule.mend, rule.fails.note, rule.passes.note)
    return [text.by_language[language] for text in told]


def reads_as_chinese(text: str) -> None:
    """Han in it, punctuation as print has it, a space between Han and Latin or digits, nothing left to fill in."""
    bare = re.sub("`[^`]*`", "A", text)  # what is quoted from a file stands as it is written there
    assert re.search("[一-鿿]", text), text
    assert not re.search(r"[一-鿿][,;:?!()]|[,;:?!()][一-鿿]|[一-鿿]\.(?!\w)", bare), text
    assert not re.search("[一-鿿][A-Za-z0-9]|[A-Za-z0-9%][一-鿿]", bare), text
    assert not re.search("[一-鿿] [一-鿿]|[，。；：、？！（）“”] | [，。；：、？！（）“”]|  ", bare), text
    assert "—" not in text, text


def keys(text: str) -> set[str]:
    return set(re.findall(r"(?m)^([a-z_]+):", text))


@each
def test_the_failing_example_is_raised_at_its_place(rule: Check, tmp_path: Path) -> None:
    """At the key that the example names, to the line and column; or at the row of the data, and then at no key."""
    context = context_of(rule.fails, tmp_path)
    found = [one for one in run(context).findings if one.code == rule.code]
    assert found, f"{rule.code} does not raise its own failing example"
    assert all(one.message and one.level is rule.level for one in found)
    for one in found:
        assert one.said.keys() == {"en", "zh"}
        assert one.message == one.said_in("en") == one.said["en"]
        assert one.said_in("zh") == one.said["zh"]
        assert not re.search(r"\{|\}|by_language", "".join(one.said.values()))
        reads_as_chinese(one.said["zh"])
    if rule.code in AT_A_ROW:
        assert not rule.fails.key
        assert found[0].at == f"campaigns/{base.ID}/{AT_A_ROW[rule.code]}"
    else:
        assert rule.fails.key, f"{found[0].at} is at a key that the example does not name"
        assert found[0].at == str(context.campaign.places[rule.fails.key])
    at = place(found[0].at)
    lines = (tmp_path / at.file).read_text(encoding="utf-8").splitlines()
    assert 1 <= (at.line or 0) <= len(lines)
    assert 1 <= (at.column or 0) <= len(lines[(at.line or 0) - 1])


@each
def test_the_passing_example_is_not_raised(rule: Check, tmp_path: Path) -> None:
    assert found_by(rule, rule.passes, tmp_path) == ()


@each
def test_every_check_teaches(rule: Check) -> None:
    """It says what, why and what to do in whole sentences, and leads to a knowledge page that is there."""
    for text in spoken(rule, "en"):
        assert text.endswith((".", "?")), text
        assert text[0].isupper() or text[0].isdigit(), text
        assert "  " not in text
    assert len(rule.why.said_in("en")) > 80
    assert (CONTENT / rule.lesson / "index.md").is_file()
    assert rule.lesson.endswith("/")


@each
def test_every_check_teaches_in_chinese_too(rule: Check) -> None:
    told = spoken(rule, "zh")
    for text in told:
        assert text.endswith(("。", "？")), text
        reads_as_chinese(text)
    assert len(told) == len(set(told))
    assert len(rule.why.said_in("zh")) > 30
    reads_as_chinese(rule.zh)
    assert rule.title.by_language["zh"] == rule.zh
    assert rule.zh[-1] not in "。？"


@each
def test_every_check_is_named_for_a_bad_pattern(rule: Check) -> None:
    assert re.fullmatch("KPI[1-79][0-9]{2}", rule.code)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert rule.family == FAMILIES[rule.code[3]]


@each
def test_words_claim_no_more_than_numbers_can(rule: Check) -> None:
    told = " ".join(spoken(rule, "en")).lower()
    assert not re.search("显著|证明|证实|导致", " ".join(spoken(rule, "zh")))
    assert not re.search(r"\b(significant|proved|proven|caused)\b", told)


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len(RULES) >= 80


def test_every_file_of_rules_is_listed() -> None:
    files = {path.stem for path in Path(base.__file__).with_name("rules").glob("*.py")} - {"__init__"}
    assert {rule.name.replace("-", "_") for rule in RULES} == files


def test_chinese_names_are_unique() -> None:
    assert len({rule.zh for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("family", FAMILIES)
def test_families_ask_in_both_languages(family: str) -> None:
    asked = FAMILIES[family].by_language
    assert asked["en"].endswith("?")
    assert asked["zh"].endswith("？")
    reads_as_chinese(asked["zh"])


def test_errors_are_few() -> None:
    assert 0 < sum(rule.level is Level.ERROR for rule in RULES) <= len(RULES) // 4


def test_no_check_raises_the_base_campaign(tmp_path: Path) -> None:
    checked = run(context_of(Example(), tmp_path))
    assert checked.findings == ()
    assert checked.passed == tuple(rule.code for rule in RULES)


def test_an_example_replaces_whole_keys_of_the_base() -> None:
    text = base.campaign_file(Example("kpis:\n  - {metric: ctr, target: 2%}\nwaive: []\n"))
    assert keys(text) == keys(base.SPEC) | {"waive"}
    assert text.count("metric:") == 1
