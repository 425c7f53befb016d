"""Intervals for counts without a series: Wilson's for a proportion, Newcombe's for a difference, exact Poisson."""

import math
from functools import cache
from statistics import NormalDist

Interval = tuple[float, float]


@cache
def normal_quantile(confidence: float) -> float:
    """Two-sided critical value of the normal distribution: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(successes: float, trials: float, confidence: float) -> Interval:
    """Wilson's score interval of a proportion (Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3).

    Raises ValueError unless 0 <= successes <= trials and trials > 0. The ends are exactly 0 and 1 where all or nothing
    was counted.
    """
    if not (trials > 0 and 0 <= successes <= trials):
        raise ValueError(f"{successes} of {trials} is no proportion")
    z = normal_quantile(confidence)
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    low = 0.0 if successes == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if successes == trials else min(1.0, (centre + spread) / scale)
    return low, high


def newcombe_difference(first: tuple[float, float], second: tuple[float, float], confidence: float) -> Interval:
    """Interval of p1 - p2 from two (successes, trials): Newcombe 1998, Stat Med 17:873, method 10 (square and add)."""
    (low1, high1), (low2, high2) = wilson(*first, confidence), wilson(*second, confidence)
    p1, p2 = first[0] / first[1], second[0] / second[1]
    difference = p1 - p2
    return difference - math.hypot(p1 - low1, high2 - p2), difference + math.hypot(high1 - p1, p2 - low2)


def exact_poisson(count: int, exposure: float, confidence: float) -> Interval:
    """Exact interval of a rate count/exposure (Garwood 1936): half chi-square quantiles at 2k and 2k+2 degrees.

    Raises ValueError for a negative count or an exposure that is not positive.
    """
    if count < 0 or exposure <= 0:
        raise ValueError(f"{count} over {exposure} is no rate")
    # Imported here: SciPy costs a quarter of a second, and most campaigns have a series.
    from scipy.special import gammainccinv, gammaincinv

    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low / exposure, float(gammainccinv(count + 1, tail)) / exposure
