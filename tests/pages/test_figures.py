"""A KPI's printed numbers: decimals by the interval, and never across a threshold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_samples import COST, RATE, SIGNUPS, kpi_result, metric

from generator.compare.verdict import at_least
from generator.pages.figures import attainment, digits_for, figures, on_its_side
from generator.pages.numbers import Numbers, exact
from generator.pages.words import load_words
from generator.spec.model import Better, Unit

DOLLARS = Numbers(load_words("en"), "USD")
positive = st.floats(1e-3, 1e6)


@pytest.mark.parametrize(
    ("half_width", "digits"), [(0.079, 3), (0.45, 2), (1.2, 1), (12.0, 0), (0.0155, 3), (1.0, 1), (0.0, 0), (350.0, 0)]
)
def test_the_half_width_shows_two_figures(half_width: float, digits: int) -> None:
    assert digits_for(half_width) == digits


def test_the_designs_examples() -> None:
    rate = figures(kpi_result(RATE, "3.20%", 0.03015, interval=(0.02936, 0.03094)), DOLLARS)
    assert (rate.value, rate.interval, rate.target, rate.attainment) == ("3.015%", "2.936 – 3.094", "≥ 3.20%", "94%")
    cost = figures(kpi_result(COST, "13.50", 15.0817, interval=(14.54, 15.62)), DOLLARS)
    assert (cost.value, cost.interval, cost.target, cost.attainment) == ("$15.08", "14.54 – 15.62", "≤ $13.50", "90%")
    count = figures(kpi_result(SIGNUPS, "12000", 12725.0), DOLLARS)
    assert (count.value, count.interval, count.target, count.attainment) == ("12,725", "", "≥ 12,000", "106%")


@pytest.mark.parametrize(
    ("text", "target"),
    [("3.0%", "≥ 3.0%"), ("3%", "≥ 3%"), ("0.03", "≥ 3%"), ("0.032", "≥ 3.2%"), ("2%..4.5%", "2.0 – 4.5%")],
)
def test_a_target_is_shown_as_it_was_written(text: str, target: str) -> None:
    assert figures(kpi_result(RATE, text, 0.03), DOLLARS).target == target


def test_the_near_band_is_shown_as_finely_as_it_needs() -> None:
    assert figures(kpi_result(RATE, "3.2%", 0.03, band=0.1), DOLLARS).near == "≥ 2.88%"
    assert figures(kpi_result(COST, "80", 70.0, band=0.1), DOLLARS).near == "≤ $88"
    assert figures(kpi_result(COST, "80", 70.0, band=0.0), DOLLARS).near == ""


def test_no_value_is_no_text() -> None:
    shown = figures(kpi_result(SIGNUPS, "100", None, attainment=None), DOLLARS)
    assert (shown.value, shown.interval, shown.attainment) == ("", "", "")


@pytest.mark.parametrize(
    ("share", "text"), [(0.996, "99.6%"), (0.99996, "99.996%"), (1.004, "100%"), (0.895, "90%"), (1.0, "100%")]
)
def test_an_attainment_short_of_the_target_is_never_printed_as_100(share: float, text: str) -> None:
    assert attainment(share, DOLLARS) == text


def test_float_noise_adds_no_decimals() -> None:
    assert figures(kpi_result(COST, "80", 80.00000000000001, interval=(70.0, 90.0)), DOLLARS).value == "$80"


@given(
    value=positive, goal=positive, better=st.sampled_from([Better.HIGHER, Better.LOWER]), spread=st.floats(1e-4, 0.5)
)
def test_printed_numbers_lie_on_their_real_side_of_the_target(
    value: float, goal: float, better: Better, spread: float
) -> None:
    one = metric("m", "M", "a / b", Unit.RATIO, better)
    goal = float(f"{goal:.6g}")
    interval = (value * (1 - spread), value * (1 + spread))
    result = kpi_result(one, repr(goal), value, interval=interval)
    shown = figures(result, DOLLARS)

    def reached(number: float) -> bool:
        return at_least(goal, number) if better is Better.LOWER else at_least(number, goal)

    for real, text in zip((value, *interval), (shown.value, shown.low, shown.high), strict=True):
        assert reached(float(text.replace(",", ""))) == reached(real)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 3), st.booleans())
def test_decimals_are_only_ever_added(number: float, level: float, digits: int, lower: object) -> None:
    found = on_its_side(exact(number), digits, [(exact(level), bool(lower))])
    assert digits <= found <= 12


def test_an_end_of_the_interval_just_short_of_the_target_gets_its_own_digit() -> None:
    assert on_its_side(Decimal("3.9996"), 2, [(Decimal(4), False)]) == 4
