"""The one place where a structural model meets its data: statsmodels' UnobservedComponents on standardised series."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.stats.effects import Floats

LEVEL_VARIANCE = 1e6
"""Prior variance of the first level, in units of s^2: as good as unknown."""

EFFECT_VARIANCE = 100.0
"""Prior variance of an effect of a standardised column, in units of s^2: wide, but proper, so that likelihoods of
models with different columns can be compared."""

HARMONIC_VARIANCE = 1.0
"""The same for the columns of a long season, which are many: as much as one more step would tell, so that each costs
what BIC charges."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A standardised series with its model, ready to be filtered at any q and r."""

    model: Any
    first: int
    """The first observed step; the model begins there."""
    degrees: int
    """Observed steps less the level and the columns."""
    centre: float
    spread: float
    column_centre: Floats
    column_spread: Floats

    def loglike(self, q: float, r: float, variances: Floats) -> float:
        """Log-likelihood with the scale concentrated out; `variances` are the effects' prior ones, in units of s^2."""
        self._set(q, r, variances)
        return float(self.model.ssm.loglike())

    def filtered(self, q: float, r: float, variances: Floats) -> Any:
        """Run the Kalman filter."""
        self._set(q, r, variances)
        return self.model.ssm.filter()

    def _set(self, q: float, r: float, variances: Floats) -> None:
        self.model.update(np.array([q * q, 1.0, r]))
        start = np.concatenate([[LEVEL_VARIANCE, 1 / (1 - r * r)], variances])
        self.model.ssm.initialize_known(np.zeros(len(start)), np.diag(start))


def prepare(y: Floats, columns: Floats) -> Prepared:
    """Standardise a series that varies and its columns, and build their model; NaN in `y` marks a missing step."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    seen = np.isfinite(y)
    first = int(np.argmax(seen))
    centre, spread = float(y[seen].mean()), float(y[seen].std())
    column_centre, column_spread = columns[seen].mean(axis=0), columns[seen].std(axis=0)
    column_spread = np.where(column_spread > 0, column_spread, 1.0)
    exog = ((columns - column_centre) / column_spread)[first:]
    model = UnobservedComponents(
        ((y - centre) / spread)[first:],
        level=True,
        stochastic_level=True,
        irregular=False,
        autoregressive=1,
        exog=exog if columns.shape[1] else None,
        mle_regression=False,
    )
    model.ssm.filter_concentrated = True
    model.ssm.loglikelihood_burn = 1
    degrees = int(seen.sum()) - 1 - columns.shape[1]
    return Prepared(model, first, degrees, centre, spread, column_centre, column_spread)
