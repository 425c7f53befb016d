"""The metrics' pages, made from their own definitions."""

import re
from datetime import date

import markdown
import pytest

from generator.compare.judged import Judged
from generator.metrics.catalogue import builtin
from generator.pages.index import summarise
from generator.pages.page import Page
from generator.pages.reference import reference_pages
from generator.pages.words import Words
from generator.report.portfolio import portfolio


@pytest.fixture(scope="module")
def pages(words: Words, spring: Judged) -> tuple[Page, ...]:
    campaigns = [summarise(spring)]
    return reference_pages(builtin(), campaigns, portfolio(campaigns, date(2026, 7, 5)), words)


def test_one_page_a_metric_and_a_list(pages: tuple[Page, ...]) -> None:
    paths = {str(page.path) for page in pages}
    assert paths == {"metrics/index.md"} | {f"metrics/{name}/index.md" for name in builtin().metrics}


def test_the_list_links_every_metric_once(pages: tuple[Page, ...]) -> None:
    links = re.findall(r"\]\((\w+)/index\.md\)", pages[0].markdown)
    assert sorted(links) == sorted(builtin().metrics)


def test_a_page_shows_formula_and_what_it_is_confused_with(pages: tuple[Page, ...]) -> None:
    page = next(page for page in pages if str(page.path) == "metrics/conversion_rate/index.md")
    html = markdown.markdown(page.markdown.split("---", 2)[2], extensions=["md_in_html", "tables"])
    metric = builtin().metrics["conversion_rate"]
    assert f"<code>{metric.formula.text}</code>" in html
    assert "Easily confused with" in html


def test_a_page_lists_the_campaigns_that_use_it(pages: tuple[Page, ...]) -> None:
    page = next(page for page in pages if str(page.path) == "metrics/signups/index.md")
    assert "[Spring sign-up push](../../campaigns/spring/index.md) | 12,725 | ≥ 12,000 |" in page.markdown
