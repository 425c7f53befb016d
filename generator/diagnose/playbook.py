"""What next: the entries of the playbook that fit a KPI best, why each was chosen, and their sentences filled in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.compare.result import Interval, Verdict
from generator.diagnose.question import Moved, Question
from generator.spec.model import Cause, FactorKind
from generator.spec.playbook_body import placeholders
from generator.spec.playbook_file import MIX, SEGMENT, Entry, Way

BEST = 3
"""Entries that are chosen at most; fewer where fewer fit."""
SMALL = 0.1
"""Share of all movement below which a driver is not worth advice."""
SAME_STAGE = 5.0
"""Points for an entry of the KPI's own stage; no reason of its own."""

Fact = str | float | Interval


class Ground(StrEnum):
    """Why an entry was chosen: codes of sentences, filled in from a reason's values."""

    DRIVER = "driver"
    """Its driver moved the KPI away from its target; values: driver, share."""
    MIX = "mix"
    """Segments' shares moved; values: segment, share."""
    SEGMENT = "segment"
    """One segment did worse; values: segment, share."""
    ITSELF = "itself"
    """The KPI is itself what the entry is about; values: metric."""
    SIGN = "sign"
    """The result shows what the entry asks for; values: sign."""
    METRIC = "metric"
    """It is written for this metric; values: metric."""
    FACTOR = "factor"
    """Something of this kind was recorded; values: factor."""
    LEARNING = "learning"
    """The campaign's own learnings name this cause; values: cause."""


WEIGHTS: Mapping[Ground, float] = {
    Ground.DRIVER: 80,
    Ground.MIX: 80,
    Ground.SEGMENT: 80,
    Ground.ITSELF: 50,
    Ground.SIGN: 40,
    Ground.FACTOR: 25,
    Ground.LEARNING: 25,
    Ground.METRIC: 20,
}
"""Points a ground gives; those of drivers, mix and segment are multiplied by their share of all movement."""
ITSELF_TAKEN_APART = 0.5
"""What is left of the points of an entry on the KPI itself where it is known which of its drivers moved."""

CAUSE_OF: Mapping[FactorKind, frozenset[Cause]] = {
    FactorKind.COMPETITOR: frozenset({Cause.COMPETITION}),
    FactorKind.HOLIDAY: frozenset({Cause.SEASON, Cause.TIMING}),
    FactorKind.SEASONALITY: frozenset({Cause.SEASON}),
    FactorKind.MARKET: frozenset({Cause.MARKET}),
    FactorKind.PRICE: frozenset({Cause.PRICE}),
    FactorKind.PRODUCT: frozenset({Cause.OFFER}),
    FactorKind.OUTAGE: frozenset({Cause.EXECUTION}),
    FactorKind.POLICY: frozenset({Cause.MARKET}),
    FactorKind.TRACKING: frozenset({Cause.TRACKING}),
    FactorKind.OTHER: frozenset(),
}
"""What kind of factor points to which causes of entries."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for a choice, with its values."""

    ground: Ground
    values: Mapping[str, str | float]
    points: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry that fits, why, and what its placeholders stand for."""

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]
    """Strongest first."""
    facts: Mapping[str, Fact]
    """Placeholder -> its value, as a number or an id; what is not known is not there."""


def choose(entries: Iterable[Entry], question: Question) -> tuple[Chosen, ...]:
    """Return the entries that fit best, best first, three at most; equal ones in the order of their ids.

    An entry must have a ground: the family of the metric or its stage alone is none. One on a driver is chosen only
    where that driver was measured and moved that way, away from the target and beyond noise; where nothing was, the
    entry that says how to measure it. For a KPI that was met none is, but for those that ask for a sign of an easy
    target.
    """
    fitting = (_weighed(entry, question) for entry in entries if _may_apply(entry, question))
    ranked = sorted(
        (one for one in fitting if one is not None), key=lambda chosen: (-round(chosen.score, 9), chosen.entry.id)
    )
    return tuple(ranked[:BEST])


def filled(sentences: Iterable[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return sentences with their placeholders filled in; one that needs what is not in `values` is left out."""
    return tuple(one.format_map(values) for one in sentences if placeholders(one) <= values.keys())


def _may_apply(entry: Entry, question: Question) -> bool:
    if entry.when and question.signs.isdisjoint(entry.when):
        return False
    if question.verdict is Verdict.MET and not entry.when:
        return False
    named = question.metric in entry.metric or not question.families.isdisjoint(entry.metric)
    return (named or _seen(entry, question)) and _agrees(entry, question)


def _agrees(entry: Entry, question: Question) -> bool:
    """Say whether what the entry says moved did, and that way."""
    if entry.driver in ((), (MIX,), (SEGMENT,)):
        moved = not entry.driver or _part(entry, question) is not None
        return moved and entry.direction in (Way.EITHER, question.direction)
    if question.metric in entry.driver and not _seen(entry, question):
        # Where the mix made it, the KPI did not do worse of itself.
        return question.mix is None and entry.direction is question.direction is question.went
    # What was not measured, or is none of the parts of the change, cannot be said to have made it.
    return _driver(entry, question) is not None


def _seen(entry: Entry, question: Question) -> bool:
    """Say whether one of the entry's drivers is among the parts of the change."""
    return any(moved.id in entry.driver for moved in question.drivers)


def _part(entry: Entry, question: Question) -> Moved | None:
    """Return the segment that an entry on the mix, or on a segment, is about."""
    if entry.driver == (MIX,):
        return question.mix
    return question.segment if entry.driver == (SEGMENT,) else None


def _driver(entry: Entry, question: Question) -> Moved | None:
    """Return the entry's driver that moved the KPI most, beyond noise, away from its target and as the entry says."""
    moved = [
        one
        for one in question.drivers
        if one.id in entry.driver and one.direction is entry.direction and one.share >= SMALL and one.clear
    ]
    return max(moved, key=lambda one: (one.share, one.id), default=None)


def _weighed(entry: Entry, question: Question) -> Chosen | None:
    reasons = tuple(sorted(_reasons(entry, question), key=lambda reason: -reason.points))
    if not reasons:
        return None
    score = sum(reason.points for reason in reasons) + (SAME_STAGE if entry.stage is question.stage else 0)
    return Chosen(entry, score, reasons, _facts(entry, question))


def _reasons(entry: Entry, question: Question) -> Iterator[Reason]:
    driver = _driver(entry, question)
    if driver is not None:
        yield _reason(Ground.DRIVER, driver.share, driver=driver.id, share=driver.share)
    part = _part(entry, question)
    if part is not None:
        yield _reason(Ground(entry.driver[0]), part.share, segment=part.id, share=part.share)
    if question.metric in entry.driver:
        yield _reason(Ground.ITSELF, ITSELF_TAKEN_APART if question.drivers else 1.0, metric=question.metric)
    elif question.metric in entry.metric:
        yield _reason(Ground.METRIC, metric=question.metric)
    for sign in sorted(question.signs.intersection(entry.when))[:1]:
        yield _reason(Ground.SIGN, sign=sign.value)
    for kind in sorted(kind for kind in question.factors if not CAUSE_OF[kind].isdisjoint(entry.cause))[:1]:
        yield _reason(Ground.FACTOR, factor=kind.value)
    for cause in sorted(question.causes.intersection(entry.cause) - {Cause.OTHER})[:1]:
        yield _reason(Ground.LEARNING, cause=cause.value)


def _reason(ground: Ground, weight: float = 1.0, **values: str | float) -> Reason:
    return Reason(ground, values, WEIGHTS[ground] * min(weight, 1.0))


def _facts(entry: Entry, question: Question) -> dict[str, Fact]:
    """What is known of each placeholder; a KPI that is its own driver stands for it."""
    facts: dict[str, Fact | None] = {
        "metric": question.metric,
        "before": question.before,
        "after": question.after,
        "target": question.target,
    }
    part, driver = _part(entry, question), _driver(entry, question)
    if part is not None:
        facts |= {
            "segment": part.id,
            "segment_before": part.before,
            "segment_after": part.after,
            "share_before": part.share_before,
            "share_after": part.share_after,
            "contribution": part.contribution,
        }
    elif driver is not None:
        facts |= {
            "driver": driver.id,
            "driver_before": driver.before,
            "driver_after": driver.after,
            "contribution": driver.contribution,
        }
    elif question.metric in entry.driver:
        facts |= {"driver": question.metric, "driver_before": question.before, "driver_after": question.after}
    return {name: value for name, value in facts.items() if value is not None}
