"""How far the counterfactual can be trusted: false alarms, width, and whether lifts put in are found again.

Placebo: at random cuts of series that nothing happened to, 15 days are compared; an alarm is a 95% interval of the
effect without 0. Width: of the 95% interval of the mean, over the expected mean. Lifts: 5 to 20% are added to those
days; the interval should hold what was added. All is asked as a campaign's page asks it (generator.diagnose.external):
controls chosen, those that broke at the start replaced, the method tried inside the history. Beside it stand the plain
comparison with the days before (interval from both sides' long-run variance) and ordinary least squares on weekdays and
the same controls.

The GeoLift series are the 90 days before that example's campaign in all its 40 cities. `geolift_april` is the
campaign's own 15 days in the 38 cities without it, one comparison each: one odd fortnight, with Easter in it.
Prints JSON. Seeded, so the figures are the same each time but for the milliseconds.

    python benchmarks/counterfactual.py [--cuts 3] [--cities 40] [--simulated 4]
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from series import SIMULATED, UNTOUCHED, Floats, geolift, simulated

from generator.data.table import Grain
from generator.diagnose.external import Question, answer
from generator.stats.controls import base_columns, choose
from generator.stats.intervals import wilson
from generator.stats.longrun import mean_interval

WINDOW, SEASON = 15, 7
EARLIEST = 45
WIDTHS = {True: 0.10, False: 0.22}
MOST_ALARMS, LEAST_HELD = 0.08, 0.90


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One series cut in two, and the other series."""

    y: Floats
    others: Floats
    cut: int
    lift: float


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=3, help="random cuts of each series")
    parser.add_argument("--cities", type=int, default=40)
    parser.add_argument("--simulated", type=int, default=4, help="simulated markets of each kind")
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    before, spared = geolift()
    cases = list(random_cuts(before, options.cuts, rng))[: options.cuts * options.cities]
    april = [Case(spared[:, i], np.delete(spared, i, axis=1), UNTOUCHED, 0.0) for i in range(spared.shape[1])]
    report: dict[str, object] = {
        "geolift": both(cases),
        "lifts": lifts(cases),
        "geolift_april": both(april[: options.cities]),
    }
    for kind in SIMULATED:
        markets = [simulated(kind, rng) for _ in range(options.simulated)]
        report[f"simulated: {kind}"] = both([case for market in markets for case in random_cuts(market, 1, rng)])
    print(json.dumps(report, indent=2))


def both(cases: list[Case]) -> dict[str, object]:
    """Count false alarms with controls and without."""
    return {"with_controls": placebo(cases, controls=True), "without": placebo(cases, controls=False)}


def random_cuts(series: Floats, cuts: int, rng: np.random.Generator) -> Iterator[Case]:
    """Cut each column at random days, with a lift drawn for each."""
    for place in range(series.shape[1]):
        for cut in rng.choice(np.arange(EARLIEST, len(series) - WINDOW + 1), cuts, replace=False):
            end = int(cut) + WINDOW
            yield Case(series[:end, place], np.delete(series, place, 1)[:end], int(cut), float(rng.uniform(0.05, 0.2)))


@cache
def compare(case: Case, *, controls: bool) -> tuple[float, float, float, float]:
    """Effect on the mean day where nothing happened and its interval, over the mean expected; and the milliseconds."""
    others = case.others if controls else case.others[:, :0]
    asked = Question(
        metric="sales",
        days=np.arange(len(case.y)),
        launched=case.cut,
        series=case.y,
        weights=None,
        names=tuple(map(str, range(others.shape[1]))),
        controls=others,
        moved=(),
        grain=Grain.DAY,
        season=SEASON,
        confidence=0.95,
        floor=0.0,
    )
    began = time.process_time()
    told = answer(asked)
    took = 1000 * (time.process_time() - began)
    assert told is not None
    found = told.result
    return found.effect / found.expected, found.interval[0] / found.expected, found.interval[1] / found.expected, took


def placebo(cases: list[Case], *, controls: bool) -> dict[str, float | bool]:
    """Count false alarms."""
    found = np.array([compare(case, controls=controls) for case in cases])
    alarms = float(((found[:, 1] > 0) | (found[:, 2] < 0)).mean())
    width = float(np.median(found[:, 2] - found[:, 1]))
    return {
        "runs": len(cases),
        "alarms": round(alarms, 3),
        "alarms_interval": [round(end, 3) for end in wilson(alarms * len(cases), len(cases), 0.95)],
        "median_width": round(width, 4),
        "median_error": round(float(np.median(np.abs(found[:, 0]))), 4),
        "promise_kept": alarms <= MOST_ALARMS and width <= WIDTHS[controls],
        "median_processor_ms": round(float(np.median(found[:, 3])), 1),
    }


def lifts(cases: list[Case]) -> dict[str, object]:
    """Put a lift into each case and see which intervals hold it; a lift is of what the days would have been."""
    truth = np.array([case.lift * case.y[case.cut :].mean() for case in cases])
    ways = {
        "with_controls": np.array([scaled(case, controls=True) for case in cases]),
        "without": np.array([scaled(case, controls=False) for case in cases]),
        "before_after": np.array([before_after(case) for case in cases]),
        "least_squares_on_controls": np.array([least_squares(case) for case in cases]),
    }
    means = np.array([case.y[: case.cut].mean() for case in cases])
    told = {
        name: {
            "held": round(float(((ends[:, 0] <= truth) & (truth <= ends[:, 1])).mean()), 3),
            "excludes_0": round(float((ends[:, 0] > 0).mean()), 3),
            "median_width": round(float(np.median((ends[:, 1] - ends[:, 0]) / means)), 4),
        }
        for name, ends in ways.items()
    }
    kept = all(told[name]["held"] >= LEAST_HELD for name in ("with_controls", "without"))
    return {"runs": len(cases), "promise_kept": kept, **told}


def scaled(case: Case, *, controls: bool) -> tuple[float, float]:
    """Interval of the effect on the mean day, by the counterfactual: what is added to the days is added to its ends."""
    effect, low, high, _ = compare(case, controls=controls)
    actual = float(case.y[case.cut :].mean())
    expected = actual / (1 + effect)
    return low * expected + case.lift * actual, high * expected + case.lift * actual


def before_after(case: Case) -> tuple[float, float]:
    """Interval of the difference of the mean days, each with its long-run variance."""
    before, during = (mean_interval(part, 0.95) for part in (case.y[: case.cut], case.y[case.cut :] * (1 + case.lift)))
    assert before is not None
    assert during is not None
    half = float(np.hypot(before.half_width, during.half_width))
    return during.value - before.value - half, during.value - before.value + half


def least_squares(case: Case) -> tuple[float, float]:
    """Interval of the effect on the mean day by least squares on constant, weekdays and the chosen controls."""
    chosen = choose(case.y[: case.cut], case.others[: case.cut], {}, season=SEASON)
    base = np.delete(base_columns(len(case.y), SEASON), 1, axis=1)
    columns = np.concatenate([base, case.others[:, list(chosen.used)]], axis=1)
    columns = columns / np.abs(columns).max(axis=0)
    fitted, ahead = columns[: case.cut], columns[case.cut :]
    coefficients, *_ = np.linalg.lstsq(fitted, case.y[: case.cut], rcond=None)
    left = case.y[: case.cut] - fitted @ coefficients
    variance = float(left @ left) / (case.cut - columns.shape[1])
    mean = ahead.mean(axis=0)
    spread = np.sqrt(variance * (1 / len(ahead) + mean @ np.linalg.pinv(fitted.T @ fitted) @ mean))
    effect = float(case.y[case.cut :].mean() * (1 + case.lift) - mean @ coefficients)
    return effect - 1.96 * float(spread), effect + 1.96 * float(spread)


if __name__ == "__main__":
    main()
