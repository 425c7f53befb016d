"""Fans and running totals: where they begin, what is filled, where words stand."""

import math
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import FAN_LABELS, RATE_LABELS, TOTAL_LABELS, TWENTY, WORDS, fans, pace, parameter, total, totals

from generator.charts.clearing import Box, beside, blocks
from generator.charts.cumulative import cumulative
from generator.charts.dots import stacked
from generator.charts.fan import NARROW, WIDE, fan
from generator.charts.measure import width_of
from generator.charts.theme import color

NAMES = [chart.name for chart in fans()]
TOTALS = [chart.name for chart in totals()]
SIZES = ("wide", "narrow")


def spec(data, labels=FAN_LABELS, width="wide"):
    return getattr(fan("x", data, labels, alt="a", **WORDS), width)


def whole(found):
    padding = found["padding"]
    return (
        found["width"] + padding["left"] + padding["right"],
        found["height"] + padding["top"] + padding["bottom"],
    )


def test_pictures_have_the_sizes_of_the_design(charts):
    for name in NAMES:
        assert whole(charts[name].wide) == (578, 310) == (WIDE.total, WIDE.height)
        assert whole(charts[name].narrow) == (322, 290) == (NARROW.total, NARROW.height)
    for name in TOTALS:
        assert whole(charts[name].wide) == (196, 120)
        assert charts[name].wide is charts[name].narrow


def test_the_distance_from_plan_starts_at_zero_and_the_fan_where_it_stands_today():
    found = spec(pace(35))["datasets"]
    assert found["so_far"][0] == {"at": "2026-06-01", "value": 0.0, "tip": ""}
    last, first = found["so_far"][-1], found["forecast"][0]
    assert last["at"] == first["at"] == found["now"][0]["at"] == "2026-07-06"
    assert {first[name] for name in ("low95", "low80", "low50", "middle", "high50", "high80", "high95")} == {
        last["value"]
    }


def test_a_running_value_has_no_zero_to_start_from(charts):
    found = charts["fan-rate"].wide["datasets"]
    assert found["so_far"][0]["at"] == "2026-06-02"
    assert [row["value"] for row in found["targets"]] == [0.032]


def test_bands_lie_inside_one_another_and_on_the_axis(charts):
    for name in NAMES:
        low, high = parameter(charts[name].wide, "y_domain")
        order = ("low95", "low80", "low50", "middle", "high50", "high80", "high95")
        for row in charts[name].wide["datasets"]["forecast"]:
            values = [row[field] for field in order]
            assert values == sorted(values)
            assert low <= values[0] <= values[-1] <= high


def test_each_band_is_darker_than_the_one_around_it():
    layers = [layer for layer in spec(pace())["layer"] if layer["mark"]["type"] == "area"]
    bands = {layer["encoding"]["y"]["field"]: layer["mark"]["fillOpacity"] for layer in layers[1:]}
    assert bands == {"low95": 0.16, "low80": 0.2, "low50": 0.32}


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_twenty_dots_each_on_its_side_of_the_target_filled_where_it_is_reached(charts, name, width):
    found = getattr(charts[name], width)
    dots, targets = found["datasets"]["dots"], [row["value"] for row in found["datasets"]["targets"]]
    assert len(dots) == 20
    for dot in dots:
        inside = dot["value"] >= targets[0] and dot["value"] <= [*targets, math.inf][1]
        assert (dot["fill"] == color("metfill")) == inside
        assert (dot["fill"] == color("ground")) != inside


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_dots_cover_neither_one_another_nor_the_panel_s_edge(charts, name, width):
    found = getattr(charts[name], width)
    (low, high), panel = parameter(found, "y_domain"), parameter(found, "panel")
    across = 2 * math.sqrt(parameter(found, "dot") / math.pi) + 1.6
    places = [(dot["px"], (high - dot["value"]) / (high - low) * found["height"]) for dot in found["datasets"]["dots"]]
    assert all(across / 2 - 0.1 <= x <= panel for x, _ in places)
    assert all(math.dist(one, other) >= across - 0.1 for one, other in combinations(places, 2))


@given(st.lists(st.floats(0, 250), min_size=1, max_size=20), st.floats(0, 250))
def test_dots_stay_near_their_values(heights, target):
    reached = [height <= target for height in heights]
    found = stacked(heights, reached, [target], (100, 250))
    assert all(0 <= y <= 250 for _, y in found.places)
    assert all(abs(y - height) <= 15 for (_, y), height in zip(found.places, heights, strict=True))
    assert all(x <= 100 for x, _ in found.places)


def test_an_outcome_on_the_target_lies_above_it_where_it_reaches_it():
    ((_, reached), (_, short)) = stacked([100, 100], [True, False], [100], (100, 250)).places
    assert reached < 100 < short


def boxes(found):
    """The words, in px from the plot's corner."""
    for word in found["datasets"]["words"]:
        long = width_of(word["text"], bold=word["bold"])
        left = word["px"] - (long if word["align"] == "right" else 0)
        yield Box(left, word["py"] - 7, left + long, word["py"] + 7), word["text"]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_words_stay_in_the_picture_off_one_another_and_off_the_lines(charts, name, width):
    found = getattr(charts[name], width)
    frame = Box(0, -18, found["width"] + found["padding"]["right"], found["height"] + 18)
    words = list(boxes(found))
    for box, text in words:
        assert box.inside(frame), text
    for (one, text), (other, words_of_other) in combinations(words, 2):
        assert not one.meets(other), (text, words_of_other)
    low, high = parameter(found, "y_domain")
    for row in found["datasets"]["targets"]:
        y = (high - row["value"]) / (high - low) * found["height"]
        assert not [text for box, text in words if box.right < found["width"] and box.top < y < box.bottom]


def test_a_text_that_finds_no_place_is_shortened_then_left_out(charts):
    texts = {name: [text for _, text in boxes(charts[name].wide)] for name in NAMES}
    assert {"ahead of plan", "5 July, day 35", "+46 on plan", "near zone"} <= set(texts["fan"])
    assert "forecast: half, 80%, 95%" not in texts["fan-end"]
    assert {"ahead", "day 35", "+46"} <= {text for _, text in boxes(charts["fan"].narrow)}


def test_the_target_is_named_on_the_axis_in_place_of_what_stands_too_close():
    found = spec(pace())
    labels = dict(zip(parameter(found, "y_ticks"), parameter(found, "y_labels"), strict=True))
    assert labels[0.0] == "plan"
    assert "0" not in labels.values()
    assert {"+500", "−500"} <= set(labels.values())


def test_a_range_has_two_lines_and_both_ends_are_named(charts):
    found = charts["fan-range"].wide
    assert [row["value"] for row in found["datasets"]["targets"]] == [0.03, 0.032]
    assert {"3.0%", "3.2%"} <= set(parameter(found, "y_labels"))
    assert {"at least 3.0%", "at most 3.2%"} <= {text for _, text in boxes(found)}


def test_the_near_zone_opens_from_the_plan_but_is_even_for_a_running_value(charts):
    wedge = charts["fan"].wide["datasets"]["near"]
    assert wedge[0]["edge"] == 0
    assert wedge[-1]["edge"] == -450
    assert {row["edge"] for row in charts["fan-rate"].wide["datasets"]["near"]} == {0.0304}


def test_a_ratio_s_wild_first_days_do_not_squash_the_rest(charts):
    low, high = parameter(charts["fan-rate"].wide, "y_domain")
    assert high < 0.04 < max(row["value"] for row in charts["fan-rate"].wide["datasets"]["so_far"])
    assert low > 0.02


def test_an_endless_quantile_ends_with_the_axis():
    data = pace()
    wild = (*data.forecast[:-1], (-math.inf, *data.forecast[-1][1:-1], math.inf))
    found = spec(replace(data, forecast=wild))
    last = found["datasets"]["forecast"][-1]
    assert [last["low95"], last["high95"]] == parameter(found, "y_domain")


def test_long_periods_are_drawn_with_fewer_steps(charts):
    found = charts["fan-money"].wide["datasets"]
    assert len(found["forecast"]) < 200
    assert found["forecast"][-1]["at"] == "2027-07-06"
    assert found["points"] == []


def test_a_day_touched_says_its_value():
    assert [row["tip"] for row in spec(pace(3, 10))["datasets"]["points"]] == ["", "day 1", "day 2", "day 3"]


def test_before_the_first_step_the_fan_opens_at_the_plan():
    found = spec(pace(0))["datasets"]
    assert [row["value"] for row in found["so_far"]] == [0.0]
    ratio = replace(pace(0, target=0.0), distance=False)
    assert spec(ratio, RATE_LABELS)["datasets"]["so_far"] == []


def test_words_find_the_nearest_free_place_over_or_under_a_line():
    frame, line = Box(0, 0, 200, 100), [(0.0, 50.0), (200.0, 50.0)]
    assert beside([line], 40, [10], frame, [], (True, False)) == Box(10, 31, 50, 45)
    assert beside([line], 40, [10], frame, [Box(0, 0, 200, 49)], (True, False)) == Box(10, 55, 50, 69)
    assert beside([line], 40, [10, 60], frame, [Box(0, 0, 55, 100)], (True,)) == Box(60, 31, 100, 45)
    assert beside([line], 40, [10], frame, [frame], (True, False)) is None
    assert blocks(line) == [Box(0, 49, 200, 51)]


@pytest.mark.parametrize("name", TOTALS)
def test_a_total_starts_at_zero_and_its_figure_lies_off_the_plan(charts, name):
    found = charts[name].wide
    low, high = parameter(found, "y_domain")
    assert low == 0
    rows, scale = found["datasets"]["plan"], found["height"] / (high - low)
    across = found["width"] / (len(rows) - 1)
    plan = [(index * across, (high - row["value"]) * scale) for index, row in enumerate(rows)]
    assert plan[0] == (0, found["height"])
    for word in found["datasets"]["words"]:
        long = width_of(word["text"], bold=True)
        box = Box(word["px"], word["py"] - 7, word["px"] + long, word["py"] + 7)
        assert box.right <= found["width"] + found["padding"]["right"]
        assert not any(box.left < x < box.right and box.top < y < box.bottom for x, y in plan)


def test_a_total_names_zero_and_its_target():
    found = cumulative("x", total(35), TOTAL_LABELS, alt="a", **WORDS).wide
    assert parameter(found, "y_labels") == ["0", "9,000"]
    assert parameter(found, "y_ticks") == [0, 9000]
    assert found["datasets"]["last"][0]["at"] == date(2026, 7, 6).isoformat()


def test_a_total_without_a_day_yet_shows_its_plan_alone():
    found = cumulative("x", total(0), TOTAL_LABELS, alt="a", **WORDS).wide["datasets"]
    assert found["last"] == found["words"] == []
    assert found["plan"][-1]["value"] == 9000


def test_the_samples_have_twenty_outcomes():
    assert len(TWENTY) == 20
    assert list(TWENTY) == sorted(TWENTY)
