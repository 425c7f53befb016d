"""Many campaigns, judged: specs in, `Judged` out, batch by batch, with one scan of the data a batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.compare.judged import Judged
from generator.compare.result import CampaignResult
from generator.compare.run import judge
from generator.data.read import read_campaigns
from generator.data.request import Request
from generator.errors import Problem, ReportError
from generator.metrics.project import Frame
from generator.spec.model import Campaign

BATCH = 50
"""Campaigns whose data is held at once: bounds the memory, and is large enough for one scan to pay."""


def as_of_day(campaign: Campaign, as_of: date) -> date:
    """Return what counts as today for a campaign: its own `as_of`, else the build's."""
    return campaign.as_of or as_of


def request(frame: Frame, campaign: Campaign, as_of: date) -> Request:
    """Say what must be read for a campaign: the aggregates its KPIs' formulas need, and its cost."""
    catalogue = frame.catalogue
    leaves = {leaf: None for kpi in campaign.kpis for leaf in catalogue.metrics[kpi.metric].formula.leaves}
    if any("cost" in source.measures for source in campaign.sources.values()):
        leaves |= dict.fromkeys(catalogue.metrics["cost"].formula.leaves)
    return Request(campaign, tuple(leaves), catalogue.measures, as_of_day(campaign, as_of), _ratios(frame, campaign))


def _ratios(frame: Frame, campaign: Campaign) -> tuple[tuple[str, str, str], ...]:
    """Return the KPIs that divide one sum by another: metric, numerator, denominator."""
    formulas = {kpi.metric: frame.catalogue.metrics[kpi.metric].formula for kpi in campaign.kpis}
    found = {metric: formula.ratio or formula.complement for metric, formula in formulas.items()}
    return tuple((metric, one.numerator, one.denominator) for metric, one in found.items() if one)


def in_order(campaigns: Mapping[str, Campaign]) -> tuple[Campaign, ...]:
    """Order campaigns so that one that is another's baseline comes before it; raises ReportError for a circle."""
    ordered: dict[str, Campaign] = {}
    for name in sorted(campaigns):
        chain: list[str] = []
        at: str | None = name
        while at is not None and at in campaigns and at not in ordered:
            if at in chain:
                raise ReportError([_circle(campaigns[at], chain[chain.index(at) :])])
            chain.append(at)
            at = _other(campaigns[at])
        ordered.update((link, campaigns[link]) for link in reversed(chain))
    return tuple(ordered.values())


def judge_all(
    frame: Frame,
    campaigns: Mapping[str, Campaign],
    as_of: date,
    known: Mapping[str, CampaignResult] | None = None,
) -> Iterator[Judged | ReportError]:
    """Judge campaigns; one whose data cannot be used comes as its ReportError.

    `known` holds results of campaigns that are not judged here but may be baselines of those that are.
    """
    results = dict(known or {})
    ordered = in_order(campaigns)
    for start in range(0, len(ordered), BATCH):
        yield from _judge_batch(frame, ordered[start : start + BATCH], as_of, results)


def _judge_batch(
    frame: Frame,
    batch: Sequence[Campaign],
    as_of: date,
    results: dict[str, CampaignResult],
) -> Iterable[Judged | ReportError]:
    """Judge one batch from one reading, adding to `results` as it goes."""
    data = read_campaigns([request(frame, campaign, as_of) for campaign in batch], frame.config.engine, frame.root)
    for campaign in batch:
        table = data[campaign.id]
        if isinstance(table, ReportError):
            yield table
            continue
        judged = judge(campaign, frame.catalogue, table, frame.config, as_of_day(campaign, as_of), results)
        results[campaign.id] = judged.result
        yield _with_titles(judged, frame)


def _with_titles(judged: Judged, frame: Frame) -> Judged:
    """Add what strategy.yml calls the objective and the area the campaign serves."""
    campaign, strategy = judged.campaign, frame.strategy
    objective = strategy.objectives.get(campaign.objective or "")
    area = strategy.key_result_areas.get(campaign.kra or "")
    return replace(judged, objective=objective.title if objective else None, area=area.title if area else None)


def _other(campaign: Campaign) -> str | None:
    """Return the campaign that is this one's baseline, if one is."""
    return campaign.baseline.campaign if campaign.baseline else None


def _circle(campaign: Campaign, chain: Sequence[str]) -> Problem:
    names = " -> ".join([*chain, chain[0]])
    return Problem(
        campaign.at("baseline", "campaign"),
        f"campaigns are each other's baseline: {names}",
        "a baseline that came before",
        "give one of them a period or values as its baseline",
    )
