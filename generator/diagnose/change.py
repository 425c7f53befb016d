"""A KPI's change from its baseline, taken apart by drivers and by segments."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.compare.baseline import compare
from generator.compare.certainty import assess
from generator.compare.frames import WHOLE
from generator.compare.result import BaselineResult, ChangeResult, DriverPart, Interval, KpiResult, SegmentPart, State
from generator.compare.run import Case
from generator.compare.value import ADDITIVE, is_additive, read
from generator.compare.verdict import same
from generator.diagnose.drivers import Sums, driver_parts, leaves_needed
from generator.diagnose.lead import lead, mix_of, simpson
from generator.diagnose.linear import as_quotient
from generator.diagnose.segments import Split, by_nested_segment, by_segment
from generator.metrics.catalogue import Metric
from generator.metrics.formula import Leaf
from generator.spec.model import Better, Campaign, MeasureSpec


def change(kpi: KpiResult, case: Case) -> ChangeResult | None:
    """Take a judged KPI's change from its baseline apart; every split adds up to `to - from`.

    Compared is the value with the plain baseline (a volume's brought to the campaign's steps), also where the judgement
    reweighted it to the campaign's weekdays: `reweighted` says so. None for a segment's own KPI, without a value on
    both sides, and where the baseline is no period of the same data: another campaign's, or values given, cannot be
    split.
    """
    baseline = kpi.baseline
    if kpi.segment is not None or kpi.value is None or baseline is None or baseline.source != "period":
        return None
    if baseline.plain is None or baseline.value is None:
        return None
    metric = case.catalogue.metrics[kpi.metric]
    scale = _scale(kpi, baseline) if metric.formula.is_volume else 1.0
    start = baseline.plain * scale
    before, after = (case.context.table.total(window, WHOLE).sums for window in ("baseline", "campaign"))
    drivers = driver_parts(metric, case.catalogue, _scaled(before, scale, metric, case), after)
    drivers = tuple(_with_trust(part, case) for part in drivers)
    by_dimension, nested = _by_segments(metric, scale, case)
    contradicted = simpson(by_dimension, start, kpi.value)
    first = lead(drivers, by_dimension, contradicted, size=max(abs(start), abs(kpi.value)))
    return ChangeResult(
        from_=start,
        to=kpi.value,
        reweighted=baseline.reweighted,
        needed=None if metric.formula.is_volume and case.state is not State.FINISHED else needed(kpi, start),
        drivers=drivers,
        segments=tuple(part for parts in by_dimension.values() for part in parts),
        nested=nested,
        simpson=contradicted,
        main=first.main,
        main_dimension=first.dimension,
    )


def needed(kpi: KpiResult, start: float) -> float | None:
    """Return what was needed from `start` to the target, to the nearer end of a range; None where it was reached."""
    if isinstance(kpi.target, tuple):
        low, high = kpi.target
    elif kpi.better is Better.RANGE:
        low = high = kpi.target
    else:
        gap = kpi.target - start
        reached = gap <= 0 if kpi.better is Better.HIGHER else gap >= 0
        return None if reached or same(kpi.target, start) else gap
    end = low if start < low else high
    return None if low <= start <= high or same(end, start) else end - start


def dimensions(campaign: Campaign) -> tuple[str, ...]:
    """Return the dimensions of all sources, each once, in the spec's order."""
    return tuple(dict.fromkeys(name for source in campaign.sources.values() for name in source.by))


def _scale(kpi: KpiResult, baseline: BaselineResult) -> float:
    """Return what brings the baseline's total to the campaign's length, as `compare.baseline` did."""
    if baseline.plain and baseline.value is not None and not baseline.reweighted:
        return baseline.value / baseline.plain
    return kpi.days / baseline.days if baseline.days else 1.0


def _scaled(sums: Sums, scale: float, metric: Metric, case: Case) -> Sums:
    """Bring the amounts among a volume's sums to the campaign's length; what does not add up stays as it is."""
    if not metric.formula.is_volume:
        return sums
    leaves = (*metric.formula.leaves, *leaves_needed(metric, case.catalogue))
    amounts = {leaf.key for leaf in leaves if _adds_up(leaf, case.catalogue.measures)}
    return {key: value * scale if value is not None and key in amounts else value for key, value in sums.items()}


def _adds_up(leaf: Leaf, measures: Mapping[str, MeasureSpec]) -> bool:
    return leaf.function in ADDITIVE and (leaf.measure not in measures or measures[leaf.measure].additive)


def _with_trust(part: DriverPart, case: Case) -> DriverPart:
    """Add what tells whether a driver moved by itself: its own interval, and what of it is the mix."""
    metric = case.catalogue.metrics.get(part.driver)
    if metric is None:
        return part
    # KPIs share their drivers, and what tells whether one moved by itself is the same for all of them.
    key = ("moved", metric.id)
    moved = case.context.table.readings.get(key)
    if not isinstance(moved, _Moved):
        moved = case.context.table.readings[key] = _moved(metric, case)
    came = part.after - part.before
    by_mix = next((name for name, parts in moved.by_dimension.items() if _is_mix(parts, came)), None)
    return part.model_copy(update={"interval": moved.interval, "by_mix": by_mix})


@dataclass(frozen=True, slots=True)
class _Moved:
    """A driver's own change: its interval, and its parts by each dimension."""

    interval: Interval | None
    by_dimension: Mapping[str, tuple[SegmentPart, ...]]


def _moved(metric: Metric, case: Case) -> _Moved:
    reading = read(metric, case.context.table, WHOLE, case.window, case.catalogue.measures)
    baseline = compare(reading, assess(reading, case.context.rules), WHOLE, case.context)
    by_dimension = {} if metric.formula.is_volume else _by_dimension(_split(metric, 1.0, case), case)
    return _Moved(baseline.interval if baseline else None, by_dimension)


def _is_mix(parts: tuple[SegmentPart, ...], came: float) -> bool:
    mix = mix_of(parts)
    return mix * came > 0 and abs(mix) > abs(sum(part.rate for part in parts))


def _by_segments(
    metric: Metric, scale: float, case: Case
) -> tuple[Mapping[str, tuple[SegmentPart, ...]], tuple[SegmentPart, ...]]:
    """Split by every dimension, and by one within another; nothing where the formula's sums do not add up."""
    split = _split(metric, scale, case)
    return _by_dimension(split, case), by_nested_segment(split) if split else ()


def _split(metric: Metric, scale: float, case: Case) -> Split | None:
    quotient = as_quotient(metric.formula) if is_additive(metric, case.catalogue.measures) else None
    if quotient is None:
        return None
    keys = tuple(leaf.key for leaf in metric.formula.leaves)
    return Split(quotient, keys, case.context.table, scale)


def _by_dimension(split: Split | None, case: Case) -> Mapping[str, tuple[SegmentPart, ...]]:
    found = {name: by_segment(split, name) for name in dimensions(case.campaign)} if split else {}
    return {name: parts for name, parts in found.items() if parts}
