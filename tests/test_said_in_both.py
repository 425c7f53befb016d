"""No problem is built of bare English: whatever a command says of a user's file, it says in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"
BUILDERS = {
    "Problem": 1,
    "problem": 0,
    "FormError": 0,
    "FormulaError": 1,
    "_error": 0,
    "nothing_there": 1,
    "unknown": 1,
    "RefusedError": 0,
    "too_much": 1,
}
"""What builds a problem or a part of one -> the position from which its arguments are words."""
LAST = {"FormError": 2, "FormulaError": 4, "nothing_there": 2, "too_much": 3}
"""What takes more than words -> the position at which they end."""
KEYS = ("what", "expected", "hint", "why")
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {"UTF-8", "JSON", "Parquet", "files: data/*.csv", '[{"date": "2026-03-01", …}, …]'}
"""What is written alike in both languages, though it stands in no backticks."""


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def literals(node: ast.expr) -> Iterator[str]:
    """Every plain or formatted string that an expression may come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from literals(value)
    elif isinstance(node, ast.BinOp):
        yield from (*literals(node.left), *literals(node.right))


def words_of(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression that is handed to a builder of problems as words, and those given to names of such words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in BUILDERS:
            name = called(node)
            yield from node.args[BUILDERS[name] : LAST.get(name)]
            yield from (keyword.value for keyword in node.keywords if keyword.arg in KEYS)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in KEYS for t in node.targets):
            yield node.value


def bare(text: str) -> bool:
    return text not in NAMES and bool(WORD.search(QUOTED.sub("", text)))


def found_in(source: str) -> list[str]:
    return [text for words in words_of(ast.parse(source)) for text in literals(words) if bare(text)]


FOLDERS = ("spec", "metrics", "data", "compare", "diagnose", "checks", "report", "diff", "history", "site", "cli")
FILES = [file for folder in FOLDERS for file in sorted((GENERATOR / folder).rglob("*.py"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(GENERATOR)))
def test_no_problem_is_built_of_bare_english(file: Path) -> None:
    assert found_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'Problem(at, "the file is empty")',
        'Problem(at, say(en="a", zh="一"), f"one of {names}")',
        'part.problem(what, "a number" if here else "")',
        'raise FormError("is no day", hint)',
        'what = f"`{name}` cannot be an id"',
        'Problem(at, what, hint="remove it")',
    ],
)
def test_the_test_itself_hears_bare_english(source: str) -> None:
    assert found_in(source) != []


@pytest.mark.parametrize(
    "source",
    ['Problem(at, say(en="a number", zh="数字"))', 'Problem(at, what, f"`{name}`")', 'Problem(at, what, "UTF-8")'],
)
def test_the_test_itself_lets_both_languages_and_names_pass(source: str) -> None:
    assert found_in(source) == []
