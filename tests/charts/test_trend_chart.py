"""Trends: what they show, where it lies, what they leave out."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from samples import parameter
from trend_samples import CHINESE, COST, COST_LABELS, DAILY, TABLE

from generator.charts.dates import milliseconds
from generator.charts.inputs import Factor
from generator.charts.measure import width_of
from generator.charts.theme import TEXT
from generator.charts.trend import NARROW, WIDE, small_trend, trend


def spec(data=COST, labels=COST_LABELS, width="wide"):
    chart = trend("x", data, labels, alt="a", caption="c", table=TABLE)
    return getattr(chart, width)


def whole_width(found):
    return found["width"] + found["padding"]["left"] + found["padding"]["right"]


def test_the_target_is_drawn_from_launch_only():
    (target,) = spec()["datasets"]["targets"]
    assert target == {"start": "2026-03-02", "end": "2026-06-01", "value": 13.5}


def test_a_range_has_two_lines_and_a_near_band_outside_each(charts):
    found = charts["range"].wide["datasets"]
    assert [row["value"] for row in found["targets"]] == [0.02, 0.032]
    assert [(row["low"], row["high"]) for row in found["bands"]] == [(0.015, 0.02), (0.032, 0.04)]
    assert [row["text"] for row in found["labels"]] == ["Result 3.29%", "Before 3.03%", "at least 2%", "at most 3.2%"]


def test_the_baseline_period_is_shaded_to_the_end_of_its_last_day():
    assert spec()["datasets"]["periods"] == [{"start": "2026-01-05", "end": "2026-03-02"}]


def test_without_a_baseline_nothing_of_it_is_drawn(charts):
    found = charts["two"].wide["datasets"]
    assert found["periods"] == found["before"] == []
    assert all("Before" not in row["text"] for row in found["labels"])


def test_a_step_stands_in_the_middle_of_its_days():
    assert spec()["datasets"]["points"][0]["at"] == "2026-01-08T12:00Z"


def test_a_step_without_a_value_stays_in_the_data_as_a_gap(charts):
    points = charts["range"].wide["datasets"]["points"]
    assert [point["value"] for point in points[1:5]] == [0.029, None, None, 0.034]


@pytest.mark.parametrize("name", ["cost", "range", "signed", "flat", "chinese", "daily"])
def test_labels_beside_the_plot_lie_15_px_apart_inside_it(charts, name):
    for found in (charts[name].wide, charts[name].narrow):
        low, high = parameter(found, "y_domain")
        strip = parameter(found, "strip")
        heights = sorted(
            strip + (high - row["at"]) / (high - low) * (found["height"] - strip) for row in found["datasets"]["labels"]
        )
        assert all(below - above >= 14.99 for above, below in pairwise(heights))
        assert heights[0] >= 0
        assert heights[-1] <= found["height"]


def test_factors_keep_their_number_and_their_kind():
    found = spec()["datasets"]
    assert found["days"] == [{"start": "2026-04-14"}]
    assert found["spans"] == [{"start": "2026-05-01", "end": "2026-05-06"}]
    texts = [row["text"] for row in found["notes"]]
    assert texts == ["①", "②", "Baseline: 8 weeks before", "rival launch", "holiday"]


def test_a_narrow_trend_numbers_factors_and_leaves_their_names_to_the_caption():
    texts = [row["text"] for row in spec(width="narrow")["datasets"]["notes"]]
    assert texts == ["①", "②", "Baseline"]


def test_a_factor_outside_the_days_shown_keeps_its_number_for_the_caption():
    early = Factor(date(2020, 1, 1), "long ago")
    found = spec(replace(COST, factors=(early, *COST.factors)))["datasets"]
    assert len(found["days"]) == 1
    assert [row["text"] for row in found["notes"]][:2] == ["②", "③"]


def test_a_factor_that_reaches_beyond_the_axis_is_cut_to_it():
    season = Factor(date(2025, 10, 1), "season", date(2026, 1, 11))
    found = spec(replace(COST, factors=(season,)))["datasets"]
    assert found["spans"] == [{"start": "2026-01-05", "end": "2026-01-12"}]


@pytest.mark.parametrize("name", ["cost", "daily", "crowd", "chinese"])
def test_texts_along_the_top_never_cover_one_another(charts, name):
    for found in (charts[name].wide, charts[name].narrow):
        first, last = parameter(found, "x_domain")
        spans = []
        for row in found["datasets"]["notes"]:
            x = (row["at"] - first) / (last - first) * found["width"]
            wide = row["size"] if row["size"] > TEXT else width_of(row["text"])
            left = {"left": x, "right": x - wide, "center": x - wide / 2}[row["align"]]
            spans.append((left, left + wide))
        spans.sort()
        closest = min((b[0] - a[1] for a, b in pairwise(spans)), default=9)
        assert closest >= (-6 if name == "crowd" and found is charts[name].narrow else 0)


@pytest.mark.parametrize("labels", [COST_LABELS, CHINESE], ids=["en", "zh"])
def test_pictures_have_the_widths_of_their_columns(labels):
    assert whole_width(spec(labels=labels)) == WIDE.total
    assert whole_width(spec(labels=labels, width="narrow")) == NARROW.total


def test_a_trend_at_a_glance_has_no_whiskers_and_no_factors_and_one_size(charts):
    small = charts["small"]
    assert small.wide is small.narrow
    assert small.wide["datasets"]["notes"] == []
    assert all(point["low"] is None for point in small.wide["datasets"]["points"])
    assert small.wide["height"] == 118


def test_crowded_steps_lose_their_whiskers_before_they_become_a_smear(charts):
    assert all(point["low"] is None for point in charts["daily"].narrow["datasets"]["points"])
    assert all(point["low"] is not None for point in charts["daily"].wide["datasets"]["points"])


def test_an_interval_without_end_stops_where_the_axis_does():
    found = spec(DAILY)
    (result,) = found["datasets"]["result"]
    assert result["high"] == parameter(found, "y_domain")[1]


def test_a_running_campaign_s_axis_reaches_the_end_of_its_period():
    found = spec(replace(COST, points=COST.points[:10]))
    assert parameter(found, "x_domain")[1] == milliseconds(date(2026, 6, 1))


def test_without_a_result_there_is_no_dot_and_no_label_for_one(charts):
    found = charts["bare"].wide["datasets"]
    assert found["result"] == []
    assert [row["text"] for row in found["labels"]] == ["Target 4"]


def test_the_axis_does_not_start_at_zero_where_that_would_hide_the_movement():
    assert parameter(spec(), "y_domain")[0] > 10


def test_small_and_full_trends_carry_the_finding_the_caption_and_the_numbers():
    for make in (trend, small_trend):
        chart = make("x", COST, COST_LABELS, alt="above target", caption="Dots: weeks", table=TABLE)
        assert (chart.alt, chart.caption, chart.table) == ("above target", "Dots: weeks", TABLE)
