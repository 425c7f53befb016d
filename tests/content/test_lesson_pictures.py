"""The knowledge pages' pictures: the files are what is drawn, readable by themselves, and right in their numbers."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.charts.lesson_words import WORDS
from generator.charts.lessons import (
    CAME,
    CHANNELS,
    CLIENTS,
    DRAWN,
    EXPECTED,
    FORECAST,
    PLAN,
    SO_FAR,
    WHOLE,
    lesson_file,
    lesson_picture,
    room_left,
)
from generator.compare.result import CampaignResult, KpiResult
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import judge_all
from generator.site.finish import SMALL

ROOT = Path(__file__).parents[2]
BOTH = [(lesson, language) for lesson in DRAWN for language in WORDS]


@pytest.mark.parametrize(("lesson", "language"), BOTH)
def test_the_file_beside_the_page_is_what_is_drawn(lesson: str, language: str, request: pytest.FixtureRequest) -> None:
    file = ROOT / "content" / language / "learn" / lesson / lesson_file(lesson)
    drawn = lesson_picture(lesson, language)
    if request.config.getoption("--update-golden"):
        file.write_text(drawn, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize(("lesson", "language"), BOTH)
def test_a_picture_stands_by_itself(lesson: str, language: str) -> None:
    """It has words for who cannot see it, both palettes, plain ASCII, and is small enough to stand in the page."""
    drawn = lesson_picture(lesson, language)
    root = ET.fromstring(drawn)
    assert drawn.isascii()
    assert "prefers-color-scheme:dark" in drawn
    assert root.get("aria-label") == WORDS[language][lesson]["label"]
    assert len(drawn) <= SMALL
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)
    assert [colour for colour in colours if colour != "none" and not colour.startswith("var(--kpi-")] == []


@pytest.mark.parametrize(("lesson", "language"), BOTH)
def test_a_page_shows_its_picture_and_says_what_it_finds(lesson: str, language: str) -> None:
    text = (ROOT / "content" / language / "learn" / lesson / "index.md").read_text(encoding="utf-8")
    assert f"![{WORDS[language][lesson]['label']}]({lesson_file(lesson)})" in " ".join(text.split())


@pytest.mark.parametrize("lesson", DRAWN)
def test_the_words_fit_and_are_told_in_both_languages(lesson: str) -> None:
    assert WORDS["en"][lesson].keys() == WORDS["zh"][lesson].keys()
    for language in WORDS:
        assert room_left(WORDS[language][lesson]) == []


def test_the_numbers_drawn_agree_with_each_other() -> None:
    assert sum(CAME) == 90_717
    assert abs(sum(EXPECTED) - 88_056) <= len(EXPECTED) / 2
    for place, whole in enumerate(WHOLE):
        told = sum(channel[place][0] * channel[place][1] for channel in CHANNELS.values()) / 100
        assert round(told, 2) == whole
    for target, result, (low, high) in CLIENTS.values():
        assert low < result < high
        assert target > 0


@pytest.fixture(scope="module")
def demo() -> dict[str, CampaignResult]:
    """The demonstration campaigns that the pages quote."""
    frame = read_frame(ROOT)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems
    results = {}
    for judged in judge_all(frame, campaigns, date(2026, 6, 5)):
        assert not isinstance(judged, Exception)
        results[judged.result.campaign.id] = judged.result
    return results


def kpi(result: CampaignResult, metric: str, segment: dict[str, str] | None = None) -> KpiResult:
    return next(one for one in result.kpis if (one.metric, one.segment) == (metric, segment))


def test_the_certainty_drawn_is_the_banks(demo: dict[str, CampaignResult]) -> None:
    bank = demo["bank-phone-campaign"]
    contacts = {"mobile": "cellular", "landline": "telephone", "unknown": "unknown"}
    for name, (target, result, interval) in CLIENTS.items():
        one = kpi(bank, "subscription_rate", {"contact": contacts[name]} if name in contacts else None)
        assert one.target == target
        assert one.value == pytest.approx(result)
        assert one.interval == pytest.approx(interval)


def test_the_forecast_and_the_expectation_drawn_are_the_demos(demo: dict[str, CampaignResult]) -> None:
    signups = kpi(demo["spring-signups-zh"], "signups")
    assert signups.forecast is not None
    found = signups.forecast
    assert tuple(round(value) for value in (found.projected, *found.interval)) == FORECAST
    assert SO_FAR[-1][1] == signups.value
    assert dict(PLAN)[SO_FAR[-1][0]] == found.expected_to_date
    conversions = kpi(demo["geolift-chicago-portland"], "conversions")
    assert conversions.counterfactual is not None
    assert sum(EXPECTED) == pytest.approx(conversions.counterfactual.expected, abs=len(EXPECTED) / 2)


@pytest.mark.parametrize("language", WORDS)
def test_the_pages_quote_the_demos_as_they_are(language: str, demo: dict[str, CampaignResult]) -> None:
    spring, cities = demo["spring-signups-zh"], demo["geolift-chicago-portland"]
    cost, clicks = kpi(spring, "cost_per_signup"), kpi(spring, "ctr")
    assert cost.change is not None
    assert clicks.change is not None
    found = kpi(cities, "conversions").counterfactual
    rate = kpi(cities, "conversions_against_controls")
    signups = kpi(spring, "signups")
    assert found is not None
    assert found.relative_interval is not None
    assert rate.value is not None
    assert rate.interval is not None
    assert signups.baseline is not None
    assert signups.baseline.interval is not None
    assert cities.score is not None
    assert cities.score.value is not None
    quoted = {
        "baselines": [f"{signups.value:,.0f} ÷ {signups.baseline.value:,.0f}", f"+{signups.baseline.interval[0]:.0%}"],
        "certainty": [f"{rate.value:.2%}", *(f"{end:.2%}" for end in rate.interval)],
        "external-factors": [f"{found.expected:,.0f}", f"{found.adjusted:,.0f}", f"+{found.relative_interval[1]:.1%}"],
        "mix": [
            f"{clicks.change.from_:.3%}", f"{clicks.change.to:.3%}",
            f"+{100 * sum(part.mix for part in clicks.change.segments):.3f}",
            f"−{-100 * sum(part.rate for part in clicks.change.segments):.3f}",
            *(f"{sign}{abs(part.contribution):.2f}" for sign, part in zip("+−", cost.change.drivers, strict=True)),
        ],
        "pacing": [f"{end:,.0f}" for end in FORECAST],
        "several-metrics": [f"{cities.score.value:.1%}"],
    }  # fmt: skip
    for lesson, figures in quoted.items():
        text = (ROOT / "content" / language / "learn" / lesson / "index.md").read_text(encoding="utf-8")
        assert [figure for figure in figures if figure not in text] == [], lesson
