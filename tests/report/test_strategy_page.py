"""The strategy's page: scores apart from verdicts, the chain down to campaigns, and its missing links."""

import re
from dataclasses import replace
from datetime import date

import pytest
from made_summaries import kpi, summary

from generator.charts.reach_bar import reach_bar
from generator.compare.result import State, Verdict
from generator.errors import Location
from generator.metrics.catalogue import builtin
from generator.pages.strategy import strategy_page
from generator.pages.words import load_words
from generator.report.objectives import objectives
from generator.spec.model import KeyResult, KeyResultArea, Objective, ObjectiveKind, Strategy, SuccessFactor, Text

TODAY = date(2026, 2, 14)
WORDS = load_words("en")


def words(text):
    return Text(by_language={"en": text, "zh": f"中文 {text}"})


def key_result(name, start, goal, **more):
    return KeyResult(id=name, title=words(name), **{"from": start, "to": goal}, **more)


GROW = Objective(
    title=words("Grow & <thrive>"),
    cycle="2026-Q1",
    kind=ObjectiveKind.ASPIRATIONAL,
    key_results=(
        key_result("rate", 0.02, 0.03, metric="conversion_rate"),
        key_result("nps", 20, 30, readings={date(2026, 2, 1): 29.0}),
        key_result("later", 0, 1, readings={date(2027, 1, 1): 1.0}),
    ),
)
AREA = KeyResultArea(
    title=words("Acquisition"),
    success_factors=(
        SuccessFactor(title=words("Traffic"), metrics=("ctr", "cost_per_click")),
        SuccessFactor(title=words("Users"), metrics=("conversion_rate",)),
    ),
)
STRATEGY = Strategy(objectives={"grow": GROW}, key_result_areas={"acquisition": AREA}, file="campaigns/strategy.yml")


def page(spec=STRATEGY, *summaries):
    return strategy_page(objectives(spec, summaries, builtin(), TODAY), summaries, builtin(), WORDS)


@pytest.fixture
def spring():
    rate = kpi("conversion_rate", 0.0269996, 0.03, verdict=Verdict.MISSED)
    return summary("spring", rate, objective="grow", kra="acquisition", state=State.FINISHED)


def test_each_key_result_tells_its_way_its_score_and_its_campaigns(spring):
    text = page(STRATEGY, spring).markdown
    assert "2% → 2.7%, aim 3%" in text
    assert "20 → 29, aim 30<br>reading of 1 Feb 2026" in text
    assert "from 0, aim 1<br>no reading yet" in text
    assert '<a href="../campaigns/spring/">' in text


def test_a_score_is_never_rounded_across_what_is_hoped_for(spring):
    """0.69996 of a hoped-for 0.7 does not read 0.70."""
    text = page(STRATEGY, spring).markdown
    assert "<b>0.69996</b>" in text
    assert "<b>0.70</b>" not in text


def test_scores_are_told_apart_from_verdicts(spring):
    text = page(STRATEGY, spring).markdown
    assert "An aspirational objective hopes for 0.7: reached." in text
    assert "It is neither a verdict on a campaign nor an appraisal of people." in text
    table = text[text.index('class="kpi-reached"') : text.index("</table>")]
    assert "kpi-glyph" not in table, "a score has no verdict's glyph"


def test_the_chain_shows_verdicts_and_gaps(spring):
    text = page(STRATEGY, spring).markdown
    chip = re.search(r'<a class="kpi-chip" href="../campaigns/spring/#kpi-conversion_rate">.*?</a>', text)
    assert chip is not None
    assert "kpi-glyph-missed" in chip[0]
    assert ": Missed" in chip[0]
    assert '<li class="kpi-gap"><small>Critical success factor</small> <b>Traffic</b>' in text
    assert "No campaign has a target on it" in text


def test_each_area_is_labelled_by_its_title(spring):
    text = page(STRATEGY, spring).markdown
    sections = re.findall(r'<section class="kpi-area" aria-labelledby="([^"]+)">\n<h3 id="([^"]+)">([^<]+)</h3>', text)

    assert sections
    assert all(label == heading and title for label, heading, title in sections)
    assert len(sections) == text.count('class="kpi-area"')


def test_missing_links_name_their_place(spring):
    placed = STRATEGY.model_copy(
        update={
            "places": {
                ("key_result_areas", "acquisition", "success_factors", 0): Location("campaigns/strategy.yml", 9, 7)
            }
        }
    )
    text = page(placed, spring).markdown
    assert "No campaign has a target on what measures “Traffic” in the area acquisition." in text
    assert "<code>campaigns/strategy.yml:9:7</code>" in text


def test_names_are_escaped(spring):
    made = page(STRATEGY, replace(spring, head=spring.head.model_copy(update={"name": {"en": "<b>x</b>"}}))).markdown
    assert "<b>x</b></a>" not in made
    assert "&lt;b&gt;x&lt;/b&gt;" in made
    assert "<thrive>" not in made


def test_a_site_without_strategy_says_how_to_get_one():
    text = page(Strategy(file="campaigns/strategy.yml")).markdown
    assert "campaigns/strategy.yml" in text
    assert "kpi-reached" not in text


def test_the_bar_keeps_its_place_for_every_score():
    assert "<rect" in reach_bar(0.5, 0.7, 0.4)
    assert 'width="50%"' in reach_bar(0.5, 0.7, None)
    assert "polygon" not in reach_bar(0.5, 0.7, None)
    assert reach_bar(None, 1.0, None).count("<rect") == 1
