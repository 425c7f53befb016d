"""The catalogue of words: complete, without idle entries, and strict about what it is given."""

import ast
import re
from pathlib import Path

import pytest

from generator.compare.reason import Reason
from generator.data.notes import CODES
from generator.pages.words import Words, WordsError, flat, load_words, placeholders
from generator.spec.model import Cause, FactorKind, Role, Stage, Unit

ROOT = Path(__file__).parents[2] / "generator"
KEY = re.compile(r"[a-z_]+(?:\.[a-z_ -]+)+")
ASKED = re.compile(r"""\b[wh]\("([^"]+)""")
"""Keys asked for by templates."""


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the code that may be a key, and the patterns of those put together from parts."""
    whole: set[str] = set()
    patterns = []
    for file in [*(ROOT / "pages").rglob("*.py"), *(ROOT / "site").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w -]+" for p in node.values]
                patterns.append(re.compile("".join(parts)))
    for file in (ROOT / "pages" / "templates").iterdir():
        whole.update(ASKED.findall(file.read_text(encoding="utf-8")))
    return whole, [pattern for pattern in patterns if "\\." in pattern.pattern]


def test_every_entry_is_asked_for_somewhere(words: Words) -> None:
    whole, patterns = literals()
    idle = [
        key
        for key in words.entries
        if not {key, key.removesuffix(".one"), key.removesuffix(".other")} & whole
        and not any(
            pattern.fullmatch(name) for pattern in patterns for name in (key, re.sub(r"\.(one|other)$", "", key))
        )
    ]
    assert idle == []


def test_every_key_that_templates_ask_for_exists(words: Words) -> None:
    for file in (ROOT / "pages" / "templates").iterdir():
        for key in ASKED.findall(file.read_text(encoding="utf-8")):
            assert key in words, f"{file.name}: {key}"


def test_every_key_that_code_asks_for_exists(words: Words) -> None:
    asked = re.compile(r"""(?<!load_)words(?:\.html|\.told|\.count)?\(\s*"([^"]+)\"""")
    for file in [*(ROOT / "pages").rglob("*.py"), *(ROOT / "site").glob("*.py")]:
        for key in asked.findall(file.read_text(encoding="utf-8")):
            assert key in words or f"{key}.other" in words, f"{file.name}: {key}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_note_has_words_that_use_only_its_values(code: str, words: Words) -> None:
    texts = [words.entries[key] for key in words.entries if key == f"note.{code}" or key.startswith(f"note.{code}.")]
    assert texts
    for text in texts:
        assert placeholders(text) <= set(CODES[code])


@pytest.mark.parametrize("code", sorted(reason.value for reason in Reason))
def test_every_reason_has_words(code: str, words: Words) -> None:
    assert words.entries[f"reason.{code}"].endswith(".")


@pytest.mark.parametrize("code", sorted(reason.value for reason in Reason))
def test_a_baselines_reason_needs_no_values(code: str, words: Words) -> None:
    key = f"reason_before.{code}" if f"reason_before.{code}" in words else f"reason.{code}"
    assert placeholders(words.entries[key]) == frozenset()


def test_every_word_of_a_spec_has_words(words: Words) -> None:
    keys = [f"cause.{cause.value}" for cause in Cause] + [f"factor.{kind.value}" for kind in FactorKind]
    keys += [f"stage.{stage.value}" for stage in Stage] + [f"unit_name.{unit.value}" for unit in Unit]
    keys += [f"role.{role.value}" for role in Role if role is not Role.PRIMARY]
    assert [key for key in keys if key not in words] == []


def test_nothing_claims_more_than_the_numbers_do(words: Words) -> None:
    forbidden = re.compile(r"\b(significant\w*|prove[ds]?|caused|causes|success rate)\b", re.IGNORECASE)
    assert [key for key, text in words.entries.items() if forbidden.search(text)] == []


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(WordsError, match=r"no words for `a.b` in xx"):
        Words("xx", {})("a.b")


@pytest.mark.parametrize("values", [{}, {"name": 1, "other": 2}, {"other": 2}])
def test_values_must_fit_the_entry(values: dict[str, object]) -> None:
    with pytest.raises(WordsError, match="needs"):
        Words("xx", {"a": "Hello {name}"})("a", **values)


def test_values_are_escaped_in_html_and_the_entry_is_not() -> None:
    assert Words("xx", {"a": "<b>{name}</b>"}).html("a", name="<i>") == "<b>&lt;i&gt;</b>"


def test_one_and_many() -> None:
    words = Words("xx", {"days.one": "{number} day", "days.other": "{number} days", "weeks.other": "{number} w"})
    assert (words.count("days", 1, number="1"), words.count("days", 2, number="2")) == ("1 day", "2 days")
    assert words.count("weeks", 1, number="1") == "1 w"


def test_values_from_below_that_no_sentence_asks_for_are_left_out() -> None:
    assert Words("xx", {"a": "row {row}"}).told("a", {"row": 3, "more": 4}) == "row 3"


def test_tables_become_dotted_keys() -> None:
    assert dict(flat({"a": {"b": "x", "c": {"d": "y"}}, "e": "z"})) == {"a.b": "x", "a.c.d": "y", "e": "z"}


def test_the_catalogue_is_read_once() -> None:
    assert load_words("en") is load_words("en")
