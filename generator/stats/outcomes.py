"""What a series might have done on the steps after its history: controls chosen, model fitted, paths drawn."""

from dataclasses import dataclass

import numpy as np

from generator.stats.controls import MOST, Chosen, choose, complete
from generator.stats.effects import Floats
from generator.stats.structural import Structural, fit


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model with the controls it uses."""

    structural: Structural
    chosen: Chosen
    during: Floats | None
    """The chosen controls in the campaign."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What might have been without the campaign, and how it is added up."""

    mean: Floats
    paths: Floats
    """draws x steps."""
    weights: Floats

    @property
    def totals(self) -> Floats:
        """Each draw added up, or averaged, by the weights."""
        return np.asarray(self.paths @ self.weights)

    def stretched(self, by: float) -> "Outcomes":
        """Move every draw away from the mean by a factor."""
        return Outcomes(self.mean, self.mean + by * (self.paths - self.mean), self.weights)

    def above(self, floor: float) -> "Outcomes":
        """Keep every step at or above the least that the series can be."""
        return Outcomes(np.maximum(self.mean, floor), np.maximum(self.paths, floor), self.weights)


def simulate(model: Model, weights: Floats, draws: int, seed: int) -> Outcomes:
    """Draw the steps that `weights` (m,) belong to; equal inputs give equal draws."""
    mean = model.structural.mean(len(weights), model.during)
    paths = model.structural.draw(len(weights), draws, np.random.default_rng(seed), model.during)
    return Outcomes(mean, paths, weights)


def step_weights(actual: Floats, weights: Floats | None) -> Floats:
    """What each step counts for in the figure compared; 0 where it cannot be compared."""
    heavy = np.ones(len(actual)) if weights is None else np.nan_to_num(np.maximum(weights, 0.0))
    kept = np.where(np.isfinite(actual), heavy, 0.0)
    return kept if weights is None or not kept.any() else np.asarray(kept / kept.sum())


def fit_with_controls(
    history: Floats, before: Floats | None, during: Floats | None, season: int | None, *, most: int = MOST
) -> Model | None:
    """Choose controls and fit; without controls where none is given, fits or pays."""
    chosen, both = Chosen((), 0, {}), np.zeros((len(history), 0))
    if before is not None and during is not None:
        both, unfit = complete(np.concatenate([before, during]))
        chosen = choose(history, both[: len(history)], unfit, season=season, most=most)
    used = list(chosen.used)
    before_used = both[: len(history), used] if used else None
    structural = fit(history, before_used, season=season, candidates=chosen.candidates)
    if structural is None and used:
        return fit_with_controls(history, before, during, season, most=len(used) - 1)
    if structural is None:
        return None
    return Model(structural, chosen, both[len(history) :, used] if used else None)
