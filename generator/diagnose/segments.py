"""How much each segment did: rate and mix of a ratio, contributions to a sum, also of one dimension within another."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.compare.frames import WHOLE, Slice, Table
from generator.compare.result import SegmentPart
from generator.diagnose.linear import Form, Quotient
from generator.stats.contributions import Quotients, RateMix, rate_and_mix, rate_and_mix_within

Floats = NDArray[np.float64]
Label = tuple[str, str, Mapping[str, str]]
"""Dimension, segment, and the outer segment it lies in."""
WINDOWS = ("baseline", "campaign")
EXACT = 1e-9
"""How far, relative to the whole, the segments' sums may be from it: beyond it some rows belong to no segment."""


@dataclass(frozen=True, slots=True)
class Side:
    """Every segment's sums in one window."""

    tops: Floats
    """Numerators; of a sum, the amounts."""
    bottoms: Floats | None
    """Denominators; None for a sum."""
    present: NDArray[np.bool_]
    """Where anything but 0 was counted."""

    @property
    def values(self) -> Floats:
        """Each segment's own value; NaN where it has none."""
        if self.bottoms is None:
            values: Floats = np.where(self.present, self.tops, np.nan)
        else:
            values = np.full(len(self.tops), np.nan)
            np.divide(self.tops, self.bottoms, out=values, where=self.bottoms > 0)
        return values

    def shares(self, groups: NDArray[np.int64]) -> Floats:
        """Each segment's share of its group's denominator (of a sum: of the amount); 0 where the group has none."""
        weights = self.tops if self.bottoms is None else self.bottoms
        whole = np.bincount(groups, weights=weights)[groups]
        return np.divide(weights, whole, out=np.zeros(len(weights)), where=whole != 0)


@dataclass(frozen=True, slots=True)
class Split:
    """What is split: a metric as a quotient of sums, over a campaign's table, its baseline's sums times `scale`."""

    quotient: Quotient
    keys: tuple[str, ...]
    """Its formula's leaf keys."""
    table: Table
    scale: float

    def sides(self, sums: Sequence[Floats]) -> tuple[Side, Side] | None:
        """Return both windows of sums, one row a segment and one column a key; None unless they hold all rows."""
        if not all(self._hold_all(window, each) for window, each in zip(WINDOWS, sums, strict=True)):
            return None
        before, after = sums
        return self._side(before * self.scale), self._side(after)

    def _side(self, sums: Floats) -> Side:
        present: NDArray[np.bool_] = (sums != 0).any(axis=1)
        bottom = self.quotient.bottom
        return Side(self._form(self.quotient.top, sums), None if bottom is None else self._form(bottom, sums), present)

    def _form(self, form: Form, sums: Floats) -> Floats:
        found: Floats = sums @ np.array([form.get(key, 0.0) for key in self.keys])
        return found

    def _hold_all(self, window: str, sums: Floats) -> bool:
        """Check that the segments' sums are the whole's."""
        whole = self.table.total(window, WHOLE).sums
        expected = np.array([whole.get(key) or 0.0 for key in self.keys])
        size = np.maximum(np.abs(sums).sum(axis=0), np.abs(expected))
        return bool((np.abs(sums.sum(axis=0) - expected) <= EXACT * size).all())


def by_segment(split: Split, dimension: str) -> tuple[SegmentPart, ...]:
    """Split a change by the segments of a dimension, largest part first; rates and mixes add up to the change.

    Empty where there is only one segment, or where the segments do not hold every row of both windows.
    """
    names = split.table.data.dimensions.get(dimension, ())
    if len(names) < 2:  # noqa: PLR2004 - one segment is the whole
        return ()
    sides = split.sides([_sums(split, dimension, names, window) for window in WINDOWS])
    parts = sides and _parts(*sides)
    if not (sides and parts):
        return ()
    whole = np.zeros(len(names), dtype=np.int64)
    return _told(sides, parts, whole, [(dimension, name, {}) for name in names])


def by_nested_segment(split: Split) -> tuple[SegmentPart, ...]:
    """Split each segment's rate, of the data's outer dimension, by the inner dimension, largest part first.

    Parts within one outer segment add up to that segment's `rate`; shares are of the outer segment. Empty where the
    data is not crossed, or the cells do not hold every row of both windows.
    """
    crossed = split.table.data.crossed
    if crossed is None or any(key not in crossed.sums[WINDOWS[1]] for key in split.keys):
        return ()
    by_key = [np.column_stack([crossed.sums[window][key] for key in split.keys]) for window in WINDOWS]
    sides = split.sides([np.where(np.isnan(each), 0.0, each) for each in by_key])
    outers = {name: place for place, name in enumerate(dict.fromkeys(outer for outer, _ in crossed.cells))}
    groups = np.array([outers[name] for name, _ in crossed.cells], dtype=np.int64)
    parts = sides and _parts(*sides, groups)
    if not (sides and parts):
        return ()
    outer_name, inner_name = crossed.dimensions
    labels: list[Label] = [(inner_name, inner, {outer_name: outer}) for outer, inner in crossed.cells]
    return _told(sides, parts, groups, labels)


def _told(
    sides: tuple[Side, Side], split: RateMix, groups: NDArray[np.int64], labels: Sequence[Label]
) -> tuple[SegmentPart, ...]:
    """Make parts of what was there in either window, largest first; fewer than two say nothing."""
    before, after = sides
    columns = (
        *(split.rate, split.mix, before.values, after.values),
        *(before.shares(groups), after.shares(groups), before.present, after.present),
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    found = [_part(label, row) for label, row in zip(labels, rows, strict=True) if row[-1] or row[-2]]
    return tuple(sorted(found, key=_size)) if len(found) > 1 else ()


def _part(label: Label, row: tuple[Any, ...]) -> SegmentPart:
    dimension, segment, within = label
    rate, mix, before, after, share_before, share_after, was, now = row
    return SegmentPart(
        dimension=dimension,
        segment=segment,
        rate=rate,
        mix=mix,
        before=None if math.isnan(before) else before,
        after=None if math.isnan(after) else after,
        share_before=share_before,
        share_after=share_after,
        presence="both" if was and now else "new" if now else "vanished",
        within=within,
    )


def _size(part: SegmentPart) -> tuple[float, str, str]:
    return -abs(part.rate + part.mix), part.segment, str(dict(part.within))


def _parts(before: Side, after: Side, groups: NDArray[np.int64] | None = None) -> RateMix | None:
    if before.bottoms is None or after.bottoms is None:
        return RateMix(after.tops - before.tops, np.zeros(len(after.tops)))
    old, new = Quotients(before.tops, before.bottoms), Quotients(after.tops, after.bottoms)
    return rate_and_mix(old, new) if groups is None else rate_and_mix_within(old, new, groups)


def _sums(split: Split, dimension: str, names: Sequence[str], window: str) -> Floats:
    """Return one row a segment and one column a key, 0 where it has no value."""
    found = [split.table.total(window, Slice(dimension, name)).sums for name in names]
    return np.array([[each.get(key) or 0.0 for key in split.keys] for each in found])
