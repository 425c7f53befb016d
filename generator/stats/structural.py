"""The structural time-series model that counterfactuals and forecasts are made from.

    y_t = level_t + a_t + x_t b,    level_t = level_(t-1) + q e_t,    a_t = r a_(t-1) + u_t,    e_t, u_t ~ N(0, s^2)

A level that wanders, a disturbance that dies away (AR(1)), and fixed effects: a season as sines and cosines, a straight
trend where the history asks for one, controls. It is the local level model of Harvey 1989, built and filtered by
statsmodels' UnobservedComponents with the effects in the state and the scale s^2 concentrated out.

q and r are not estimated but weighed: the likelihood is taken over a grid of them and every draw ahead takes its pair
by that weight, s^2 from its inverse chi-squared and the level, disturbance and effects from the filter. So the draws
carry what a short history leaves open, there is no optimiser that could fail, and equal inputs give equal draws.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.stats.effects import FULL_SEASON, Floats, Ints, Shape, is_constant, shapes
from generator.stats.filtering import EFFECT_VARIANCE, HARMONIC_VARIANCE, Prepared, prepare

MIN_STEPS = 14
"""Fewer observed steps than this tell neither level nor disturbance: no model."""

MIN_DEGREES = 4
"""With fewer degrees of freedom than this the scale is a guess: no model."""

MOST_STEPS = 182
"""Older steps than the last 182, or the last four long seasons, say little of the level now and are not used."""

WANDER = ((0.0, 0.4), (0.03, 0.45), (0.1, 0.12), (0.4, 0.03))
"""q, the level's step as a share of the disturbance's, with its prior weight: levels that run off are rare."""

MEMORY = ((0.0, 0.25), (0.2, 0.25), (0.4, 0.25), (0.6, 0.15), (0.8, 0.1))
"""r, how much of the disturbance is left a step later, with its prior weight."""

COARSE = ((0.0, 0.2), (0.0, 0.6), (0.05, 0.4), (0.5, 0.4))
"""Pairs of q and r that models are compared on."""

TREND_MARGIN = 3.0
"""A straight trend must make the history e^3, 20 times, likelier: carried on, a false one does harm."""

NEGLIGIBLE = 0.02
"""Pairs less likely than this share of the best are left out of the draws."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of q and r, its weight, and what the filter knows after the last step, in standardised units."""

    weight: float
    q: float
    r: float
    mean: Floats
    """Of the state: level, disturbance, effects."""
    root: Floats
    """root @ root.T is the state's covariance over s^2."""
    scale: float
    """s^2."""


@dataclass(frozen=True, slots=True)
class Structural:
    """A fitted model. All it returns is in the units of the history."""

    shape: Shape
    steps: int
    """Observed steps it was fitted on."""
    evidence: float
    """Log of the mean likelihood over q and r; comparable between models of the same series."""
    fitted: Floats
    """What the likeliest pair expected of each step from those before it; NaN where the model had not begun."""
    pairs: tuple[Pair, ...]
    length: int
    prepared: Prepared

    def mean(self, ahead: int, controls: Floats | None = None) -> Floats:
        """Give the expected value of each of the `ahead` steps after the history; `controls` is ahead x k."""
        effects = self._columns(ahead, controls)
        powers = np.arange(1, ahead + 1)
        total = np.zeros(ahead)
        for pair in self.pairs:
            total += pair.weight * (pair.mean[0] + pair.mean[1] * pair.r**powers + effects @ pair.mean[2:])
        return np.asarray(self.prepared.centre + self.prepared.spread * total)

    def draw(self, ahead: int, draws: int, rng: np.random.Generator, controls: Floats | None = None) -> Floats:
        """Draw `draws` x `ahead` paths that the series might take after the history; `controls` is ahead x k.

        Half of the normal numbers mirror the other half, to have the draws' mean near the expected path.
        """
        effects = self._columns(ahead, controls)
        counts = shares(np.array([pair.weight for pair in self.pairs]), draws)
        paths = [self._paths(pair, int(count), effects, rng) for pair, count in zip(self.pairs, counts, strict=True)]
        return np.asarray(self.prepared.centre + self.prepared.spread * np.concatenate(paths))

    def _columns(self, ahead: int, controls: Floats | None) -> Floats:
        raw = self.shape.columns(np.arange(self.length, self.length + ahead), controls)
        return np.asarray((raw - self.prepared.column_centre) / self.prepared.column_spread)

    def _paths(self, pair: Pair, count: int, effects: Floats, rng: np.random.Generator) -> Floats:
        ahead, states, degrees = len(effects), len(pair.mean), self.prepared.degrees
        normal = mirrored(rng, count, states + 2 * ahead)
        deviation = np.sqrt(degrees * pair.scale / rng.chisquare(degrees, (count, 1)))
        state = pair.mean + deviation * (normal[:, :states] @ pair.root.T)
        wander = pair.q * deviation * normal[:, states : states + ahead]
        shocks = deviation * normal[:, states + ahead :]
        disturbance = np.empty((count, ahead))
        last = state[:, 1]
        for step in range(ahead):
            last = pair.r * last + shocks[:, step]
            disturbance[:, step] = last
        return np.asarray(state[:, :1] + wander.cumsum(axis=1) + disturbance + state[:, 2:] @ effects.T)


def fit(
    y: Floats, controls: Floats | None = None, *, season: int | None = None, candidates: int | None = None
) -> Structural | None:
    """Fit the model to a series; NaN marks a missing step, `controls` (n x k) must be complete.

    How many harmonics a long season has and whether there is a trend is chosen by the likelihood with proper priors,
    which charges about as BIC does or more; a season that the history does not hold twice is left out. `candidates` is
    how many controls the k were chosen from (k by default). None where fewer than MIN_STEPS steps are observed, where
    too few are left for the columns, or where nothing varies.
    """
    usable = season if season is not None and len(y) >= 2 * season else None
    start = max(0, len(y) - max(MOST_STEPS, 4 * (usable or 0)))
    series, kept = y[start:], None if controls is None else controls[start:]
    seen = np.isfinite(series)
    if seen.sum() < MIN_STEPS or is_constant(series[seen]):
        return None
    shape = choose_shape(series, kept, usable)
    if shape is None:
        return None
    prepared = prepare(series, shape.columns(np.arange(len(series)), kept))
    wide = wide_variances(prepared, shape)
    variances = choose_variances(prepared, wide, 0 if kept is None else kept.shape[1], candidates)
    pairs, likelihood, expected = weigh(prepared, variances)
    fitted = np.full(len(y), np.nan)
    fitted[start + prepared.first + 1 :] = prepared.centre + prepared.spread * expected[1:]
    return Structural(shape, int(seen.sum()), likelihood, fitted, pairs, len(series), prepared)


def choose_shape(y: Floats, controls: Floats | None, season: int | None) -> Shape | None:
    """Choose the season's harmonics, then whether there is a trend; None where even a level leaves too few steps."""
    steps = int(np.isfinite(y).sum())
    best, most = None, -math.inf
    for shape in shapes(season, steps):
        found = evidence(y, shape, controls)
        if found > most:
            best, most = shape, found
    if best is None:
        return None
    trend = Shape("trend", best.season, best.harmonics)
    return trend if evidence(y, trend, controls) > most + TREND_MARGIN else best


def evidence(y: Floats, shape: Shape, controls: Floats | None) -> float:
    """Log of the mean likelihood over the coarse grid; -inf where too few steps are left for the columns."""
    prepared = prepare(y, shape.columns(np.arange(len(y)), controls))
    if prepared.degrees < MIN_DEGREES:
        return -math.inf
    return mean_loglike(prepared, wide_variances(prepared, shape))


def mean_loglike(prepared: Prepared, variances: Floats) -> float:
    """Log of the mean likelihood over the coarse grid."""
    logs = np.array([prepared.loglike(q, r, variances) for q, r in COARSE])
    return float(logs.max() + np.log(np.exp(logs - logs.max()).mean()))


def wide_variances(prepared: Prepared, shape: Shape) -> Floats:
    """Prior variances of the effects, in units of s^2, that leave them to the history."""
    variances = np.full(len(prepared.column_centre), EFFECT_VARIANCE)
    if shape.season is not None and shape.season > FULL_SEASON:
        first = 1 if shape.level == "trend" else 0
        variances[first : first + 2 * shape.harmonics] = HARMONIC_VARIANCE
    return variances


def choose_variances(prepared: Prepared, wide: Floats, controls: int, candidates: int | None) -> Floats:
    """Choose the effects' prior variances, in units of s^2: the wide ones, or narrow ones for the controls, the last.

    Controls that were picked out of many look better on the history than they are, so they are shrunk: together they
    are taken to explain about as much as the disturbance. They are let free where that makes the history likelier by
    more than picking them out of the candidates could (log of the number of ways, after Scott & Berger 2010).
    """
    if controls == 0:
        return wide
    shrunk = wide.copy()
    shrunk[-controls:] = 1 / controls
    margin = math.log(math.comb(max(candidates or controls, controls), controls))
    return wide if mean_loglike(prepared, wide) > mean_loglike(prepared, shrunk) + margin else shrunk


def weigh(prepared: Prepared, variances: Floats) -> tuple[tuple[Pair, ...], float, Floats]:
    """Weigh every pair of q and r; with them the log of their mean likelihood and what the likeliest expected."""
    grid = [(q, r) for q, _ in WANDER for r, _ in MEMORY]
    prior = np.log([wanders * keeps for _, wanders in WANDER for _, keeps in MEMORY])
    logs = prior + np.array([prepared.loglike(q, r, variances) for q, r in grid])
    weights = np.exp(logs - logs.max())
    kept = [index for index in np.argsort(-weights, kind="stable") if weights[index] >= NEGLIGIBLE]
    total = float(weights[kept].sum())
    results = [prepared.filtered(grid[index][0], grid[index][1], variances) for index in kept]
    pairs = tuple(
        pair_of(result, float(weights[index]) / total, grid[index], prepared.degrees)
        for index, result in zip(kept, results, strict=True)
    )
    return pairs, float(logs.max() + np.log(weights.sum())), results[0].forecasts[0]


def pair_of(result: Any, weight: float, grid: tuple[float, float], degrees: int) -> Pair:
    """Take from a filter's results what is known after the last step."""
    scale = float(result.scale)
    values, vectors = np.linalg.eigh(result.filtered_state_cov[:, :, -1] / scale)
    observed = result.nobs - 1 - int(result.nmissing.sum())
    return Pair(
        weight=weight,
        q=grid[0],
        r=grid[1],
        mean=result.filtered_state[:, -1].copy(),
        root=vectors * np.sqrt(np.maximum(values, 0)),
        scale=scale * observed / degrees,
    )


def mirrored(rng: np.random.Generator, count: int, width: int) -> Floats:
    """Draw `count` rows of normal numbers of which the second half is the first with its sign turned."""
    half = rng.standard_normal(((count + 1) // 2, width))
    return np.concatenate([half, -half])[:count]


def shares(weights: Floats, total: int) -> Ints:
    """Split a total into whole numbers by weight; what rounding leaves goes to the largest remainders."""
    exact = weights / weights.sum() * total
    whole: Ints = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
