"""From the roll-up of many campaigns to each one's `series` and `totals`: atoms made into the leaves' aggregates."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.data.assemble import Stack
from generator.data.controls import control_series
from generator.data.coverage import coverage_notes
from generator.data.crossed import crossed, pair_to_cross
from generator.data.request import Request
from generator.data.rollup import Columns, Slots, atom_column, roll_up
from generator.data.table import ROWS_OF, TOTAL, CampaignData
from generator.metrics.formula import Leaf
from generator.spec.model import Period

_ATOMS = {
    "sum": ("sum",),
    "mean": ("sum", "count"),
    "min": ("min",),
    "max": ("max",),
    "count": ("count",),
    "count_distinct": ("distinct",),
    "last": ("sum",),
}
"""Aggregate of the catalogue -> what it is made of."""


def campaign_frames(stacks: Sequence[Stack]) -> list[CampaignData]:
    """Add up many campaigns at once."""
    if not stacks:
        return []
    slots = [_slots(stack) for stack in stacks]
    windows = [campaign_windows(stack.request) for stack in stacks]
    rolled = roll_up(stacks, slots, windows)
    bounds = [np.searchsorted(part["campaign"], np.arange(len(stacks) + 1)) for part in rolled]
    return [
        _campaign(
            stack,
            slots[place],
            windows[place],
            *(_slice(part, ends[place], ends[place + 1]) for part, ends in zip(rolled, bounds, strict=True)),
        )
        for place, stack in enumerate(stacks)
    ]


def campaign_windows(request: Request) -> dict[str, Period]:
    """Return the windows that totals are made for."""
    campaign = request.campaign
    windows = {"campaign": campaign.period}
    if campaign.baseline and campaign.baseline.period:
        windows["baseline"] = campaign.baseline.period
    return windows


def _slots(stack: Stack) -> Slots:
    leaves, specs = stack.request.leaves, stack.request.measures
    atoms = {(leaf.measure, atom) for leaf in leaves for atom in _ATOMS[leaf.function]}
    atoms |= {(leaf.measure, "count") for leaf in leaves if _unsummable(leaf, specs)}
    dimensions = tuple(sorted({name for spec in stack.request.campaign.sources.values() for name in spec.by}))
    return Slots(
        dimensions=dimensions,
        measures=tuple(sorted({leaf.measure for leaf in leaves})),
        atoms=frozenset(atoms),
        pair=pair_to_cross(stack.request.campaign, dimensions),
    )


def _unsummable(leaf: Leaf, specs: Mapping[str, Any]) -> bool:
    return leaf.function in {"sum", "last"} and leaf.measure in specs and not specs[leaf.measure].additive


def _slice(columns: Columns, start: int, end: int) -> Columns:
    return {name: values[start:end] for name, values in columns.items()}


@dataclass(frozen=True, slots=True)
class _Leaves:
    """Makes leaf columns of atoms."""

    request: Request
    slots: Slots

    def atom(self, part: Columns, measure: str, which: str) -> NDArray[np.float64]:
        """Return an atom's column."""
        column = part[atom_column(self.slots.measures.index(measure), which)]
        return np.asarray(column, dtype=np.float64)

    def value(self, part: Columns, leaf: Leaf) -> NDArray[np.float64]:
        """Return a leaf's value in each row; NaN where more than one row of what does not add up would be added."""
        if leaf.function == "mean":
            count = self.atom(part, leaf.measure, "count")
            total = self.atom(part, leaf.measure, "sum")
            with np.errstate(invalid="ignore"):  # no values: 0 / 0, which is NaN as it should be
                mean: NDArray[np.float64] = total / count
            return mean
        values = self.atom(part, leaf.measure, _ATOMS[leaf.function][0])
        if _unsummable(leaf, self.request.measures):
            return np.where(self.atom(part, leaf.measure, "count") > 1, np.nan, values)
        return values


def _campaign(
    stack: Stack,
    slots: Slots,
    windows: Mapping[str, Period],
    series_part: Columns,
    totals_part: Columns,
    crossed_part: Columns,
) -> CampaignData:
    leaves = _Leaves(stack.request, slots)
    wanted = stack.request.leaves
    names = np.array([TOTAL, *slots.dimensions], dtype=object)
    series = pd.DataFrame(
        {
            "date": _dates(series_part["day"]),
            "dimension": names[series_part["slot"]],
            "segment": np.asarray(series_part["segment"], dtype=object),
            **{leaf.key: leaves.value(series_part, leaf) for leaf in wanted},
        }
    )
    sources = [source.name for source in stack.sources]
    totals = _totals(leaves, windows, names, totals_part, series_part, sources)
    for leaf in wanted:
        if leaf.function == "last":
            totals[leaf.key] = _last(series, totals, windows, leaf.key)
    dated = series["date"].to_numpy()[~np.isnat(series["date"].to_numpy())]
    first, last = (pd.Timestamp(dated.min()), pd.Timestamp(dated.max())) if len(dated) else (None, None)
    return CampaignData(
        series=series,
        totals=totals,
        windows=windows,
        grain=stack.grain,
        files=stack.records,
        notes=(*stack.notes, *coverage_notes(stack)),
        unsummable=_refused(leaves, tuple(windows), names, totals_part),
        sources_of=_sources_of(stack),
        first=first,
        last=last,
        dimensions=_segments(slots, totals, wanted),
        controls=control_series(stack),
        crossed=crossed(slots, tuple(windows), wanted, crossed_part),
    )


def _sources_of(stack: Stack) -> Mapping[str, tuple[str, ...]]:
    """Return the sources of each measure that is asked for."""
    sources = stack.request.campaign.sources
    measures = {leaf.measure for leaf in stack.request.leaves}
    return {m: tuple(name for name, source in sources.items() if m in source.measures) for m in sorted(measures)}


def _dates(days: Any) -> NDArray[np.datetime64]:
    """Turn day numbers, masked where there is none, into dates."""
    filled = np.ma.filled(np.ma.asarray(days).astype(np.int64), np.iinfo(np.int64).min)
    return filled.astype("datetime64[D]").astype("datetime64[s]")


def _totals(
    leaves: _Leaves,
    windows: Mapping[str, Period],
    names: NDArray[Any],
    part: Columns,
    series: Columns,
    sources: Sequence[str],
) -> pd.DataFrame:
    """Return a row for every window and segment, also where a window has no row of it."""
    keys = sorted(set(zip(series["slot"].tolist(), series["segment"].tolist(), strict=True)) | {(0, TOTAL)})
    have = {
        key: index
        for index, key in enumerate(
            zip(np.asarray(part["window"]).tolist(), part["slot"].tolist(), part["segment"].tolist(), strict=True)
        )
    }
    every = [(window, *key) for window in range(len(windows)) for key in keys]
    found = np.array([have.get(key, -1) for key in every], dtype=np.intp)
    there = found >= 0

    def placed(values: NDArray[Any], empty: float) -> NDArray[Any]:
        return np.where(there, values[found], empty) if len(values) else np.full(len(found), empty)

    titles = list(windows)
    return pd.DataFrame(
        {
            "window": [titles[window] for window, _, _ in every],
            "dimension": [names[slot] for _, slot, _ in every],
            "segment": [segment for _, _, segment in every],
            "rows": placed(np.asarray(part["rows"]), 0).astype(np.int64),
            **{
                f"{ROWS_OF}{source}": placed(np.asarray(part[f"rows{number}"]), 0).astype(np.int64)
                for number, source in enumerate(sources)
            },
            **{leaf.key: placed(leaves.value(part, leaf), np.nan) for leaf in leaves.request.leaves},
        }
    )


def _last(series: pd.DataFrame, totals: pd.DataFrame, windows: Mapping[str, Period], key: str) -> list[float]:
    """Return for each row of `totals` the value on the window's last day that has one."""
    filled = series.loc[series[key].notna() & series["date"].notna()]
    values = []
    for window, dimension, segment in zip(totals["window"], totals["dimension"], totals["segment"], strict=True):
        period = windows[window]
        chosen = filled.loc[
            (filled["dimension"] == dimension)
            & (filled["segment"] == segment)
            & filled["date"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
        ]
        values.append(float(chosen[key].iloc[-1]) if len(chosen) else np.nan)
    return values


def _refused(
    leaves: _Leaves, windows: Sequence[str], names: NDArray[Any], part: Columns
) -> dict[tuple[str, str, str], dict[str, int]]:
    """Return by window and segment the sums that are refused -> rows that would have been added."""
    refused: dict[tuple[str, str, str], dict[str, int]] = {}
    for leaf in leaves.request.leaves:
        if leaf.function == "sum" and _unsummable(leaf, leaves.request.measures):
            counts = np.nan_to_num(leaves.atom(part, leaf.measure, "count"))
            for row in np.flatnonzero(counts > 1).tolist():
                key = (windows[part["window"][row]], str(names[part["slot"][row]]), str(part["segment"][row]))
                refused.setdefault(key, {})[leaf.key] = int(counts[row])
    return refused


def _segments(slots: Slots, totals: pd.DataFrame, leaves: Sequence[Leaf]) -> dict[str, tuple[str, ...]]:
    """Return each dimension's segments, largest first by the first sum that any of them has, then by rows and name."""
    keys = ["rows", *(leaf.key for leaf in leaves if leaf.function == "sum")]
    columns = {key: totals[key].tolist() for key in ("window", "dimension", "segment", *keys)}
    found: dict[str, tuple[str, ...]] = {}
    for dimension in slots.dimensions:
        rows = [
            index
            for index, (window, name) in enumerate(zip(columns["window"], columns["dimension"], strict=True))
            if window == "campaign" and name == dimension
        ]
        sizes = next(
            (columns[key] for key in keys[1:] if not all(map(math.isnan, (columns[key][i] for i in rows)))), None
        )
        order = sorted(rows, key=partial(_rank, sizes or columns["rows"], columns["rows"], columns["segment"]))
        found[dimension] = tuple(columns["segment"][index] for index in order)
    return found


def _rank(sizes: Sequence[float], rows: Sequence[int], names: Sequence[str], index: int) -> tuple[float, int, str]:
    """Order by size, largest first and those without one last, then by rows and name."""
    size = sizes[index]
    return (math.inf if math.isnan(size) else -size, -rows[index], names[index])
