"""Series that the benchmarks of the models are run on: the GeoLift cities of the demo campaign, and simulated ones."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GEOLIFT = Path(__file__).parents[1] / "campaigns" / "geolift-chicago-portland" / "data" / "GeoLift_Test.csv"
UNTOUCHED = 90
"""Days before the campaign: no city had it."""
TREATED = ("chicago", "portland")

SIMULATED = {
    "one market, noise of its own": (0.0, 0.0, 1.0),
    "one market, half of its noise carried over": (0.5, 0.0, 1.0),
    "one market, levels that wander": (0.3, 0.005, 0.7),
    "nothing in common": (0.5, 0.0, 0.0),
}
"""What it is -> autocorrelation of a series' own noise, step of its own level, how much of the market it has."""


def geolift() -> tuple[Floats, Floats]:
    """Days x cities of the 90 days before the campaign, all 40; and of all 105 days, the 38 that never had it."""
    cities: dict[str, list[float]] = defaultdict(list)
    with GEOLIFT.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cities[row["location"]].append(float(row["Y"]))
    everything = np.column_stack([cities[name] for name in sorted(cities)])
    spared = [place for place, name in enumerate(sorted(cities)) if name not in TREATED]
    return everything[:UNTOUCHED], everything[:, spared]


def simulated(kind: str, rng: np.random.Generator, *, days: int = UNTOUCHED, series: int = 10) -> Floats:
    """Days x series: a market (AR(1), 8%), weekdays, and each series' own noise (7%) and level; sizes differ widely."""
    correlation, step, common = SIMULATED[kind]
    market = disturbance(rng, 0.7, days, 1)
    weekdays = rng.normal(0, 0.1, (7, 1)) + rng.normal(0, 0.04, (7, series))
    share = common * rng.uniform(0.6, 1.4, series)
    own = 0.07 * disturbance(rng, correlation, days, series) + step * rng.normal(size=(days, series)).cumsum(axis=0)
    size = np.exp(rng.normal(6, 1, series))
    return np.asarray(size * (1 + 0.08 * market * share + weekdays[np.arange(days) % 7] + own))


def disturbance(rng: np.random.Generator, correlation: float, days: int, series: int) -> Floats:
    """Draw AR(1) series of standard deviation 1 that start in their stationary state."""
    drawn = rng.normal(size=(days, series))
    for day in range(1, days):
        drawn[day] = correlation * drawn[day - 1] + np.sqrt(1 - correlation**2) * drawn[day]
    return drawn
