"""Which control series to use: few, and chosen on the history alone.

A series that moved with the history before the campaign stands in for what moved both. Season and straight trend are
taken off first, for two series that both grow, or both rest on Sundays, look alike without telling anything of each
other. What is left is added one at a time, the best first, while the Bayesian information criterion says it pays.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.stats.structural import FULL_SEASON, MIN_STEPS, Floats, is_constant, seasonal

MOST = 5
"""No more controls than this."""

STEPS_PER_CONTROL = 10
"""And no more than one for this many observed steps."""

MISSING = 0.1
"""A control that lacks more than this share of the steps is not used; fewer are filled in between their neighbours."""

LONG_HARMONICS = 2
"""Of a season longer than a week, taken off before series are compared."""

Why = Literal["too_short", "no_variation", "not_chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The controls to use, the best first, and why each of the others is not."""

    used: tuple[int, ...]
    left_out: Mapping[int, Why]


def complete(controls: Floats) -> tuple[Floats, Mapping[int, Why]]:
    """Fill gaps of each column between their neighbours; say which columns cannot be used."""
    filled, unfit = controls.astype(np.float64, copy=True), dict[int, Why]()
    for index in range(controls.shape[1]):
        column = filled[:, index]
        seen = np.isfinite(column)
        if seen.mean() < 1 - MISSING:
            unfit[index] = "too_short"
            column[:] = 0.0
        elif not seen.all():
            steps = np.arange(len(column))
            column[~seen] = np.interp(steps[~seen], steps[seen], column[seen])
    return filled, unfit


def choose(y: Floats, controls: Floats, unfit: Mapping[int, Why], *, season: int | None, most: int = MOST) -> Chosen:
    """Choose at most `most` columns of `controls` (n x k, complete but for those `unfit`) for the history `y`."""
    seen = np.isfinite(y)
    left_out = dict(unfit)
    for index in range(controls.shape[1]):
        if index not in unfit and is_constant(controls[seen, index]):
            left_out[index] = "no_variation"
    candidates = [index for index in range(controls.shape[1]) if index not in left_out]
    steps = int(seen.sum())
    if steps < MIN_STEPS or not candidates:
        return Chosen((), left_out | dict.fromkeys(candidates, "not_chosen"))
    base = base_columns(len(y), season)[seen]
    if steps <= base.shape[1] + MIN_STEPS // 2:
        base = base[:, :2]
    residual = without(base, np.column_stack([y[seen], controls[seen][:, candidates]]))
    order = forward(residual[:, 0], residual[:, 1:], min(most, max(steps // STEPS_PER_CONTROL, 1)))
    used = tuple(candidates[position] for position in order)
    rest = [index for index in candidates if index not in used]
    return Chosen(used, left_out | dict.fromkeys(rest, "not_chosen"))


def base_columns(length: int, season: int | None) -> Floats:
    """Constant, straight trend and season."""
    index = np.arange(length)
    parts = [np.ones((length, 1)), index[:, None].astype(np.float64)]
    if season is not None and season > 1 and length >= 2 * season:
        parts.append(seasonal(index, season, season // 2 if season <= FULL_SEASON else LONG_HARMONICS))
    return np.concatenate(parts, axis=1)


def without(base: Floats, series: Floats) -> Floats:
    """Take off what the columns of `base` explain by least squares."""
    coefficients, *_ = np.linalg.lstsq(base, series, rcond=None)
    return np.asarray(series - base @ coefficients)


def forward(y: Floats, candidates: Floats, most: int) -> list[int]:
    """Add the column that explains most of what is left, as long as BIC falls."""
    steps, order = len(y), list[int]()
    left, columns = y, candidates.copy()
    size = np.square(columns).sum(axis=0)
    while len(order) < most:
        squares = np.square(columns).sum(axis=0)
        usable = squares > 1e-8 * np.maximum(size, 1e-300)
        gains = np.where(usable, np.square(columns.T @ left) / np.where(usable, squares, 1.0), -1.0)
        gains[order] = -1.0
        best, total = int(gains.argmax()), float(left @ left)
        if gains[best] <= 0 or total <= 0 or not pays(total, total - float(gains[best]), steps):
            break
        direction = columns[:, best] / math.sqrt(float(squares[best]))
        left = left - direction * (direction @ left)
        columns = columns - np.outer(direction, direction @ columns)
        order.append(best)
    return order


def pays(before: float, after: float, steps: int) -> bool:
    """Whether BIC falls when one more column takes the sum of squares from `before` to `after`."""
    return after <= 0 or steps * math.log(after / before) + math.log(steps) < 0
