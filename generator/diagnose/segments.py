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
Columns = Mapping[str, Floats]
"""Leaf key -> one entry a segment, 0 where it has no value."""
Label = tuple[str, str, Mapping[str, str]]
"""Dimension, segment, and the outer segment it lies in."""
WINDOWS = ("baseline", "campaign")
EXACT = 1e-9
"""How far, relative to the whole, the segments' sums may be from it: beyond it some rows belong to no segment."""


@dataclass(frozen=True, slots=True)
class Split:
    """What is split: a metric as a quotient of sums, over a campaign's table, its baseline's sums times `scale`."""

    quotient: Quotient
    keys: tuple[str, ...]
    """Its formula's leaf keys."""
    table: Table
    scale: float


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


def by_segment(split: Split, dimension: str) -> tuple[SegmentPart, ...]:
    """Split a change by the segments of a dimension, largest part first; rates and mixes add up to the change.

    Empty where there is only one segment, or where the segments do not hold every row of both windows.
    """
    names = split.table.data.dimensions.get(dimension, ())
    columns = [_columns(split, dimension, names, window) for window in WINDOWS]
    if len(names) < 2 or not _hold_all(split, columns):  # noqa: PLR2004 - one segment is the whole
        return ()
    before, after = _sides(split, columns)
    parts = _parts(before, after)
    if parts is None:
        return ()
    whole = np.zeros(len(names), dtype=np.int64)
    return _told(before, after, parts, whole, [(dimension, name, {}) for name in names])


def by_nested_segment(split: Split) -> tuple[SegmentPart, ...]:
    """Split each segment's rate, of the data's outer dimension, by the inner dimension, largest part first.

    Parts within one outer segment add up to that segment's `rate`; shares are of the outer segment. Empty where the
    data is not crossed, or the cells do not hold every row of both windows.
    """
    crossed = split.table.data.crossed
    if crossed is None or any(key not in crossed.sums[WINDOWS[1]] for key in split.keys):
        return ()
    columns = [{key: np.nan_to_num(crossed.sums[window][key]) for key in split.keys} for window in WINDOWS]
    if not _hold_all(split, columns):
        return ()
    outers = {name: place for place, name in enumerate(dict.fromkeys(outer for outer, _ in crossed.cells))}
    groups = np.array([outers[name] for name, _ in crossed.cells], dtype=np.int64)
    before, after = _sides(split, columns)
    parts = _parts(before, after, groups)
    if parts is None:
        return ()
    outer_name, inner_name = crossed.dimensions
    labels: list[Label] = [(inner_name, inner, {outer_name: outer}) for outer, inner in crossed.cells]
    return _told(before, after, parts, groups, labels)


def _told(
    before: Side, after: Side, split: RateMix, groups: NDArray[np.int64], labels: Sequence[Label]
) -> tuple[SegmentPart, ...]:
    """Make parts of what was there in either window, largest first; fewer than two say nothing."""
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


def _sides(split: Split, columns: Sequence[Columns]) -> tuple[Side, Side]:
    before, after = (_side(split, each) for each in columns)
    scaled = None if before.bottoms is None else before.bottoms * split.scale
    return Side(before.tops * split.scale, scaled, before.present), after


def _side(split: Split, columns: Columns) -> Side:
    present = np.logical_or.reduce([column != 0 for column in columns.values()])
    bottom = split.quotient.bottom
    return Side(_form(split.quotient.top, columns), None if bottom is None else _form(bottom, columns), present)


def _form(form: Form, columns: Columns) -> Floats:
    total: Floats = np.sum([factor * columns[key] for key, factor in form.items()], axis=0)
    return total


def _columns(split: Split, dimension: str, names: Sequence[str], window: str) -> Columns:
    sums = [split.table.total(window, Slice(dimension, name)).sums for name in names]
    return {key: np.array([each.get(key) or 0.0 for each in sums]) for key in split.keys}


def _hold_all(split: Split, columns: Sequence[Columns]) -> bool:
    """Check that the segments' sums are the whole's, in both windows."""
    for window, each in zip(WINDOWS, columns, strict=True):
        whole = split.table.total(window, WHOLE).sums
        for key, column in each.items():
            size = max(float(np.abs(column).sum()), abs(whole.get(key) or 0.0))
            if abs(float(column.sum()) - (whole.get(key) or 0.0)) > EXACT * size:
                return False
    return True
