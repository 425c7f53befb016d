"""Changes taken apart: published and hand-worked cases, and the laws every split keeps."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.stats.contributions import Quotients, log_mean, product_parts, rate_and_mix, rate_and_mix_within

positive = st.floats(1e-6, 1e6)
amounts = st.one_of(st.just(0.0), st.floats(0.01, 1e6))
SIZES = st.integers(1, 8)


def quotients(*pairs: tuple[float, float]) -> Quotients:
    return Quotients(np.array([top for top, _ in pairs], dtype=float), np.array([low for _, low in pairs], dtype=float))


def of_rates(shares: list[float], rates: list[float]) -> Quotients:
    return quotients(*((share * rate, share) for share, rate in zip(shares, rates, strict=True)))


@st.composite
def windows(draw, size=SIZES):
    """Two windows over the same segments, some of them empty, neither without any denominator."""
    count = draw(size)
    found = []
    for _ in range(2):
        tops = np.array(draw(st.lists(amounts, min_size=count, max_size=count)))
        bottoms = np.array(draw(st.lists(amounts, min_size=count, max_size=count)))
        assume(bottoms.sum() > 0)
        found.append(Quotients(tops, bottoms))
    return found


def size_of(*sides: Quotients) -> float:
    """What 1e-9 is relative to: the segments' own terms, which may be far larger than the ratios they add up to."""
    return max(float((np.abs(side.tops).sum()) / side.bottoms.sum()) for side in sides)


def ratio_terms(*sides: Quotients) -> float:
    ratios = [side.tops[side.bottoms > 0] / side.bottoms[side.bottoms > 0] for side in sides]
    return max(1.0, *(float(each.max(initial=0.0)) for each in ratios), size_of(*sides))


# ------------------------------------------------------------------ factors of a product


def test_the_cost_per_lead_of_the_worked_example():
    """Cost per click 2.00 -> 2.60, leads per click 2.5% -> 3.0%: 80 -> 86.67, +21.85 and -15.19."""
    parts = product_parts((2.0, 0.025), (2.6, 0.03), (1, -1))
    assert parts is not None
    assert [round(part, 2) for part in parts] == [21.85, -15.19]
    assert sum(parts) == pytest.approx(2.6 / 0.03 - 80)


def test_two_sectors_by_activity_structure_and_intensity():
    """Energy 30 + 20 -> 40 + 24 (activity x share x intensity of two sectors), worked by hand."""
    one = product_parts((50, 0.2, 3.0), (80, 0.25, 2.0), (1, 1, 1))
    other = product_parts((50, 0.8, 0.5), (80, 0.75, 0.4), (1, 1, 1))
    assert one is not None
    assert other is not None
    weights = 10 / math.log(40 / 30), 4 / math.log(24 / 20)
    by_hand = (
        sum(weights) * math.log(80 / 50),
        weights[0] * math.log(0.25 / 0.2) + weights[1] * math.log(0.75 / 0.8),
        weights[0] * math.log(2 / 3) + weights[1] * math.log(0.4 / 0.5),
    )
    effects = [a + b for a, b in zip(one, other, strict=True)]
    assert effects == pytest.approx(by_hand)
    assert [round(effect, 2) for effect in effects] == [26.65, 6.34, -18.99]
    assert sum(effects) == pytest.approx(64 - 50)


@pytest.mark.parametrize(("one", "other", "mean"), [(5, 5, 5), (0, 5, 0), (5, 0, 0), (math.e, 1, math.e - 1)])
def test_the_logarithmic_mean(one, other, mean):
    assert log_mean(one, other) == pytest.approx(mean)


@given(positive, positive)
def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic_mean(one, other):
    assert math.sqrt(one * other) <= log_mean(one, other) * (1 + 1e-9)
    assert log_mean(one, other) <= (one + other) / 2 * (1 + 1e-9)


@given(positive)
def test_the_logarithmic_mean_of_neighbours_does_not_cancel(one):
    assert log_mean(one, one * (1 + 1e-12)) == pytest.approx(one)


@given(st.lists(st.tuples(positive, positive, st.sampled_from([1, -1])), min_size=1, max_size=5))
def test_parts_of_a_product_add_up_and_turn_round_with_time(rows):
    before, after, powers = zip(*rows, strict=True)
    parts, back = product_parts(before, after, powers), product_parts(after, before, powers)
    assert parts is not None
    assert back is not None
    start, end = (math.prod(x**p for x, p in zip(xs, powers, strict=True)) for xs in (before, after))
    assert sum(parts) == pytest.approx(end - start, rel=1e-9, abs=1e-9 * max(start, end))
    assert [-part for part in back] == pytest.approx(parts, rel=1e-9, abs=1e-9 * max(start, end))


@given(st.lists(st.tuples(positive, positive), min_size=2, max_size=5), st.floats(0.01, 100))
def test_another_currency_scales_the_parts_and_order_plays_no_role(rows, rate):
    before, after = map(list, zip(*rows, strict=True))
    ones = [1] * len(rows)
    parts = product_parts(before, after, ones)
    assert parts is not None
    tiny = 1e-9 * max(math.prod(before), math.prod(after))
    paid = product_parts([before[0] * rate, *before[1:]], [after[0] * rate, *after[1:]], ones)
    assert paid == pytest.approx([part * rate for part in parts], rel=1e-9, abs=tiny * rate)
    assert product_parts(before[::-1], after[::-1], ones) == pytest.approx(parts[::-1], rel=1e-9, abs=tiny)


def test_an_unchanged_factor_has_no_part():
    assert product_parts((2.0, 3.0), (2.0, 4.0), (1, 1)) == (0.0, 2.0)
    assert product_parts((2.0, 3.0), (2.0, 3.0), (1, 1)) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ((0.0, 2.0), (3.0, 4.0), (12.0, 0.0)),
        ((3.0, 4.0), (0.0, 2.0), (-12.0, 0.0)),
        ((0.0, 2.0), (0.0, 5.0), (0.0, 0.0)),
        ((0.0, 2.0), (3.0, 0.0), (0.0, 0.0)),
        ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_a_factor_that_comes_from_nothing_or_goes_to_it_takes_the_limit(before, after, parts):
    assert product_parts(before, after, (1, 1)) == parts


def test_the_limit_is_what_ever_smaller_numbers_come_to():
    near = product_parts((1e-280, 2.0), (3.0, 4.0), (1, 1))
    assert near == pytest.approx((12.0, 0.0), abs=0.02)


@pytest.mark.parametrize(
    ("before", "after", "powers"),
    [
        ((0.0, 0.0), (3.0, 4.0), (1, 1)),
        ((2.0, 0.0), (3.0, 4.0), (1, -1)),
        ((2.0, -1.0), (3.0, 4.0), (1, 1)),
        ((2.0, math.nan), (3.0, 4.0), (1, 1)),
        ((2.0, math.inf), (3.0, 4.0), (1, 1)),
        ((1e300, 1e300), (3.0, 4.0), (1, 1)),
    ],
)
def test_where_no_limit_is_exact_there_are_no_parts(before, after, powers):
    assert product_parts(before, after, powers) is None


# ------------------------------------------------------------------ rate and mix


def test_every_channel_improves_and_the_whole_falls():
    """Shares (0.6, 0.4) -> (0.3, 0.7), rates (4%, 2%) -> (4.2%, 2.1%): 3.20% -> 2.73%, rate +0.145pp, mix -0.615pp."""
    before, after = of_rates([0.6, 0.4], [0.04, 0.02]), of_rates([0.3, 0.7], [0.042, 0.021])
    found = rate_and_mix(before, after)
    assert found is not None
    assert (before.total, after.total) == pytest.approx((0.032, 0.0273))
    assert (found.rate.sum(), found.mix.sum()) == pytest.approx((0.00145, -0.00615))
    assert (found.rate > 0).all()
    assert (found.mix < 0).all()


def test_two_treatments_of_kidney_stones():
    """Charig et al. 1986, BMJ 292:879: better for small and for large stones, and worse over all (83% -> 78%)."""
    before, after = quotients((234, 270), (55, 80)), quotients((81, 87), (192, 263))
    found = rate_and_mix(before, after)
    assert found is not None
    assert (round(before.total, 2), round(after.total, 2)) == (0.83, 0.78)
    by_hand = (
        (81 / 87 - 234 / 270) * (87 + 270) / 700 + (192 / 263 - 55 / 80) * (263 + 80) / 700,
        (87 - 270) / 350 * ((81 / 87 + 234 / 270) / 2 - (192 / 263 + 55 / 80) / 2),
    )
    assert (found.rate.sum(), found.mix.sum()) == pytest.approx(by_hand)
    assert [round(float(part), 3) for part in (found.rate.sum(), found.mix.sum())] == [0.054, -0.099]


def test_a_new_segment_is_mix_alone_and_measured_against_the_whole():
    before, after = quotients((10, 100), (0, 0)), quotients((10, 100), (1, 100))
    found = rate_and_mix(before, after)
    assert found is not None
    assert found.rate.tolist() == [0.0, 0.0]
    centre = (0.1 + 0.055) / 2
    assert found.mix == pytest.approx([-0.5 * (0.1 - centre), 0.5 * (0.01 - centre)])
    gone = rate_and_mix(after, before)
    assert gone is not None
    assert gone.mix == pytest.approx(-found.mix)


def test_cost_without_a_single_lead_counts_as_rate():
    """Cost per lead 10 -> 15 because a second channel spends 500 and brings nobody."""
    found = rate_and_mix(quotients((1000, 100), (0, 0)), quotients((1000, 100), (500, 0)))
    assert found is not None
    assert found.rate == pytest.approx([0.0, 5.0])
    assert found.mix == pytest.approx([0.0, 0.0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (quotients((1, 0), (1, 0)), quotients((1, 1), (1, 1))),
        (quotients((1, 1), (1, 1)), quotients((1, -1), (1, 3))),
        (quotients((math.nan, 1), (1, 1)), quotients((1, 1), (1, 1))),
    ],
)
def test_shares_that_are_none_give_no_split(before, after):
    assert rate_and_mix(before, after) is None
    assert rate_and_mix_within(before, after, np.array([0, 1])) is None


@given(windows())
def test_rate_and_mix_add_up(sides):
    before, after = sides
    found = rate_and_mix(before, after)
    assert found is not None
    change = after.total - before.total
    assert float((found.rate + found.mix).sum()) == pytest.approx(change, rel=1e-9, abs=1e-9 * ratio_terms(*sides))


@given(windows(), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_segments_come_in_any_order_and_any_currency(sides, rate, random):
    before, after = sides
    order = list(range(len(before.tops)))
    random.shuffle(order)
    found = rate_and_mix(before, after)
    other = rate_and_mix(*(Quotients(side.tops[order] * rate, side.bottoms[order]) for side in sides))
    assert found is not None
    assert other is not None
    tiny = 1e-9 * ratio_terms(*sides) * rate
    assert other.rate == pytest.approx(found.rate[order] * rate, rel=1e-9, abs=tiny)
    assert other.mix == pytest.approx(found.mix[order] * rate, rel=1e-9, abs=tiny)


# ------------------------------------------------------------------ one dimension within another


def test_a_segments_rate_is_itself_rate_and_mix_of_what_it_is_made_of():
    """Search keeps both its devices' rates and loses: more of it came from telephones, which convert worse."""
    outer = np.array([0, 0, 1])
    before = quotients((40, 1000), (10, 1000), (20, 1000))
    after = quotients((20, 500), (15, 1500), (20, 1000))
    found = rate_and_mix_within(before, after, outer)
    assert found is not None
    assert found.rate == pytest.approx([0, 0, 0])
    assert found.mix.sum() == pytest.approx((35 / 2000 - 50 / 2000) * 2 / 3)
    assert found.mix[2] == 0


@st.composite
def nested(draw):
    sides = draw(windows(st.integers(2, 8)))
    size = len(sides[0].tops)
    outer = np.array(draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)))
    return (*sides, np.unique(outer, return_inverse=True)[1].astype(np.int64))


@given(nested())
def test_inner_parts_add_up_to_the_outer_rate(case):
    before, after, outer = case
    size = int(outer.max()) + 1
    whole = [
        Quotients(*(np.bincount(outer, weights=column, minlength=size) for column in (side.tops, side.bottoms)))
        for side in (before, after)
    ]
    inner, outside = rate_and_mix_within(before, after, outer), rate_and_mix(*whole)
    assert inner is not None
    assert outside is not None
    within = np.bincount(outer, weights=inner.rate + inner.mix, minlength=size)
    tiny = 1e-9 * ratio_terms(before, after, *whole)
    assert within == pytest.approx(outside.rate, rel=1e-9, abs=tiny)
    total = float(within.sum() + outside.mix.sum())
    assert total == pytest.approx(after.total - before.total, rel=1e-9, abs=tiny)
