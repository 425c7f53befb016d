"""Lift on the log scale, and weights that even out weekdays."""

import math

import numpy as np
import pytest

from generator.stats.change import (
    from_ends,
    from_half_width,
    known,
    lift,
    lift_interval,
    reweight,
    weekday_counts,
    weekdays,
)
from generator.stats.intervals import wilson

MONDAY = 4  # 5 January 1970


def test_two_symmetric_intervals_combine_by_the_root_of_the_sum_of_squares():
    after, before = from_half_width(86.67, 3.5), from_half_width(80.0, 4.0)
    assert after is not None
    assert before is not None
    spread = math.hypot(3.5 / 86.67, 4.0 / 80.0)
    low, high = lift_interval(after, before)
    assert (low, high) == pytest.approx(
        (86.67 / 80 * math.exp(-spread) - 1, 86.67 / 80 * math.exp(spread) - 1), rel=1e-12
    )


def test_a_baseline_taken_as_known_leaves_only_the_campaigns_uncertainty():
    after, before = from_ends(0.03, wilson(300, 10_000, 0.95)), known(0.026)
    assert after is not None
    assert before is not None
    low, high = wilson(300, 10_000, 0.95)
    assert lift_interval(after, before) == pytest.approx((low / 0.026 - 1, high / 0.026 - 1))


def test_two_wilson_intervals_give_the_ratio_of_proportions_by_mover():
    """Square-and-add on the logs of 36/40 against 16/80, worked by hand from the two score intervals."""
    after, before = from_ends(0.9, wilson(36, 40, 0.95)), from_ends(0.2, wilson(16, 80, 0.95))
    (l1, u1), (l0, u0) = wilson(36, 40, 0.95), wilson(16, 80, 0.95)
    down = math.sqrt(math.log(0.9 / l1) ** 2 + math.log(u0 / 0.2) ** 2)
    up = math.sqrt(math.log(u1 / 0.9) ** 2 + math.log(0.2 / l0) ** 2)
    assert after is not None
    assert before is not None
    assert lift_interval(after, before) == pytest.approx((4.5 * math.exp(-down) - 1, 4.5 * math.exp(up) - 1))


def test_swapping_the_sides_turns_the_interval_upside_down():
    one, other = from_ends(0.04, (0.03, 0.06)), from_ends(0.02, (0.01, 0.05))
    assert one is not None
    assert other is not None
    low, high = lift_interval(one, other)
    assert lift_interval(other, one) == pytest.approx((1 / (1 + high) - 1, 1 / (1 + low) - 1))


@pytest.mark.parametrize("value", [0.0, -3.0])
def test_what_is_not_positive_has_no_logarithm(value):
    assert known(value) is None
    assert from_half_width(value, 1.0) is None
    assert from_ends(value, (0.1, 0.2)) is None


def test_an_interval_from_zero_up_has_no_lower_end_on_the_log_scale():
    assert from_ends(0.1, (0.0, 0.2)) is None


def test_a_very_uncertain_figure_gives_a_very_wide_interval_and_no_overflow():
    after, before = from_half_width(1.0, 5000.0), known(1.0)
    assert after is not None
    assert before is not None
    low, high = lift_interval(after, before)
    assert low == pytest.approx(-1.0)
    assert 1e300 < high < math.inf


def test_lift_is_the_ratio_less_one_and_blank_against_nothing():
    assert lift(86.67, 80.0) == pytest.approx(0.083375)
    assert lift(0.0, 80.0) == -1.0
    assert lift(5.0, 0.0) is None
    assert lift(5.0, -1.0) is None


def test_weekdays_count_from_monday():
    # 1 January 1970 was a Thursday; 1 March 2026 (day 20513) a Sunday.
    assert weekdays(np.array([0, MONDAY, 20_513])).tolist() == [3, 0, 6]


def counts(first: int, end: int) -> np.ndarray:
    return weekday_counts(np.arange(first, end))


@pytest.mark.parametrize(
    ("later", "earlier", "uneven"),
    [
        (15, 90, True),
        (19, 59, True),
        (61, 59, True),
        (28, 56, False),
        (7, 91, False),
        (120, 119, False),
        (14, 15, True),
    ],
)
def test_reweighting_is_for_weekdays_whose_shares_differ_by_more_than_a_point(later, earlier, uneven):
    found = reweight(counts(100, 100 + later), counts(100 - earlier, 100))
    assert (found.by_weekday is not None) is uneven
    assert found.uneven is uneven


def test_weights_give_the_earlier_days_the_later_mix_and_average_one():
    earlier = counts(MONDAY - 90, MONDAY)
    weights = reweight(counts(MONDAY, MONDAY + 15), earlier).by_weekday
    assert weights is not None
    assert (weights * earlier).sum() / 90 == pytest.approx(1.0)
    assert (weights * earlier / 90).tolist() == pytest.approx([3 / 15] + [2 / 15] * 6)


def test_a_weekday_that_the_earlier_period_lacks_cannot_be_weighted():
    found = reweight(np.full(7, 4), np.array([4, 4, 4, 4, 4, 0, 0]))
    assert found.by_weekday is None
    assert found.uneven


def test_weekdays_that_only_the_earlier_period_has_weigh_nothing():
    weights = reweight(np.array([10, 0, 0, 0, 0, 0, 0]), np.full(7, 4)).by_weekday
    assert weights is not None
    assert weights.tolist() == [7.0] + [0.0] * 6


def test_no_days_need_no_weights():
    none, some = np.zeros(7, dtype=np.int64), np.full(7, 2)
    assert reweight(none, some).by_weekday is None
    assert reweight(some, none).by_weekday is None
