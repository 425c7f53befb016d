"""The portfolio: the finding as its title, trouble first, light at any size."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from generator.compare.judged import Judged
from generator.compare.result import Certainty, Verdict
from generator.pages.index import DRAWN, Summary, index_page, lede, summarise, title
from generator.pages.page import Page
from generator.pages.words import Words
from generator.report.portfolio import portfolio as found_in
from generator.report.summary import Lesson
from generator.spec.model import Cause, Role, SiteConfig


def named(one: Summary, name: str, **head: object) -> Summary:
    turns = one.sensitivity.model_copy(update={"campaign": name}) if one.sensitivity else None
    named_head = one.head.model_copy(update={"id": name, "name": {"": name.title()}, **head})
    return replace(one, head=named_head, sensitivity=turns)


def page_of(summaries: list[Summary], config: SiteConfig, words: Words) -> Page:
    return index_page(summaries, found_in(summaries, date(2026, 7, 5)), config, words)


@pytest.fixture
def portfolio(spring: Judged, running: Judged, upcoming: Judged, chinese: Judged) -> list[Summary]:
    base = summarise(spring)
    return [
        named(base, "won", verdict=Verdict.MET),
        named(base, "lost", verdict=Verdict.MISSED),
        named(base, "nearly"),
        *(summarise(judged) for judged in (running, upcoming, chinese)),
    ]


def test_a_summary_survives_json(portfolio: list[Summary]) -> None:
    for one in portfolio:
        assert Summary.from_json(json.loads(json.dumps(one.to_json()))) == one


def test_the_title_is_the_finding(portfolio: list[Summary], config: SiteConfig, words: Words) -> None:
    text = page_of(portfolio, config, words).markdown
    assert "\n# 2 of 4 finished campaigns met their targets overall\n" in text
    assert "One came near and one missed. One campaign is still running. One campaign has not started." in text
    assert "Data to 31 May 2026." in text


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([], "No campaigns yet"),
        ([Verdict.MET], "The one finished campaign met its targets overall"),
        ([Verdict.MISSED], "The one finished campaign did not meet its targets overall"),
        ([Verdict.MET, Verdict.MET], "All 2 finished campaigns met their targets overall"),
        ([Verdict.MET, Verdict.NEAR], "1 of 2 finished campaigns met its targets overall"),
        ([Verdict.NEAR, Verdict.MISSED], "None of 2 finished campaigns met its targets overall"),
    ],
)
def test_titles_for_few(verdicts: list[Verdict], said: str, spring: Judged, words: Words) -> None:
    found = [named(summarise(spring), str(n), verdict=verdict) for n, verdict in enumerate(verdicts)]
    assert title(found, (), words) == said


def test_close_calls_are_counted_among_those_that_met(spring: Judged, words: Words) -> None:
    base = summarise(spring)
    found = [named(base, str(n), verdict=Verdict.MET, certainty=Certainty.CLOSE_CALL) for n in range(2)]
    found += [named(base, str(n), verdict=Verdict.MET, certainty=Certainty.CLEAR) for n in range(2, 12)]
    assert lede(found, (), (), words).startswith("Of the 12 that met, two have a close call as their headline KPI.")


def test_trouble_comes_first(portfolio: list[Summary], config: SiteConfig, words: Words) -> None:
    text = page_of(portfolio, config, words).markdown
    finished = text[: text.index("## Still running or to come")]
    assert re.findall(r'<tr class="kpi-is-(\w+)"', finished) == ["missed", "near", "met", "met"]


def test_the_filter_offers_only_what_there_is(portfolio: list[Summary], config: SiteConfig, words: Words) -> None:
    text = page_of(portfolio, config, words).markdown
    assert re.findall(r'id="kpi-show-(\w+)"', text) == ["all", "missed", "near", "met"]
    assert "kpi-filter" not in page_of(portfolio[:1], config, words).markdown


def test_every_kpi_leads_to_its_section(portfolio: list[Summary], config: SiteConfig, words: Words) -> None:
    text = page_of(portfolio, config, words).markdown
    assert 'href="campaigns/won/#kpi-cost_per_signup"' in text
    assert "Read down a column: conversion has the most misses, 3 of 13." in text


def test_a_single_miss_says_nothing_about_its_column(spring: Judged, config: SiteConfig, words: Words) -> None:
    assert "Read down a column" not in page_of([summarise(spring)], config, words).markdown


def test_pictures_have_their_files(portfolio: list[Summary], config: SiteConfig, words: Words) -> None:
    page = page_of(portfolio, config, words)
    assert set(re.findall(r'<img [^>]*src="([^"]+)"', page.markdown)) == set(page.files)


def test_a_site_without_campaigns_says_how_to_begin(config: SiteConfig, words: Words) -> None:
    assert "goalposts new ID" in page_of([], config, words).markdown


def test_a_large_portfolio_stays_light(spring: Judged, config: SiteConfig, words: Words) -> None:
    base = summarise(spring)
    late = Lesson(
        metric="signups", cause=Cause.OFFER, action={"": "Ask"}, owner="Mia", due=date(2026, 6, 1), check_in=None
    )
    many = [replace(named(base, f"campaign-{n}", owner=f"team-{n % 50}"), lessons=(late,)) for n in range(500)]
    page = page_of(many, config, words)
    assert {name.partition("-")[0] for name in page.files} == {"spread"}
    assert len(gzip.compress((page.markdown + "".join(page.files.values())).encode())) < 250_000
    assert "38 more owners: in results.json." in page.markdown
    assert "485 more actions: in results.json." in page.markdown
    assert page.markdown.count('class="kpi-line"') == 500


def test_many_campaigns_are_folded_by_verdict_the_first_fold_open(
    spring: Judged, config: SiteConfig, words: Words
) -> None:
    base = summarise(spring)
    verdicts = [Verdict.MET] * 50 + [Verdict.MISSED] * 30 + [Verdict.NEAR] * 5
    many = [
        replace(one, head=one.head.model_copy(update={"verdict": verdict}))
        for number, verdict in enumerate(verdicts)
        for one in [named(base, f"campaign-{number:02}")]
    ]
    markdown = page_of(many, config, words).markdown
    folds = re.findall(
        r'<details class="kpi-verdicts kpi-is-(\w+)"( open)?>.*?</summary>(.*?)</details>', markdown, re.DOTALL
    )
    assert [(tone, bool(first)) for tone, first, _ in folds] == [("missed", True), ("near", False), ("met", False)]
    assert [inside.count("<tr class=") for *_, inside in folds] == [30, 5, 50]
    assert "kpi-verdicts" not in page_of(many[:DRAWN], config, words).markdown


def test_pictures_end_where_lines_begin(spring: Judged, config: SiteConfig, words: Words) -> None:
    base = summarise(spring)
    few = page_of([named(base, str(n)) for n in range(DRAWN)], config, words)
    assert sum(not name.startswith("spread") for name in few.files) == 2 * DRAWN


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(Verdict.MET, "has reached its target already"), (Verdict.MISSED, "has missed its target already")],
)
def test_a_running_campaign_whose_headline_is_settled_says_so(
    running: Judged, config: SiteConfig, words: Words, verdict: Verdict, said: str
) -> None:
    base = summarise(running)
    free = {"must": False, "role": Role.PRIMARY}
    kpis = tuple(kpi.model_copy(update={"verdict": verdict, **free}) for kpi in base.kpis)
    assert said in page_of([replace(base, kpis=kpis)], config, words).markdown


def test_a_running_campaign_that_lost_a_guardrail_says_so_before_its_headline(
    running: Judged, config: SiteConfig, words: Words
) -> None:
    base = summarise(running)
    lost = base.kpis[-1].model_copy(update={"verdict": Verdict.MISSED, "role": Role.GUARDRAIL})
    text = page_of([replace(base, kpis=(*base.kpis[:-1], lost))], config, words).markdown
    assert "<td>cannot be met any more: Cost per sign-up missed for good</td>" in text


def test_a_running_campaign_whose_headline_can_have_no_value_stands_nowhere(
    running: Judged, config: SiteConfig, words: Words
) -> None:
    base = summarise(running)
    kpis = tuple(kpi.model_copy(update={"verdict": Verdict.NO_DATA, "value": None}) for kpi in base.kpis)
    text = page_of([replace(base, kpis=kpis)], config, words).markdown
    assert "already" not in text
    assert "even pace" not in text
