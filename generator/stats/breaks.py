"""Breaks in a series: a level that jumps and stays, and single steps far from their neighbours.

Values are taken to a scale on which their spread is even (logarithms; square roots where there are zeros). A split into
two levels is looked for where the standardised difference of means is largest, on values that are clipped so that one
wild step cannot pass for a level; the weekly cycle is the median of what is left on each weekday. The size of a jump is
the difference of the two sides' medians, measured by a robust deviation of what is left (in the manner of Hampel 1974,
JASA 69:383), with neighbouring steps' dependence allowed for by the variance of an AR(1) mean, (1 + r)/(1 - r). A
straight trend that fits about as well as the jump is no break. The bounds are chosen so that series without a break
stay silent: simulated, with weekly cycles, trends, counts of 5 to 5,000 a day and autocorrelations up to 0.8.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MIN_STEPS = 14
"""Fewer steps than this do not show what is usual."""
LEAST_SIDE = 5
"""Steps on either side of a jump, at the least; the level is the median of them."""
WINSOR = 3.0
JUMP_SCORE = 6.0
"""Jump over its standard error."""
JUMP_SPREADS = 3.0
"""Jump over the spread of single steps: one that the eye sees."""
JUMP_SHARE = 0.25
"""Least relative change of a jump."""
BETTER_THAN_LINE = 0.6
"""A jump must leave at the most this share of the squares that a straight line leaves."""
SPIKE_SPREADS = 8.0
SPIKE_SHARE = 0.5
CALM_WEEKS = 1.15
CALM_STEPS = 1.4
_QUARTILE_TO_SD = 1 / 1.1503
_MEDIAN_TO_MEAN = 1.2533
_MOST_AUTOCORRELATION = 0.9
_ROUNDS = 2
_WEEKS = 4
"""Fewer weeks than this give no weekly cycle: it would swallow half of the noise."""


@dataclass(frozen=True, slots=True)
class Break:
    """A jump from step `at` on, or a spike on step `at`, with the usual value and the one there."""

    kind: Literal["jump", "spike"]
    at: int
    usual: float
    there: float


@dataclass(frozen=True, slots=True)
class _Fit:
    """Two levels and a weekly cycle: `rest` is what they leave."""

    split: int
    jump: float
    rest: Floats


def find_breaks(values: Floats, weekdays: Ints | None = None) -> tuple[Break, ...]:
    """Find the largest jump and the spikes of a series without gaps; `weekdays` (0..6) where its steps are days.

    Empty for series that are short, mostly zero, partly negative or without any spread.
    """
    if len(values) < MIN_STEPS or float(values.min()) < 0 or _median(values) <= 0:
        return ()
    if _is_calm(values):
        return ()
    logs = float(values.min()) > 0
    scaled = np.log(values) if logs else np.sqrt(values)
    days = weekdays if weekdays is not None and len(values) >= 7 * _WEEKS else None
    fit = _two_levels(scaled, days)
    before, after = _median(values[: fit.split]), _median(values[fit.split :])
    found: list[Break] = []
    rest = fit.rest
    if _is_jump(scaled, fit, days) and abs(after - before) >= JUMP_SHARE * before:
        found.append(Break("jump", fit.split, before, after))
    else:
        rest = scaled - _median(scaled)
        rest = rest - _cycle(rest, days)
    spread = _spread(rest, days)
    return (*found, *_spikes(values, scaled, rest, spread, logs=logs)) if spread > 0 else ()


def _is_calm(values: Floats) -> bool:
    """Say cheaply that there can be no break: no week moves far, no step leaves the ones seven before and after it.

    A jump by JUMP_SHARE moves the mean of seven steps of which five lie behind it by more than CALM_WEEKS; a spike by
    SPIKE_SHARE stands out from the steps seven before and after, the same weekday of a daily series.
    """
    if float(values.min()) <= 0:
        return False
    weeks = np.convolve(values, np.ones(7), mode="valid")
    if float(weeks.max()) > CALM_WEEKS * float(weeks.min()):
        return False
    apart = values[7:] / values[:-7]
    return float(apart.max()) < CALM_STEPS and float(apart.min()) > 1 / CALM_STEPS


def _two_levels(scaled: Floats, weekdays: Ints | None) -> _Fit:
    """Fit two levels and a weekly cycle by turns."""
    cycle = np.zeros(len(scaled))
    for _ in range(_ROUNDS if weekdays is not None else 1):
        level = scaled - cycle
        split = _split(_clipped(level))
        before, after = _median(level[:split]), _median(level[split:])
        steps = np.where(np.arange(len(level)) < split, before, after)
        cycle = _cycle(scaled - steps, weekdays)
    return _Fit(split, after - before, scaled - steps - cycle)


def _clipped(level: Floats) -> Floats:
    middle = _median(level)
    reach = WINSOR * _deviation(level)
    return np.clip(level, middle - reach, middle + reach)


def _deviation(rest: Floats) -> float:
    """Return a standard deviation that up to a quarter of wild steps leave alone.

    The upper quartile of the distances from the median, and not their median: where four steps of a weekday gave its
    median, half of what is left lies close to nought by construction.
    """
    return _QUARTILE_TO_SD * _upper_quartile(np.abs(rest - _median(rest)))


def _median(values: Floats) -> float:
    """Return the median; numpy's own takes five times as long for a few dozen numbers."""
    ranked = np.sort(values)
    half = len(ranked) // 2
    return float(ranked[half]) if len(ranked) % 2 else float(ranked[half - 1] + ranked[half]) / 2


def _upper_quartile(values: Floats) -> float:
    return float(np.sort(values)[(3 * len(values)) // 4])


def _split(level: Floats) -> int:
    """Return the first step of the second level: where the standardised difference of means is largest."""
    size = len(level)
    before = np.arange(LEAST_SIDE, size - LEAST_SIDE + 1)
    sums = level.cumsum()[before - 1]
    difference = (level.sum() - sums) / (size - before) - sums / before
    return int(before[np.argmax(np.abs(difference) * np.sqrt(before * (size - before)))])


def _cycle(rest: Floats, weekdays: Ints | None) -> Floats:
    """Return each step's weekday's median; nought where there is no weekly cycle to fit."""
    if weekdays is None:
        return np.zeros(len(rest))
    order = np.lexsort((rest, weekdays))
    counts = np.bincount(weekdays, minlength=7)
    first = counts.cumsum() - counts
    some = np.maximum(counts, 1)
    ranked = rest[order]
    low, high = (np.minimum(first + middle, len(rest) - 1) for middle in ((some - 1) // 2, some // 2))
    medians = (ranked[low] + ranked[high]) / 2
    return np.asarray((medians - _median(medians[counts > 0]))[weekdays])


def _spread(rest: Floats, weekdays: Ints | None) -> float:
    """Return the robust standard deviation, made larger for the levels and weekdays that were fitted."""
    size, fitted = len(rest), 2 if weekdays is None else 8
    return _deviation(rest) * float(np.sqrt(size / (size - fitted)))


def _is_jump(scaled: Floats, fit: _Fit, weekdays: Ints | None) -> bool:
    size, split = len(scaled), fit.split
    spread = _spread(fit.rest, weekdays)
    r = _autocorrelation(fit.rest)
    error = spread * np.sqrt((1 / split + 1 / (size - split)) * (1 + r) / (1 - r)) * _MEDIAN_TO_MEAN
    if abs(fit.jump) < max(JUMP_SPREADS * spread, JUMP_SCORE * error) or fit.jump == 0:
        return False
    line = np.arange(size) - (size - 1) / 2
    by_line = scaled - scaled.mean() - line * (float(line @ scaled) / float(line @ line))
    by_line = by_line - _cycle(by_line, weekdays)
    return _squares(fit.rest) <= BETTER_THAN_LINE * _squares(by_line)


def _squares(rest: Floats) -> float:
    return float(np.square(_clipped(rest)).sum())


def _autocorrelation(rest: Floats) -> float:
    """Return the first autocorrelation, corrected for its bias in short series (Kendall 1954); 0 at the least."""
    centred = _clipped(rest)
    centred = centred - centred.mean()
    below = float(centred @ centred)
    r = float(centred[1:] @ centred[:-1]) / below if below > 0 else 0.0
    size = len(rest)
    return float(np.clip(r + (1 + 3 * r) / size, 0.0, _MOST_AUTOCORRELATION))


def _spikes(values: Floats, scaled: Floats, rest: Floats, spread: float, *, logs: bool) -> list[Break]:
    found = []
    for step in np.flatnonzero(np.abs(rest) >= SPIKE_SPREADS * spread).tolist():
        usual_scaled = float(scaled[step] - rest[step])
        usual = float(np.exp(usual_scaled)) if logs else usual_scaled**2
        if abs(values[step] - usual) >= SPIKE_SHARE * usual:
            found.append(Break("spike", step, usual, float(values[step])))
    return found
