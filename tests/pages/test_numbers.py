"""Numbers, money and dates as they are printed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.result.score import ScoreResult
from generator.pages.headline import score_and_lines
from generator.pages.numbers import Numbers
from generator.pages.words import Words, load_words
from generator.spec.model import Period, Unit


@pytest.fixture
def dollars(words: Words) -> Numbers:
    return Numbers(words, "USD")


@pytest.mark.parametrize(
    ("number", "unit", "digits", "text"),
    [
        (0.03015, Unit.PERCENT, 3, "3.015%"),
        (15.0817, Unit.CURRENCY, 2, "$15.08"),
        (-15.0817, Unit.CURRENCY, 2, "−$15.08"),
        (12725, Unit.COUNT, 0, "12,725"),
        (1.95, Unit.RATIO, 1, "2.0"),
        (12.34, Unit.SECONDS, 1, "12.3 s"),
        (-4, Unit.POINTS, 0, "−4 points"),
        (0.305, Unit.RATIO, 2, "0.31"),
        (1234567.5, Unit.COUNT, 0, "1,234,568"),
    ],
)
def test_a_value_with_its_unit(dollars: Numbers, number: float, unit: Unit, digits: int, text: str) -> None:
    assert dollars.value(number, unit, digits) == text


@pytest.mark.parametrize(
    ("currency", "text"),
    [("USD", "$7"), ("CNY", "CN¥7"), ("EUR", "€7"), ("CHF", "CHF\N{NO-BREAK SPACE}7"), (None, "7")],
)
def test_the_currency_is_the_campaigns_and_never_guessed(words: Words, currency: str | None, text: str) -> None:
    assert Numbers(words, currency).money(7.0).replace(" ", " ") == text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 3, 2), date(2026, 5, 31), "2 Mar – 31 May 2026"),
        (date(2025, 12, 1), date(2026, 2, 28), "1 Dec 2025 – 28 Feb 2026"),
        (date(2026, 5, 1), date(2026, 5, 5), "1 – 5 May 2026"),
        (date(2026, 5, 1), date(2026, 5, 1), "1 May 2026"),
    ],
)
def test_a_period_says_month_and_year_once(dollars: Numbers, start: date, end: date, text: str) -> None:
    assert dollars.days(Period(start=start, end=end)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 3, 2), date(2026, 5, 31), "Mar–May 2026"),
        (date(2025, 12, 1), date(2026, 2, 28), "Dec 2025–Feb 2026"),
        (date(2026, 2, 1), date(2026, 2, 9), "Feb 2026"),
    ],
)
def test_the_months_of_a_period(dollars: Numbers, start: date, end: date, text: str) -> None:
    assert dollars.months(Period(start=start, end=end)) == text


def test_a_change_carries_its_sign_and_zero_none(dollars: Numbers) -> None:
    assert [dollars.change(number, 1) for number in (0.0864, -0.123, 0.0)] == ["+8.6%", "−12.3%", "0.0%"]


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_what_is_printed_reads_back_as_the_number_within_half_a_last_digit(number: float, digits: int) -> None:
    text = Numbers(load_words("en")).plain(number, digits)
    assert abs(float(text.replace(",", "").replace("−", "-")) - number) <= 0.5 * 10.0**-digits * (1 + 1e-6) + 1e-6


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(list(Unit)))
def test_the_quick_way_differs_in_the_last_digit_at_most(number: float, digits: int, unit: Unit) -> None:
    numbers = Numbers(load_words("en"))
    quick, slow = (
        Decimal(text.replace(",", "").replace("−", "-"))
        for text in (numbers.quick_bare(number, unit, digits), numbers.bare(number, unit, digits))
    )
    assert abs(quick - slow) <= Decimal(10) ** -digits


def test_a_score_just_short_of_the_line_is_not_written_as_the_line(words: Words):
    score = ScoreResult(value=0.99987, met=1.0, near=0.9, cap=1.2, terms=())
    assert score_and_lines(score, Numbers(words)) == ("0.9999", "1.0000", "0.9000")
