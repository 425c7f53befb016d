"""The columns of fixed effects that a structural model may have: a straight trend, a season, controls."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Level = Literal["level", "trend"]

FULL_SEASON = 7
"""Seasons up to this length have all their harmonics; of longer ones the history chooses how many."""

HARMONICS = (0, 1, 2, 3, 6, 10, 16)
"""How many harmonics of a long season are tried."""

SHORTEST_SEASON = 2
STEPS_PER_HARMONIC = 3
"""A harmonic takes two columns: this many steps for each, and for one more, leave something to judge the rest by."""

CONSTANT = 1e-9
"""A spread below this share of the size of the values is rounding."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fixed effects a model has, controls aside."""

    level: Level
    season: int | None
    """Length of the season; None where none is in the model."""
    harmonics: int

    def columns(self, index: Ints, controls: Floats | None = None) -> Floats:
        """Set out the columns for the steps `index`, counted from the start of the history; controls come last."""
        parts = [np.zeros((len(index), 0))]
        if self.level == "trend":
            parts.append(index[:, None].astype(np.float64))
        if self.season is not None:
            parts.append(seasonal(index, self.season, self.harmonics))
        if controls is not None:
            parts.append(controls)
        return np.concatenate(parts, axis=1)


def shapes(season: int | None, steps: int, level: Level = "level") -> Iterator[Shape]:
    """Each number of harmonics to compare for a series of that many observed steps."""
    if season is None or season < SHORTEST_SEASON:
        yield Shape(level, None, 0)
        return
    tried = (season // 2,) if season <= FULL_SEASON else HARMONICS
    for harmonics in tried:
        if harmonics <= season // 2 and STEPS_PER_HARMONIC * (harmonics + 1) <= steps:
            yield Shape(level, season if harmonics else None, harmonics)


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
