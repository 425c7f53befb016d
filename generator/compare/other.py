"""Another campaign as the baseline: its published result, with the interval taken back apart.

Nothing but what is published is used, its sums by weekday included, so that it matters not whether that campaign was
judged in the same run.
"""

import numpy as np
from numpy.typing import NDArray

from generator.compare.before import NO_REASON, Before, Context, Why
from generator.compare.frames import WHOLE, Slice
from generator.compare.reason import Method, Reason
from generator.compare.result import CampaignResult, KpiResult, WeekdaysResult
from generator.compare.value import Reading
from generator.compare.verdict import same
from generator.data.table import Grain
from generator.spec.model import Period
from generator.stats.change import (
    LogEstimate,
    Reweighting,
    from_ends,
    from_half_width,
    reweight,
    weekday_counts,
    weekdays,
)


def from_campaign(reading: Reading, which: Slice, other: CampaignResult | None, context: Context) -> Before:
    """Take a KPI's published result as the baseline: same metric, same segment; a volume brought to this length."""
    if other is None:
        return Before(None, source="campaign", why=Why(Reason.OTHER_UNKNOWN))
    segment = None if which == WHOLE else {which.dimension: which.segment}
    found = next((k for k in other.kpis if k.metric == reading.metric.id and k.segment == segment), None)
    if found is None or found.value is None:
        return Before(None, source="campaign", why=Why(Reason.OTHER_LACKS_METRIC))
    log = _log_of(found) if same(found.confidence, context.rules.confidence) else None
    evened = _evened(reading, found.weekdays)
    weights = evened.by_weekday
    why = Why(Reason.WEEKDAY_MISSING) if evened.uneven and weights is None else NO_REASON
    value = found.value * _relative_length(reading, found, other, context)
    if weights is not None and found.weekdays is not None:
        value = _weighted(reading, found.weekdays, weights) or value
    return Before(
        value,
        found.value,
        reweighted=weights is not None,
        method=Method.LONG_RUN if found.method is Method.COUNTED else found.method,
        days=found.days,
        source="campaign",
        why=why if log else Why(Reason.OTHER_NO_INTERVAL),
        log=log,
    )


def by_weekday(reading: Reading) -> WeekdaysResult | None:
    """Return a daily reading's days and sums by weekday; None where its steps are no days or do not hold its sums."""
    if reading.grain is not Grain.DAY or not reading.has_series:
        return None
    which = weekdays(reading.steps.days)
    sums = {
        key: tuple(np.bincount(which, weights=column, minlength=7).tolist())
        for key, column in reading.steps.columns.items()
    }
    return WeekdaysResult(days=tuple(weekday_counts(reading.steps.days).tolist()), sums=sums)


def _evened(reading: Reading, earlier: WeekdaysResult | None) -> Reweighting:
    if earlier is None or reading.grain is not Grain.DAY or not reading.has_series:
        return Reweighting(None, uneven=False)
    return reweight(weekday_counts(reading.steps.days), np.array(earlier.days))


def _weighted(reading: Reading, earlier: WeekdaysResult, weights: NDArray[np.float64]) -> float | None:
    """Evaluate the other campaign's formula with its weekdays in this one's shares; a volume at this one's length."""
    sums = {key: float(weights @ np.array(column)) for key, column in earlier.sums.items()}
    value = reading.metric.formula.evaluate(sums).value
    if value is None or not reading.is_volume:
        return value
    return value / sum(earlier.days) * len(reading.steps.days)


def _relative_length(reading: Reading, found: KpiResult, other: CampaignResult, context: Context) -> float:
    """How many times as long as the other this campaign is, for a volume; 1 for anything else."""
    if not reading.is_volume:
        return 1.0
    steps = len(reading.steps.days)
    if steps and found.days and found.grain == reading.grain.value:
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
