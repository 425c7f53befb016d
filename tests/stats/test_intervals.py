"""Intervals of counts against published examples."""

import pytest

from generator.stats.intervals import exact_poisson, newcombe_difference, normal_quantile, wilson


@pytest.mark.parametrize(("confidence", "z"), [(0.80, 1.2816), (0.90, 1.6449), (0.95, 1.9600), (0.98, 2.3263)])
def test_normal_quantiles(confidence, z):
    assert normal_quantile(confidence) == pytest.approx(z, abs=5e-5)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_intervals_of_newcombe_1998(successes, trials, low, high):
    assert wilson(successes, trials, 0.95) == pytest.approx((low, high), abs=5e-5)


def test_wilson_ends_exactly_at_nothing_and_at_all():
    assert wilson(0, 37, 0.95)[0] == 0.0
    assert wilson(37, 37, 0.95)[1] == 1.0


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (5, 4), (-1, 4), (0, -3)])
def test_wilson_refuses_what_is_no_proportion(successes, trials):
    with pytest.raises(ValueError, match="no proportion"):
        wilson(successes, trials, 0.95)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_differences_of_proportions_are_those_of_newcombe_1998_method_10(first, second, low, high):
    assert newcombe_difference(first, second, 0.95) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (2, 0.2422, 7.2247),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (20, 12.2165, 30.8884),
        (100, 81.36399, 121.62679),
    ],
)
def test_exact_poisson_limits_are_those_of_the_tables(count, low, high):
    assert exact_poisson(count, 1.0, 0.95) == pytest.approx((low, high), abs=1e-4)


def test_a_poisson_rate_is_its_count_over_the_exposure():
    low, high = exact_poisson(10, 4.0, 0.95)
    assert (low * 4, high * 4) == pytest.approx(exact_poisson(10, 1.0, 0.95))


def test_ninety_percent_poisson_limits_are_narrower():
    assert exact_poisson(10, 1.0, 0.90) == pytest.approx((5.4254, 16.9622), abs=1e-4)


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1.0), (3, 0.0), (3, -2.0)])
def test_exact_poisson_refuses_what_is_no_rate(count, exposure):
    with pytest.raises(ValueError, match="no rate"):
        exact_poisson(count, exposure, 0.95)
