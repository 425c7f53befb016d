"""Targets judged by how they were attained, and a range for the next one from what was reached before."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.compare.reason import Method
from generator.compare.result import KpiResult, State
from generator.compare.result.portfolio import AttainmentReading, AttainmentResult, TargetRange
from generator.report.summary import Summary
from generator.spec.model import Better, Role, Unit

ENOUGH = 3
"""Fewer results than this say nothing of how targets are set, and give no range."""
TOO_EASY, WISHFUL = 1.10, 0.60


@dataclass(frozen=True, slots=True)
class _Result:
    """A KPI of a finished campaign that has a value."""

    campaign: Summary
    kpi: KpiResult


def attainment_by_metric(summaries: Sequence[Summary]) -> tuple[AttainmentResult, ...]:
    """Return the distribution of attainments of each metric with three results or more."""
    return _distributions("metric", ((one.kpi.metric, one.kpi.attainment) for one in _aims(summaries)))


def attainment_by_owner(summaries: Sequence[Summary]) -> tuple[AttainmentResult, ...]:
    """Return the same for each owner of campaigns; campaigns without an owner are nobody's."""
    named = ((one.campaign.head.owner, one.kpi.attainment) for one in _aims(summaries))
    return _distributions("owner", ((owner, share) for owner, share in named if owner is not None))


def target_ranges(summaries: Sequence[Summary]) -> tuple[TargetRange, ...]:
    """Return what was reached on each metric with three finished results or more.

    The range runs from the lower to the upper quartile, interpolated between results (the inclusive method). Volumes
    are brought to a day of the campaign's period, money is kept apart by currency.
    """
    groups: dict[tuple[str, str], list[_Result]] = {}
    for one in _finished(summaries):
        currency = one.campaign.head.currency if one.kpi.unit is Unit.CURRENCY else None
        groups.setdefault((one.kpi.metric, currency or ""), []).append(one)
    return tuple(_range(found) for _, found in sorted(groups.items()) if len(found) >= ENOUGH)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return lower quartile, median and upper quartile: 1, 2, 3, 4, 5 gives 2, 3, 4."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def _finished(summaries: Iterable[Summary]) -> Iterable[_Result]:
    return (
        _Result(one, kpi)
        for one in summaries
        if one.head.state is State.FINISHED
        for kpi in one.kpis
        if kpi.value is not None
    )


def _aims(summaries: Iterable[Summary]) -> Iterable[_Result]:
    """Leave out guardrails: a limit that is kept easily was not set too low."""
    return (one for one in _finished(summaries) if one.kpi.role is not Role.GUARDRAIL)


def _distributions(by: str, named: Iterable[tuple[str, float | None]]) -> tuple[AttainmentResult, ...]:
    groups: dict[str, list[float]] = {}
    for name, share in named:
        if share is not None:
            groups.setdefault(name, []).append(share)
    return tuple(_distribution(by, name, shares) for name, shares in sorted(groups.items()) if len(shares) >= ENOUGH)


def _distribution(by: str, name: str, shares: Sequence[float]) -> AttainmentResult:
    lowest, highest = min(shares), max(shares)
    reading = AttainmentReading.TOO_EASY if lowest > TOO_EASY else None
    return AttainmentResult(
        by="owner" if by == "owner" else "metric",
        name=name,
        results=len(shares),
        lowest=lowest,
        quartiles=quartiles(shares),
        highest=highest,
        reading=AttainmentReading.WISHFUL if highest < WISHFUL else reading,
    )


def _range(found: Sequence[_Result]) -> TargetRange:
    kpi = found[0].kpi
    values = {one.campaign.head.id: _comparable(one) for one in found}
    low, median, high = quartiles(list(values.values()))
    best = _best(kpi.better, values)
    return TargetRange(
        metric=kpi.metric,
        unit=kpi.unit,
        better=kpi.better,
        currency=found[0].campaign.head.currency if kpi.unit is Unit.CURRENCY else None,
        per_day=kpi.method is Method.COUNTED,
        results=len(values),
        low=low,
        median=median,
        high=high,
        best=None if best is None else values[best],
        best_campaign=best,
    )


def _comparable(one: _Result) -> float:
    """Return a value that campaigns of different lengths can be compared by."""
    value = one.kpi.value or 0.0
    start, end = one.campaign.head.period
    return value / ((end - start).days + 1) if one.kpi.method is Method.COUNTED else value


def _best(better: Better, values: Mapping[str, float]) -> str | None:
    if better is Better.RANGE:
        return None
    choose = max if better is Better.HIGHER else min
    return choose(sorted(values), key=lambda name: values[name])
