"""Which control series to use: few, and chosen on the history alone.

A series that moved with the history before the campaign stands in for what moved both. Season and straight trend are
taken off first, for two series that both grow, or both rest on Sundays, look alike without telling anything of each
other. What is left is weighed by non-negative least squares, and the heaviest few are used.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.stats.effects import FULL_SEASON, Floats, is_constant, seasonal
from generator.stats.structural import MIN_STEPS

MOST = 5
"""No more controls than this."""

STEPS_PER_CONTROL = 10
"""And no more than one for this many observed steps."""

MISSING = 0.1
"""A control that lacks more than this share of the steps is not used; fewer are filled in between their neighbours."""

NOTICED = 2.0
"""A control must be correlated with the history by more than this over the root of the steps: two standard errors."""

AGAINST = -0.5
"""A correlation below which a control counts turned over: what it gains the history loses."""

LEAST_WEIGHT = 0.05
"""A control must move the history by more than this for one of its own standard deviations, both standardised."""

TINY = 1e-8
"""Of the largest spread: a control with less has nothing left once season and trend are off."""

LONG_HARMONICS = 2
"""Of a season longer than a week, taken off before series are compared."""

Why = Literal["too_short", "no_variation", "not_chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The controls to use, the heaviest first, and why each of the others is not."""

    used: tuple[int, ...]
    candidates: int
    """How many they were chosen from."""
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
        return Chosen((), len(candidates), left_out | dict.fromkeys(candidates, "not_chosen"))
    base = base_columns(len(y), season)[seen]
    if steps <= base.shape[1] + MIN_STEPS // 2:
        base = base[:, :2]
    residual = without(base, np.column_stack([y[seen], controls[seen][:, candidates]]))
    order = weightiest(residual[:, 0], residual[:, 1:], min(most, max(steps // STEPS_PER_CONTROL, 1)))
    used = tuple(candidates[position] for position in order)
    rest = [index for index in candidates if index not in used]
    return Chosen(used, len(candidates), left_out | dict.fromkeys(rest, "not_chosen"))


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


def weightiest(y: Floats, candidates: Floats, most: int) -> list[int]:
    """Order the columns by their non-negative least-squares weights on `y`, all standardised, the heaviest first.

    As in a synthetic control (Abadie, Diamond & Hainmueller 2010, JASA 105:493) no series may be played off against
    another, which is what keeps a fit to many of them from chasing noise. A column that runs clearly against `y` counts
    turned over. One that has too little to do with `y` on its own, or adds too little beside the others, is not used.
    """
    from scipy.optimize import nnls

    sizes = np.sqrt(np.square(candidates).mean(axis=0))
    size = math.sqrt(float(np.square(y).mean()))
    usable = sizes > TINY * sizes.max(initial=0.0)
    if size == 0 or not usable.any():
        return []
    standard = np.where(usable, candidates / np.where(usable, sizes, 1.0), 0.0)
    alike = standard.T @ y / (size * len(y))
    turned = standard * np.where(alike < AGAINST, -1.0, 1.0)
    noticed = np.flatnonzero(np.abs(alike) > NOTICED / math.sqrt(len(y)))
    if len(noticed) == 0:  # nnls of no columns ends the process in SciPy 1.17
        return []
    weights = np.zeros(len(sizes))
    weights[noticed], _ = nnls(turned[:, noticed], y / size)
    order = np.argsort(-weights, kind="stable")[:most]
    return [int(index) for index in order if weights[index] > LEAST_WEIGHT]
