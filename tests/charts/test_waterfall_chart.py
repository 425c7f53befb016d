"""Waterfalls: bars that lead from one level to another, names and heads that keep apart."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import COST_PARTS, COST_PARTS_LABELS, WORDS, parameter, waterfalls

from generator.charts.heads import placed
from generator.charts.inputs import WaterfallData, WaterfallGroup, WaterfallLabels, WaterfallRow
from generator.charts.measure import width_of
from generator.charts.theme import color
from generator.charts.waterfall import NARROW, WIDE, waterfall

NAMES = [chart.name for chart in waterfalls()]
SIZES = ("wide", "narrow")


def spec(data=COST_PARTS, labels=COST_PARTS_LABELS, width="wide"):
    return getattr(waterfall("x", data, labels, alt="a", **WORDS), width)


@pytest.mark.parametrize("width", SIZES)
def test_bars_lead_from_the_first_level_to_the_last_without_a_gap(width):
    steps = spec(width=width)["datasets"]["steps"]
    assert steps[0]["start"] == COST_PARTS.start
    assert all(one["end"] == other["start"] for one, other in pairwise(steps))
    assert steps[-1]["end"] == pytest.approx(COST_PARTS.end)
    assert all(one["bottom"] <= other["top"] for one, other in pairwise(steps))


@pytest.mark.parametrize("width", SIZES)
def test_each_bar_is_linked_to_the_next_at_the_level_between_them(width):
    found = spec(width=width)["datasets"]
    assert [link["value"] for link in found["links"]] == [step["end"] for step in found["steps"][:-1]]


def test_every_part_has_its_name_its_signed_size_and_every_group_its_heading():
    texts = [word["text"] for word in spec()["datasets"]["words"]]
    for group in COST_PARTS.groups:
        assert group.name in texts
        assert all(row.name in texts and row.text in texts for row in group.rows)


def test_a_group_without_a_name_or_without_rows_has_no_heading():
    rows = (WaterfallRow("Search", 1.58, "+1.58"),)
    data = replace(COST_PARTS, groups=(WaterfallGroup("", rows), WaterfallGroup("Nothing", ())))
    found = spec(data)
    assert parameter(found, "rows") == 1
    assert "Nothing" not in [word["text"] for word in found["datasets"]["words"]]


def test_bars_are_neutral_whatever_their_sign(charts):
    for name in NAMES:
        fills = {layer["mark"].get("fill") for layer in charts[name].wide["layer"] if layer["mark"]["type"] == "rect"}
        assert fills == {color("actual"), color("ground")}


def test_the_target_is_the_strongest_line_and_what_was_before_is_dashed(charts):
    before, target, end = charts["parts-rate"].wide["datasets"]["lines"]
    assert [line["value"] for line in (before, target, end)] == [0.032, 0.035, 0.0273]
    assert target["width"] > before["width"] > end["width"]
    assert before["dash"] == [5, 3]
    assert target["dash"] == end["dash"] == [1, 0]


def test_counted_from_the_target_the_first_line_is_the_target_s():
    first, _ = spec()["datasets"]["lines"]
    assert first["stroke"] == color("target")
    assert first["value"] == 13.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", SIZES)
def test_everything_is_on_the_axis(charts, name, width):
    found = getattr(charts[name], width)
    low, high = parameter(found, "x_domain")
    levels = [line["value"] for line in found["datasets"]["lines"]]
    levels += [step[end] for step in found["datasets"]["steps"] for end in ("start", "end")]
    assert low <= min(levels) <= max(levels) <= high


def spans(found):
    """Left and right of every text, with the row where it stands."""
    for word in found["datasets"]["words"]:
        long = width_of(word["text"], bold=word["bold"])
        left = word["px"] - {"left": 0, "right": long, "center": long / 2}[word["align"]]
        yield word["at"], left, left + long, word["text"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", SIZES)
def test_texts_stay_in_the_picture_and_off_one_another(charts, name, width):
    found = getattr(charts[name], width)
    padding, texts = found["padding"], list(spans(found))
    for at, left, right, text in texts:
        assert left >= -padding["left"] - 1, text
        assert right <= found["width"] + padding["right"] + 1, text
        assert at * 22 >= -padding["top"], text
    for index, (at, left, right, text) in enumerate(texts):
        for other_at, other_left, other_right, other in texts[index + 1 :]:
            assert abs(at - other_at) * 22 >= 14 or right <= other_left or other_right <= left, (text, other)


@pytest.mark.parametrize("name", NAMES)
def test_sizes_and_names_lie_off_the_bars(charts, name):
    for found in (charts[name].wide, charts[name].narrow):
        low, high = parameter(found, "x_domain")
        scale = found["width"] / (high - low)
        for step in found["datasets"]["steps"]:
            edges = sorted(((step["start"] - low) * scale, (step["end"] - low) * scale))
            for at, left, right, text in spans(found):
                same = step["top"] < at < step["bottom"]
                assert not same or right <= edges[0] or left >= edges[1], (name, text)


def test_a_line_in_the_way_of_a_size_gives_way_to_it(charts):
    found = charts["parts-one"].wide
    size = next(span for span in spans(found) if span[3] == "+40")
    assert any(cover["left"] <= size[1] and cover["right"] >= size[2] for cover in found["datasets"]["covers"])


def test_pictures_have_the_widths_of_the_design(charts):
    for name in NAMES:
        wide, narrow = charts[name].wide, charts[name].narrow
        assert wide["width"] == WIDE.plot
        assert narrow["width"] + narrow["padding"]["left"] + narrow["padding"]["right"] == NARROW.total
        assert wide["width"] + wide["padding"]["left"] + wide["padding"]["right"] <= 632
        assert wide["height"] == narrow["height"] == 22 * parameter(wide, "rows")


def test_long_names_are_cut_with_an_ellipsis(charts):
    texts = [word["text"] for word in charts["parts-long"].narrow["datasets"]["words"]]
    assert any(text.startswith("Retargeting") and text.endswith("…") for text in texts)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Result", "Before the campaign $13"]), st.floats(0, 330)), min_size=1, max_size=3
    )
)
def test_labels_over_lines_stay_inside_and_keep_apart(lines):
    found = placed(lines, -110, 378)
    assert len(found) == len(lines)
    for index, head in enumerate(found):
        assert head.left >= -110
        assert head.right <= 378
        for other in found[index + 1 :]:
            assert head.row != other.row or head.right < other.left or other.right < head.left


def test_no_line_crosses_another_s_label_where_there_is_room():
    lines = [("Before $13", 100.0), ("Target $14", 104.0), ("Result $15", 108.0)]
    found = placed(lines, -110, 378)
    for index, head in enumerate(found):
        for other, (_, x) in enumerate(lines):
            if other != index and found[other].rise > head.row:
                assert not head.left < x < head.right


def test_nothing_to_show_is_still_a_picture_of_its_levels():
    found = spec(WaterfallData(5, 5, ()), WaterfallLabels("Before", "Result"))
    assert found["datasets"]["steps"] == []
    assert [line["value"] for line in found["datasets"]["lines"]] == [5, 5]
