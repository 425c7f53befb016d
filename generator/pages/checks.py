"""The checks' pages, from their own definitions: a list by what they ask, and one page a check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.checks.check import FAMILIES, Check, Example
from generator.checks.explain import beginning
from generator.checks.rules import RULES
from generator.pages.numbers import Numbers
from generator.pages.page import Page
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
                check.title.said_in(words.language),
                check.level.value,
                words(f"level.{check.level.value}"),
                check.what.said_in(words.language),
                f"{check.code.lower()}/index.md",
            )
            for check in RULES
            if check.code[3] == digit
        ]
        if entries:
            families.append((asked.said_in(words.language), entries))
    number = Numbers(words).count(len(RULES))
    return Page(PurePosixPath("checks", "index.md"), render("checks.md.jinja", words, families=families, number=number))


def _page(check: Check, words: Words, raised: tuple[tuple[str, str], ...]) -> Page:
    language = words.language
    markdown = render(
        "check.md.jinja",
        words,
        code=check.code,
        title=check.title.said_in(language),
        level=check.level.value,
        level_word=words(f"level.{check.level.value}"),
        family=check.family.said_in(language),
        what=check.what.said_in(language),
        why=check.why.said_in(language),
        mend=check.mend.said_in(language),
        fails=_shown(check.fails, language),
        passes=_shown(check.passes, language),
        lesson=f"../../{check.lesson}index.md" if check.lesson else "",
        raised=raised,
    )
    return Page(PurePosixPath("checks", check.code.lower(), "index.md"), markdown)


def _shown(example: Example, language: str) -> Shown:
    files = {name: beginning(text, language) for name, text in example.files.items()}
    return Shown(example.note.said_in(language), example.spec.rstrip("\n"), files)
