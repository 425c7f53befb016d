"""Counterfactuals: two panels, bands in the campaign alone, everything on its axis."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from samples import VERSUS, VERSUS_DAILY, VERSUS_LABELS, WORDS, gap, parameter, versuses

from generator.charts.measure import width_of
from generator.charts.versus import NARROW, WIDE, versus
from generator.charts.versus_template import versus_template

NAMES = [chart.name for chart in versuses()]
SIZES = ("wide", "narrow")


def spec(data=VERSUS, labels=VERSUS_LABELS, width="wide"):
    return getattr(versus("x", data, labels, alt="a", **WORDS), width)


def test_pictures_have_the_widths_of_a_trend_and_the_heights_of_the_design(charts):
    for name in NAMES:
        for found, layout in ((charts[name].wide, WIDE), (charts[name].narrow, NARROW)):
            assert found["width"] + found["padding"]["left"] + found["padding"]["right"] == layout.total
            assert parameter(found, "upper") == layout.upper
            assert found["height"] - parameter(found, "lower") == layout.lower == 90


def test_the_band_and_the_running_sum_are_the_campaign_s_alone():
    steps = spec()["datasets"]["steps"]
    assert all(row["low"] is row["high"] is row["running"] is None for row in steps[:8])
    assert all(row["low"] < row["expected"] < row["high"] for row in steps[8:])
    assert all(row["running_low"] < row["running"] < row["running_high"] for row in steps[8:])


def test_launch_is_a_rule_at_the_end_of_the_shaded_baseline():
    found = spec()["datasets"]
    assert found["periods"] == [{"start": "2026-01-05", "end": "2026-03-02"}]
    assert found["launch"] == [{"start": "2026-03-02"}]
    assert found["zero"] == [{"start": "2026-03-02", "end": "2026-06-01", "value": 0}]


def test_of_a_long_baseline_only_what_is_shown_is_shaded_and_named():
    period = (VERSUS.baseline_period[0] - timedelta(60), VERSUS.baseline_period[1])
    longer = spec(replace(VERSUS, baseline_period=period))

    assert longer["datasets"]["periods"] == spec()["datasets"]["periods"]
    assert parameter(longer, "x_domain") == parameter(spec(), "x_domain")
    assert longer["datasets"]["notes"] == spec()["datasets"]["notes"]


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_on_its_axis_and_zero_on_the_lower_one(charts, name):
    found = charts[name].wide
    (low, high), (least, most) = parameter(found, "y_domain"), parameter(found, "sum_domain")
    assert least <= 0 <= most
    for row in found["datasets"]["steps"]:
        above = [row[field] for field in ("actual", "expected", "low", "high") if row[field] is not None]
        below = [row[field] for field in ("running", "running_low", "running_high") if row[field] is not None]
        assert low <= min(above) <= max(above) <= high
        assert all(least <= value <= most for value in below)


def test_an_endless_band_ends_with_the_axis(charts):
    found = charts["versus-endless"].wide
    last = found["datasets"]["steps"][-1]
    assert [last["low"], last["high"]] == parameter(found, "y_domain")
    assert last["running_high"] == parameter(found, "sum_domain")[1]


def test_differences_carry_their_sign(charts):
    assert parameter(charts["versus"].wide, "sum_labels") == ["0", "+1,000", "+2,000"]
    assert "−10,000" in parameter(charts["versus-loss"].wide, "sum_labels")
    assert "+1,000" not in parameter(charts["versus"].wide, "y_labels")


def test_a_campaign_of_one_step_has_a_bar_for_its_band(charts):
    (alone,) = charts["versus-month"].wide["datasets"]["alone"]
    assert alone["low"] < alone["expected"] < alone["high"]
    assert charts["versus"].wide["datasets"]["alone"] == []


def test_a_step_without_a_value_is_a_gap_and_one_between_gaps_keeps_its_dot():
    steps = spec(VERSUS_DAILY, width="narrow")["datasets"]
    assert steps["steps"][20]["actual"] is None
    assert steps["points"] == []
    lonely = gap(90, 45, 1, missing=(20, 22))
    assert [row["tip"] for row in spec(lonely, width="narrow")["datasets"]["points"]] == ["step 22"]


def test_factors_are_numbered_and_named_as_in_a_trend():
    found = spec()["datasets"]
    assert found["days"] == [{"start": "2026-04-14"}]
    assert found["spans"] == [{"start": "2026-05-01", "end": "2026-05-06"}]
    texts = [row["text"] for row in found["notes"]]
    assert texts == ["①", "②", "Baseline: 8 weeks before", "rival launch", "holiday", VERSUS_LABELS.running]
    assert [row["text"] for row in spec(width="narrow")["datasets"]["notes"]][:3] == ["①", "②", "Baseline"]


def test_the_lower_panel_s_name_stands_between_the_panels_and_fits():
    for width in SIZES:
        found = spec(width=width)
        name = found["datasets"]["notes"][-1]
        assert parameter(found, "upper") + 7 < name["py"] < parameter(found, "lower") - 7
        assert name["px"] + width_of(name["text"]) <= found["width"]
    wordy = replace(VERSUS_LABELS, running="The difference from what was expected, added up from the launch on")
    assert spec(labels=wordy, width="narrow")["datasets"]["notes"][-1]["text"] == VERSUS_LABELS.running_short


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", SIZES)
def test_labels_right_of_the_panels_keep_apart_and_fit(charts, name, width):
    found = getattr(charts[name], width)
    (low, high), bottom, top = parameter(found, "y_domain"), parameter(found, "upper"), parameter(found, "strip")
    rows = found["datasets"]["labels"]
    heights = sorted(top + (high - row["at"]) / (high - low) * (bottom - top) for row in rows)
    assert len(heights) == 2
    assert all(below - above >= 14.99 for above, below in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= bottom
    for row in [*rows, *found["datasets"]["totals"]]:
        assert 10 + width_of(row["text"], bold=row["bold"]) <= found["padding"]["right"] + 1


def test_each_panel_names_its_value_axis_once_and_they_share_the_time_axis():
    template = versus_template()
    assert template["resolve"] == {"scale": {"y": "independent"}}
    panels = [layer["layer"] for layer in template["layer"] if "layer" in layer]
    assert len(panels) == 2
    for panel in panels:
        axes = [layer["encoding"].get("y", {}) for layer in panel]
        assert sum("axis" in encoding for encoding in axes) == 1
        assert all(encoding.get("axis", "") is not None for encoding in axes)
    times = [layer["encoding"].get("x", {}) for panel in panels for layer in panel]
    assert sum("axis" in encoding for encoding in times) == 1


def test_it_carries_the_finding_the_caption_and_the_numbers():
    chart = versus("x", VERSUS, VERSUS_LABELS, alt="2,340 more than expected", **WORDS)
    assert (chart.alt, chart.caption, chart.table) == ("2,340 more than expected", WORDS["caption"], WORDS["table"])
