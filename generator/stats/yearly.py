"""The same steps a year before: what a history of one year and a bit shows of a season that no model of it can hold.

A season is modelled only where the history holds it twice. A daily history of thirteen months holds last December once,
and its level and weekdays alone would lead to expect an ordinary December: whatever comes every year would be credited
to the campaign. So the method is tried on the campaign's own dates a year before, when the season was the same. Where
they came out as expected, nothing is done. Where they did not, expectation moves by as much as it was off then, step by
step, and doubts as much again: what happened twice at the same time of the year is not for the campaign to claim.
"""

from dataclasses import dataclass

import numpy as np

from generator.stats.effects import FULL_SEASON, Floats
from generator.stats.outcomes import Outcomes, fit_with_controls, simulate, step_weights

CONFIDENCE = 0.95
SMOOTH = 3
"""Steps over which last year's course is evened out, or a short season's: its shape is taken, not its noise."""
LEAST_HISTORY = 21
"""Steps before last year's dates, at the least: fewer do not show what was to be expected then."""


@dataclass(frozen=True, slots=True)
class YearBefore:
    """How the campaign's dates came out a year before, where that was out of the ordinary."""

    gap: float
    """By what share they lay above (below 0: under) what was to be expected of them."""
    shape: Floats
    """Step by step what expectation is to be multiplied by; on the whole by 1 + gap."""
    doubt: Floats
    """What each draw is to be multiplied by beside it: around 1, as wide as what was expected then was uncertain."""

    def added(self, outcomes: Outcomes) -> Outcomes:
        """Put the season into what is expected and into each of the draws."""
        moved = outcomes.mean * self.shape
        whole, before = float(moved @ outcomes.weights), float(outcomes.mean @ outcomes.weights)
        by = self.shape * ((1 + self.gap) * before / whole) if whole > 0 else self.shape
        doubt = np.resize(self.doubt, len(outcomes.paths))[:, None]
        return Outcomes(outcomes.mean * by, outcomes.paths * by * doubt, outcomes.weights)


def year_before(
    history: Floats, steps: int, *, year: int, season: int | None, draws: int, seed: int
) -> YearBefore | None:
    """Try the method on the campaign's dates a year before, `year` steps back.

    None where the history does not reach back so far, where the campaign is longer than a year, where the series is not
    always positive on the whole, and where those dates came out as expected.
    """
    cut = len(history) - year
    if steps > year or int(np.isfinite(history[: max(cut, 0)]).sum()) < LEAST_HISTORY:
        return None
    last = history[cut : cut + steps]
    weights = step_weights(last, None)
    model = fit_with_controls(history[:cut], None, None, season) if weights.any() else None
    if model is None:
        return None
    # Another seed than the campaign's own: the two doubts are independent.
    outcomes = simulate(model, weights, draws, seed + 1)
    actual, expected = float(np.nan_to_num(last) @ weights), float(outcomes.mean @ weights)
    low, high = np.quantile(outcomes.totals, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    if low <= actual <= high or low <= 0 or actual <= 0:
        return None
    doubt = expected / np.maximum(outcomes.totals, low / 2)
    return YearBefore(actual / expected - 1, _shape(last, outcomes.mean, actual / expected, season), doubt)


def _shape(last: Floats, expected: Floats, whole: float, season: int | None) -> Floats:
    """Ratio of what came to what was expected, each evened out over the steps around; the whole's where none came."""
    seen = np.isfinite(last)
    width = min(season if season is not None and season <= FULL_SEASON else SMOOTH, len(last))
    kernel = np.ones(width - 1 + width % 2)
    tops = np.convolve(np.where(seen, last, 0.0), kernel, mode="same")[: len(last)]
    bottoms = np.convolve(np.where(seen, expected, 0.0), kernel, mode="same")[: len(last)]
    ratio = np.divide(tops, bottoms, out=np.full(len(last), whole), where=(bottoms > 0) & (tops > 0))
    return np.asarray(ratio)
