"""On GitHub the same pages read well: rendered as its Markdown is, nothing of our markup is left standing as text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
ALERTS = r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]"
LEFT_STANDING = re.compile(r"===|!!!|\?\?\?|[{}`]|\]\(|\*\*|~~|^\s*(?:\#{1,6}|>|-) |^\s*\|.*\|", re.MULTILINE)
KINDS = {
    "index.md",
    "campaigns/example/index.md",
    "campaigns/spring-signups-zh/index.md",
    "campaigns/early-summer/index.md",
    "metrics/index.md",
    "metrics/conversion_rate/index.md",
    "checks/index.md",
    "checks/kpi301/index.md",
    "playbook/index.md",
    "strategy/index.md",
    "tags/index.md",
    "learn/index.md",
    "learn/smart/index.md",
    "learn/glossary/index.md",
}


class _Text(HTMLParser):
    """What a reader sees as text, one block a line; code and drawings say what they like."""

    SILENT = frozenset({"code", "pre", "svg", "script", "style"})
    INLINE = frozenset({"a", "b", "strong", "em", "i", "small", "sup", "span", "abbr", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.SILENT
        if tag not in self.INLINE | self.SILENT:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def left_standing(markdown: str) -> list[str]:
    """Every piece of markup that GitHub would print, with what stands around it."""
    page = _Text()
    page.feed(GITHUB.render(FRONT.sub("", markdown)))
    text = re.sub(ALERTS, "", "".join(page.parts))
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in LEFT_STANDING.finditer(text)]


@pytest.mark.parametrize("language", ["", "zh/"])
def test_no_markup_is_left_standing_on_a_made_page(small: Path, language: str) -> None:
    docs = small / ".goalposts" / language / "docs"
    pages = {page.relative_to(docs).as_posix(): page.read_text(encoding="utf-8") for page in docs.rglob("*.md")}

    assert pages.keys() >= KINDS
    assert {name: found for name, text in pages.items() if (found := left_standing(text))} == {}


def test_no_markup_is_left_standing_in_what_is_shipped() -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in (ROOT / "content").glob("??/**/*.md")}

    assert len(pages) > 30
    assert {page.name: found for page, text in pages.items() if (found := left_standing(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        '=== "Tab"\n\n    inside\n',
        "!!! note\n    inside\n",
        "??? question\n    inside\n",
        "# Title { #id }\n",
        '<div markdown="1">\n## Not a heading\n</div>\n',
        '<div markdown="1">\nSee [it](x.md).\n</div>\n',
        "Text\n| a | b |\n",
    ],
)
def test_what_only_some_builders_understand_would_be_found(text: str) -> None:
    assert left_standing(text)
