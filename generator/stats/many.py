"""Many judgements at once: what chance alone would give, and which of them stand out from it."""

import math
from collections.abc import Sequence
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from generator.stats.intervals import normal_quantile
from generator.stats.longrun import bandwidth, critical_value

Floats = NDArray[np.float64]

_LARGEST_DF = 1e6
"""Degrees of freedom from which Student's t is the normal distribution."""


def benjamini_hochberg(p_values: Sequence[float], rate: float = 0.05) -> tuple[bool, ...]:
    """Say which of many p-values are rejected with at most a share `rate` of false ones among them, on average.

    The largest k with p(k) <= k/m x rate is found; the k smallest are rejected (Benjamini & Hochberg 1995, JRSS B
    57:289). Holds for independent tests and for those that depend on each other positively. Returned in the order
    given; equal p-values are treated alike.
    """
    ordered = sorted(p_values)
    passed = [p for place, p in enumerate(ordered, 1) if p <= place / len(ordered) * rate]
    return tuple(p <= passed[-1] if passed else False for p in p_values)


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return each p-value's smallest `rate` at which Benjamini-Hochberg rejects it, in the order given."""
    count = len(p_values)
    order = sorted(range(count), key=lambda place: p_values[place])
    found = [1.0] * count
    least = 1.0
    for rank in range(count, 0, -1):
        place = order[rank - 1]
        # Multiplied by the quotient, not divided after: m/m is 1 exactly, so the largest p stays what it is.
        least = min(least, p_values[place] * (count / rank))
        found[place] = least
    return tuple(found)


def binomial_interval(count: int, share: float, mass: float = 0.95) -> tuple[int, int]:
    """Return the fewest and most of `count` independent cases that come up, each with probability `share`.

    No more than half of what `mass` leaves over lies below the first, and above the second. Raises ValueError unless
    0 < share < 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"{share} is no probability between 0 and 1")
    tail = (1 - mass) / 2
    summed = np.cumsum([math.exp(_log_binomial(k, count, share)) for k in range(count + 1)])
    low = int(np.argmax(summed > tail))
    return low, int(np.argmax(summed >= 1 - tail - 1e-12))


def _log_binomial(k: int, count: int, share: float) -> float:
    """Log of the chance of exactly k: the plain product overflows from a thousand cases on."""
    ways = math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1)
    return ways + k * math.log(share) + (count - k) * math.log1p(-share)


def normal_p(half_widths: float, confidence: float) -> float:
    """Two-sided p-value of a distance in half-widths of a normal interval: 1.0 gives 1 - confidence."""
    return 2 * NormalDist().cdf(-abs(half_widths) * normal_quantile(confidence))


def long_run_p(half_widths: float, confidence: float, steps: int) -> float:
    """Two-sided p-value of a distance, in half-widths of the long-run interval of `steps` steps at `confidence`.

    The fixed-b distribution is tabulated at four levels alone. It is followed by the Student's t, stretched, that has
    the same quantiles at `confidence` and at 98% (80% and 95% for 98%): exact at `confidence`, where the verdict turns,
    and with tails as heavy as the table's beyond. The normal distribution would call far results three times too rare.
    """
    df = _degrees(bandwidth(steps) / steps, confidence)
    return 2 * _t_below(df, -abs(half_widths) * _t_quantile(df, confidence))


@cache
def _degrees(b: float, confidence: float) -> float:
    """Find the degrees of freedom at which t's quantiles have the ratio of the table's; by halving, on a log scale."""
    level = 0.80 if confidence > 0.97 else 0.98  # noqa: PLR2004  98% is the last level of the table
    ratio = critical_value(b, level) / critical_value(b, confidence)
    low, high = 0.0, math.log(_LARGEST_DF)
    rises = level < confidence  # heavier tails bring a lower level's quantile further below
    for _ in range(40):
        middle = (low + high) / 2
        df = math.exp(middle)
        more = _t_quantile(df, level) / _t_quantile(df, confidence) > ratio
        low, high = (low, middle) if more == rises else (middle, high)
    return math.exp((low + high) / 2)


def _t_quantile(df: float, confidence: float) -> float:
    # Imported here: SciPy costs a quarter of a second, and a build with nothing to do needs none of it.
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def _t_below(df: float, at: float) -> float:
    from scipy.special import stdtr

    return float(stdtr(df, at))
