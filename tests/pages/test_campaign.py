"""A campaign's page as a whole: golden files, plain Markdown, safe text, every case readable."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import markdown
import pytest

from generator.compare.judged import Judged
from generator.compare.result import CampaignResult
from generator.pages.campaign import campaign_page
from generator.pages.page import Around, Neighbour, Page
from generator.pages.words import Words
from generator.spec.model import Cause, ChartRules, Learning, SiteConfig, Text
from generator.spec.playbook_file import Playbook

AROUND = Around(Neighbour("winter", {"": "Winter push"}), Neighbour("summer", {"en": "Summer push"}))
EXTENSIONS = ["md_in_html", "tables", "attr_list", "footnotes", "toc", "pymdownx.superfences", "pymdownx.quotes"]
CASES = ["spring", "explained", "running", "foreseen", "upcoming", "no_data", "chinese", "hostile"]
VOID = {"br", "img", "source", "input", "rect", "line", "path", "circle"}

Make = Callable[[str], Page]


@pytest.fixture
def page(request: pytest.FixtureRequest, config: SiteConfig, words: Words, playbook: Playbook) -> Make:
    return lambda name: campaign_page(request.getfixturevalue(name), AROUND, config, words, playbook)


@pytest.mark.parametrize("name", ["spring", "explained", "running", "foreseen", "no_data", "chinese"])
def test_the_page_word_by_word(name: str, page: Make, golden: Callable[[str, str], None]) -> None:
    """Look for: the verdict in one sentence, the scorecard, and no sentence that contradicts another."""
    golden(f"pages/campaign_{name}.md", page(name).markdown)


@pytest.mark.parametrize("name", CASES)
def test_only_markdown_that_github_reads_too(name: str, page: Make) -> None:
    text = re.sub(r"`[^`]*`|alert\(1\).*", "", page(name).markdown)
    assert [mark for mark in ("===", "!!!", "{ .", "{:", "???") if mark in text] == []


@pytest.mark.parametrize("name", CASES)
def test_nothing_a_strict_policy_forbids(name: str, page: Make) -> None:
    html = markdown.markdown(page(name).markdown.split("---", 2)[2], extensions=EXTENSIONS)
    assert "<script" not in html
    assert not re.search(r"<[^>]*\s(style|on\w+)=", re.sub(r'"[^"]*"', '""', html))


@pytest.mark.parametrize("name", CASES)
def test_raw_html_holds_no_blank_line(name: str, page: Make) -> None:
    """A blank line would end the block in CommonMark, and indented lines after it would become code."""
    depth = 0
    for number, line in enumerate(page(name).markdown.split("\n"), start=1):
        assert line.strip() or depth <= 0, f"blank line {number} inside raw HTML"
        if 'markdown="1"' in line or (line == "</div>" and depth == 0):
            continue
        opened = [tag for tag in re.findall(r"<([a-z]\w*)(?:\s[^>]*)?(?<!/)>", line) if tag not in VOID]
        depth += len(opened) - len(re.findall(r"</([a-z]\w*)>", line))


class Nesting(HTMLParser):
    """Checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  given
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Take `<rect/>` for what it is: opened and closed."""
        assert tag in VOID, attrs

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")


@pytest.mark.parametrize("name", CASES)
def test_elements_are_closed_in_order(name: str, page: Make) -> None:
    html = markdown.markdown(page(name).markdown.split("---", 2)[2], extensions=EXTENSIONS)
    nesting = Nesting()
    nesting.feed(html)
    assert (nesting.wrong, nesting.open) == ([], [])


@pytest.mark.parametrize("name", CASES)
def test_every_picture_has_its_file_and_says_what_it_shows(name: str, page: Make) -> None:
    made = page(name)
    files = set(made.files) | {f"{chart.name}{end}" for chart in made.charts for end in (".vl.svg", "-n.vl.svg")}
    for source, alt in re.findall(r'<img [^>]*?src="([^"]+)" alt="([^"]*)"', made.markdown):
        assert source in files
        assert len(alt) > 10
    assert set(re.findall(r'srcset="([^"]+)"', made.markdown)) <= files


@pytest.mark.parametrize("name", CASES)
def test_links_in_the_scorecard_lead_to_their_sections(name: str, page: Make) -> None:
    text = page(name).markdown
    anchors = re.findall(r'href="#([^"]+)"', text)
    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in text] == []


def test_missed_comes_before_near_before_met(page: Make) -> None:
    heads = re.findall(r"^## (.+)$", page("spring").markdown, re.MULTILINE)
    assert heads == [
        "Scorecard",
        "Score: 0.991 of the 1.000 needed",
        "Cost per sign-up: missed",
        "Visit-to-sign-up rate: near",
        "KPIs that were met",
        "Compared with before",
        "The analyst's notes",
        "What else happened",
        "Pitfalls",
        "Data quality",
        "Where these numbers come from",
    ]


def test_headings_reach_the_contents(page: Make) -> None:
    reader = markdown.Markdown(extensions=EXTENSIONS)
    reader.convert(page("spring").markdown.split("---", 2)[2])
    (top,) = reader.toc_tokens  # type: ignore[attr-defined]
    assert [child["name"] for child in top["children"]][:3] == [
        "Scorecard",
        "Score: 0.991 of the 1.000 needed",
        "Cost per sign-up: missed",
    ]


def test_search_sees_the_title_and_the_verdict_only(page: Make) -> None:
    text = page("spring").markdown
    open_part = text[: text.index('<div class="kpi-page"')]
    assert 'markdown="1" data-search-exclude' in text
    assert "met 4 of its 6 KPIs" in open_part
    assert 'class="kpi-sure" data-search-exclude' in open_part
    # What is left out above the first heading takes the whole page out of the search.
    assert "data-search-exclude" not in text[: text.index("\n# ")]


def test_a_running_campaign_has_no_solid_verdict(page: Make) -> None:
    text = page("running").markdown
    assert "kpi-verdict kpi-none kpi-running" in text
    assert set(re.findall(r"kpi-glyph-(\w+)", text)) == {"none", "large"}
    assert "Do not call it early" in text


def test_a_page_without_dates_baseline_or_owner_says_so_and_nothing_more(page: Make) -> None:
    text = page("no_data").markdown
    assert "The campaign file sets no baseline" in text
    assert "There is no trend: the rows have no dates." in text
    assert "Owner" not in text
    assert "Budget" not in text


def test_every_kpi_shows_its_working(page: Make) -> None:
    text = page("spring").markdown
    assert text.count("<summary>Show the working</summary>") == 6
    assert "<code>cost / signups</code>" in text
    assert "<code>191,915 / 12,725 = $15.08</code>" in text
    assert "588 rows, 91 days with data, 2 Mar – 31 May 2026" in text
    assert "<code>campaigns/spring/campaign.yml:21:5</code>" in text


def test_twenty_kpis_and_one(many: Callable[[int], Judged], config: SiteConfig, words: Words) -> None:
    assert campaign_page(many(20), AROUND, config, words).markdown.count('id="kpi-') == 20
    assert campaign_page(many(1), AROUND, config, words).markdown.count('id="kpi-') == 1


@pytest.mark.parametrize(("files", "charts"), [(0, 0), (4, 2), (5, 2), (None, 7)])
def test_charts_are_limited_those_of_missed_kpis_first(
    files: int | None, charts: int, spring: Judged, words: Words
) -> None:
    config = SiteConfig(charts=ChartRules(files=files))
    names = [chart.name for chart in campaign_page(spring, AROUND, config, words).charts]
    assert len(names) == charts
    assert names[:2] == ["trend-cost_per_signup", "trend-signup_rate"][:charts]


def test_hostile_text_is_shown_and_does_nothing(page: Make) -> None:
    html = markdown.markdown(page("hostile").markdown.split("\n---\n", 1)[1], extensions=EXTENSIONS)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *a* | `b` [x](javascript:alert(1))" in html.replace("&#42;", "*")
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html))
    assert "onclick" not in "".join(re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html)))


def test_results_json_reads_back(page: Make, spring: Judged) -> None:
    raw = page("spring").files["results.json"]
    assert CampaignResult.model_validate_json(raw) == spring.result
    assert json.loads(raw)["schema"] == "goalposts/results/1"


def test_tables_as_csv(page: Make) -> None:
    files = page("spring").files
    kpis = list(csv.DictReader(io.StringIO(files["kpis.csv"])))
    assert [(row["metric"], row["verdict"], row["target_low"], row["target_high"]) for row in kpis[1:3]] == [
        ("signup_rate", "near", "0.032", ""),
        ("cost_per_signup", "missed", "", "13.5"),
    ]
    assert len(list(csv.reader(io.StringIO(files["trends.csv"])))) == 1 + 6 * 21
    notes = list(csv.DictReader(io.StringIO(files["data-notes.csv"])))
    assert [note["rows"] for note in notes] == ["590", "3 4 5 9"]


def test_the_score_the_files_and_what_was_recorded_as_csv(page: Make, spring: Judged) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(page("spring").files[name])))

    terms = spring.result.score.terms
    assert [row["metric"] for row in rows("score.csv")] == [term.metric for term in terms]
    assert [float(row["points"]) for row in rows("score.csv")] == [term.points for term in terms]
    assert {row["by_verdict"] for row in rows("score.csv")} <= {"true", "false"}
    assert [row["sha256"] for row in rows("files.csv")] == [file.sha256 for file in spring.result.data]
    assert rows("factors.csv")[0] == {
        "what": "rival launch",
        "kind": "competitor",
        "start": "2026-04-14",
        "end": "2026-04-14",
        "expect": "lower",
        "on": "",
    }


def test_learnings_as_csv(spring: Judged, config: SiteConfig, words: Words) -> None:
    found = Learning(
        kpi="cost_per_signup",
        cause=Cause.AUDIENCE,
        what=Text(by_language={"": "Bids rose.", "en": "Bids, as planned, rose."}),
        due=date(2026, 8, 1),
    )
    campaign = spring.campaign.model_copy(update={"learnings": (found,)})
    files = campaign_page(replace(spring, campaign=campaign), AROUND, config, words).files
    assert list(csv.reader(io.StringIO(files["learnings.csv"]))) == [
        ["kpi", "cause", "what", "action", "owner", "due", "check_in"],
        ["cost_per_signup", "audience", "Bids, as planned, rose.", "", "", "2026-08-01", ""],
    ]


@pytest.mark.parametrize("name", CASES)
def test_every_file_of_data_is_linked_and_there(name: str, page: Make) -> None:
    made = page(name)
    linked = re.findall(r'<a href="([^"]+)" download>', made.markdown)
    assert sorted(linked) == sorted(file for file in made.files if file.endswith((".csv", ".json")))


def test_a_recorded_text_is_no_formula_for_a_spreadsheet(spring: Judged, config: SiteConfig, words: Words) -> None:
    factor = spring.campaign.factors[0].model_copy(update={"what": Text(by_language={"": "=HYPERLINK(1)"})})
    campaign = spring.campaign.model_copy(update={"factors": (factor,), "learnings": ()})
    files = campaign_page(replace(spring, campaign=campaign), AROUND, config, words).files
    assert files["factors.csv"].splitlines()[1].startswith("'=HYPERLINK(1),competitor,")
    assert "learnings.csv" not in files


def test_the_same_input_gives_the_same_page(spring: Judged, config: SiteConfig, words: Words) -> None:
    assert campaign_page(spring, AROUND, config, words) == campaign_page(spring, AROUND, config, words)
