"""Characters that steer and texts without end are refused in what a campaign writes, and shown in what it brings."""

import time
from pathlib import Path

import markdown as renderer
import pytest

from generator.errors import Location, Problem, ReportError, plain
from generator.pages.escape import safe_markdown
from generator.spec.text_file import MAX_NOTES, read_text
from generator.spec.yaml_lines import parse_yaml

EXTENSIONS = ["md_in_html", "tables", "attr_list", "footnotes", "toc", "pymdownx.superfences", "pymdownx.quotes"]


@pytest.mark.parametrize(
    "written", [r'"a\x1b[2Jb"', r'"a\u202eb"', r'"\u2066a"', r'"a\x00b"', r'"a\x9bb"', r'"a\u2028b"']
)
def test_an_escape_in_yaml_brings_in_nothing_that_acts(written: str) -> None:
    (problem,) = parse_yaml(f"name: {written}\n", "campaign.yml").problems
    assert problem.at == Location("campaign.yml", 1, 7)
    assert "stands here" in str(problem.what)
    (problem,) = parse_yaml(f"? {written}\n: x\n", "campaign.yml").problems
    assert problem.at == Location("campaign.yml", 1, 3)


@pytest.mark.parametrize("turned", ["\u202e", "\u2067", "\x1b"])
def test_notes_that_turn_text_around_are_refused(tmp_path: Path, turned: str) -> None:
    (tmp_path / "notes.md").write_text(f"a\nb {turned}c\n", encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        read_text(tmp_path / "notes.md", tmp_path)
    assert raised.value.problems[0].at == Location("notes.md", 2, 3)


def test_notes_without_end_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("a" * (MAX_NOTES + 1), encoding="utf-8")
    with pytest.raises(ReportError, match="too large"):
        read_text(tmp_path / "notes.md", tmp_path, MAX_NOTES)


def test_a_problem_breaks_no_line_and_steers_no_terminal() -> None:
    said = str(Problem(Location("a\n::error::b.csv", 1, 2), "`\x1b[31m\n::set-output`", "x\r\u202ey"))
    assert "\n" not in str(Problem(Location("a"), "x", hint="write y\n  ::error::z")).partition("\n    ")[2]
    assert said == "a ::error::b.csv:1:2: `<U+001B>[31m ::set-output`; expected x <U+202E>y"


def test_a_problem_is_not_longer_than_can_be_read() -> None:
    assert len(Problem(Location("a"), "x" * 1_000_000).what) < 5_000


def test_ordinary_text_in_any_script_is_left_alone() -> None:
    text = "Café 注册　推广 👨\u200d👩\u200d👧 مرحبا\u200f שלום a\u00a0b"
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 10_000,
        "[a](" * 5_000,
        "1. " * 5_000 + "x",
        "* + - " * 3_000 + "x",
        "> 1. " * 3_000 + "x",
        "`" + " `` ```" * 3_000,
        "\n".join("    " * n + "1. a" for n in range(120)),
    ],
)
def test_notes_do_not_hold_up_their_reader(text: str) -> None:
    begun = time.process_time()
    renderer.markdown(safe_markdown(text), extensions=EXTENSIONS)
    assert time.process_time() - begun < 15
