"""Which split of a change is told first: one rule, so that no two sentences of a page tell different stories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.compare.result import DriverPart, SegmentPart

MOST = 0.5
"""A part stands out that is at least this share of all movement, up and down, in its split,"""
MORE_THAN_ITS_SIZE = 0.25
"""and whose share of the movement is larger than its share of the whole by at least this much."""
MOVED = 1e-9
"""Relative change from which a value has moved at all."""

Parts = Sequence[SegmentPart]


@dataclass(frozen=True, slots=True)
class Lead:
    """What is told first."""

    main: Literal["drivers", "segments", "none"]
    dimension: str | None = None


def movement(parts: Parts) -> float:
    """All that a dimension's segments moved, up and down: each one's rate, and the mix of all as one."""
    return sum(abs(part.rate) for part in parts) + abs(mix_of(parts))


def mix_of(parts: Parts) -> float:
    """The mix of all segments together."""
    return sum(part.mix for part in parts)


def simpson(by_dimension: Mapping[str, Parts], start: float, end: float) -> tuple[str, ...]:
    """Return the dimensions all of whose segments moved one way and the whole the other (Simpson 1951).

    Every segment must have a value in both windows: of one that came or went it cannot be said that it moved.
    """
    return tuple(name for name, parts in by_dimension.items() if _all_against(parts, start, end))


def lead(
    drivers: Sequence[DriverPart], by_dimension: Mapping[str, Parts], contradicted: Sequence[str], *, size: float
) -> Lead:
    """Decide which split is told first.

    1. A dimension with Simpson's paradox (`contradicted`): without it, what is said of the whole would be denied by
       every segment.
    2. A dimension in which one thing stands out: the mix, or one segment, is at least half of the movement, and the
       segment moved the whole by more than its size explains. Of several dimensions, the one where it is clearest.
    3. The drivers.
    4. Without drivers, the dimension whose largest part is the largest share of its movement.

    Movement that is float noise beside the values compared, whose larger is `size`, is none.
    """
    least = MOVED * size
    moved = {name: parts for name, parts in by_dimension.items() if movement(parts) > least}
    for name in contradicted:
        return Lead("segments", name)
    clearest = max(moved, key=lambda name: _clarity(moved[name]), default=None)
    if clearest is not None and _clarity(moved[clearest]) > 0:
        return Lead("segments", clearest)
    if any(abs(part.contribution) > least for part in drivers):
        return Lead("drivers")
    largest = max(moved, key=lambda name: _largest(moved[name]), default=None)
    return Lead("none") if largest is None else Lead("segments", largest)


def _all_against(parts: Parts, start: float, end: float) -> bool:
    if len(parts) < 2 or not _moved(start, end):  # noqa: PLR2004 - one segment is the whole
        return False
    return all(
        part.before is not None
        and part.after is not None
        and _moved(part.before, part.after)
        and (part.after - part.before) * (end - start) < 0
        for part in parts
    )


def _moved(start: float, end: float) -> bool:
    return abs(end - start) > MOVED * max(abs(start), abs(end))


def _clarity(parts: Parts) -> float:
    """Share of the movement of what stands out; 0 where nothing does."""
    whole = movement(parts)
    mix = abs(mix_of(parts)) / whole
    standing = [mix] if mix >= MOST else []
    for part in parts:
        share, size = abs(part.rate) / whole, (part.share_before + part.share_after) / 2
        if share >= MOST and share - size >= MORE_THAN_ITS_SIZE:
            standing.append(share)
    return max(standing, default=0.0)


def _largest(parts: Parts) -> float:
    return max(*(abs(part.rate) for part in parts), abs(mix_of(parts))) / movement(parts)
