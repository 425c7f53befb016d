"""Users' text made safe: it says what it says, and nothing in it acts."""

import re
from html import unescape

import markdown as renderer
import pytest
import yaml as reader
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.escape import csv_text, line, markdown, safe_markdown, yaml

EXTENSIONS = ["md_in_html", "tables", "attr_list", "footnotes", "toc", "pymdownx.superfences", "pymdownx.quotes"]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
SPECIAL = st.text("*_`[](){}<>#|~^=$:!\\&;\"'-+ ab\n", max_size=40)


def shown(html: str) -> str:
    """What a reader sees of a rendered paragraph."""
    import html as entities

    return entities.unescape(re.sub(r"<[^>]+>", "", html)).strip()


@given(TEXT | SPECIAL)
def test_a_name_is_shown_letter_by_letter(text: str) -> None:
    html = renderer.markdown(f"A {markdown(text)} B", extensions=EXTENSIONS)
    assert shown(html).split() == f"A {line(text)} B".split()
    assert set(re.findall(r"<(\w+)", html)) <= {"p"}


@given(SPECIAL)
def test_a_name_keeps_to_its_cell(text: str) -> None:
    html = renderer.markdown(f"| a | b |\n| --- | --- |\n| {markdown(text)} | c |\n", extensions=EXTENSIONS)
    assert html.count("<td") == 2


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( \tjavascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,y)",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "[x][1]\n\n[1]:\n javascript:alert(1)",
        "[x](https://a.example){ onclick=alert(1) }",
        "text {: onclick=alert(1) }",
        "</div></div><script>alert(1)</script>",
        "```\n<script>alert(1)</script>\n```",
        "<javascript:alert(1)>",
    ],
)
def test_notes_cannot_act(bad: str) -> None:
    html = renderer.markdown(f'<div markdown="1">\n\n{safe_markdown(bad)}\n\n</div>', extensions=EXTENSIONS)
    assert "<script" not in html
    assert not re.search(r"<[^>]+\son\w+\s*=", html)
    for target in re.findall(r'(?:href|src)="([^"]*)"', html):
        plain = re.sub(r"\s", "", shown(target)).lower()
        assert not plain.startswith(("javascript:", "vbscript:", "data:"))


def test_notes_stay_markdown() -> None:
    html = renderer.markdown(safe_markdown("A **b** [c](https://d.example/?e=1&f=2)\n\n- g\n"), extensions=EXTENSIONS)
    assert "<strong>b</strong>" in html
    assert 'href="https://d.example/?e=1&amp;f=2"' in html
    assert "<li>g</li>" in html


def test_headings_of_notes_stand_below_the_pages() -> None:
    assert safe_markdown("# A\n\nB\n===\n\n###### C") == "### A\n\n### B\n\n###### C"


def test_a_code_block_left_open_is_closed() -> None:
    assert safe_markdown("~~~~\na\n```\nb") == "~~~~\na\n```\nb\n~~~~"


def test_what_stands_in_a_code_block_is_no_heading() -> None:
    assert safe_markdown("```\n# a\n```") == "```\n# a\n```"


def test_pictures_of_other_hosts_become_links() -> None:
    assert safe_markdown("![a](https://b.example/c.png) ![d](e.png)") == "[a](https://b.example/c.png) ![d](e.png)"


@pytest.mark.parametrize(
    "picture",
    [
        "![a][r]\n\n[r]: https://b.example/c.png",
        "![r]\n\n[r]: https://b.example/c.png",
        "![a [b] c](https://b.example/c.png)",
        "![a](//b.example/c.png)",
        "![a](/\\b.example/c.png)",
        "![a](\\\\b.example/c.png)",
        "![a](https:b.example)",
        "![a](e.png 'https://b.example/c.png')",
        "![a]( https://b.example/c.png )",
        "[![a](https://b.example/c.png)](https://b.example)",
    ],
)
def test_no_picture_is_fetched_from_elsewhere(picture: str) -> None:
    assert "<img" not in renderer.markdown(safe_markdown(picture), extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "block", ["::: os.system", "/// html | script\nalert(1)\n///", "> ::: os", "--8<-- '/etc/passwd'"]
)
def test_blocks_that_extensions_run_are_text(block: str) -> None:
    assert not re.search(r"^[ >]*(:::|///|--8<--)", safe_markdown(block), re.MULTILINE)


@given(TEXT)
def test_front_matter_reads_back(text: str) -> None:
    written = reader.safe_load(yaml(text))
    assert unescape(written) == line(text)
    assert not set('<>"') & set(written)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\uff1d1+1", "\uff20x"])
def test_a_cell_is_no_formula(cell: str) -> None:
    assert csv_text(cell) == f"'{cell}"


@pytest.mark.parametrize("before", ["\t", "\r", "\n", " "])
def test_what_stands_before_a_formula_does_not_hide_it(before: str) -> None:
    assert csv_text(f"{before}=1+1") == "'=1+1"


def test_a_semicolon_begins_no_formula() -> None:
    assert csv_text("a;=1+1") == "a; =1+1"


def test_an_ordinary_cell_is_left_alone() -> None:
    assert csv_text("a = b\nc") == "a = b c"
