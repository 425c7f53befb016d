"""Many judgements at once, against published cases and the tables they come from."""

import itertools
import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.stats.longrun import CRITICAL, bandwidth, critical_value
from generator.stats.many import adjusted, benjamini_hochberg, binomial_interval, long_run_p, normal_p

PUBLISHED = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
)  # fmt: skip
"""Benjamini & Hochberg 1995, section 3.2: 15 hypotheses of the trial of Neuhaus et al. 1992."""

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_the_published_example_rejects_four():
    assert benjamini_hochberg(PUBLISHED) == (True,) * 4 + (False,) * 11


def test_bonferroni_would_have_rejected_three():
    assert sum(p <= 0.05 / 15 for p in PUBLISHED) == 3


def test_a_large_p_is_carried_by_those_behind_it():
    # 0.04 > 1/2 x 0.05, yet 0.045 <= 0.05 takes both.
    assert benjamini_hochberg([0.045, 0.04]) == (True, True)


def test_nothing_to_judge():
    assert benjamini_hochberg([]) == ()
    assert adjusted([]) == ()


@given(CHANCES)
def test_adjusted_values_say_the_same(p_values):
    values = adjusted(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, values, strict=True))
    for rate in (0.01, 0.05, 0.2):
        near = any(math.isclose(q, rate, rel_tol=1e-9) for q in values)
        if not near:
            assert benjamini_hochberg(p_values, rate) == tuple(q <= rate for q in values)


@given(CHANCES, st.randoms(use_true_random=False))
def test_order_plays_no_part(p_values, rng):
    places = list(range(len(p_values)))
    rng.shuffle(places)
    shuffled = benjamini_hochberg([p_values[place] for place in places])
    straight = benjamini_hochberg(p_values)
    assert shuffled == tuple(straight[place] for place in places)


def test_false_ones_stay_below_the_rate():
    rng = np.random.default_rng(1)
    shares = []
    for _ in range(2000):
        true = rng.uniform(size=15)
        false = 2 * np.array([NormalDist().cdf(-abs(z)) for z in rng.normal(3, 1, 5)])
        rejected = benjamini_hochberg([*true, *false])
        shares.append(sum(rejected[:15]) / max(1, sum(rejected)))
    assert np.mean(shares) < 0.05


def test_how_many_chance_brings():
    # Binomial(20, 0.05): P(0) = 0.358, P(<= 2) = 0.925, P(<= 3) = 0.984.
    assert binomial_interval(20, 0.05) == (0, 3)
    # Binomial(200, 0.05): mean 10, P(<= 4) = 0.026, P(<= 3) = 0.009; P(<= 16) = 0.976, P(<= 15) = 0.956.
    assert binomial_interval(200, 0.05) == (4, 16)
    assert binomial_interval(0, 0.05) == (0, 0)
    # Thousands of cases: 10,000 x 0.05 = 500 -+ 1.96 x 21.8.
    low, high = binomial_interval(10_000, 0.05)
    assert (low, high) == (pytest.approx(457, abs=2), pytest.approx(543, abs=2))


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1])
def test_no_probability(share):
    with pytest.raises(ValueError, match="is no probability"):
        binomial_interval(10, share)


def test_one_half_width_is_the_interval_itself():
    assert normal_p(1.0, 0.95) == pytest.approx(0.05)
    assert normal_p(0.0, 0.95) == 1.0
    assert normal_p(2.5758 / 1.96, 0.95) == pytest.approx(0.01, rel=1e-3)


@pytest.mark.parametrize("confidence", sorted(CRITICAL))
@pytest.mark.parametrize("steps", [14, 30, 61, 365])
def test_the_long_run_p_meets_the_table(confidence, steps):
    b = bandwidth(steps) / steps
    assert long_run_p(1.0, confidence, steps) == pytest.approx(1 - confidence)
    for level in CRITICAL:
        at = critical_value(b, level) / critical_value(b, confidence)
        assert long_run_p(at, confidence, steps) == pytest.approx(1 - level, rel=0.15)


def test_few_steps_make_far_results_less_rare():
    assert long_run_p(2.0, 0.95, 14) > long_run_p(2.0, 0.95, 60) > long_run_p(2.0, 0.95, 2000) > normal_p(2.0, 0.95)


def test_p_falls_with_the_distance():
    values = [long_run_p(x, 0.95, 60) for x in np.linspace(0, 4, 30)]
    assert values[0] == 1.0
    assert all(one > other for one, other in itertools.pairwise(values))
