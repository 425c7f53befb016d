"""A change taken apart so that the parts add up to it: factors of a product, and rate and mix of segments."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CLOSE = 0.5
"""Two numbers nearer to each other than this share of the second have their log ratio taken without cancellation."""


def log_mean(one: float, other: float) -> float:
    """Logarithmic mean of two positive numbers, (a - b) / (log a - log b); the number itself where they are equal.

    0 where either is 0, which is its limit.
    """
    if one == other:
        return one
    if one == 0 or other == 0:
        return 0.0
    return (one - other) / _log_ratio(one, other)


def product_parts(before: Sequence[float], after: Sequence[float], powers: Sequence[int]) -> tuple[float, ...] | None:
    """Each factor's part of the change of a product of factors raised to powers (-1 for a divisor).

    Logarithmic mean Divisia index, additive LMDI-I (Ang 2005, Energy Policy 33:867): L(after, before) x power x
    log(factor after / before). The parts add up to the change and their order plays no part.

    A factor of 0 is replaced by a small one and the limit taken (Ang, Zhang & Choi 1998, Energy 23:489), where the
    limit is the same however it is approached: with one factor gone to 0, or come from it, the whole change is that
    factor's; with a product of 0 on both sides nothing changed. None where several factors come or go at once, where a
    divisor is 0, or where a factor is negative or not finite.
    """
    rows = list(zip(before, after, powers, strict=True))
    if any(not (math.isfinite(old) and math.isfinite(new) and old >= 0 and new >= 0) for old, new, _ in rows):
        return None
    if any(power < 0 and 0 in (old, new) for old, new, power in rows):
        return None
    whole_before, whole_after = _product(before, powers), _product(after, powers)
    if whole_before is None or whole_after is None:
        return None
    zeros = [place for place, (old, new, _) in enumerate(rows) if 0 in (old, new)]
    if zeros:
        return _from_zero(zeros, whole_after - whole_before, len(rows))
    weight = log_mean(whole_after, whole_before)
    return tuple(weight * power * _log_ratio(new, old) for old, new, power in rows)


def _from_zero(zeros: Sequence[int], change: float, size: int) -> tuple[float, ...] | None:
    if change != 0 and len(zeros) > 1:
        return None
    return tuple(change if place in zeros else 0.0 for place in range(size))


def _product(factors: Sequence[float], powers: Sequence[int]) -> float | None:
    """Multiply out; None where the product is too large to hold."""
    product = 1.0
    for factor, power in zip(factors, powers, strict=True):
        product = product * factor if power > 0 else product / factor
    return product if math.isfinite(product) else None


def _log_ratio(one: float, other: float) -> float:
    """Logarithm of one/other, exact also where they are nearly equal or far apart."""
    distance = (one - other) / other
    return math.log1p(distance) if abs(distance) < CLOSE else math.log(one) - math.log(other)


@dataclass(frozen=True, slots=True)
class Quotients:
    """Numerators and denominators by segment; one entry a segment, in the same order throughout."""

    tops: Floats
    bottoms: Floats

    @property
    def total(self) -> float:
        """The overall ratio."""
        return float(self.tops.sum() / self.bottoms.sum())

    @property
    def usable(self) -> bool:
        """True where shares of the denominator are shares: none is below 0, and together they are above it."""
        whole = self.bottoms.sum()
        return bool(self.bottoms.min(initial=0.0) >= 0 and 0 < whole < math.inf and math.isfinite(self.tops.sum()))


@dataclass(frozen=True, slots=True)
class RateMix:
    """Each segment's two parts of a ratio's change; all of them together add up to it."""

    rate: Floats
    mix: Floats


def rate_and_mix(before: Quotients, after: Quotients) -> RateMix | None:
    """Take the change of an overall ratio apart by segment.

    Kitagawa 1955 (JASA 50:1168): rate is the change of the segment's ratio times the mean of its two shares; mix is the
    change of its share times the mean of its two ratios, less the mean of the two overall ratios. That centre drops out
    of the sum, and makes a segment that grew count as a gain only where it is better than the whole.

    A segment without a denominator on one side has no ratio there: the other side's is taken, so that its coming or
    going is mix. What its numerator held without a denominator (cost without a single lead) counts as rate. None where
    a denominator is negative, or all of them are 0.
    """
    if not (before.usable and after.usable):
        return None
    one_group = np.zeros(len(before.tops), dtype=np.int64)
    return _by_group(_sides(before, after, one_group, 1), one_group)


def rate_and_mix_within(before: Quotients, after: Quotients, outer: NDArray[np.int64]) -> RateMix | None:
    """Split each outer segment's rate into rate and mix of the inner segments it is made of.

    Entries are cells, inner segments of an outer one; `outer` says which, counted from 0. Within an outer segment the
    parts of its cells add up to its own rate in `rate_and_mix` of the outer segments. One without a denominator on
    either side has no ratio to split: its cells carry what their numerators held. None where the outer split is.
    """
    if not (before.usable and after.usable):
        return None
    old, new = _sides(before, after, outer, int(outer.max()) + 1)
    inner = _by_group((old, new), outer)
    weights = ((old.sums / old.sums.sum() + new.sums / new.sums.sum()) / 2)[outer]
    whole = ((old.sums > 0) & (new.sums > 0))[outer]
    loose = np.where(new.sums[outer] > 0, 0.0, after.tops / new.sums.sum())
    loose -= np.where(old.sums[outer] > 0, 0.0, before.tops / old.sums.sum())
    return RateMix(np.where(whole, inner.rate * weights, loose), np.where(whole, inner.mix * weights, 0.0))


@dataclass(frozen=True, slots=True)
class _Side:
    """One window, as it looks from inside each group of segments."""

    sums: Floats
    """Denominator of each group."""
    totals: Floats
    """Ratio of each group; 0 where it has no denominator."""
    tops: Floats
    """Numerators over the group's denominator; 0 where it has none."""
    shares: Floats
    """Of the group's denominator; 0 where it has none."""
    ratios: Floats
    """Each segment's own; 0 where it has no denominator."""
    there: NDArray[np.bool_]
    """Where a segment has a denominator."""


def _sides(before: Quotients, after: Quotients, groups: NDArray[np.int64], size: int) -> tuple[_Side, _Side]:
    return _side(before, groups, size), _side(after, groups, size)


def _side(quotients: Quotients, groups: NDArray[np.int64], size: int) -> _Side:
    tops, bottoms = quotients.tops, quotients.bottoms
    sums = np.bincount(groups, weights=bottoms, minlength=size).astype(np.float64)
    totals = _over(np.bincount(groups, weights=tops, minlength=size).astype(np.float64), sums)
    whole = sums[groups]
    return _Side(sums, totals, _over(tops, whole), _over(bottoms, whole), _over(tops, bottoms), bottoms > 0)


def _over(tops: Floats, bottoms: Floats) -> Floats:
    return np.divide(tops, bottoms, out=np.zeros(len(tops)), where=bottoms > 0)


def _by_group(sides: tuple[_Side, _Side], groups: NDArray[np.int64]) -> RateMix:
    """Split each group's own change; what a group without a denominator on either side gets means nothing."""
    old, new = sides
    ratios_old, ratios_new = np.where(old.there, old.ratios, new.ratios), np.where(new.there, new.ratios, old.ratios)
    loose = np.where(new.there, 0.0, new.tops) - np.where(old.there, 0.0, old.tops)
    centre = ((old.totals + new.totals) / 2)[groups]
    rate = (ratios_new - ratios_old) * (old.shares + new.shares) / 2 + loose
    return RateMix(rate, (new.shares - old.shares) * ((ratios_old + ratios_new) / 2 - centre))
