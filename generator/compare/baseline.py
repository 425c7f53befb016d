"""Compared with what came before: a period of the same data, another campaign, or values that are taken as known."""

from dataclasses import replace

import numpy as np

from generator.compare.before import NO_REASON, Before, Context, Why
from generator.compare.certainty import Assessment, assess, assess_volume_steps
from generator.compare.frames import WHOLE, Slice
from generator.compare.other import from_campaign
from generator.compare.reason import Method, Reason
from generator.compare.result import BaselineResult, Interval
from generator.compare.value import Reading, read
from generator.data.table import Grain
from generator.spec.model import Period
from generator.stats.change import (
    LogEstimate,
    from_half_width,
    known,
    lift,
    lift_interval,
    reweight,
    weekday_counts,
    weekdays,
)
from generator.stats.longrun import MIN_STEPS, Estimate, delta_interval, ratio_interval


def compare(reading: Reading, assessment: Assessment, which: Slice, context: Context) -> BaselineResult | None:
    """Compare a reading with its baseline; None where there is none for this metric (or segment)."""
    before = _before(reading, which, context)
    if before is None:
        return None
    change = None
    if reading.value is not None and before.value is not None:
        change = lift(reading.value, before.value)
    interval, why = _interval(reading, assessment, before)
    return BaselineResult(
        value=before.value,
        plain=before.plain,
        lift=change,
        interval=interval,
        reweighted=before.reweighted,
        method=_method(reading, assessment) if interval else None,
        method_before=before.method if interval else None,
        days=before.days,
        source=before.source,
        reason=why.code,
        reason_values=why.values,
    )


def _before(reading: Reading, which: Slice, context: Context) -> Before | None:
    baseline = context.baseline
    if baseline is None:
        return None
    if baseline.period is not None:
        return _from_period(reading, which, baseline.period, context)
    if baseline.campaign is not None:
        return from_campaign(reading, which, context.others.get(baseline.campaign), context)
    # Values are the whole campaign's; a segment has none of its own.
    value = (baseline.values or {}).get(reading.metric.id) if which == WHOLE else None
    if value is None:
        return None
    share = context.judged.days / context.period.days if reading.is_volume else 1.0
    return Before(value * share, value, source="values", log=known(value))


def _interval(reading: Reading, assessment: Assessment, before: Before) -> tuple[Interval | None, Why]:
    """Interval of the lift; and why there is none, or why the comparison is not what it should be."""
    if before.value is None or reading.value is None:
        return None, before.why if before.why.code else Why(reading.reason, reading.reason_values)
    if reading.value <= 0 or before.value <= 0:
        return None, Why(Reason.NOT_POSITIVE)
    if assessment.log is None:
        own = Why(assessment.reason, assessment.reason_values)
        return None, own if own.code else _why_no_spread(reading)
    if before.log is None:
        return None, before.why
    # Both sides are centred on the values compared: only the widths come from the scale they were estimated on.
    after_log, before_log = _centred(assessment.log, reading.value), _centred(before.log, before.value)
    return lift_interval(after_log, before_log), before.why


def _from_period(reading: Reading, which: Slice, period: Period, context: Context) -> Before:
    plain = read(reading.metric, context.table, which, ("baseline", period), context.rules.measures)
    days = len(plain.steps.days)
    if plain.value is None:
        return Before(None, days=days, why=Why(plain.reason, plain.reason_values))
    weights, missing = None, False
    if reading.grain is Grain.DAY and reading.has_series and plain.has_series:
        evened = reweight(weekday_counts(reading.steps.days), weekday_counts(plain.steps.days))
        missing = evened.uneven and evened.by_weekday is None
        if evened.by_weekday is not None:
            weights = evened.by_weekday[weekdays(plain.steps.days)]
    if weights is None:
        before = _volume(reading, plain, period, context) if reading.is_volume else _rate(plain, context)
    else:
        before = _weighted(reading, plain, weights, context)
    return replace(before, why=Why(Reason.WEEKDAY_MISSING)) if missing and before.why.code is None else before


def _rate(plain: Reading, context: Context) -> Before:
    found = assess(plain, context.rules)
    return Before(
        plain.value,
        plain.value,
        method=found.method,
        days=len(plain.steps.days),
        why=Why(found.reason, found.reason_values),
        log=found.log,
    )


def _volume(reading: Reading, plain: Reading, period: Period, context: Context) -> Before:
    """Bring a total to the campaign's length: by steps with data, else (no series) by calendar days."""
    before_steps, steps = len(plain.steps.days), len(reading.steps.days)
    estimate = assess_volume_steps(plain, context.rules.confidence)
    if not (plain.has_series and reading.has_series):
        before_steps, steps = period.days, context.judged.days
    value = None if plain.value is None or reading.value is None else plain.value / before_steps * steps
    return Before(
        value,
        plain.value,
        method=Method.LONG_RUN if estimate else None,
        days=len(plain.steps.days),
        why=NO_REASON if estimate else _why_no_spread(plain),
        log=_log(estimate),
    )


def _weighted(reading: Reading, plain: Reading, weights: np.ndarray, context: Context) -> Before:
    """Evaluate the baseline with its days weighted to the campaign's mix of weekdays, and its interval likewise."""
    confidence = context.rules.confidence
    # Weekdays the campaign does not have weigh nothing, and must not count as steps that tell something either.
    used = weights > 0
    columns = {key: (column * weights)[used] for key, column in plain.steps.columns.items()}
    if reading.is_volume:
        weighted = next(iter(columns.values()))
        estimate = ratio_interval(weighted, weights[used], confidence)
        value: float | None = float(weighted.sum() / weights.sum()) * len(reading.steps.days)
    else:
        sums = {key: float(column.sum()) for key, column in columns.items()}
        value = plain.metric.formula.evaluate(sums).value
        slopes = plain.metric.formula.gradient(sums)
        gradient = np.array([slopes[key] for key in columns])
        estimate = delta_interval(value or 0.0, np.column_stack(list(columns.values())), gradient, confidence)
    if estimate is None and not reading.is_volume and len(weights) < MIN_STEPS:
        # Too few days for a series of their own: the width is that of the counts as they are.
        return replace(_rate(plain, context), value=value, reweighted=True)
    return Before(
        value,
        plain.value,
        reweighted=True,
        method=Method.LONG_RUN if estimate else None,
        days=len(plain.steps.days),
        why=NO_REASON if estimate else _why_no_spread(plain, int(used.sum())),
        log=_log(estimate),
    )


def _log(estimate: Estimate | None) -> LogEstimate | None:
    return from_half_width(estimate.value, estimate.half_width) if estimate else None


def _centred(log: LogEstimate, value: float) -> LogEstimate:
    shift = float(np.log(value)) - log.centre
    return LogEstimate(log.centre + shift, log.low + shift, log.high + shift)


def _method(reading: Reading, assessment: Assessment) -> Method | None:
    return Method.LONG_RUN if reading.is_volume else assessment.method


def _why_no_spread(reading: Reading, steps: int | None = None) -> Why:
    if not reading.has_series:
        return Why(Reason.NO_SERIES)
    found = len(reading.steps.days) if steps is None else steps
    return (
        Why(Reason.TOO_FEW_STEPS, {"steps": found, "needed": MIN_STEPS})
        if found < MIN_STEPS
        else Why(Reason.NO_VARIATION)
    )
