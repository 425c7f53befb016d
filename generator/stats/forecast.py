"""Where a series will go: draws of the steps to come from the structural model of generator.stats.structural."""

import numpy as np

from generator.stats.effects import Floats
from generator.stats.structural import fit

DRAWS = 1000


def forecast(  # noqa: PLR0913 - a series, what is known of the time ahead, and how to draw
    history: Floats,
    ahead: int,
    *,
    controls_before: Floats | None = None,
    controls_ahead: Floats | None = None,
    season: int | None = None,
    floor: float | None = None,
    seed: int = 0,
    draws: int = DRAWS,
) -> Floats | None:
    """Draw `draws` x `ahead` paths of the steps after the history (n,), in its units; equal inputs give equal draws.

    NaN marks a missing step of the history. Controls (n x k and ahead x k, complete) are what is known for both, such
    as a plan of spending. `floor` is the least that the series can be: 0 for counts and money. None where the history
    is shorter than MIN_STEPS steps or does not vary.
    """
    model = fit(history, controls_before, season=season)
    if model is None:
        return None
    paths = model.draw(ahead, draws, np.random.default_rng(seed), controls_ahead)
    return paths if floor is None else np.asarray(np.maximum(paths, floor))


def totals(so_far: float, paths: Floats) -> Floats:
    """Add up each path step by step, beginning from what has come so far: draws x steps, the last column the ends."""
    return np.asarray(so_far + paths.cumsum(axis=1))


def weighted_means(so_far: float, weight: float, paths: Floats, weights: Floats) -> Floats:
    """Running value of a ratio along each path: draws x steps.

    `so_far` is its value over the steps so far and `weight` their denominators' sum (`so_far` counts for nothing where
    that is 0); `weights` (ahead,) or (draws, ahead) are the denominators of the steps to come.
    """
    known = so_far * weight if weight > 0 else 0.0
    heavy = np.broadcast_to(weights, paths.shape)
    return np.asarray((known + (paths * heavy).cumsum(axis=1)) / (max(weight, 0.0) + heavy.cumsum(axis=1)))
