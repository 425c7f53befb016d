"""The knowledge pages: whole, in Markdown that any builder shows, and right in every sum they print."""

import re
from pathlib import Path

import pytest

CONTENT = Path(__file__).parents[2] / "content" / "en"
PAGES = sorted(CONTENT.rglob("*.md"))
LESSONS = [page for page in PAGES if page.parent.name != "learn"]

NUMBER = r"\(?[\d,]+(?:\.\d+)?(?: [−÷×] [\d,]+(?:\.\d+)?)?\)?"
DIVISION = re.compile(rf"({NUMBER}) ÷ ({NUMBER}) = ([\d,]+(?:\.\d+)?)(%?)")
PRODUCT = re.compile(r"((?:\d+/)?[\d,.]*\d)(%?) ([×−]) ([\d,.]*\d)(%?) = ([\d,.]*\d)(%?)")
HEAD = re.compile(r"\A---\norder: \d\n---\n\n")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def slug(heading: str) -> str:
    """Name a heading's anchor as GitHub and pymdownx do: lower case, words joined by hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(line.lstrip("#")) for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def value(text: str) -> float:
    """Work out a number, or two joined by a sign, as printed."""
    parts = text.strip("()").replace(",", "").split(" ")
    if len(parts) == 1:
        return float(parts[0])
    one, two = float(parts[0]), float(parts[2])
    return {"−": one - two, "÷": one / two, "×": one * two}[parts[1]]


def agrees(printed: str, percent: str, exact: float) -> bool:
    """Say whether a printed result is the exact one, rounded to the places printed."""
    places = len(printed.partition(".")[2])
    shown = float(printed.replace(",", ""))
    return abs(shown - exact * (100 if percent else 1)) <= 0.5 * 10**-places + 1e-9


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_page_is_plain_markdown(page: Path) -> None:
    """No tabs, admonitions or attribute lists: they show as literal text on GitHub and in TechDocs."""
    text = page.read_text(encoding="utf-8")
    assert page.name == "index.md"
    assert HEAD.sub("", text).startswith("# ")
    assert not re.search(r"^===|^!!!|^\?\?\?|[{}]", FENCE.sub("", text), re.MULTILINE)
    assert not re.search(r"!\[\]\(", text), "an image without words"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_pages_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), link
        assert not path or target.name == "index.md", link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.parent.name)
def test_a_lesson_has_its_gist_questions_and_sources(page: Path) -> None:
    text = HEAD.sub("", page.read_text(encoding="utf-8"))
    assert text.split("\n\n")[1].startswith("> [!NOTE]\n> **In short.**")
    asked = text.count("<summary>")
    assert asked >= 4
    assert text.count("<details") == text.count("</details>") == asked
    assert "\n## Check yourself\n" in text
    assert "\n## Sources\n" in text


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.parent.name)
def test_every_printed_sum_is_right(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = DIVISION.findall(text)
    assert found
    for top, bottom, result, percent in found:
        assert agrees(result, percent, value(top) / value(bottom)), f"{top} ÷ {bottom} = {result}{percent}"
    for one, _, sign, two, _, result, _ in PRODUCT.findall(text):
        top, _, bottom = one.partition("/")
        exact = value(f"{top} {sign} {two}") / value(bottom or "1")
        assert agrees(result, "", exact), f"{one} {sign} {two} = {result}"


def test_campaign_pages_find_the_anchors_they_link_to() -> None:
    expected = {"verdict", "near", "attainment", "progress", "certainty", "interval", "counted", "baseline", "score"}
    assert expected <= anchors(CONTENT / "learn" / "how-results-are-judged" / "index.md")


POINTS = {
    "comparing-results-with-kpis": [
        "before it began", "business goal", "pecific", "easurable", "chievable", "elevant", "ime-bound",
        "Visits to the site", "engagement on social media", "conversion rate", "engagement rate", "cost per lead",
        "look for the cause", "Better than expected", "Successful in part", "room to improve", "Rethink the strategy",
        "An irrelevant KPI", "No baseline", "One metric alone", "External factors left out", "competitor's sale",
        "trend in the industry", "informed one",
    ],
    "okr-and-kpi": [
        "stretch people", "teams agreeing", "results rather than effort", "appraise the people", "Andy Grove",
        "John Doerr", "1999", "LinkedIn", "Facebook", "surpass themselves", "Strategy and vision", "half as many",
        "forecast", "customer satisfaction", "leave", "ideas", "start-ups", "internet companies", "manufacturing",
        "retail", "Culture and leadership", "SMART", "many serious flaws", "apart from appraisal",
        "love using our product",
        "drives people to keep moving", "first sets its OKRs", "appraise people by KPIs", "way to the goal",
        "critical success factors", "company's KPIs", "In which key areas", "Into which concrete dimensions",
        "Which key results make up the goal", "neutral standpoint", "measurable parts", "carry the strategy",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "points"), POINTS.items(), ids=POINTS)
def test_every_point_of_the_article_is_there(name: str, points: list[str]) -> None:
    text = " ".join((CONTENT / "learn" / name / "index.md").read_text(encoding="utf-8").replace("**", "").split())
    missing = [point for point in points if point.lower() not in text.lower()]
    assert missing == []
