"""How often nominal 95% intervals hold the true rate, on simulated daily rates that vary more than coin tosses.

Each run draws daily visits (a weekly cycle, Poisson) and conversions whose log-odds carry a weekly cycle and an AR(1)
disturbance of standard deviation 0.15. The truth is the expected conversions over the expected visits of those days.
Prints JSON: this method's and Wilson's share of runs that hold the truth, the share's own standard error, and the share
of runs whose interval lies above or below it. Seeded, so the figures are the same each time.

    python benchmarks/coverage.py [--runs 2000]
"""

import argparse
import json

import numpy as np
from numpy.typing import NDArray

from generator.stats.intervals import normal_quantile
from generator.stats.longrun import bandwidth, critical_value, longrun_variance

CONFIDENCE = 0.95
DISTURBANCE = 0.15
RATE, VISITS = 0.03, 1000.0
VISITS_BY_WEEKDAY = np.array([1.1, 1.1, 1.05, 1.05, 1.0, 0.85, 0.85])
LOG_ODDS_BY_WEEKDAY = np.array([0.1, 0.1, 0.05, 0.0, -0.05, -0.1, -0.1])
CASES = tuple((days, correlation) for days in (60, 90) for correlation in (0.0, 0.5, 0.8))
FLOOR = {0.0: 0.92, 0.5: 0.92, 0.8: 0.88}
"""What is promised of this method, by autocorrelation."""

Floats = NDArray[np.float64]


def main() -> None:
    """Simulate every case and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    cases = [case(days, correlation, options.runs, rng) for days, correlation in CASES]
    held = all(one["long_run"] >= one["promised"] for one in cases)
    print(json.dumps({"runs": options.runs, "seed": options.seed, "promise_kept": held, "cases": cases}, indent=2))


def case(days: int, correlation: float, runs: int, rng: np.random.Generator) -> dict[str, float]:
    """Simulate one length and autocorrelation; every run at once."""
    weekday = np.arange(days) % 7
    visits = rng.poisson(VISITS * VISITS_BY_WEEKDAY[weekday], (runs, days)).astype(np.float64)
    log_odds = np.log(RATE / (1 - RATE)) + LOG_ODDS_BY_WEEKDAY[weekday]
    rates = expit(log_odds + disturbance(runs, days, correlation, rng))
    conversions = rng.binomial(visits.astype(np.int64), rates).astype(np.float64)
    truth = true_rate(log_odds, VISITS_BY_WEEKDAY[weekday])
    low, high = longrun_intervals(conversions, visits)
    wilson_low, wilson_high = wilson_intervals(conversions.sum(axis=1), visits.sum(axis=1))
    held = share((low <= truth) & (truth <= high))
    return {
        "days": days,
        "autocorrelation": correlation,
        "long_run": held,
        "standard_error": round(float(np.sqrt(held * (1 - held) / runs)), 4),
        "wilson": share((wilson_low <= truth) & (truth <= wilson_high)),
        "promised": FLOOR[correlation],
        "long_run_too_high": share(low > truth),
        "long_run_too_low": share(high < truth),
    }


def disturbance(runs: int, days: int, correlation: float, rng: np.random.Generator) -> Floats:
    """Draw AR(1) series that start in their stationary state."""
    shocks = rng.normal(0.0, DISTURBANCE, (runs, days))
    series = shocks.copy()
    for day in range(1, days):
        series[:, day] = correlation * series[:, day - 1] + np.sqrt(1 - correlation**2) * shocks[:, day]
    return series


def true_rate(log_odds: Floats, weights: Floats) -> float:
    """Average the rate over the disturbance (Gauss-Hermite) and over the days."""
    nodes, shares = np.polynomial.hermite_e.hermegauss(40)
    expected = expit(log_odds[:, None] + DISTURBANCE * nodes) @ shares / shares.sum()
    return float(np.average(expected, weights=weights))


def longrun_intervals(y: Floats, x: Floats) -> tuple[Floats, Floats]:
    """This method's interval of each run's ratio: `stats.longrun.ratio_interval` for all runs at once."""
    days = y.shape[1]
    top, bottom = y.sum(axis=1), x.sum(axis=1)
    rate = top / bottom
    d = (y - rate[:, None] * x) / bottom[:, None]
    se = np.sqrt(longrun_variance(d) * days)
    half = critical_value(bandwidth(days) / days, CONFIDENCE) * se
    return rate - half, rate + half


def wilson_intervals(successes: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Wilson's interval of each run: `stats.intervals.wilson` for all runs at once."""
    z = normal_quantile(CONFIDENCE)
    rate = successes / trials
    centre = rate + z * z / (2 * trials)
    spread = z * np.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials**2))
    return (centre - spread) / (1 + z * z / trials), (centre + spread) / (1 + z * z / trials)


def expit(log_odds: Floats) -> Floats:
    """Turn log-odds into a rate."""
    return 1 / (1 + np.exp(-log_odds))


def share(mask: NDArray[np.bool_]) -> float:
    """Share of runs, to four places."""
    return round(float(mask.mean()), 4)


if __name__ == "__main__":
    main()
