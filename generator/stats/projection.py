"""What could have been foreseen after each step of a period: the chance of its end, from what had come by then.

A quick look back, for periods that are over, where a model fitted anew after every step would take minutes: the level
so far, by weekday, is carried to the end. The weekdays are the period's own once two weeks are in; until then those of
the days before, so that a Monday is not carried on as if weekends were like it. The steps to come vary about it with
the long-run variance of those so far (generator.stats.longrun), and the level is itself uncertain by as much. So with c
steps over and m to come, variance omega, the rest is normal with variance omega x (m + m^2 / c).
"""

import numpy as np
from numpy.typing import NDArray

from generator.stats.intervals import Interval
from generator.stats.longrun import MIN_STEPS, longrun_variance

Floats = NDArray[np.float64]
MOST = 30
"""Steps of a period that are looked at, about."""
WEEK = 7
WEEKS = 2
"""Seasons of the period that must be in before they are told apart."""


def chances(top: Floats, bottom: Floats | None, launched: int, goal: Interval, season: int) -> Floats:
    """Return, after each step of the period, the chance that its total (or ratio of sums) ends within `goal`.

    `top` and `bottom` (None for a total) hold the history and, from `launched` on, the whole period; NaN marks a
    missing step, which counts as none. NaN where fewer than MIN_STEPS steps had been observed.
    """
    size = len(top) - launched
    found = np.full(size, np.nan)
    before = _profile(top[:launched], season) if bottom is None else None
    known = None if before is None else before[(launched + np.arange(size)) % season]
    # Of a long period every step is not looked at: those in between take the chance of the one before.
    looked = sorted({*range(1, size + 1, max(1, size // MOST)), size})
    observed = np.isfinite(top).cumsum()
    counted = np.nan_to_num(top), None if bottom is None else np.nan_to_num(bottom)
    # What lies before the period, less what is usual there, is the same after each of its steps.
    past = _centred(top[:launched], before) if bottom is None else np.empty(0)
    for over in looked:
        if observed[launched + over - 1] >= MIN_STEPS:
            found[over - 1] = _chance(counted, past, launched, over, goal, season, known=known)
    places = np.array(looked) - 1
    return np.asarray(found[places][np.searchsorted(places, np.arange(size), side="right") - 1])


def _chance(  # noqa: PLR0913 - two columns, a place in them, and what is asked
    counted: tuple[Floats, Floats | None],
    past: Floats,
    launched: int,
    over: int,
    goal: Interval,
    season: int,
    *,
    known: Floats | None,
) -> float:
    from scipy.special import ndtr

    top, bottom = counted
    y, left = top[launched : launched + over], len(top) - launched - over
    if bottom is None:
        shape = _shape(y, left, season, known)
        level = y.sum() / shape[:over].sum() if shape[:over].sum() else 0.0
        middle, scale = y.sum() + level * shape[over:].sum(), 1.0
        noise = np.concatenate([past, y - level * shape[:over]])
    else:
        x = bottom[launched : launched + over]
        if not x.sum():
            return float("nan")
        middle = y.sum() / x.sum()
        scale = x.sum() * (1 + left / over)
        above, below = top[:launched], bottom[:launched]
        ratio = above.sum() / below.sum() if below.sum() else middle
        noise = np.concatenate([above - ratio * below, y - middle * x])
    spread = float(np.sqrt(longrun_variance(noise) * (left + left**2 / over)) / scale)
    low, high = goal
    if spread == 0:
        return float(low <= middle <= high)
    return float(ndtr((high - middle) / spread) - ndtr((low - middle) / spread))


def _centred(past: Floats, profile: Floats | None) -> Floats:
    """The days before, less their weekday's mean where that is known, else less their mean."""
    usual = np.nanmean(past) if profile is None and np.isfinite(past).any() else 0.0
    rest = past - (usual if profile is None else profile[np.arange(len(past)) % len(profile)])
    return np.asarray(rest[np.isfinite(rest)])


def _profile(past: Floats, season: int) -> Floats | None:
    """Mean of each weekday of the days before, in the order of the history; None where they do not tell it."""
    seen = np.flatnonzero(np.isfinite(past))
    counts = np.bincount(seen % season, minlength=season)
    if season != WEEK or not counts.all():
        return None
    means = np.bincount(seen % season, past[seen], season) / counts
    return means if (means >= 0).all() and means.any() else None


def _shape(y: Floats, left: int, season: int, known: Floats | None) -> Floats:
    """Weight of each step, over and to come: its weekday's mean so far; before two weeks are in, `known` or 1."""
    steps = np.arange(len(y) + left)
    if len(y) < WEEKS * season or season < 2:  # noqa: PLR2004 - one step a season is none
        return np.ones(len(steps)) if known is None else known
    means = np.bincount(steps[: len(y)] % season, y, season) / np.bincount(steps[: len(y)] % season, minlength=season)
    return np.asarray(means[steps % season])
