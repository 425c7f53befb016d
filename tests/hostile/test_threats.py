"""THREATS.md names for each line the tests that hold it: they exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "THREATS.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", TEXT)))


def test_tests_are_named() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    defined = {
        node.name
        for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert any(one.startswith("test_") for one in defined)
    assert not function or function in defined


def test_every_line_names_a_test() -> None:
    table = TEXT.partition("## What a campaign's folder cannot do")[2].partition("## What it can do")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and line != "| It cannot | Held by |"]
    assert len(rows) > 10
    assert [row for row in rows if "`tests/" not in row] == []
