"""The metrics' pages, made from their own definitions."""

import re
from datetime import date
from typing import Any

import markdown
import pytest

from generator.compare.judged import Judged
from generator.compare.result.portfolio import AttainmentReading, AttainmentResult, TargetRange
from generator.metrics.catalogue import builtin
from generator.pages.index import summarise
from generator.pages.page import Page
from generator.pages.reference import reference_pages
from generator.pages.words import Words
from generator.report.portfolio import portfolio
from generator.spec.model import Better, Unit


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


def range_of(**more: Any) -> TargetRange:
    given: dict[str, Any] = {
        "metric": "signups",
        "unit": Unit.COUNT,
        "better": Better.HIGHER,
        "currency": None,
        "per_day": False,
        "results": 8,
        "low": 310.2,
        "median": 322.0,
        "high": 338.4,
        "best": 401.0,
        "best_campaign": "spring",
    }
    return TargetRange(**{**given, **more})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"per_day": True},
            (
                "Suggested range for the next target: <strong>310 – 338</strong> for each day of the period, the "
                "middle half of what 8 finished campaigns reached a day (median 322). Best so far: 401 "
                '(<a href="../../campaigns/spring/">Spring sign-up push</a>).'
            ),
        ),
        (
            {"unit": Unit.PERCENT, "low": 0.02, "median": 0.031, "high": 0.0412, "best": None, "best_campaign": None},
            (
                "Suggested range for the next target: <strong>2.0 – 4.1%</strong>, the middle half of what 8 finished "
                "campaigns reached (median 3.1%)."
            ),
        ),
        (
            {"unit": Unit.CURRENCY, "currency": "USD", "low": 9.0, "median": 11.5, "high": 15.0, "best": None},
            (
                "Suggested range for the next target: <strong>$9.00 – 15.00</strong>, the middle half of what 8 "
                "finished campaigns reached (median $11.50)."
            ),
        ),
        (
            {"low": 0.25, "median": 0.25, "high": 0.25, "unit": Unit.RATIO, "best": None},
            (
                "Suggested range for the next target: <strong>0.250</strong>, the middle half of what 8 finished "
                "campaigns reached (median 0.250)."
            ),
        ),
    ],
)
def test_a_page_suggests_a_range_for_the_next_target(
    more: dict[str, Any], said: str, spring: Judged, words: Words
) -> None:
    campaigns = [summarise(spring)]
    found = portfolio(campaigns, date(2026, 7, 5)).model_copy(update={"targets": (range_of(**more),)})
    pages = reference_pages(builtin(), campaigns, found, words)
    page = next(page for page in pages if str(page.path) == "metrics/signups/index.md")
    assert f"<p>{said}</p>" in page.markdown


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (None, "median 120%.<"),
        (AttainmentReading.TOO_EASY, "median 120%. The targets were too easy: every result is above 110%."),
        (AttainmentReading.WISHFUL, "median 120%. The targets were wishful: every result is below 60%."),
    ],
)
def test_a_page_shows_how_far_past_targets_were_attained(
    reading: AttainmentReading | None, said: str, spring: Judged, words: Words
) -> None:
    attained = AttainmentResult(
        by="metric",
        name="signups",
        results=4,
        lowest=1.11,
        quartiles=(1.15, 1.2, 1.3),
        highest=1.6,
        reading=reading,
    )
    found = portfolio([], date(2026, 7, 5)).model_copy(update={"attainment": (attained,)})
    pages = reference_pages(builtin(), [summarise(spring)], found, words)
    page = next(page for page in pages if str(page.path) == "metrics/signups/index.md")
    assert f"4 results reached 111% to 160% of their targets, {said}" in page.markdown
    assert list(page.files) == ["spread.svg"]


def test_a_metric_without_a_past_has_no_section_for_it(pages: tuple[Page, ...]) -> None:
    assert not [page for page in pages if "What campaigns reached" in page.markdown or page.files]
