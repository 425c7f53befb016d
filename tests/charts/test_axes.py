"""Value and date axes, and labels that keep apart."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.axis import tick_labels, ticks, value_range
from generator.charts.dates import date_ticks, milliseconds
from generator.charts.inputs import Axis
from generator.charts.measure import pushed_apart, shortened, width_of

values = st.floats(-1e9, 1e9).filter(lambda v: v == 0 or abs(v) > 1e-9)


@given(st.lists(values, min_size=1, max_size=20), st.lists(values, max_size=10))
def test_everything_that_must_be_seen_is_on_the_axis(must, may):
    low, high = value_range(must, may)
    assert low <= min(must)
    assert max(must) <= high
    assert low < high


def test_a_giant_whisker_does_not_squash_the_rest():
    low, high = value_range([10, 12], [-500, 900])
    assert high - low < 3 * 2


def test_an_axis_may_begin_above_zero_but_not_just_above_and_never_below_for_amounts():
    assert value_range([100, 110], [])[0] > 90
    assert value_range([2, 20], [])[0] == 0
    assert value_range([0, 20], [])[0] == 0
    assert value_range([-20, -1], [])[1] == 0


@given(values, st.floats(1e-6, 1e9), st.integers(2, 8))
def test_ticks_are_evenly_spaced_inside_the_range_and_differ_in_writing(low, span, most):
    room = (low, low + max(span, abs(low) * 1e-6))
    found = ticks(room, most, Axis())
    edge = (room[1] - room[0]) * 1e-6
    assert all(room[0] - edge <= tick <= room[1] + edge for tick in found)
    assert len(found) <= most + 1
    labels = tick_labels(found, Axis(compact=()))
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("room", "axis", "labels"),
    [
        ((11.5, 19), Axis(prefix="$"), ["$12", "$14", "$16", "$18"]),
        ((0.0249, 0.0422), Axis(suffix="%", scale=100), ["2.5%", "3.0%", "3.5%", "4.0%"]),
        ((0, 2_400_000), Axis(), ["0", "0.5M", "1.0M", "1.5M", "2.0M"]),
        ((0.2, 2.4), Axis(whole=True), ["1", "2"]),
        ((-30, 25), Axis(prefix="$"), ["−$20", "$0", "$20"]),
        ((900, 1300), Axis(), ["900", "1,000", "1,100", "1,200", "1,300"]),
    ],
)
def test_ticks_are_written_as_a_reader_would(room, axis, labels):
    assert tick_labels(ticks(room, 5 if labels[0] != "−$20" else 3, axis), axis) == labels


def test_months_are_named_and_january_says_its_year():
    found, labels = date_ticks((date(2025, 11, 10), date(2026, 3, 20)), 7, 400, "en")
    assert labels == ["Dec", "2026", "Feb", "Mar"]
    assert found[1] == date(2026, 1, 1)


def test_days_are_not_finer_than_the_steps_of_the_data():
    found, labels = date_ticks((date(2026, 1, 5), date(2026, 1, 19)), 7, 600, "en")
    assert found == [date(2026, 1, 5), date(2026, 1, 12)]
    assert labels == ["5 Jan", "12 Jan"]


def test_dates_follow_the_reader_s_language():
    assert date_ticks((date(2026, 2, 1), date(2026, 5, 31)), 7, 400, "zh")[1] == ["2 月", "3 月", "4 月", "5 月"]
    assert date_ticks((date(2026, 2, 2), date(2026, 2, 6)), 1, 400, "zh")[1][0] == "2 月 2 日"


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 9000), st.sampled_from([110, 180, 480]))
def test_date_labels_have_room_between_them(first, days, room):
    after = first + timedelta(days)
    found, labels = date_ticks((first, after), 1, room, "en")
    assert all(first <= day < after for day in found)
    for (day, label), (following, other) in pairwise(zip(found, labels, strict=True)):
        gap = (following - day).days / days * room
        assert gap > (width_of(label) + width_of(other)) / 2


def test_a_day_is_midnight_utc():
    assert milliseconds(date(1970, 1, 2)) == 86_400_000


@given(st.lists(st.floats(-500, 500), max_size=8), st.floats(1, 40))
def test_labels_keep_their_distance_their_order_and_the_frame(places, least):
    found = pushed_apart(places, least, 0, 200)
    step = min(least, 200 / max(len(places) - 1, 1))
    ordered = sorted(range(len(places)), key=lambda index: places[index])
    assert all(-1e-6 <= spot <= 200 + 1e-6 for spot in found)
    assert all(found[b] - found[a] >= step - 1e-6 for a, b in pairwise(ordered))


def test_labels_with_room_stay_where_they_are():
    assert pushed_apart([150, 20, 90], 15, 0, 200) == [150, 20, 90]


def test_chinese_is_measured_wider_than_latin():
    assert width_of("目标") > width_of("ab") * 1.5
    assert width_of("Target", bold=True) > width_of("Target")


def test_a_long_name_is_cut_to_its_room():
    assert shortened("Cost", 200) == "Cost"
    cut = shortened("Activated within fourteen days of signing up", 120)
    assert cut.endswith("…")
    assert width_of(cut) <= 120


@pytest.mark.parametrize("noise", [5e-324, 7e-18, 1e-16, 1e-14])
@pytest.mark.parametrize("scale", [1, 100])
def test_values_that_differ_by_float_noise_alone_are_one_level(noise: float, scale: int):
    low, high = value_range([0.04, 0.04 + noise], [0.04 - noise])
    assert (low, high) == pytest.approx(value_range([0.04], []), abs=0.01)
    assert len(set(ticks((low, high), 5, Axis(scale=scale)))) > 2
