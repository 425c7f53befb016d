"""The facts of a change in the order they are told: what every sentence on why it came out so is made from."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.compare.result import ChangeResult, KpiResult, SegmentPart, Verdict
from generator.diagnose.lead import MOVED, mix_of, movement
from generator.spec.model import Better

TOLD = 3
"""Causes that are told by name; the others are `rest`."""
SMALLEST = 0.05
"""A cause is told by name only if it is at least this share of all movement."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that moved the KPI."""

    kind: Literal["driver", "segment", "mix"]
    """A driver; a segment that did better or worse (of a total: brought more or less); or segments' shares shifting."""
    name: str
    """The driver, or the segment; of the mix, the segment whose shift counted most."""
    dimension: str | None
    contribution: float
    """In the KPI's unit, signed."""
    share: float
    """Of all movement, up and down, in the split: 0 to 1."""
    helped: bool | None
    """Whether it moved the KPI the wanted way; None where no way is wanted (inside a range)."""
    before: float | None
    after: float | None
    """The driver's or segment's value; of the mix, the named segment's share."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be said of a KPI's change, in order; the causes told and `rest` add up to `came`."""

    metric: str
    verdict: Verdict
    start: float
    end: float
    came: float
    """end - start."""
    better: bool | None
    """Whether it moved the wanted way; None where it did not move, no way is wanted, or the comparison weekday for
    weekday says the opposite: then neither can be said."""
    weekdays: float
    """What the mix of weekdays alone explains of `came`; 0 where the baseline was not reweighted."""
    needed: float | None
    """What was needed to reach the target; None where the baseline had reached it or none can be told."""
    part_of_needed: float | None
    """came / needed: 0.4 is two fifths of the way, below 0 is away from the target."""
    split: Literal["drivers", "segments", "none"]
    dimension: str | None
    causes: tuple[Cause, ...]
    """Those told by name, largest first; both sides have a voice."""
    rest: float
    """What all other causes came to."""
    others: int
    """How many they are."""
    simpson: tuple[str, ...]
    """Dimensions all of whose segments moved against the whole; the first is then `dimension`."""
    new: tuple[tuple[str, str], ...]
    """(dimension, segment) that came during the campaign."""
    vanished: tuple[tuple[str, str], ...]
    """(dimension, segment) that was there before and is no more."""


def story(kpi: KpiResult) -> Story | None:
    """Put the facts of a KPI's change in order; None where it has none.

    The split is the one that `ChangeResult.main` says, and the only one causes are taken from. Causes are ordered by
    size; at most three are told, none below a twentieth of all movement, and the third gives way to the largest of the
    other side where all three pull one way.
    """
    change = kpi.change
    if change is None:
        return None
    came, wanted, weekdays = change.to - change.from_, _wanted(kpi, change), _weekdays(kpi, change)
    found = [cause for cause in _causes(change, wanted) if cause.share > MOVED]
    causes = sorted(found, key=lambda cause: (-abs(cause.contribution), cause.kind, cause.name))
    told = _told(causes)
    return Story(
        metric=kpi.metric,
        verdict=kpi.verdict,
        start=change.from_,
        end=change.to,
        came=came,
        better=None if came * (came - weekdays) < 0 else _helps(came, wanted),
        weekdays=weekdays,
        needed=change.needed,
        part_of_needed=came / change.needed if change.needed else None,
        split=change.main,
        dimension=change.main_dimension,
        causes=told,
        rest=sum(cause.contribution for cause in causes if cause not in told),
        others=len(causes) - len(told),
        simpson=change.simpson,
        new=_there(change, "new"),
        vanished=_there(change, "vanished"),
    )


def _weekdays(kpi: KpiResult, change: ChangeResult) -> float:
    reweighted = kpi.baseline.value if change.reweighted and kpi.baseline else None
    return 0.0 if reweighted is None else reweighted - change.from_


def _wanted(kpi: KpiResult, change: ChangeResult) -> int:
    """Return which way is better: 1, -1, or 0 where a range holds before and after.

    Of a range, towards it; where the baseline lay inside and the value does not, back.
    """
    if not isinstance(kpi.target, tuple) and kpi.better is not Better.RANGE:
        return 1 if kpi.better is Better.HIGHER else -1
    if change.needed:
        return int(math.copysign(1, change.needed))
    low, high = kpi.target if isinstance(kpi.target, tuple) else (kpi.target, kpi.target)
    return 1 if change.to < low else -1 if change.to > high else 0


def _helps(contribution: float, wanted: int) -> bool | None:
    return None if wanted == 0 or contribution == 0 else contribution * wanted > 0


def _causes(change: ChangeResult, wanted: int) -> Iterator[Cause]:
    """Yield every cause of the split that is told."""
    if change.main == "drivers":
        whole = sum(abs(part.contribution) for part in change.drivers)
        for part in change.drivers:
            share, helped = abs(part.contribution) / whole, _helps(part.contribution, wanted)
            yield Cause("driver", part.driver, None, part.contribution, share, helped, part.before, part.after)
    elif change.main == "segments":
        yield from _of_segments([p for p in change.segments if p.dimension == change.main_dimension], wanted)


def _of_segments(parts: Sequence[SegmentPart], wanted: int) -> Iterator[Cause]:
    mix, whole = mix_of(parts), movement(parts)
    for part in parts:
        share, helped = abs(part.rate) / whole, _helps(part.rate, wanted)
        yield Cause("segment", part.segment, part.dimension, part.rate, share, helped, part.before, part.after)
    # The segment that pushed most the way the mix went, so that what is said of it agrees with the sum.
    most = max(parts, key=lambda part: (part.mix * math.copysign(1, mix), part.segment))
    share, helped = abs(mix) / whole, _helps(mix, wanted)
    yield Cause("mix", most.segment, most.dimension, mix, share, helped, most.share_before, most.share_after)


def _told(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    large = [cause for cause in causes if cause.share >= SMALLEST]
    told = large[:TOLD]
    other = next((cause for cause in large[TOLD:] if _opposite(cause, large[0])), None)
    if other is not None and not any(_opposite(cause, large[0]) for cause in told):
        told = [*told[:-1], other]
    return tuple(told)


def _opposite(one: Cause, other: Cause) -> bool:
    return one.contribution * other.contribution < 0


def _there(change: ChangeResult, presence: Literal["new", "vanished"]) -> tuple[tuple[str, str], ...]:
    return tuple((part.dimension, part.segment) for part in change.segments if part.presence == presence)
