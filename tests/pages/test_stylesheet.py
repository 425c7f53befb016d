"""The style sheet: tokens only, the charts' own glyphs, and every class of the pages."""

import re
from pathlib import Path

import pytest

import generator.pages as package
from generator.charts.theme import LIGHT
from generator.compare.judged import Judged
from generator.pages.campaign import campaign_page
from generator.pages.glyphs import glyph_tokens
from generator.pages.page import Around
from generator.pages.words import Words
from generator.spec.model import SiteConfig

SHEET = (Path(package.__file__).parent / "assets" / "goalposts.css").read_text(encoding="utf-8")
RULES = SHEET.replace(glyph_tokens(), "")


def test_it_holds_the_charts_glyphs() -> None:
    assert glyph_tokens() in SHEET


def test_colours_are_tokens() -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", RULES) == []
    used = set(re.findall(r"var\(--kpi-([a-z]+)", RULES))
    assert used - {"glyph"} <= set(LIGHT)


def test_braces_are_balanced() -> None:
    assert RULES.count("{") == RULES.count("}")


def test_it_asks_no_other_host_for_anything() -> None:
    assert "@import" not in SHEET
    assert "url(http" not in SHEET
    assert "url(//" not in SHEET


@pytest.mark.parametrize("name", ["kpi-verdict", "kpi-facts", "kpi-scorecard", "kpi-score", "kpi-split", "kpi-side"])
def test_the_pages_classes_are_styled(name: str, spring: Judged, config: SiteConfig, words: Words) -> None:
    assert re.search(rf'class="[^"]*\b{name}\b', campaign_page(spring, Around(), config, words).markdown)
    assert f".{name}" in RULES


def test_it_has_rules_for_phones_and_paper() -> None:
    assert "@container kpi (max-width: 33rem)" in RULES
    assert "@media print" in RULES
