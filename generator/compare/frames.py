"""The data layer's frames as arrays: cut once a campaign, so that no KPI pays for a table of its own."""

import itertools
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.data.table import ROWS_OF, TOTAL, CampaignData, Grain
from generator.spec.model import Period

Floats = NDArray[np.float64]
Days = NDArray[np.int64]

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True)
class Slice:
    """The whole campaign, or one segment of it."""

    dimension: str = TOTAL
    segment: str = TOTAL


WHOLE = Slice()


@dataclass(frozen=True, slots=True)
class Steps:
    """A slice's series: `days` ascending, and a column a leaf, NaN where no row had a value."""

    days: Days
    columns: Mapping[str, Floats]

    def within(self, period: Period) -> "Steps":
        """Return the steps dated inside a period."""
        first, last = np.searchsorted(self.days, (day_number(period.start), day_number(period.end) + 1))
        return Steps(self.days[first:last], {key: column[first:last] for key, column in self.columns.items()})

    def holding(self, keys: tuple[str, ...]) -> "Steps":
        """Return the steps where any of these columns has a value, with those columns alone, gaps filled with 0."""
        block = {key: self.columns[key] for key in keys if key in self.columns}
        if not block:
            return Steps(self.days[:0], {})
        gaps = {key: np.isnan(column) for key, column in block.items()}
        some = ~np.logical_and.reduce(list(gaps.values()))
        filled = {key: np.where(gaps[key], 0.0, column)[some] for key, column in block.items()}
        return Steps(self.days[some], filled)

    def on(self, days: Days) -> "Steps":
        """Return these steps on other, wider days: 0 where there was none."""
        columns = {}
        places = np.searchsorted(days, self.days)
        for key, column in self.columns.items():
            columns[key] = np.zeros(len(days))
            columns[key][places] = column
        return Steps(days, columns)


@dataclass(frozen=True, slots=True)
class Total:
    """A slice's aggregates over one window."""

    rows: int
    sums: Mapping[str, float | None]
    by_source: Mapping[str, int]
    """Rows of each source, where the data says."""


class Series:
    """A frame of steps, by slice."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """Take the columns out of the frame."""
        self._leaves = [str(name) for name in frame.columns if name not in ("date", "dimension", "segment")]
        dates = frame["date"].to_numpy().astype("datetime64[D]")
        dated = ~np.isnat(dates)
        self._days: Days = dates[dated].astype(np.int64)
        self._block = _block(frame, self._leaves)[:, dated]
        self._runs = _runs(
            frame["dimension"].to_numpy(dtype=object)[dated], frame["segment"].to_numpy(dtype=object)[dated]
        )
        self._steps: dict[Slice, Steps] = {}

    @property
    def slices(self) -> tuple[Slice, ...]:
        """The slices that have steps, in order."""
        return tuple(sorted(self._runs, key=lambda which: (which.dimension, which.segment)))

    def steps(self, which: Slice) -> Steps:
        """Return a slice's dated steps; the order of the rows plays no part."""
        if which not in self._steps:
            rows = np.concatenate([np.arange(start, end) for start, end in self._runs.get(which, [(0, 0)])])
            rows = rows[np.argsort(self._days[rows], kind="stable")]
            self._steps[which] = Steps(self._days[rows], dict(zip(self._leaves, self._block[:, rows], strict=True)))
        return self._steps[which]


class Table:
    """A campaign's `series` and `totals`, by slice."""

    def __init__(self, data: CampaignData) -> None:
        """Take the columns out of the frames."""
        totals = data.totals
        self.data = data
        self.readings: dict[Hashable, object] = {}
        """What `compare.value.read` has read of it."""
        self._series = Series(data.series)
        self._daily = None if data.daily is None else Series(data.daily)
        keys = zip(*(totals[name].to_numpy(dtype=object) for name in ("window", "dimension", "segment")), strict=True)
        self._rows = {key: number for number, key in enumerate(keys)}
        self._counts = totals["rows"].to_numpy()
        counted = [str(c) for c in totals.columns if str(c).startswith(ROWS_OF)]
        self._by_source = {c.removeprefix(ROWS_OF): totals[c].to_numpy() for c in counted}
        other = {"window", "dimension", "segment", "rows", *counted}
        self._total_leaves = [str(c) for c in totals.columns if c not in other]
        self._sums = _block(totals, self._total_leaves)
        self._totals: dict[tuple[str, Slice], Total] = {}

    def grain_of(self, measures: Iterable[str]) -> Grain:
        """Return the step that a formula over these measures has a series by."""
        found = {self.data.grains.get(measure, self.data.grain) for measure in measures}
        return Grain.DAY if Grain.DAY in found and found <= {Grain.DAY, Grain.NONE} else self.data.grain

    @property
    def segments(self) -> tuple[Slice, ...]:
        """The segments that have dated steps, in order."""
        return tuple(which for which in self._series.slices if which != WHOLE)

    def steps(self, which: Slice, grain: Grain | None = None) -> Steps:
        """Return a slice's dated steps by the common step, or by another; every window and what lies between."""
        if grain is Grain.DAY and self._daily is not None:
            return self._daily.steps(which)
        return self._series.steps(which)

    def refused(self, window: str, which: Slice) -> Mapping[str, int]:
        """Return a slice's sums over a window that are refused for what does not add up -> rows that would be added."""
        return self.data.unsummable.get((window, which.dimension, which.segment), {})

    def total(self, window: str, which: Slice) -> Total:
        """Return a slice's aggregates over a window; no rows where it has none."""
        if (window, which) not in self._totals:
            self._totals[window, which] = self._total(window, which)
        return self._totals[window, which]

    def _total(self, window: str, which: Slice) -> Total:
        number = self._rows.get((window, which.dimension, which.segment))
        if number is None:
            return Total(0, {}, {})
        values = self._sums[:, number].tolist()
        # NaN is the only number unlike itself.
        sums = {key: value if value == value else None for key, value in zip(self._total_leaves, values, strict=True)}  # noqa: PLR0124
        by_source = {name: int(counts[number]) for name, counts in self._by_source.items()}
        return Total(int(self._counts[number]), sums, by_source)


def _block(frame: pd.DataFrame, leaves: list[str]) -> Floats:
    """Return columns as the rows of one matrix: faster than asking the frame for all of them together."""
    columns = [frame[name].to_numpy(dtype=np.float64) for name in leaves]
    return np.stack(columns) if columns else np.empty((0, len(frame)))


def _runs(dimensions: NDArray[np.object_], segments: NDArray[np.object_]) -> dict[Slice, list[tuple[int, int]]]:
    """Find where each slice's rows stand, as stretches: one each where rows are sorted, more where they are not."""
    changes = (dimensions[1:] != dimensions[:-1]) | (segments[1:] != segments[:-1])
    edges = [0, *(np.flatnonzero(changes) + 1).tolist(), len(dimensions)]
    found: dict[Slice, list[tuple[int, int]]] = {}
    for start, end in itertools.pairwise(edges):
        if start < end:
            found.setdefault(Slice(dimensions[start], segments[start]), []).append((start, end))
    return found
