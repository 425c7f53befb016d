"""The chain from key result areas to campaigns, walked both ways, and its missing links.

Down: an area names what must go right in it (success factors), metrics measure each factor, campaigns carry targets on
those metrics. Up: a campaign's target is on a metric, which measures factors of the area that the campaign names.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.compare.result.strategy import (
    AreaResult,
    Chain,
    FactorResult,
    Gap,
    KeyResultReason,
    MissingLink,
    ObjectiveResult,
)
from generator.errors import Location
from generator.report.summary import Summary
from generator.spec.model import KeyResultArea, Strategy, SuccessFactor

_NOT_BEGUN = (KeyResultReason.NO_VALUE, KeyResultReason.CURRENCIES, KeyResultReason.NOT_ADDITIVE)
"""Reasons for having no figure that are no missing link: something measures the key result."""


def areas(strategy: Strategy, summaries: Sequence[Summary]) -> tuple[AreaResult, ...]:
    """Walk down: each area's factors and metrics, with the campaigns that have a target on each metric."""
    targets = _targets(summaries)
    return tuple(
        AreaResult(
            id=name,
            title=dict(area.title.by_language),
            factors=tuple(
                FactorResult(
                    title=dict(factor.title.by_language),
                    metrics={metric: targets.get(metric, ()) for metric in factor.metrics},
                )
                for factor in area.success_factors
            ),
            campaigns=tuple(one.head.id for one in summaries if one.head.kra == name),
        )
        for name, area in strategy.key_result_areas.items()
    )


def chains(strategy: Strategy, summaries: Sequence[Summary]) -> tuple[Chain, ...]:
    """Walk up: from each campaign's target to the factors it measures, its area and its objective."""
    return tuple(
        Chain(
            campaign=one.head.id,
            metric=kpi.metric,
            factors=tuple(dict(factor.title.by_language) for factor in _factors(strategy, one.head.kra, kpi.metric)),
            area=one.head.kra,
            objective=one.head.objective,
        )
        for one in summaries
        for kpi in one.kpis
    )


def missing_links(
    strategy: Strategy, summaries: Sequence[Summary], scored: Sequence[ObjectiveResult]
) -> tuple[MissingLink, ...]:
    """Name what is missing: first what strategy.yml lacks, then what campaigns lack."""
    return (
        *_of_areas(strategy, _targets(summaries), {one.head.kra for one in summaries}),
        *_of_objectives(strategy, scored),
        *(link for one in summaries for link in _of_campaign(strategy, one)),
    )


def _targets(summaries: Sequence[Summary]) -> Mapping[str, tuple[str, ...]]:
    """Return the campaigns that have a target on each metric."""
    found: dict[str, tuple[str, ...]] = {}
    for one in summaries:
        for kpi in one.kpis:
            found[kpi.metric] = (*found.get(kpi.metric, ()), one.head.id)
    return found


def _factors(strategy: Strategy, area: str | None, metric: str) -> list[SuccessFactor]:
    """Return the factors that a metric measures: those of the campaign's own area, else those of any."""
    named = strategy.key_result_areas.get(area or "")
    own = _measured_by(metric, [named] if named else [])
    return own or _measured_by(metric, list(strategy.key_result_areas.values()))


def _measured_by(metric: str, within: Sequence[KeyResultArea]) -> list[SuccessFactor]:
    return [factor for area in within for factor in area.success_factors if metric in factor.metrics]


def _of_areas(
    strategy: Strategy, targets: Mapping[str, tuple[str, ...]], named: set[str | None]
) -> Iterator[MissingLink]:
    for name, area in strategy.key_result_areas.items():
        at = _at(strategy, "key_result_areas", name)
        if not area.success_factors:
            yield MissingLink(gap=Gap.AREA_WITHOUT_FACTOR, at=at, area=name)
        if name not in named:
            yield MissingLink(gap=Gap.AREA_WITHOUT_CAMPAIGN, at=at, area=name)
        for place, factor in enumerate(area.success_factors):
            gap = _gap_of_factor(factor, targets)
            if gap is not None:
                at = _at(strategy, "key_result_areas", name, "success_factors", place)
                yield MissingLink(gap=gap, at=at, area=name, factor=dict(factor.title.by_language))


def _gap_of_factor(factor: SuccessFactor, targets: Mapping[str, tuple[str, ...]]) -> Gap | None:
    if not factor.metrics:
        return Gap.FACTOR_WITHOUT_METRIC
    return None if any(metric in targets for metric in factor.metrics) else Gap.FACTOR_WITHOUT_TARGET


def _of_objectives(strategy: Strategy, scored: Sequence[ObjectiveResult]) -> Iterator[MissingLink]:
    for one in scored:
        at = _at(strategy, "objectives", one.id)
        if not one.campaigns:
            yield MissingLink(gap=Gap.OBJECTIVE_WITHOUT_CAMPAIGN, at=at, objective=one.id)
        if not one.key_results:
            yield MissingLink(gap=Gap.OBJECTIVE_WITHOUT_KEY_RESULT, at=at, objective=one.id)
        for place, result in enumerate(one.key_results):
            if result.reason is not None and result.reason not in _NOT_BEGUN:
                at = _at(strategy, "objectives", one.id, "key_results", place)
                yield MissingLink(gap=Gap.KEY_RESULT_UNMEASURED, at=at, objective=one.id, key_result=result.id)


def _of_campaign(strategy: Strategy, one: Summary) -> Iterator[MissingLink]:
    head = one.head
    if head.objective is None:
        yield MissingLink(gap=Gap.CAMPAIGN_WITHOUT_OBJECTIVE, at=one.file, campaign=head.id)
    area = strategy.key_result_areas.get(head.kra or "")
    if area is None:
        yield MissingLink(gap=Gap.CAMPAIGN_WITHOUT_AREA, at=one.file, campaign=head.id)
    everywhere = list(strategy.key_result_areas.values())
    for kpi in one.kpis:
        if not _measured_by(kpi.metric, everywhere):
            gap = Gap.METRIC_WITHOUT_FACTOR
        elif area is not None and not _measured_by(kpi.metric, [area]):
            gap = Gap.METRIC_OUTSIDE_AREA
        else:
            continue
        yield MissingLink(gap=gap, at=kpi.at, campaign=head.id, metric=kpi.metric, area=head.kra)


def _at(strategy: Strategy, *path: str | int) -> str:
    """Where a key stands in strategy.yml, or the nearest enclosing one that is written."""
    ends = (path[:end] for end in range(len(path), -1, -1))
    place = next((strategy.places[part] for part in ends if part in strategy.places), None)
    return str(place or Location(strategy.file or "strategy.yml"))
