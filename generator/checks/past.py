"""What earlier campaigns came to: what a target can be held against."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.checks.check import Past
from generator.compare.result import CampaignHead, KpiResult


class Outcome(NamedTuple):
    """What a campaign came to."""

    head: CampaignHead
    kpis: Sequence[KpiResult]


def past_results(campaign: CampaignHead, others: Iterable[Outcome]) -> Mapping[str, tuple[Past, ...]]:
    """Collect, by metric, the whole-campaign results of campaigns that ended before this one began, oldest first."""
    start = campaign.period[0]
    ended = (one for one in others if one.head.period[1] < start and one.head.id != campaign.id)
    found: dict[str, list[Past]] = {}
    for head, kpis in sorted(ended, key=lambda one: (one.head.period[1], one.head.id)):
        for kpi in kpis:
            if kpi.segment is None and kpi.value is not None:
                past = Past(head.id, kpi.value, kpi.target_text, kpi.attainment, kpi.verdict)
                found.setdefault(kpi.metric, []).append(past)
    return {metric: tuple(results) for metric, results in found.items()}
