"""Bullets, sparklines, lifts, points and glyphs: drawn straight as SVG."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.bullet import PORTFOLIO, SIZE, Bullet, bullet, place
from generator.charts.bullet_key import KeyLabels, bullet_key
from generator.charts.finish import inline
from generator.charts.glyphs import BLOCK, glyph
from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.lift import lift_labels, lift_limit, lift_ticks
from generator.charts.lift_row import lift_row
from generator.charts.points_bar import points_bar
from generator.charts.sparkline import sparkline
from generator.charts.svg import as_file, number, size

SVG = "{http://www.w3.org/2000/svg}"
HEADS = ForestLabels("worse", "better")
KEY = KeyLabels("darker band: near", "target", "bar: result", "dashed: before", "thin line: 95% interval")


def marks(svg, name, paint):
    """Elements of a name with this token as fill or stroke."""
    root = ET.fromstring(svg)
    token = f"var(--kpi-{paint},"
    return [e for e in root.iter(SVG + name) if token in (e.get("fill") or "") + (e.get("stroke") or "")]


def share(text):
    return float(text.removesuffix("%")) / 100


def test_a_bullet_s_bar_ends_where_its_share_of_the_target_lies():
    drawn = bullet(Bullet(0.65, near=0.9), "65% of target")
    (bar,) = marks(drawn, "rect", "actual")
    assert share(bar.get("width")) == pytest.approx(0.5)
    (target,) = marks(drawn, "line", "target")
    assert share(target.get("x1")) == pytest.approx(1 / 1.3, abs=1e-4)


def test_targets_of_all_bullets_stand_under_one_another():
    places = {marks(bullet(Bullet(value), ""), "line", "target")[0].get("x1") for value in (0.1, 1.0, 4.0, None)}
    assert len(places) == 1


def test_a_bullet_draws_only_what_is_known():
    drawn = bullet(Bullet(None), "no result")
    assert not marks(drawn, "rect", "actual")
    assert not marks(drawn, "rect", "band")
    assert not marks(drawn, "line", "baseline")
    assert not marks(drawn, "line", "ink")
    assert marks(drawn, "line", "target")


def test_a_running_bullet_is_hollow():
    (bar,) = marks(bullet(Bullet(0.5, running=True), ""), "rect", "actual")
    assert "--kpi-actual" in bar.get("stroke")
    assert "--kpi-actual" not in bar.get("fill")


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_further_right_is_never_worse_and_nothing_leaves_the_picture(one, other):
    low, high = sorted((one, other))
    assert 0 <= place(low) <= place(high) <= 1


def test_a_bullet_stretches_with_its_cell():
    root = ET.fromstring(bullet(Bullet(0.9, 0.95, 0.8, (0.85, 0.95)), "90%"))
    assert root.get("viewBox") is None
    across = [e.get(name) for e in root.iter() for name in ("x", "x1", "x2") if e.get(name)]
    assert across
    assert all(value.endswith("%") for value in across)
    assert (root.get("width"), root.get("height")) == tuple(map(str, SIZE))


def test_a_bullet_is_labelled_and_stays_small():
    drawn = bullet(Bullet(0.942, 0.94, 0.93, (0.917, 0.967)), 'Cost "per" sign-up: 94% <of> 目标', PORTFOLIO)
    label = ET.fromstring(drawn).get("aria-label")
    assert label == 'Cost "per" sign-up: 94% <of> 目标'
    assert drawn.isascii()
    assert len(drawn) < 1500


@pytest.mark.parametrize("narrow", [False, True])
def test_the_key_names_every_part_of_a_bullet(narrow):
    root = ET.fromstring(bullet_key(KEY, "How to read a bullet", narrow=narrow))
    words = [element.text for element in root.iter(SVG + "text")]
    assert words == [KEY.near, KEY.target, KEY.result, KEY.before, KEY.interval]
    width = float(root.get("width"))
    assert all(0 < float(e.get("x")) < width for e in root.iter(SVG + "text"))


def test_a_sparkline_is_broken_by_a_missing_step():
    path = marks(sparkline([1, 2, None, 3, 4], 2.5), "path", "actual")[0].get("d")
    assert path.count("M") == 2


def test_a_sparkline_ends_in_a_dot_at_the_last_value():
    (dot,) = marks(sparkline([3, 1, 2, None], None), "circle", "ink")
    assert float(dot.get("cy")) == pytest.approx(14)


def test_a_sparkline_shows_both_ends_of_a_range():
    assert len(marks(sparkline([1, 2], (0.5, 3)), "line", "target")) == 2


@pytest.mark.parametrize("values", [[5, 5, 5], [5], [0.0, 0.0]])
def test_equal_values_give_a_level_line(values):
    drawn = sparkline(values, values[0])
    assert {e.get("y1") for e in marks(drawn, "line", "target")} == {"14"}


def test_without_values_there_is_no_sparkline():
    assert sparkline([None, None], 3) == ""


def test_a_worse_result_lies_left_of_no_change():
    drawn = lift_row(ForestRow("Cost", "up 8.6%", -0.086, (-0.132, -0.041)), HEADS, 0.3, "up 8.6%, worse")
    (dot,) = marks(drawn, "circle", "ink")
    assert 14 < float(dot.get("cx")) < 106


def test_a_lift_beyond_the_scale_is_an_arrow_and_no_dot():
    drawn = lift_row(ForestRow("Sign-ups", "up 73%", 0.73, (0.6, 0.8)), HEADS, 0.3)
    assert not marks(drawn, "circle", "ink")
    assert marks(drawn, "path", "ink")


def test_an_interval_beyond_the_scale_ends_in_a_head():
    drawn = lift_row(ForestRow("Rate", "up 5%", 0.05, (-0.1, 0.5)), HEADS, 0.3)
    assert len(marks(drawn, "circle", "ink")) == 1
    assert len(marks(drawn, "path", "ink")) == 1


def test_without_a_lift_there_is_no_picture():
    assert lift_row(ForestRow("Reach", "no comparison", None), HEADS, 0.3) == ""


@given(st.lists(st.floats(-20, 20), max_size=12))
def test_a_lift_scale_holds_at_least_three_quarters_of_the_rows_or_is_the_widest(lifts):
    rows = [ForestRow(str(index), "", lift) for index, lift in enumerate(lifts)]
    limit = lift_limit(rows)
    inside = sum(abs(lift) <= limit for lift in lifts)
    assert limit == 1.0 or inside >= 0.75 * len(lifts)
    assert lift_ticks(limit)[0] == -limit
    assert lift_ticks(limit)[-1] == limit


def test_a_vague_interval_does_not_widen_the_scale_without_end():
    rows = [ForestRow(str(n), "", 0.04, (-9.0, float("inf"))) for n in range(4)]
    assert lift_limit(rows) == 0.1


def test_lift_ticks_say_distance_without_a_sign():
    assert lift_labels(lift_ticks(0.1)) == ["10%", "5%", "0", "5%", "10%"]


@pytest.mark.parametrize(("won", "token", "left"), [(0.02, "metfill", 0.5), (-0.04, "missedfill", 0.02)])
def test_points_won_go_right_and_points_lost_left(won, token, left):
    (bar,) = marks(points_bar(won, 0.04), "rect", token)
    assert share(bar.get("x")) == pytest.approx(left)


def test_a_small_difference_stays_visible_and_none_shows_none():
    (bar,) = marks(points_bar(1e-9, 0.04), "rect", "metfill")
    assert share(bar.get("width")) > 0
    assert not re.search("<rect", points_bar(None, 0.04))


def test_verdicts_differ_in_shape_and_not_only_in_hue():
    shapes = {re.sub(r"var\([^)]*\)", "", glyph(verdict)) for verdict in ("met", "near", "missed", "no data")}
    assert len(shapes) == 4


@pytest.mark.parametrize("verdict", ["met", "near", "missed"])
def test_a_forecast_is_hollow(verdict):
    first = ET.fromstring(glyph(verdict, BLOCK, hollow=True))[0]
    assert first.get("fill") == "none"
    assert ET.fromstring(glyph(verdict, BLOCK))[0].get("fill") != "none"


def test_glyphs_are_hidden_from_screen_readers_which_hear_the_word():
    assert ET.fromstring(glyph("met")).get("aria-hidden") == "true"


def test_a_file_of_its_own_has_ground_and_style_and_standing_inline_has_neither():
    drawn = bullet(Bullet(0.9), "90%")
    file = as_file(drawn)
    assert file.index("<style>") < file.index('<rect width="100%" height="100%"')
    assert ET.fromstring(file).get("aria-label") == "90%"
    back = inline(file, "90%", "kpi-bullet")
    assert "<style>" not in back
    assert 'height="100%"' not in back
    assert size(back) == SIZE


@given(st.floats(-1e6, 1e6))
def test_coordinates_are_short_and_exact_to_a_hundredth(value):
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", text)
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=0.00501)
