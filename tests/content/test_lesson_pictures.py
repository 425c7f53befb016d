"""The knowledge pages' pictures: the files are what is drawn, readable by themselves, and right in their numbers."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

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
    WORDS,
    lesson_file,
    lesson_picture,
    room_left,
)
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
    root = ET.fromstring(drawn)  # noqa: S314  drawn here
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
