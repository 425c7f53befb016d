"""The days a campaign is judged on, and its data on them, as checks look at them."""

from generator.checks.check import Context
from generator.checks.kpis import View
from generator.compare.frames import WHOLE, Slice
from generator.compare.result import State, Verdict
from generator.compare.value import Reading, read
from generator.spec.model import Period

FINAL = frozenset({Verdict.MET, Verdict.NEAR, Verdict.MISSED})
"""Verdicts that say how it came out."""


def judged_days(context: Context) -> Period:
    """Return the campaign's days up to the day of the report."""
    period, as_of = context.campaign.period, context.judged.result.campaign.as_of
    return Period(start=period.start, end=max(period.start, min(period.end, as_of)))


def baseline_days(context: Context) -> Period | None:
    """Return the baseline, where it is a period of the same data."""
    return context.campaign.baseline.period if context.campaign.baseline else None


def has_begun(context: Context) -> bool:
    """Say whether there is anything to judge yet."""
    return context.judged.result.campaign.state is not State.UPCOMING


def reading_of(one: View, context: Context) -> Reading:
    """Read a KPI's metric over the days judged, step by step."""
    window = ("campaign", judged_days(context))
    return read(one.metric, context.table, WHOLE, window, context.frame.catalogue.measures)


def reading_before(one: View, context: Context) -> Reading | None:
    """Read it over the baseline, where that is a period of the same data."""
    period = baseline_days(context)
    if period is None:
        return None
    return read(one.metric, context.table, WHOLE, ("baseline", period), context.frame.catalogue.measures)


def segment_sums(context: Context, dimension: str, segment: str) -> dict[str, float]:
    """Return a segment's sums over the campaign; 0 where it has no value."""
    total = context.table.total("campaign", Slice(dimension, segment))
    return {key: value or 0.0 for key, value in total.sums.items()}
