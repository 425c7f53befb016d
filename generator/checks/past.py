"""What earlier campaigns came to: what a target can be held against."""

from collections.abc import Iterable, Mapping

from generator.checks.check import Past
from generator.compare.result import CampaignResult


def past_results(result: CampaignResult, others: Iterable[CampaignResult]) -> Mapping[str, tuple[Past, ...]]:
    """Collect, by metric, the whole-campaign results of campaigns that ended before this one began, oldest first."""
    start = result.campaign.period[0]
    ended = (other for other in others if other.campaign.period[1] < start and other.campaign.id != result.campaign.id)
    found: dict[str, list[Past]] = {}
    for other in sorted(ended, key=lambda one: (one.campaign.period[1], one.campaign.id)):
        for kpi in other.kpis:
            if kpi.segment is None and kpi.value is not None:
                past = Past(other.campaign.id, kpi.value, kpi.target_text, kpi.attainment, kpi.verdict)
                found.setdefault(kpi.metric, []).append(past)
    return {metric: tuple(results) for metric, results in found.items()}
