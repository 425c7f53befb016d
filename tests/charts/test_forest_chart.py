"""The forest: every KPI's change on one scale."""

import pytest
from trend_samples import HEADS, LIFTS, TABLE

from generator.charts.forest import forest


@pytest.fixture
def lifts(charts):
    return charts["lifts"]


def texts(spec):
    return [row["text"] for row in spec["datasets"]["words"]]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_kpi_has_its_name_and_its_words_even_without_a_lift(lifts, width):
    found = texts(getattr(lifts, width))
    assert "Reach" in found
    assert "no comparison" in found
    assert len(found) == 2 + 2 * len(LIFTS)


def test_a_change_off_the_scale_is_an_arrow_and_says_so(lifts):
    found = lifts.wide["datasets"]
    assert "Sign-ups" not in [row["name"] for row in found["lifts"]]
    arrow = next(row for row in found["beyond"] if row["name"] == "Sign-ups")
    assert 0 < arrow["tail"] < arrow["end"] <= 0.3
    assert arrow["angle"] == 90
    assert "up 73.2% (off scale)" in texts(lifts.wide)


def test_an_interval_that_reaches_beyond_the_scale_keeps_its_dot_and_gets_a_head(lifts):
    found = lifts.wide["datasets"]
    assert "Unsubscribe rate" in [row["name"] for row in found["lifts"]]
    head = next(row for row in found["beyond"] if row["name"] == "Unsubscribe rate")
    assert head["tail"] == head["end"]


def test_a_change_for_the_worse_points_left():
    worst = (LIFTS[1], LIFTS[1], LIFTS[1], LIFTS[2].__class__("Cost", "up 900%", -9.0))
    chart = forest("x", worst, HEADS, alt="a", caption="c", table=TABLE)
    (arrow,) = chart.wide["datasets"]["beyond"]
    assert arrow["end"] < arrow["tail"] < 0
    assert arrow["angle"] == -90


def test_rows_are_30_px_high_and_42_where_words_stand_above(lifts):
    assert lifts.wide["height"] == 30 * len(LIFTS)
    assert lifts.narrow["height"] == 42 * len(LIFTS)


def test_a_long_name_gives_way_to_the_words_in_a_narrow_forest(lifts):
    assert any(text.startswith("Activated within") and text.endswith("…") for text in texts(lifts.wide))
    assert lifts.narrow["width"] + 28 == 328


def test_a_forest_without_any_lift_has_no_dots():
    chart = forest("x", [LIFTS[-1]], HEADS, alt="a", caption="c", table=TABLE)
    assert chart.wide["datasets"]["lifts"] == []
