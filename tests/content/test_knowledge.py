"""The knowledge pages: whole, in Markdown that any builder shows, and right in every sum they print."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.checks.rules import RULES
from generator.compare.result import CounterfactualResult, KpiResult
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import judge_all

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content" / "en"
PAGES = sorted(page for language in ("en", "zh") for page in (ROOT / "content" / language).rglob("*.md"))
LESSONS = [page for page in PAGES if page.parent.name not in {"learn", "glossary", "publish"}]
JUDGED = CONTENT / "learn" / "how-results-are-judged" / "index.md"
HEADINGS = {"en": ("In short.", "Check yourself", "Sources"), "zh": ("要点。", "考考自己", "来源")}

CHECKS = {f"checks/{rule.code.lower()}/index.md": rule for rule in RULES}
MADE = {*CHECKS, "checks/index.md", "playbook/index.md"}
"""Pages that the site makes beside the knowledge pages, from their own definitions."""

NUMBER = r"\(?[\d,]+(?:\.\d+)?(?: [−÷×] [\d,]+(?:\.\d+)?)?\)?"
DIVISION = re.compile(rf"({NUMBER}) ÷ ({NUMBER}) = ([\d,]+(?:\.\d+)?)(%?)")
PRODUCT = re.compile(r"((?:\d+/)?[\d,.]*\d)(%?) ([×−]) ([\d,.]*\d)(%?) = ([\d,.]*\d)(%?)")
HEAD = re.compile(r"\A---\norder: \d+\n---\n\n")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def slug(heading: str) -> str:
    """Name a heading's anchor as GitHub and pymdownx do: lower case, words joined by hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def named(page: Path) -> str:
    """Language and name of a page, for the tests' ids."""
    return f"{content_of(page).name}-{page.parent.name}"


def content_of(page: Path) -> Path:
    """Return the folder of the page's language."""
    return ROOT / "content" / page.relative_to(ROOT / "content").parts[0]


def anchors(page: Path) -> set[str]:
    """Headings' anchors, and those that a Chinese page sets by hand so that both languages answer to one name."""
    text = page.read_text(encoding="utf-8")
    headings = {slug(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")}
    return headings | set(re.findall(r'^<a id="([^"]+)"></a>$', text, re.MULTILINE))


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


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_plain_markdown(page: Path) -> None:
    """No tabs, admonitions or attribute lists: they show as literal text on GitHub and in TechDocs."""
    text = page.read_text(encoding="utf-8")
    assert page.name == "index.md"
    assert HEAD.sub("", text).startswith("# ")
    assert not re.search(r"^===|^!!!|^\?\?\?|[{}]", FENCE.sub("", text), re.MULTILINE)
    assert not re.search(r"!\[\]\(", text), "an image without words"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_pages_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(content_of(page)), link
        if target.relative_to(content_of(page)).as_posix() in MADE:
            assert not anchor, link
            continue
        assert target.is_file(), link
        assert not path or target.name == "index.md" or target == page.parent / f"{target.stem}.svg", link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", LESSONS, ids=named)
def test_a_lesson_has_its_gist_questions_and_sources(page: Path) -> None:
    text = HEAD.sub("", page.read_text(encoding="utf-8"))
    gist, questions, sources = HEADINGS[content_of(page).name]
    assert text.split("\n\n")[1].startswith(f"> [!NOTE]\n> **{gist}**")
    asked = text.count("<summary>")
    assert asked >= 4
    assert text.count("<details") == text.count("</details>") == asked
    assert f"\n## {questions}\n" in text
    assert f"\n## {sources}\n" in text


@pytest.mark.parametrize("page", LESSONS, ids=named)
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
    expected |= {"without-the-campaign", "adjusted-for-the-outside", "why-it-came-out-so", "next-steps"}
    expected |= {"while-it-runs", "since-when-a-miss-was-likely", "many-campaigns", "key-results", "checks"}
    assert expected <= anchors(JUDGED)


PITFALLS = {
    "1": ("An irrelevant KPI", "KPI 不相关"),
    "2": ("No baseline", "没有基准"),
    "3": ("One metric alone", "只看单个指标"),
    "4": ("External factors left out", "漏掉外部因素"),
}


def pitfall(language: str, heading: str) -> str:
    """One section of the page on pitfalls."""
    page = ROOT / "content" / language / "learn" / "pitfalls" / "index.md"
    _, found, after = page.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    assert found, heading
    return after.partition("\n## ")[0]


@pytest.mark.parametrize(("family", "headings"), PITFALLS.items())
def test_each_pitfall_names_the_checks_that_look_for_it(family: str, headings: tuple[str, str]) -> None:
    english, chinese = (pitfall(*one) for one in zip(HEADINGS, headings, strict=True))
    links = re.findall(r"\[(KPI\d+)\]\(\.\./\.\./([^)]+)\) ([^,|]+?)(?: \||,)", english)
    assert len(links) >= 4
    assert [
        code
        for code, page, name in links
        if (CHECKS[page].code, CHECKS[page].name.replace("-", " ")) != (code, name.lower())
    ] == []
    assert sum(code[3] == family for code, _, _ in links) >= 4
    assert re.findall(r"\[(KPI\d+)\]", chinese) == re.findall(r"\[(KPI\d+)\]", english)


def headline(name: str) -> KpiResult:
    """Judge a demo campaign that the page quotes, and return its first KPI."""
    frame = read_frame(ROOT)
    campaigns, problems = read_campaigns(frame, [folder for folder in frame.folders if folder.name == name])
    assert not problems
    (judged,) = judge_all(frame, campaigns, date(2026, 6, 5))
    assert not isinstance(judged, Exception)
    return judged.result.kpis[0]


@pytest.fixture(scope="module")
def cities() -> KpiResult:
    return headline("geolift-chicago-portland")


@pytest.fixture(scope="module")
def without_campaign(cities: KpiResult) -> CounterfactualResult:
    assert cities.counterfactual is not None
    return cities.counterfactual


def test_the_counterfactual_is_told_as_the_demo_has_it(
    cities: KpiResult, without_campaign: CounterfactualResult
) -> None:
    found = without_campaign
    assert found.relative is not None
    assert found.adjusted is not None
    assert cities.baseline is not None
    assert cities.baseline.value is not None
    text = " ".join(JUDGED.read_text(encoding="utf-8").split())
    low, high = found.interval
    assert f"{found.expected:,.0f} conversions were to be expected" in text
    assert f"{found.actual:,.0f} came. " in text
    assert f"= {found.effect:,.0f}, or {found.relative:.1%} more" in text
    assert f"from −{-low:,.0f} to {high:,.0f} and includes zero" in text
    assert (round(found.p, 2), found.placebo, found.placebo_runs, len(found.controls)) == (0.04, 0.0, 4, 5)
    assert f"{cities.value:,.0f} × {cities.baseline.value:,.0f} ÷ {found.expected:,.0f} = {found.adjusted:,.0f}" in text
    assert (cities.verdict, found.adjusted_verdict) == ("near", "near")


def test_the_outside_is_told_as_the_demo_has_it(without_campaign: CounterfactualResult) -> None:
    outside, ends = without_campaign.outside, without_campaign.outside_interval
    assert outside is not None
    assert ends is not None
    text = " ".join(JUDGED.read_text(encoding="utf-8").split())
    assert f"{outside:.1%} more than the baseline, with an interval from −{-ends[0]:.1%} to {ends[1]:.1%}" in text


def test_the_forecast_is_told_as_the_demo_has_it() -> None:
    kpi = headline("spring-signups-zh")
    found = kpi.forecast
    assert found is not None
    assert found.required is not None
    text = " ".join(JUDGED.read_text(encoding="utf-8").split())
    low, high = found.interval
    assert f"there are {kpi.value:,.0f} sign-ups, with a plan of {found.expected_to_date:,.0f} by then" in text
    assert f"÷ {found.steps_left} = {found.required:,.0f} a day" in text
    assert f"{found.projected:,.0f} sign-ups, from {low:,.0f} to {high:,.0f}, and no course that reaches" in text
    assert found.probability == 0


def test_the_parts_of_the_change_are_told_as_the_demo_has_them(cities: KpiResult) -> None:
    assert cities.change is not None
    assert cities.change.needed is not None
    parts = {part.segment: part.rate for part in cities.change.segments}
    came = cities.change.to - cities.change.from_
    text = " ".join(JUDGED.read_text(encoding="utf-8").split())
    assert f"conversions rose by {came:,.0f} from the baseline" in text
    assert f"went up by {parts['portland']:,.1f} and Chicago down by {-parts['chicago']:,.1f}" in text
    assert f"needed {cities.change.needed:,.0f} more" in text
    assert f"{came / cities.change.needed:.0%} of the way" in text


POINTS = {
    "comparing-results-with-kpis": [
        "before it began", "business goal", "pecific", "easurable", "chievable", "elevant", "ime-bound",
        "Visits to the site", "engagement on social media", "conversion rate", "engagement rate", "cost per lead",
        "look for the cause", "Better than expected", "Successful in part", "room to improve", "Rethink the strategy",
        "An irrelevant KPI", "No baseline", "One metric alone", "External factors left out", "informed one",
    ],
    "pitfalls": ["directly about the campaign's goal", "data from before", "more metrics, the fuller the view",
        "trend in the industry", "competitor's sale"],
    "smart": ["pecific", "easurable", "chievable", "elevant", "ime-bound", "strictly SMART"],
    "okr-and-kpi": [
        "stretch people", "teams that agree", "results rather than effort", "appraise the people", "Andy Grove",
        "John Doerr", "1999", "LinkedIn", "Facebook", "surpass themselves", "Strategy and vision", "half as many",
        "forecast", "customer satisfaction", "leave", "ideas", "start-ups", "internet companies", "manufacturing",
        "retail", "Culture and leadership", "SMART", "many serious flaws", "apart from appraisal",
        "love using our product", "up 50%", "within a quarter",
        "drives people to keep moving", "first sets its OKRs", "appraise people by KPIs", "way to the goal",
    ],
    "kra": [
        "core goal", "critical success factors", "company's KPIs", "at the highest level", "where to go",
        "In which key areas", "Into which concrete dimensions", "Which key results make up the goal",
        "neutral standpoint", "what exactly should we have achieved", "By which results", "measurable parts",
        "a stage of the whole", "setting and following KPIs", "the strategy succeeds",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "points"), POINTS.items(), ids=POINTS)
def test_every_point_of_the_article_is_there(name: str, points: list[str]) -> None:
    text = " ".join((CONTENT / "learn" / name / "index.md").read_text(encoding="utf-8").replace("**", "").split())
    missing = [point for point in points if point.lower() not in text.lower()]
    assert missing == []


MARK = re.compile(r"^<!-- (example|exercise): ([a-z-]+) -->\n\n(.+?)\n\n<!-- /\1 -->$", re.MULTILINE | re.DOTALL)
SHOWN = {
    "comparing-results-with-kpis": ["close-call", "learnings", "met", "near", "missed", "verdict", "cause"],
    "pitfalls": ["pitfall-irrelevant-kpi", "pitfall-no-baseline", "pitfall-single-metric", "pitfall-external"],
    "smart": ["smart", "not-smart"],
    "leading-and-lagging": ["leading"],
    "goodhart": ["objective-missed", "guardrail", "moved", "guardrail"],
    "baselines": ["lift", "pitfall-no-baseline"],
    "certainty": ["interval", "close-call", "chance"],
    "external-factors": ["pitfall-external", "external", "cause"],
    "mix": ["mix", "drivers", "cause"],
    "pacing": ["pacing"],
    "several-metrics": ["pitfall-single-metric", "composite", "guardrail"],
}


@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize(("name", "shown"), SHOWN.items(), ids=SHOWN)
def test_examples_are_marked_and_whole_without_a_campaign(language: str, name: str, shown: list[str]) -> None:
    text = (ROOT / "content" / language / "learn" / name / "index.md").read_text(encoding="utf-8")
    marks = MARK.findall(text)
    assert [name for _, name, _ in marks] == shown
    assert text.count("<!--") == 2 * len(marks)
    for kind, _, inside in marks:
        assert kind == "example" or inside.count("<summary>") >= 3


@pytest.mark.parametrize("name", SHOWN)
def test_both_languages_print_the_same_sums_and_sections(name: str) -> None:
    english, chinese = (
        (ROOT / "content" / language / "learn" / name / "index.md").read_text(encoding="utf-8") for language in HEADINGS
    )
    for pattern in (r"^(#+) ", r"<(summary)>", r"^> \[!(\w+)\]", r"^\| (-+:?) \|", r"\((?:\.\./)+([\w/-]+)/index\.md"):
        assert re.findall(pattern, chinese, re.MULTILINE) == re.findall(pattern, english, re.MULTILINE), pattern
    # 22.2 million is 2,220 万: what is divided may be told in other units, what comes out may not.
    results = [[found[2:] for found in DIVISION.findall(text)] for text in (english, chinese)]
    assert results[0] == results[1]
