"""The checks' pages, from their own definitions: a list by what they ask, and one page a check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.checks.check import FAMILIES, Check, Example
from generator.checks.explain import beginning
from generator.checks.rules import RULES
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.pitfalls import title_of
from generator.pages.rendering import render
from generator.pages.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """An example, ready to print."""

    note: str
    spec: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One check in the list."""

    code: str
    title: str
    level: str
    level_word: str
    what: str
    page: str


def check_pages(words: Words, raised: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[Page]:
    """Make the pages; `raised` has, by code, the ids and names of the campaigns in which a check was raised."""
    yield _list(words)
    for check in RULES:
        yield _page(check, words, raised.get(check.code, ()))


def _list(words: Words) -> Page:
    families = []
    for digit, asked in FAMILIES.items():
        entries = [
            Entry(
                check.code,
                title_of(check.code),
                check.level.value,
                words(f"level.{check.level.value}"),
                check.what,
                f"{check.code.lower()}/index.md",
            )
            for check in RULES
            if check.code[3] == digit
        ]
        if entries:
            families.append((asked, entries))
    number = Numbers(words).count(len(RULES))
    return Page(PurePosixPath("checks", "index.md"), render("checks.md.jinja", words, families=families, number=number))


def _page(check: Check, words: Words, raised: tuple[tuple[str, str], ...]) -> Page:
    markdown = render(
        "check.md.jinja",
        words,
        code=check.code,
        title=title_of(check.code),
        level=check.level.value,
        level_word=words(f"level.{check.level.value}"),
        family=check.family,
        what=check.what,
        why=check.why,
        mend=check.mend,
        fails=_shown(check.fails),
        passes=_shown(check.passes),
        lesson=f"../../{check.lesson}index.md" if check.lesson else "",
        raised=raised,
    )
    return Page(PurePosixPath("checks", check.code.lower(), "index.md"), markdown)


def _shown(example: Example) -> Shown:
    files = {name: beginning(text) for name, text in example.files.items()}
    return Shown(example.note, example.spec.rstrip("\n"), files)
