"""Intervals for figures made from a series whose steps vary more than chance and depend on each other.

A figure R = f(sums of columns) over T steps is linearised by the delta method: d_t = sum over columns of
df/d(sum) x column_t, less its mean; for a ratio R = Y/X that is (y_t - R x_t) / X. Its long-run variance is

    omega = g_0 + 2 x sum over j = 1 .. S-1 of (1 - j/S) g_j,     g_j = 1/T x sum over t of d_t d_(t-j)

(Bartlett kernel, Newey & West 1987), with bandwidth S = ceil(1.3 sqrt T) after Lazarus, Lewis, Stock & Watson 2018, so
that var(R) = T x omega x T/(T-1). The interval is R -+ c(b) x se, where c is the critical value for b = S/T held fixed
(Kiefer & Vogelsang 2005), wider than the normal one because the variance itself is an estimate.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.stats.intervals import Interval

MIN_STEPS = 14
"""Fewer steps than this cannot tell how far neighbouring ones depend on each other: no interval."""

CRITICAL: Mapping[float, tuple[float, float, float, float]] = {
    0.80: (1.2816, 1.3040, 0.5135, -0.3386),
    0.90: (1.6449, 2.1859, 0.3142, -0.3427),
    0.95: (1.9600, 2.9694, 0.4160, -0.5324),
    0.98: (2.3263, 4.1618, 0.5368, -0.9060),
}
"""Two-sided confidence -> coefficients of 1, b, b^2, b^3 for the Bartlett kernel (Kiefer & Vogelsang 2005, table 1)."""

NO_VARIATION = 1e-12
"""Spread of d_t, as a share of the size of its parts, below which it is rounding and not variation."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its standard error and the critical value its interval is made with."""

    value: float
    se: float
    critical: float
    steps: int

    @property
    def half_width(self) -> float:
        """Distance from the value to either end of the interval."""
        return self.critical * self.se

    @property
    def interval(self) -> Interval:
        """The symmetric interval; limiting it to what is possible (no negative rate) is the caller's."""
        return self.value - self.half_width, self.value + self.half_width


def bandwidth(steps: int) -> int:
    """S = ceil(1.3 sqrt T): lags 1 .. S-1 count, with weights 1 - j/S."""
    return math.ceil(1.3 * math.sqrt(steps))


def critical_value(b: float, confidence: float) -> float:
    """Fixed-b critical value for bandwidth/steps = b; raises ValueError for a confidence that is not tabulated."""
    for level, (c0, c1, c2, c3) in CRITICAL.items():
        if math.isclose(level, confidence, abs_tol=1e-9):
            return c0 + b * (c1 + b * (c2 + b * c3))
    raise ValueError(f"no critical value for confidence {confidence}; one of {sorted(CRITICAL)}")


def longrun_variance(d: NDArray[np.float64]) -> NDArray[np.float64]:
    """Long-run variance of each series along the last axis, T/(T-1) included; its mean is taken off first.

    The Bartlett sum over lags equals the mean square of all sums over S neighbouring steps, with zeros before and after
    the series: the same number without a loop, and never negative.
    """
    steps = d.shape[-1]
    width = bandwidth(steps)
    centred = d - d.mean(axis=-1, keepdims=True)
    padded = np.zeros((*d.shape[:-1], steps + 2 * width - 1))
    padded[..., width : width + steps] = centred
    running = padded.cumsum(axis=-1)
    sums = running[..., width:] - running[..., :-width]
    return np.asarray(np.square(sums).sum(axis=-1) / (width * (steps - 1)))


def delta_interval(
    value: float, columns: NDArray[np.float64], gradient: NDArray[np.float64], confidence: float
) -> Estimate | None:
    """Estimate a formula of sums: `columns` is steps x columns, `gradient` its derivative by each column's sum.

    Steps with a NaN are left out. None where fewer than MIN_STEPS are left, where the value or gradient is not finite,
    or where nothing varies (a spread of nothing would claim certainty).
    """
    kept = columns[~np.isnan(columns).any(axis=1)]
    steps = len(kept)
    if steps < MIN_STEPS or not (math.isfinite(value) and np.isfinite(gradient).all()):
        return None
    parts = kept * gradient
    d = parts.sum(axis=1)
    size = float(np.abs(parts).max())
    if size == 0 or float(np.abs(d - d.mean()).max()) <= NO_VARIATION * size:
        return None
    se = math.sqrt(float(longrun_variance(d)) * steps)
    return Estimate(value, se, critical_value(bandwidth(steps) / steps, confidence), steps)


def ratio_interval(y: NDArray[np.float64], x: NDArray[np.float64], confidence: float) -> Estimate | None:
    """Estimate the ratio of sums Y/X; None as in `delta_interval`, and where the denominators add up to zero."""
    kept = ~(np.isnan(y) | np.isnan(x))
    top, bottom = float(y[kept].sum()), float(x[kept].sum())
    if bottom == 0:
        return None
    gradient = np.array([1 / bottom, -top / bottom**2])
    return delta_interval(top / bottom, np.column_stack([y[kept], x[kept]]), gradient, confidence)


def mean_interval(x: NDArray[np.float64], confidence: float) -> Estimate | None:
    """Estimate the mean step of a series; times T it is the interval of a total. None as in `delta_interval`."""
    kept = x[~np.isnan(x)]
    if len(kept) < MIN_STEPS:
        return None
    return delta_interval(float(kept.mean()), kept[:, None], np.array([1 / len(kept)]), confidence)
