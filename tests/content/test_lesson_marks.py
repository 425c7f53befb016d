"""What the site does with the knowledge pages: their marks, the glossary's terms, and the lessons campaigns lead to."""

import re
from pathlib import Path

import pytest

import generator.pages as package
from generator.pages.lessons.markers import marked
from generator.spec.glossary_file import GLOSSARY, read_glossary
from generator.spec.glossary_file import slug as slug_of

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGES = sorted(path.parent.name for path in CONTENT.glob("*/learn"))
PAGES = sorted(CONTENT.glob("*/learn/**/*.md"))
TEMPLATE = Path(package.__file__).parent / "templates" / "campaign.md.jinja"


def named(page: Path) -> str:
    return page.relative_to(CONTENT).as_posix()


def lessons() -> set[tuple[str, str]]:
    """Slug and anchor of every lesson that a campaign's page leads to."""
    text = TEMPLATE.read_text(encoding="utf-8")
    raw = re.findall(r"""parts\.(?:how|lesson)\(w\("how\.\w+"\), "([a-z-]+)/(?:#([\w-]+))?"\)""", text)
    markdown = re.findall(r"\]\(\.\./\.\./learn/([a-z-]+)/index\.md(?:#([\w-]+))?\)", text)
    return {*raw, *markdown}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_mark_is_known_ended_and_holds_an_example_of_its_own(page: Path) -> None:
    for place in marked(page.read_text(encoding="utf-8"), named(page)):
        assert place.inside.strip(), f"{place.name} has nothing to show where no campaign fits"


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_that_campaigns_lead_to_are_there(language: str) -> None:
    assert len(lessons()) >= 8
    for slug, anchor in lessons():
        page = CONTENT / language / "learn" / slug / "index.md"
        assert page.is_file(), f"a campaign's page leads to {named(page)}"
        if anchor:
            text = page.read_text(encoding="utf-8")
            headings = {slug_of(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
            assert anchor in headings or f'<a id="{anchor}"></a>' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_reads(language: str) -> None:
    file = CONTENT / language / GLOSSARY
    terms = read_glossary(file.read_text(encoding="utf-8"), named(file))
    assert len(terms) >= 30
    assert all(len(term.tip) <= 260 for term in terms), "a tooltip is a sentence"


def test_both_languages_have_the_same_terms() -> None:
    by_language = [
        {term.id for term in read_glossary((CONTENT / language / GLOSSARY).read_text(encoding="utf-8"), language)}
        for language in LANGUAGES
    ]
    assert all(terms == by_language[0] for terms in by_language)
