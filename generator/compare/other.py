"""Another campaign as the baseline: its published result, with the interval taken back apart."""

from generator.compare.before import NO_REASON, Before, Context, Why
from generator.compare.frames import WHOLE, Slice
from generator.compare.reason import Method, Reason
from generator.compare.result import CampaignResult, KpiResult
from generator.compare.value import Reading
from generator.compare.verdict import same
from generator.spec.model import Period
from generator.stats.change import LogEstimate, from_ends, from_half_width


def from_campaign(reading: Reading, which: Slice, other: CampaignResult | None, context: Context) -> Before:
    """Take a KPI's published result as the baseline: same metric, same segment; a volume brought to this length."""
    if other is None:
        return Before(None, source="campaign", why=Why(Reason.OTHER_UNKNOWN))
    segment = None if which == WHOLE else {which.dimension: which.segment}
    found = next((k for k in other.kpis if k.metric == reading.metric.id and k.segment == segment), None)
    if found is None or found.value is None:
        return Before(None, source="campaign", why=Why(Reason.OTHER_LACKS_METRIC))
    log = _log_of(found) if same(found.confidence, context.rules.confidence) else None
    return Before(
        found.value * _relative_length(reading, found, other, context),
        found.value,
        method=Method.LONG_RUN if found.method is Method.COUNTED else found.method,
        days=found.days,
        source="campaign",
        why=NO_REASON if log else Why(Reason.OTHER_NO_INTERVAL),
        log=log,
    )


def _relative_length(reading: Reading, found: KpiResult, other: CampaignResult, context: Context) -> float:
    """How many times as long as the other this campaign is, for a volume; 1 for anything else."""
    if not reading.is_volume:
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
