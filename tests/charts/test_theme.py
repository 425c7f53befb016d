"""Colours: legible, one source, following the page."""

import re
from pathlib import Path

import pytest

import generator.charts
from generator.charts.svg import as_file
from generator.charts.theme import (
    COLOURS,
    DARK,
    DEFAULT,
    LIGHT,
    RED_GOOD,
    charts_css,
    color,
    contrast,
    repaint,
    svg_style,
    tokens_css,
)
from generator.spec.fields import PALETTES as CHOICES

PALETTES = [
    pytest.param(tokens, id=f"{name}-{scheme}")
    for name, both in COLOURS.items()
    for scheme, tokens in zip(("light", "dark"), both, strict=True)
]
PICTURE = '<svg viewBox="0 0 9 9"><path fill="var(--kpi-metfill, #0a5ea8)" stroke="var(--kpi-ink, #1b2430)"/></svg>'
TEXTS = ("ink", "muted", "link")
MARKS = ("actual", "target", "baseline", "metfill", "near", "missedfill", "none")


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", TEXTS)
def test_text_has_a_contrast_of_at_least_4_5(palette, name):
    assert contrast(palette[name], palette["ground"]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", MARKS)
def test_marks_that_carry_meaning_have_a_contrast_of_at_least_3(palette, name):
    assert contrast(palette[name], palette["ground"]) >= 3


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tint", ["metbg", "nearbg", "missedbg"])
def test_words_on_a_verdict_s_tint_stay_legible(palette, tint):
    assert contrast(palette["ink"], palette[tint]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("sign", "fill"), [("sign", "metfill"), ("nearsign", "nearfill"), ("sign", "missedfill")])
def test_the_sign_inside_a_glyph_can_be_told_from_its_fill(palette, sign, fill):
    assert contrast(palette[sign], palette[fill]) >= 2.9


@pytest.mark.parametrize("palette", PALETTES)
def test_text_over_the_baseline_shading_stays_legible(palette):
    assert contrast(palette["muted"], palette["track"]) >= 4.5


def test_contrast_agrees_with_the_definition_s_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_palettes_name_the_same_tokens():
    assert {tuple(tokens) for both in COLOURS.values() for tokens in both} == {tuple(LIGHT)}
    assert COLOURS[DEFAULT] == (LIGHT, DARK)


def test_the_settings_offer_the_palettes_there_are():
    assert tuple(COLOURS) == CHOICES


@pytest.mark.parametrize("palette", COLOURS[RED_GOOD], ids=["light", "dark"])
def test_where_red_is_good_met_is_red_and_missed_is_green(palette):
    met, missed = (
        [int(palette[name][start : start + 2], 16) for start in (1, 3, 5)] for name in ("metfill", "missedfill")
    )
    assert met[0] > 1.5 * max(met[1:])
    assert missed[1] > 1.2 * max(missed[0], missed[2])


def test_a_picture_is_repainted_and_nothing_else_of_it_changes():
    drawn = as_file(PICTURE)
    light, dark = COLOURS[RED_GOOD]
    painted = repaint(drawn, RED_GOOD)

    assert repaint(drawn, DEFAULT) == drawn
    assert f"var(--kpi-metfill, {light['metfill']})" in painted
    assert f"--kpi-metfill:{dark['metfill']}" in painted.split("prefers-color-scheme:dark")[1]
    assert LIGHT["metfill"] not in painted
    assert re.sub("#[0-9a-f]{6}", "", painted) == re.sub("#[0-9a-f]{6}", "", drawn)
    assert repaint(painted, RED_GOOD) == painted


def test_a_colour_follows_the_page_and_falls_back_to_light():
    assert color("ink") == "var(--kpi-ink, #1b2430)"


def test_paper_is_light_whatever_the_screen_was():
    printed = tokens_css().split("@media print")[1]
    assert "slate" in printed
    assert f"--kpi-ground:{LIGHT['ground']}" in printed
    assert DARK["ground"] not in printed


def test_a_file_carries_only_the_tokens_it_uses():
    style = svg_style('<path fill="var(--kpi-ink, #1b2430)"/>')
    assert "--kpi-ink:#1b2430" in style
    assert "--kpi-ink:#e8ebf0" in style.split("prefers-color-scheme:dark")[1]
    assert "--kpi-near" not in style


def test_no_module_but_the_theme_writes_a_colour():
    folder = Path(generator.charts.__file__).parent
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|rgba?\(|\b(?:white|black|red|gr[ae]y|blue)\b[\"']")
    for file in folder.glob("*.py"):
        if file.name != "theme.py":
            code = re.sub(r'""".*?"""', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not literal.search(code), file.name


def test_rules_take_every_colour_from_a_token_with_its_light_value():
    for name, value in re.findall(r"var\(--kpi-(\w+), (#\w+)\)", charts_css()):
        assert LIGHT[name] == value
    rules = charts_css().removeprefix(tokens_css())
    assert not re.search(r"#[0-9a-f]{3,6}", re.sub(r"var\([^)]*\)", "", rules))
