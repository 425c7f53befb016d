"""Would it hold again: the interval of the underlying figure, and which side of the target it lies on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from generator.compare.reason import Method, Reason
from generator.compare.result import Certainty, Interval, Verdict
from generator.compare.value import Reading, Values
from generator.compare.verdict import Goal, at_least
from generator.metrics.catalogue import Metric
from generator.metrics.formula import Ratio
from generator.spec.model import MeasureSpec, Unit
from generator.stats.change import LogEstimate, from_ends, from_half_width
from generator.stats.intervals import exact_poisson, wilson
from generator.stats.longrun import MIN_STEPS, Estimate, delta_interval, mean_interval


@dataclass(frozen=True, slots=True)
class Assessment:
    """A reading's interval, or why it has none."""

    interval: Interval | None = None
    method: Method | None = None
    reason: Reason | None = None
    reason_values: Values = field(default_factory=dict)
    spread: Interval | None = None
    """Of a volume: mean step's interval times its steps."""
    log: LogEstimate | None = None
    """The same on the log scale, for lifts (a volume: of its mean step)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What intervals are made by."""

    confidence: float
    measures: Mapping[str, MeasureSpec]


def assess(reading: Reading, rules: Rules) -> Assessment:
    """Find a reading's interval.

    A volume is counted in full and has none, only a spread. Fourteen steps or more give the long-run variance; fewer,
    none, or steps without variation, Wilson for a share of what is counted and exact Poisson for a count over an
    exposure.
    Ends are limited to what is possible: 0 to 1 for a share, not below 0 for what cannot be negative.
    """
    if reading.value is None:
        return Assessment()
    if reading.is_volume:
        return _counted(reading, rules)
    estimate = _from_series(reading, rules)
    if estimate is None:
        return _from_counts(reading, rules)
    low, high = _limited(estimate.interval, reading, rules)
    return Assessment((low, high), Method.LONG_RUN, log=from_half_width(reading.value, estimate.half_width))


def assess_volume_steps(reading: Reading, confidence: float) -> Estimate | None:
    """Estimate a volume's mean step; None where its steps are too few, all alike, or not all there is."""
    if not reading.has_series:
        return None
    return mean_interval(next(iter(reading.steps.columns.values())), confidence)


def certainty(verdict: Verdict, goal: Goal, assessment: Assessment) -> Certainty | None:
    """Say on which side of the target a repeat would land; None where there is no verdict or no interval.

    `clear` where the interval lies wholly on the verdict's side: met, all of it within the target; near or missed, none
    of it.
    """
    if verdict not in (Verdict.MET, Verdict.NEAR, Verdict.MISSED):
        return None
    if assessment.method is Method.COUNTED:
        return Certainty.COUNTED
    if assessment.interval is None:
        return None
    low, high = assessment.interval
    if verdict is Verdict.MET:
        clear = at_least(low, goal.low) and at_least(goal.high, high)
    else:
        clear = not at_least(high, goal.low) or not at_least(goal.high, low)
    return Certainty.CLEAR if clear else Certainty.CLOSE_CALL


Counted = tuple[Interval, Method] | Reason
"""An interval from counts and its method, or why the counts give none."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How counts alone give a metric's interval."""

    ratio: Ratio
    confidence: float
    subset: bool
    """The numerator is part of the denominator by definition: Wilson or nothing."""
    share: bool
    """A percent of counts: Wilson as long as the numerator can be part of the denominator, else Poisson."""
    complement: bool = False
    """The metric is 1 - ratio."""

    def interval(self, sums: Mapping[str, float]) -> Counted:
        """Find the interval from the ratio's two sums."""
        top, bottom, scale = sums[self.ratio.numerator], sums[self.ratio.denominator], self.ratio.scale
        count, trials = _whole(top), _whole(bottom)
        if count is None or bottom <= 0:
            return Reason.NOT_COUNTS
        if (self.subset or self.share) and trials is not None and count <= trials:
            low, high = wilson(trials - count if self.complement else count, trials, self.confidence)
            return (low * scale, high * scale), Method.WILSON
        if self.subset:
            return Reason.NOT_COUNTS if trials is None else Reason.NOT_A_SUBSET
        low, high = exact_poisson(count, bottom, self.confidence)
        return (low * scale, high * scale), Method.POISSON


def counting(metric: Metric, rules: Rules) -> Counting | None:
    """Say how counts give an interval: Wilson for a share of what is counted, Poisson for a count over an exposure."""
    ratio, rest, subset = metric.formula.ratio, metric.formula.complement, metric.spec.subset
    if rest is not None:
        return Counting(rest, rules.confidence, subset, share=True, complement=True) if subset else None
    if ratio is None or not (subset or _counts(ratio.numerator, rules)):
        return None
    share = metric.spec.unit is Unit.PERCENT and ratio.scale == 1 and _counts(ratio.denominator, rules)
    return Counting(ratio, rules.confidence, subset, share)


def _counts(measure: str, rules: Rules) -> bool:
    return measure in rules.measures and rules.measures[measure].unit is Unit.COUNT


def _counted(reading: Reading, rules: Rules) -> Assessment:
    estimate = assess_volume_steps(reading, rules.confidence)
    if estimate is None:
        return Assessment(method=Method.COUNTED)
    low, high = (estimate.steps * end for end in estimate.interval)
    floor = 0.0 if never_negative(reading.metric, rules) else -math.inf
    log = from_half_width(estimate.value, estimate.half_width)
    return Assessment(method=Method.COUNTED, spread=(max(low, floor), high), log=log)


def _from_series(reading: Reading, rules: Rules) -> Estimate | None:
    keys = tuple(reading.steps.columns)
    if not reading.has_series or len(reading.steps.days) < MIN_STEPS or reading.value is None:
        return None
    slopes = reading.metric.formula.gradient({key: value for key, value in reading.sums.items() if value is not None})
    columns = np.column_stack([reading.steps.columns[key] for key in keys])
    return delta_interval(reading.value, columns, np.array([slopes[key] for key in keys]), rules.confidence)


def _from_counts(reading: Reading, rules: Rules) -> Assessment:
    counts = counting(reading.metric, rules)
    found: Counted | None = None
    if counts is not None:
        found = counts.interval({key: value for key, value in reading.sums.items() if value is not None})
    if isinstance(found, tuple):
        interval, method = found
        return Assessment(interval, method, log=from_ends(reading.value or 0.0, interval))
    why = found or _why_no_series(reading)
    steps = {"steps": len(reading.steps.days), "needed": MIN_STEPS} if why is Reason.TOO_FEW_STEPS else {}
    return Assessment(reason=why, reason_values=steps)


def _why_no_series(reading: Reading) -> Reason:
    if not reading.additive:
        return Reason.NOT_ADDITIVE
    if not reading.has_series:
        return Reason.NO_SERIES
    return Reason.TOO_FEW_STEPS if len(reading.steps.days) < MIN_STEPS else Reason.NO_VARIATION


def _whole(number: float) -> int | None:
    """Return a count, or None for a fraction or a negative number."""
    nearest = round(number)
    return nearest if nearest >= 0 and math.isclose(number, nearest, rel_tol=1e-9, abs_tol=1e-9) else None


def _limited(interval: Interval, reading: Reading, rules: Rules) -> Interval:
    low, high = interval
    ratio = reading.metric.formula.ratio
    whole = ratio.scale if ratio else 1.0
    if reading.metric.spec.subset and 0 <= (reading.value or 0.0) <= whole:  # outside, the data are no subset
        return max(low, 0.0), min(high, whole)
    return (max(low, 0.0), high) if never_negative(reading.metric, rules) else (low, high)


def never_negative(metric: Metric, rules: Rules) -> bool:
    """Say whether a formula adds, multiplies and divides what is never negative, and subtracts nothing."""
    signed = (leaf.measure in rules.measures and rules.measures[leaf.measure].signed for leaf in metric.formula.leaves)
    return "-" not in str(metric.formula) and not any(signed)
