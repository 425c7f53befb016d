"""Compared with what came before: a period of the same data, another campaign, or values that are taken as known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from generator.compare.certainty import Assessment, Rules, assess, assess_volume_steps
from generator.compare.frames import Slice, Table
from generator.compare.result import BaselineResult, CampaignResult, Interval, KpiResult, Method, Reason
from generator.compare.value import Reading, read
from generator.compare.verdict import same
from generator.data.table import Grain
from generator.spec.model import Baseline, Period
from generator.stats.change import (
    LogEstimate,
    from_ends,
    from_half_width,
    known,
    lift,
    lift_interval,
    reweight,
)
from generator.stats.longrun import MIN_STEPS, Estimate, delta_interval, ratio_interval


@dataclass(frozen=True, slots=True)
class Before:
    """The baseline's side of a comparison: a value on the campaign's scale, and its uncertainty."""

    value: float | None
    plain: float | None = None
    reweighted: bool = False
    method: Method | None = None
    days: int | None = None
    source: str = "period"
    reason: Reason | None = None
    log: LogEstimate | None = None
    """None where its uncertainty is not known; its centre need not be on the campaign's scale of a volume."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every comparison of one campaign needs."""

    baseline: Baseline | None
    table: Table
    rules: Rules
    others: Mapping[str, CampaignResult]
    period: Period
    """The campaign's whole period."""
    judged: Period
    """The same up to the day of the report."""


def compare(reading: Reading, assessment: Assessment, which: Slice, context: Context) -> BaselineResult | None:
    """Compare a reading with its baseline; None where there is none for this metric (or segment)."""
    before = _before(reading, which, context)
    if before is None:
        return None
    change = None
    if reading.value is not None and before.value is not None:
        change = lift(reading.value, before.value)
    interval, reason = _interval(reading, assessment, before)
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
        reason=before.reason or reason,
    )


def _before(reading: Reading, which: Slice, context: Context) -> Before | None:
    baseline = context.baseline
    if baseline is None:
        return None
    if baseline.period is not None:
        return _from_period(reading, which, baseline.period, context)
    if baseline.campaign is not None:
        return _from_campaign(reading, which, context.others.get(baseline.campaign), context)
    # Values are the whole campaign's; a segment has none of its own.
    value = (baseline.values or {}).get(reading.metric.id) if which == Slice() else None
    if value is None:
        return None
    share = context.judged.days / context.period.days if _is_volume(reading) else 1.0
    return Before(value * share, value, source="values", log=known(value))


def _interval(reading: Reading, assessment: Assessment, before: Before) -> tuple[Interval | None, Reason | None]:
    """Interval of the lift, or why there is none."""
    if reading.value is None or before.value is None:
        return None, reading.reason
    if reading.value <= 0 or before.value <= 0:
        return None, Reason.NOT_POSITIVE
    if assessment.log is None:
        return None, assessment.reason or _why_no_spread(reading)
    if before.log is None:
        return None, before.reason
    # Both sides are centred on the values compared: only the widths come from the scale they were estimated on.
    after_log, before_log = _centred(assessment.log, reading.value), _centred(before.log, before.value)
    return lift_interval(after_log, before_log), None


def _from_period(reading: Reading, which: Slice, period: Period, context: Context) -> Before:
    plain = read(reading.metric, context.table, which, ("baseline", period), context.rules.measures)
    days = len(plain.steps.days)
    if plain.value is None:
        return Before(None, days=days, reason=plain.reason)
    weights, missing = None, False
    if context.table.data.grain is Grain.DAY and reading.has_series and plain.has_series:
        evened = reweight(reading.steps.days, plain.steps.days)
        weights, missing = evened.weights, evened.uneven and evened.weights is None
    if weights is None:
        before = _volume(reading, plain, period, context) if _is_volume(reading) else _rate(plain, context)
    else:
        before = _weighted(reading, plain, weights, context)
    return replace(before, reason=Reason.WEEKDAY_MISSING) if missing and before.reason is None else before


def _rate(plain: Reading, context: Context) -> Before:
    found = assess(plain, context.rules)
    return Before(
        plain.value, plain.value, method=found.method, days=len(plain.steps.days), reason=found.reason, log=found.log
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
        reason=None if estimate else _why_no_spread(plain),
        log=_log(estimate),
    )


def _weighted(reading: Reading, plain: Reading, weights: np.ndarray, context: Context) -> Before:
    """Evaluate the baseline with its days weighted to the campaign's mix of weekdays, and its interval likewise."""
    confidence = context.rules.confidence
    columns = {key: column * weights for key, column in plain.steps.columns.items()}
    if _is_volume(reading):
        weighted = next(iter(columns.values()))
        estimate = ratio_interval(weighted, weights, confidence)
        value: float | None = float(weighted.sum() / weights.sum()) * len(reading.steps.days)
    else:
        sums = {key: float(column.sum()) for key, column in columns.items()}
        value = plain.metric.formula.evaluate(sums).value
        slopes = plain.metric.formula.gradient(sums)
        gradient = np.array([slopes[key] for key in columns])
        estimate = delta_interval(value or 0.0, np.column_stack(list(columns.values())), gradient, confidence)
    return Before(
        value,
        plain.value,
        reweighted=True,
        method=Method.LONG_RUN if estimate else None,
        days=len(plain.steps.days),
        reason=None if estimate else _why_no_spread(plain),
        log=_log(estimate),
    )


def _from_campaign(reading: Reading, which: Slice, other: CampaignResult | None, context: Context) -> Before:
    if other is None:
        return Before(None, source="campaign", reason=Reason.OTHER_UNKNOWN)
    segment = None if which == Slice() else {which.dimension: which.segment}
    found = next((k for k in other.kpis if k.metric == reading.metric.id and k.segment == segment), None)
    if found is None or found.value is None:
        return Before(None, source="campaign", reason=Reason.OTHER_LACKS_METRIC)
    log = _log_of(found) if same(found.confidence, context.rules.confidence) else None
    return Before(
        found.value * _relative_length(reading, found, other, context),
        found.value,
        method=Method.LONG_RUN if found.method is Method.COUNTED else found.method,
        days=found.days,
        source="campaign",
        reason=None if log else Reason.OTHER_NO_INTERVAL,
        log=log,
    )


def _relative_length(reading: Reading, found: KpiResult, other: CampaignResult, context: Context) -> float:
    """How many times as long as the other this campaign is, for a volume; 1 for anything else."""
    if not _is_volume(reading):
        return 1.0
    steps = len(reading.steps.days)
    if steps and found.days and other.campaign.grain == context.table.data.grain.value:
        return steps / found.days
    start, end = other.campaign.period
    return context.judged.days / Period(start=start, end=min(end, max(start, other.campaign.as_of))).days


def _log_of(found: KpiResult) -> LogEstimate | None:
    """Take another campaign's published interval to the log scale in the way it was made."""
    if found.value is None:
        return None
    ends = found.spread or found.interval
    if ends is None:
        return None
    if found.method in (Method.LONG_RUN, Method.COUNTED):
        # Symmetric; the wider half is the one that was not cut off at what is possible.
        return from_half_width(found.value, max(ends[1] - found.value, found.value - ends[0]))
    return from_ends(found.value, ends)


def _log(estimate: Estimate | None) -> LogEstimate | None:
    return from_half_width(estimate.value, estimate.half_width) if estimate else None


def _centred(log: LogEstimate, value: float) -> LogEstimate:
    shift = float(np.log(value)) - log.centre
    return LogEstimate(log.centre + shift, log.low + shift, log.high + shift)


def _is_volume(reading: Reading) -> bool:
    return reading.metric.formula.is_volume


def _method(reading: Reading, assessment: Assessment) -> Method | None:
    return Method.LONG_RUN if _is_volume(reading) else assessment.method


def _why_no_spread(reading: Reading) -> Reason:
    if not reading.has_series:
        return Reason.NO_SERIES
    return Reason.TOO_FEW_STEPS if len(reading.steps.days) < MIN_STEPS else Reason.NO_VARIATION
