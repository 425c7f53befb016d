"""How often the forecast's 80% interval holds the total of a campaign, replayed at 25, 50 and 75% of its days.

Asked is what a page's forecast is made by, `generator.compare.pacing.answer`, with the question a volume gives. Each
GeoLift city's 90 days before that example's campaign are taken as 43 days of history and a campaign of 47; simulated
series likewise. `held_between` is the 95% Wilson interval of the share that held; series of the same days err together,
so it is rather too narrow. Beside the median absolute error of the total stands that of a straight line: so far, by
the days so far, times all days. Prints JSON. Seeded, so the figures are the same each time but for the milliseconds.

    python benchmarks/forecast.py [--cities 40] [--simulated 4]
"""

import argparse
import json
import time

import numpy as np
from series import SIMULATED, Floats, geolift, simulated

from generator.compare.pacing import Question, answer
from generator.stats.intervals import wilson

HISTORY, SEASON = 43, 7
SHARES = (0.25, 0.5, 0.75)
HELD = (0.75, 0.85)


def main() -> None:
    """Replay and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=40)
    parser.add_argument("--simulated", type=int, default=4, help="simulated markets of each kind")
    parser.add_argument("--seed", type=int, default=20260301)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    report = {"geolift": replay(geolift()[0][:, : options.cities])}
    for kind in SIMULATED:
        series = np.concatenate([simulated(kind, rng) for _ in range(options.simulated)], axis=1)
        report[f"simulated: {kind}"] = replay(series)
    print(json.dumps(report, indent=2))


def replay(series: Floats) -> dict[str, object]:
    """Forecast every column at each share of its campaign."""
    cuts = {share: HISTORY + round(share * (len(series) - HISTORY)) for share in SHARES}
    return {f"at {share:.0%}": at(series, cut) for share, cut in cuts.items()}


def at(series: Floats, cut: int) -> dict[str, object]:
    """Forecast every column from one day on."""
    found = np.array([one(column, cut) for column in series.T])
    held = float(found[:, 0].mean())
    between = wilson(float(found[:, 0].sum()), len(found), 0.95)
    return {
        "series": len(found),
        "held": round(held, 3),
        "held_between": [round(end, 3) for end in between],
        "promise_kept": HELD[0] <= held <= HELD[1],
        "median_error": round(float(np.median(found[:, 1])), 4),
        "straight_line": round(float(np.median(found[:, 2])), 4),
        "median_width": round(float(np.median(found[:, 3])), 4),
        "median_processor_ms": round(float(np.median(found[:, 4])), 1),
    }


def one(y: Floats, cut: int) -> tuple[float, ...]:
    """Whether the interval held the total, the forecast's and the line's error, the interval's width, milliseconds."""
    total, so_far = float(y[HISTORY:].sum()), float(y[HISTORY:cut].sum())
    asked = question(y, HISTORY, cut)
    began = time.process_time()
    forecast = answer(asked).forecast
    took = 1000 * (time.process_time() - began)
    (low, high), middle = forecast.interval, forecast.projected
    line = so_far / (cut - HISTORY) * (len(y) - HISTORY)
    return float(low <= total <= high), abs(middle / total - 1), abs(line / total - 1), (high - low) / total, took


def question(y: Floats, launched: int, cut: int) -> Question:
    """What `generator.compare.question.question` gathers of a daily volume when `cut` days are over.

    The target is the history's daily mean, kept; the interval does not depend on it.
    """
    days = np.arange(launched, len(y), dtype=np.int64)
    daily = float(y[:launched].mean())
    return Question(
        top=y[:cut],
        bottom=None,
        launched=launched,
        starts=days,
        ends=days,
        over=cut - launched,
        planned=np.full(len(days), daily),
        pace="even",
        low=daily * len(days),
        high=np.inf,
        settled=None,
        value=float(y[launched:cut].sum()),
        season=SEASON,
        floor=True,
        cap=None,
        running=True,
    )


if __name__ == "__main__":
    main()
