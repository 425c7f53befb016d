"""What the playbook is asked: a KPI that fell short, what moved it, and what else was recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compare.result import (
    CampaignHead,
    Certainty,
    ChangeResult,
    DriverPart,
    ForecastState,
    Interval,
    KpiResult,
    SegmentPart,
    State,
    Verdict,
)
from generator.spec.model import Better, Campaign, Cause, FactorKind, Role, Stage
from generator.spec.playbook_file import Sign, Way, families_of
from generator.spec.vocabulary import MetricWords

SHOWN = ".3g"
"""How figures of drivers are written in sentences: what looks the same did not move."""
AT_STAKE = (ForecastState.AT_RISK, ForecastState.OFF_TRACK, ForecastState.CERTAIN_MISSED)
"""Where a running campaign stands, so that next steps are worth naming."""
MOST = 0.5
"""Share of all movement from which the mix, or one segment, is the largest part."""
OVER_ITS_SIZE = 0.2
"""How far a segment's part must pass its share of the whole: a big segment that fell like all others is no news."""
FAR = 1.3
"""Attainment from which a target was easy."""
UNSPENT, OVERSPENT = 0.9, 1.02
"""Share of the budget below which it was not spent, and above which it was passed."""
WITH_DATA = 0.9
"""Share of the period's days below which too many lack data."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A driver, or a segment, that moved the KPI."""

    id: str
    """The driver's metric or measure, or the segment's name."""
    direction: Way
    """Which way the driver went; of a segment, which way it moved the KPI."""
    share: float
    """Its part of all movement, -1 to 1: above 0 where it drove the KPI away from its target, below where towards."""
    contribution: float
    """In the KPI's unit."""
    before: float | None = None
    after: float | None = None
    share_before: float | None = None
    """Of a segment: its share of what the KPI is divided by; of a total, of the total."""
    share_after: float | None = None
    clear: bool = True
    """False of a driver that moved no more than chance brings, or only because the mix of segments did."""


@dataclass(frozen=True, slots=True)
class Question:
    """A KPI as the playbook sees it."""

    metric: str
    families: frozenset[str]
    stage: Stage
    direction: Way
    """The side of the target on which the KPI is."""
    verdict: Verdict
    after: float
    target: float | Interval
    before: float | None = None
    went: Way | None = None
    """Which way the KPI itself went from before; None where that is not known, or no more than chance brings."""
    drivers: tuple[Moved, ...] = ()
    mix: Moved | None = None
    """The segment whose share moved the KPI most, where the mix is the largest part of the miss."""
    segment: Moved | None = None
    """The segment that did worse, where it is the largest part of the miss."""
    factors: frozenset[FactorKind] = frozenset()
    """Kinds of what else happened, where it bears on this KPI and this direction."""
    causes: frozenset[Cause] = frozenset()
    """Causes named in the learnings on this KPI."""
    signs: frozenset[Sign] = frozenset()


def ask(kpi: KpiResult, head: CampaignHead, campaign: Campaign, metric: MetricWords, stage: Stage) -> Question | None:
    """Return what to ask of the playbook; None of a KPI without a value, or of one that is on its way to its target."""
    at_stake = kpi.forecast is not None and kpi.forecast.state in AT_STAKE
    if kpi.value is None or (kpi.verdict is Verdict.RUNNING and not at_stake):
        return None
    direction = _side(kpi.value, kpi.target)
    change = None if _turned(kpi) else kpi.change
    parts = _parts(change, direction)
    return Question(
        metric=kpi.metric,
        families=families_of(metric),
        stage=stage,
        direction=direction,
        verdict=kpi.verdict,
        after=kpi.value,
        target=kpi.target,
        before=_before(kpi),
        went=_went(kpi),
        drivers=_drivers(change.drivers if change else (), direction),
        mix=parts[0],
        segment=parts[1],
        factors=_factors(campaign, kpi.metric, direction),
        causes=frozenset(one.cause for one in campaign.learnings if one.kpi in (None, kpi.metric)),
        signs=frozenset(_signs(kpi, head)),
    )


def _before(kpi: KpiResult) -> float | None:
    """Return what the change was taken apart from, else the baseline."""
    if kpi.change is not None:
        return kpi.change.from_
    return kpi.baseline.value if kpi.baseline else None


def _went(kpi: KpiResult) -> Way | None:
    """Return which way the KPI went from its baseline, where both ways of comparing agree and it is beyond noise."""
    before = kpi.baseline.value if kpi.baseline else None
    if (
        kpi.value is None
        or before is None
        or within_noise(before, kpi.value, kpi.baseline.interval if kpi.baseline else None)
    ):
        return None
    if _turned(kpi):
        return None
    return Way.HIGHER if kpi.value > before else Way.LOWER


def _turned(kpi: KpiResult) -> bool:
    """Say whether the change weekday for weekday goes the other way than the plain one that was taken apart."""
    before = kpi.baseline.value if kpi.baseline else None
    if kpi.change is None or before is None or not kpi.change.reweighted:
        return False
    return (kpi.change.to - kpi.change.from_) * (kpi.change.to - before) < 0


def within_noise(before: float, after: float, interval: Interval | None) -> bool:
    """Say whether a move is no more than its written figures show, or than the interval of its relative change."""
    return f"{before:{SHOWN}}" == f"{after:{SHOWN}}" or (interval is not None and interval[0] <= 0 <= interval[1])


def _side(value: float, target: float | Interval) -> Way:
    return Way.LOWER if value < (target if isinstance(target, float | int) else target[0]) else Way.HIGHER


def _drivers(parts: Iterable[DriverPart], direction: Way) -> tuple[Moved, ...]:
    """Return the drivers that moved, with their share of all movement."""
    parts = tuple(part for part in parts if part.contribution)
    all_movement = sum(abs(part.contribution) for part in parts)
    return tuple(
        Moved(
            part.driver,
            Way.HIGHER if part.after > part.before else Way.LOWER,
            _away(part.contribution, direction) / all_movement,
            part.contribution,
            part.before,
            part.after,
            clear=part.by_mix is None and not within_noise(part.before, part.after, part.interval),
        )
        for part in parts
    )


def _away(contribution: float, direction: Way) -> float:
    """Return a contribution, above 0 where it drove the KPI towards the side of the target on which it is."""
    return -contribution if direction is Way.LOWER else contribution


def _parts(change: ChangeResult | None, direction: Way) -> tuple[Moved | None, Moved | None]:
    """Return the mix and the segment that are the largest part of the miss.

    They come from the dimension that the page tells first, else from the one in which their part is largest.
    """
    mixes, segments = [], []
    for parts in _dimensions(change) if change else ():
        all_movement = sum(abs(part.rate) + abs(part.mix) for part in parts)
        if all_movement > 0:
            mixes.append(_mix(parts, all_movement, direction))
            segments.append(_segment(parts, all_movement, direction))
    return _largest(mixes), _largest(segments)


def _dimensions(change: ChangeResult) -> Iterator[list[SegmentPart]]:
    """Return the parts of the dimension told first, or of each dimension."""
    names = (change.main_dimension,) if change.main_dimension else {part.dimension: None for part in change.segments}
    for name in names:
        yield [part for part in change.segments if part.dimension == name]


def _largest(found: Iterable[Moved | None]) -> Moved | None:
    return max((one for one in found if one is not None), key=lambda one: one.share, default=None)


def _mix(parts: list[SegmentPart], all_movement: float, direction: Way) -> Moved | None:
    """Return the mix as a whole, under the segment of it that hurt most."""
    total = sum(part.mix for part in parts)
    rates = sum(part.rate for part in parts)
    share = _away(total, direction) / all_movement
    if _away(total, direction) <= 0 or abs(total) < abs(rates):
        return None
    # One that grew is named before one that shrank: readers look for where it went.
    worst = max(
        parts,
        key=lambda part: (
            _away(part.mix, direction) > 0 and part.share_after > part.share_before,
            _away(part.mix, direction),
        ),
    )
    return _of_segment(worst, share, total)


def _segment(parts: list[SegmentPart], all_movement: float, direction: Way) -> Moved | None:
    worst = max(parts, key=lambda part: _away(part.rate, direction))
    share = _away(worst.rate, direction) / all_movement
    if worst.before is not None and worst.after is not None and within_noise(worst.before, worst.after, None):
        return None
    if share < MOST or share < worst.share_before + OVER_ITS_SIZE:
        return None
    return _of_segment(worst, share, worst.rate)


def _of_segment(part: SegmentPart, share: float, contribution: float) -> Moved:
    return Moved(
        part.segment,
        Way.HIGHER if contribution > 0 else Way.LOWER,
        share,
        contribution,
        part.before,
        part.after,
        part.share_before,
        part.share_after,
    )


def _factors(campaign: Campaign, metric: str, direction: Way) -> frozenset[FactorKind]:
    """Kinds of the factors that bear on a metric and were not expected to help it."""
    return frozenset(
        one.kind
        for one in campaign.factors
        if (not one.on or metric in one.on) and one.expect in (None, direction.value)
    )


def _signs(kpi: KpiResult, head: CampaignHead) -> Iterator[Sign]:
    if kpi.verdict is Verdict.MET:
        yield from _of_an_easy_target(kpi)
        return
    if kpi.baseline is None or kpi.baseline.value is None:
        yield Sign.UNMEASURED
    if kpi.progress is not None and 0 < kpi.progress < 1:
        yield Sign.IMPROVED
    if kpi.certainty is Certainty.CLOSE_CALL:
        yield Sign.CLOSE_CALL
    if kpi.role is Role.GUARDRAIL:
        yield Sign.GUARDRAIL
    if kpi.counterfactual is not None and kpi.counterfactual.adjusted_verdict is Verdict.MET:
        yield Sign.OUTSIDE
    if head.state is State.FINISHED:
        yield from _of_delivery(kpi, head)


def _of_an_easy_target(kpi: KpiResult) -> Iterator[Sign]:
    before = kpi.baseline.value if kpi.baseline else None
    if before is not None and _reaches(before, kpi):
        yield Sign.REACHED_BEFORE
    if kpi.attainment is not None and kpi.attainment >= FAR:
        yield Sign.FAR_PAST


def _reaches(value: float, kpi: KpiResult) -> bool:
    if isinstance(kpi.target, tuple):
        return kpi.target[0] <= value <= kpi.target[1]
    return value <= kpi.target if kpi.better is Better.LOWER else value >= kpi.target


def _of_delivery(kpi: KpiResult, head: CampaignHead) -> Iterator[Sign]:
    if head.budget and head.spent is not None:
        if head.spent < UNSPENT * head.budget:
            yield Sign.UNDERSPENT
        if head.spent > OVERSPENT * head.budget:
            yield Sign.OVERSPENT
    days = (head.period[1] - head.period[0]).days + 1
    if kpi.grain == "day" and 0 < kpi.days < WITH_DATA * days:
        yield Sign.MISSING_DAYS
