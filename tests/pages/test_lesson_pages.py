"""Knowledge pages made ready: marks replaced or left, terms anchored, the foot, and the way back from campaigns."""

from dataclasses import dataclass

import pytest

from generator.errors import ReportError
from generator.pages.lessons.markers import RULES, fill, marked, relinked
from generator.pages.lessons.page import Lessons, foot, seen_in
from generator.pages.words import load_words
from tests.pages.test_lessons import site
from tests.report.made_summaries import clear, summary

WORDS = load_words("en")
PAGE = "# Title\n\nBefore.\n\n<!-- example: met -->\n\n*Shipped.*\n\n<!-- /example -->\n\nAfter.\n"


@dataclass(frozen=True)
class Page:
    path: str
    title: str = "A title"


FIRST, SECOND, THIRD = (Page(f"learn/{name}/index.md", name.upper()) for name in "abc")
START = Page("learn/index.md", "Learn")


def ready(text: str, page: Page = FIRST, around: tuple[Page, ...] = (), **more: object) -> tuple[str, Lessons]:
    lessons = Lessons(site(summary("spring", clear("orders", 11, 10, 0.5)), **more))
    return lessons.ready(text, page, "content/en/x.md", around), lessons


def test_an_example_takes_the_place_of_the_shipped_one_and_its_campaign_is_remembered() -> None:
    text, lessons = ready(PAGE)

    assert "Shipped" not in text
    assert "<!--" not in text
    assert text.startswith(
        "# Title\n\nBefore.\n\n**On this site:** [spring](../../campaigns/spring/index.md#kpi-orders)"
    )
    assert text.endswith("\n\nAfter.\n")
    assert lessons.seen == {"spring": {FIRST.path: FIRST.title}}


def test_without_a_fitting_campaign_the_shipped_text_stays_without_its_marks() -> None:
    text, lessons = ready(PAGE.replace("met", "missed"))

    assert text == "# Title\n\nBefore.\n\n*Shipped.*\n\nAfter.\n"
    assert lessons.seen == {}


def test_links_fit_the_depth_of_the_page() -> None:
    assert "[spring](../campaigns/" in ready(PAGE, START)[0]
    assert "[spring](../../../campaigns/" in ready(PAGE, Page("learn/a/b/index.md"))[0]
    assert relinked("[x](../../checks/kpi101/index.md)", 0) == "[x](checks/kpi101/index.md)"


def test_a_page_made_ready_twice_is_the_same() -> None:
    once, _ = ready(PAGE)
    again, _ = ready(once)
    assert again == once


def test_marks_in_code_are_left_alone() -> None:
    text = f"# Title\n\n```text\n{PAGE}```\n"
    assert ready(text)[0] == text


def test_every_kind_of_mark_is_found_in_order() -> None:
    text = "".join(f"<!-- {kind}: {name} -->\nx\n<!-- /{kind} -->\n" for kind, rules in RULES.items() for name in rules)
    found = marked(text, "x.md")

    assert [(one.kind, one.name) for one in found] == [(kind, name) for kind, rules in RULES.items() for name in rules]
    assert {one.inside for one in found} == {"x"}
    assert fill(text, found, lambda place: place.name) == "".join(f"{one.name}\n" for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n<!-- example: mett -->\nx\n<!-- /example -->\n", "x.md:2:1: there is no example `mett`"),
        ("<!-- exercise: met -->\nx\n<!-- /exercise -->\n", "there are `verdict`, `cause`, `guardrail`"),
        ("<!-- example: met -->\nx\n", "x.md:1:1: `met` is not ended; expected `<!-- /example -->` below it"),
        ("\n\n<!-- /example -->\n", "x.md:3:1: nothing is open that `/example` could end"),
        ("<!-- example: met -->\n<!-- /exercise -->\n", "x.md:2:1: nothing is open that `/exercise` could end"),
        ("<!-- example: met -->\n<!-- example: near -->\n<!-- /example -->\n", "`near` begins inside `met`"),
    ],
)
def test_a_wrong_mark_is_named_with_its_line_and_what_was_meant(text: str, said: str) -> None:
    with pytest.raises(ReportError) as error:
        marked(text, "x.md")
    assert said in str(error.value)
    if "mett" in text:
        assert "did you mean `met`?" in str(error.value)


def test_the_foot_says_where_a_reader_is_and_leads_on() -> None:
    pages = (START, FIRST, SECOND, THIRD)

    assert foot("", FIRST, pages, WORDS) == (
        "\n\n---\n\nPage 1 of 3\n\n[← Before this: Learn](../index.md)\n\n[Next: B →](../b/index.md)\n"
    )
    assert "Next" not in foot("", THIRD, pages, WORDS)
    assert foot("", START, pages, WORDS) == "\n\n---\n\n[Next: A →](a/index.md)\n"
    assert foot("", Page("rules/index.md"), (Page("rules/index.md"),), WORDS) == "\n"


def test_a_page_that_leads_to_its_neighbours_itself_is_not_given_the_links_twice() -> None:
    pages = (START, FIRST, SECOND, THIRD)
    own = "Text.\n\nBefore: [A](../a/index.md) · Next: [C](../c/index.md)\n"

    assert foot(own, SECOND, pages, WORDS) == "\n\n---\n\nPage 2 of 3\n"
    assert "](../c/index.md)" in foot("[C](../c/index.md)\n\nMore text.", SECOND, pages, WORDS)


def test_a_campaign_names_the_lessons_that_show_it() -> None:
    shown = seen_in({"learn/b/index.md": "B & C", "learn/a/index.md": "A"}, WORDS)
    assert shown == (
        '<p class="kpi-seen">Shown as an example in: <a href="../../learn/a/">A</a>,'
        ' <a href="../../learn/b/">B &amp; C</a></p>'
    )


def test_the_glossarys_terms_get_anchors() -> None:
    text, _ = ready(
        "# Glossary\n\n### Near band\n<!-- id: band -->\n\nNot met, but near.\n", Page("learn/glossary/index.md")
    )
    assert '<a id="band"></a>Not met, but near.' in text
