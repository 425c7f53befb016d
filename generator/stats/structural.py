"""The structural time-series model that counterfactuals and forecasts are made from.

    y_t = level_t + a_t + x_t b,    level_t = level_(t-1) + q e_t,    a_t = r a_(t-1) + u_t,    e_t, u_t ~ N(0, s^2)

A level that wanders, a disturbance that dies away (AR(1)), and fixed effects: a season as sines and cosines, a straight
trend where the history asks for one, controls. It is the local level model of Harvey 1989, built and filtered by
statsmodels' UnobservedComponents with the effects in the state and the scale s^2 concentrated out.

q and r are not estimated but weighed: the likelihood is taken over a grid of them and every draw ahead takes its pair
by that weight, s^2 from its inverse chi-squared and the level, disturbance and effects from the filter. So the draws
carry all of what a short history leaves open, there is no optimiser that could fail, and equal inputs give equal draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MIN_STEPS = 14
"""Fewer observed steps than this tell neither level nor disturbance: no model."""

WANDER = ((0.0, 0.4), (0.03, 0.25), (0.1, 0.2), (0.3, 0.1), (1.0, 0.05))
"""q, the level's step as a share of the disturbance's, with its prior weight: a level that wanders is the exception."""

MEMORY = (0.0, 0.25, 0.5, 0.75, 0.9)
"""r: how much of the disturbance is left a step later."""

COARSE = ((0.03, 0.25), (0.03, 0.7), (0.3, 0.25), (1.0, 0.0))
"""Pairs of q and r that models are compared on."""

EFFECT_VARIANCE = 100.0
"""Prior variance of an effect of a standardised column, in units of s^2: wide, but proper, so that likelihoods of
models with different columns can be compared; each column costs about what BIC charges."""

LEVEL_VARIANCE = 1e6
NEGLIGIBLE = 0.01
"""Pairs less likely than this share of the best are left out of the draws."""

FULL_SEASON = 7
"""Seasons up to this length have all their harmonics; of longer ones the history chooses how many."""

HARMONICS = (0, 1, 2, 3, 4, 6, 9, 12)
"""How many harmonics of a long season are tried."""

CONSTANT = 1e-9
"""A spread below this share of the size of the values is rounding."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of q and r, its weight, and what the filter knows after the last step, in standardised units."""

    weight: float
    q: float
    r: float
    mean: Floats
    root: Floats
    """root @ root.T is the state's covariance over s^2."""
    scale: float


@dataclass(frozen=True, slots=True)
class Structural:
    """A fitted model. All it returns is in the units of the history."""

    level: Literal["level", "trend"]
    season: int | None
    """Length of the season that is in the model; None where there is none or it did not show."""
    harmonics: int
    steps: int
    """Observed steps it was fitted on."""
    degrees: int
    """Of freedom of the scale."""
    evidence: float
    """Log-likelihood, averaged over the grid; comparable between models of the same series."""
    fitted: Floats
    """What the likeliest pair expected of each step from those before it; NaN on steps before the first observed."""
    pairs: tuple[Pair, ...]
    length: int
    centre: float
    spread: float
    column_centre: Floats
    column_spread: Floats

    def mean(self, ahead: int, controls: Floats | None = None) -> Floats:
        """Give the expected value of each of the `ahead` steps after the history; `controls` is ahead x k."""
        effects = self._columns(ahead, controls)
        powers = np.arange(1, ahead + 1)
        total = np.zeros(ahead)
        for pair in self.pairs:
            total += pair.weight * (pair.mean[0] + pair.mean[1] * pair.r**powers + effects @ pair.mean[2:])
        return np.asarray(self.centre + self.spread * total)

    def draw(self, ahead: int, draws: int, rng: np.random.Generator, controls: Floats | None = None) -> Floats:
        """Draw `draws` x `ahead` paths that the series might take after the history; `controls` is ahead x k.

        Half of the draws mirror the other half, so that their mean is the expected path and not noise.
        """
        effects = self._columns(ahead, controls)
        counts = shares(np.array([pair.weight for pair in self.pairs]), draws)
        paths = [self._paths(pair, int(count), effects, rng) for pair, count in zip(self.pairs, counts, strict=True)]
        return self.centre + self.spread * np.concatenate(paths)

    def _columns(self, ahead: int, controls: Floats | None) -> Floats:
        raw = columns(np.arange(self.length, self.length + ahead), self.level, self.season, self.harmonics, controls)
        return np.asarray((raw - self.column_centre) / self.column_spread)

    def _paths(self, pair: Pair, count: int, effects: Floats, rng: np.random.Generator) -> Floats:
        ahead, states = len(effects), len(pair.mean)
        normal = mirrored(rng, count, states + 2 * ahead)
        deviation = np.sqrt(self.degrees * pair.scale / rng.chisquare(self.degrees, (count, 1)))
        state = pair.mean + deviation * (normal[:, :states] @ pair.root.T)
        wander = pair.q * deviation * normal[:, states : states + ahead]
        shocks = deviation * normal[:, states + ahead :]
        disturbance = np.empty((count, ahead))
        last = state[:, 1]
        for step in range(ahead):
            last = pair.r * last + shocks[:, step]
            disturbance[:, step] = last
        return np.asarray(state[:, :1] + wander.cumsum(axis=1) + disturbance + state[:, 2:] @ effects.T)


def fit(y: Floats, controls: Floats | None = None, *, season: int | None = None) -> Structural | None:
    """Fit the model to a series; NaN marks a missing step, `controls` (n x k) must be complete.

    A straight trend and the number of a long season's harmonics are in the model where they make the history likelier
    (by the likelihood with proper priors, which charges for each column about as BIC does). The season is left out
    where the history is shorter than two of it. None where fewer than MIN_STEPS steps are observed, where too few are
    left for the columns, or where nothing varies.
    """
    seen = np.isfinite(y)
    if seen.sum() < MIN_STEPS or is_constant(y[seen]):
        return None
    usable = season if season is not None and season > 1 and len(y) >= 2 * season else None
    best: tuple[float, Literal["level", "trend"], int] | None = None
    for level, harmonics in shapes(usable, int(seen.sum())):
        found = evidence(y, columns(np.arange(len(y)), level, usable, harmonics, controls), COARSE)
        if found is not None and (best is None or found > best[0]):
            best = (found, level, harmonics)
    if best is None:
        return None
    return fit_shape(y, controls, best[1], usable if best[2] else None, best[2])


def shapes(season: int | None, steps: int) -> Iterator[tuple[Literal["level", "trend"], int]]:
    """Each level and number of harmonics to compare."""
    if season is None:
        harmonics: tuple[int, ...] = (0,)
    elif season <= FULL_SEASON:
        harmonics = (season // 2,)
    else:
        harmonics = tuple(h for h in HARMONICS if h <= season // 2 and 4 * h + 4 <= steps)
    for h in harmonics:
        yield "level", h
        yield "trend", h


def fit_shape(
    y: Floats, controls: Floats | None, level: Literal["level", "trend"], season: int | None, harmonics: int
) -> Structural | None:
    """Fit a model whose level and season are given; None where too few steps are left for the columns."""
    raw = columns(np.arange(len(y)), level, season, harmonics, controls)
    degrees = int(np.isfinite(y).sum()) - 1 - raw.shape[1]
    if degrees < MIN_DEGREES:
        return None
    prepared = prepare(y, raw)
    grid = [(q, r) for q, _ in WANDER for r in MEMORY]
    prior = np.log([weight for _, weight in WANDER for _ in MEMORY])
    logs = prior + np.array([prepared.loglike(q, r) for q, r in grid])
    weights = np.exp(logs - logs.max())
    kept = [index for index in np.argsort(-weights, kind="stable") if weights[index] >= NEGLIGIBLE]
    total = float(weights[kept].sum())
    results = [prepared.filtered(*grid[index]) for index in kept]
    pairs = tuple(
        pair_of(result, float(weights[index]) / total, grid[index], degrees)
        for index, result in zip(kept, results, strict=True)
    )
    expected = np.full(len(y), np.nan)
    expected[prepared.first + 1 :] = results[0].forecasts[0, 1:]
    return Structural(
        level=level,
        season=season,
        harmonics=harmonics,
        steps=int(np.isfinite(y).sum()),
        degrees=degrees,
        evidence=float(logs.max() + np.log(weights.mean())),
        fitted=prepared.centre + prepared.spread * expected,
        pairs=pairs,
        length=len(y),
        centre=prepared.centre,
        spread=prepared.spread,
        column_centre=prepared.column_centre,
        column_spread=prepared.column_spread,
    )


MIN_DEGREES = 4
"""With fewer degrees of freedom than this the scale is a guess."""


def evidence(y: Floats, raw: Floats, grid: tuple[tuple[float, float], ...]) -> float | None:
    """Log of the mean likelihood over a grid; None where too few steps are left for the columns."""
    if int(np.isfinite(y).sum()) - 1 - raw.shape[1] < MIN_DEGREES:
        return None
    prepared = prepare(y, raw)
    logs = np.array([prepared.loglike(q, r) for q, r in grid])
    return float(logs.max() + np.log(np.exp(logs - logs.max()).mean()))


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A standardised series with its model, ready to be filtered at any q and r."""

    model: Any
    first: int
    """The first observed step; the model begins there."""
    centre: float
    spread: float
    column_centre: Floats
    column_spread: Floats

    def loglike(self, q: float, r: float) -> float:
        """Log-likelihood with the scale concentrated out."""
        self._set(q, r)
        return float(self.model.ssm.loglike())

    def filtered(self, q: float, r: float) -> Any:
        """Run the Kalman filter."""
        self._set(q, r)
        return self.model.ssm.filter()

    def _set(self, q: float, r: float) -> None:
        self.model.update(np.array([q * q, 1.0, r]))
        variances = np.full(self.model.k_states, EFFECT_VARIANCE)
        variances[0], variances[1] = LEVEL_VARIANCE, 1 / (1 - r * r)
        self.model.ssm.initialize_known(np.zeros(self.model.k_states), np.diag(variances))


def prepare(y: Floats, raw: Floats) -> Prepared:
    """Standardise series and columns and build their model."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    seen = np.isfinite(y)
    first = int(np.argmax(seen))
    centre, spread = float(y[seen].mean()), float(y[seen].std())
    column_centre, column_spread = raw[seen].mean(axis=0), raw[seen].std(axis=0)
    column_spread = np.where(column_spread > 0, column_spread, 1.0)
    exog = (raw - column_centre) / column_spread
    model = UnobservedComponents(
        ((y - centre) / spread)[first:],
        level=True,
        stochastic_level=True,
        irregular=False,
        autoregressive=1,
        exog=exog[first:] if raw.shape[1] else None,
        mle_regression=False,
    )
    model.ssm.filter_concentrated = True
    model.ssm.loglikelihood_burn = 1
    return Prepared(model, first, centre, spread, column_centre, column_spread)


def columns(
    index: Ints, level: Literal["level", "trend"], season: int | None, harmonics: int, controls: Floats | None
) -> Floats:
    """Set out the columns of fixed effects for the steps `index`, counted from the start of the history."""
    parts = [np.zeros((len(index), 0))]
    if level == "trend":
        parts.append(index[:, None].astype(np.float64))
    if season is not None:
        parts.append(seasonal(index, season, harmonics))
    if controls is not None:
        parts.append(controls)
    return np.concatenate(parts, axis=1)


def seasonal(index: Ints, season: int, harmonics: int) -> Floats:
    """Sines and cosines of a season; all of its harmonics together can take any shape that repeats."""
    angle = 2 * np.pi * index[:, None] * np.arange(1, harmonics + 1) / season
    sines = np.sin(angle)
    if 2 * harmonics == season:
        sines = sines[:, :-1]
    return np.concatenate([np.cos(angle), sines], axis=1)


def is_constant(values: Floats) -> bool:
    """Whether a series varies by no more than rounding."""
    return bool(np.ptp(values) <= CONSTANT * max(float(np.abs(values).max()), CONSTANT))


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
