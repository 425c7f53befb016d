"""One query over a typed table: its rows grouped by day and all dimensions, each measure's atoms in each group."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from generator.data.gather import SourceAsk

QUARTER = 900
"""Seconds: every offset from UTC is a whole number of quarters of an hour."""
DIGITS = 13
"""Significant digits kept of sums, so that threads adding in another order do not change them."""

_ATOMS_OF = {
    "sum": ("sum",),
    "last": ("sum",),
    "mean": ("sum", "count"),
    "count": ("count",),
    "min": ("min",),
    "max": ("max",),
    "count_distinct": ("count",),
}


@dataclass(frozen=True, slots=True)
class Groups:
    """What the query gave. Everything has one entry a group."""

    rows: NDArray[np.int64]
    dates: pa.Array | None
    """Days, quarters of an hour since 1970 (`in_quarters`), or text."""
    in_quarters: bool
    dimensions: Mapping[str, list[str]]
    atoms: Mapping[tuple[str, str], NDArray[np.float64]]
    distinct: Mapping[str, list[str | None]]
    timed: int
    """Rows with a time of day other than midnight."""


def group(table: Any, places: Mapping[str, str], ask: SourceAsk) -> Groups:
    """Run the query. `places` has the table's column for each column that is wanted."""
    keys, in_quarters, timed = _date_key(table, places, ask)
    for place, name in enumerate(ask.source.by):
        column = table[places[name]]
        keys[f"d{place}"] = column if column.type().is_string() else column.cast("string")
    distinct = [measure for measure in (*ask.numbers, *ask.labels) if "count_distinct" in ask.functions[measure]]
    columns = {**ask.numbers, **ask.labels}
    for place, measure in enumerate(distinct):
        keys[f"v{place}"] = table[places[columns[measure]]].cast("string")
    atoms = [(measure, atom) for measure in columns for atom in atoms_needed(ask, measure)]
    found = _run(table, keys, atoms, {m: places[c] for m, c in columns.items()}, timed, guarded=False)
    if any(_spoilt(found[f"a{place}"]) for place in range(len(atoms))):
        found = _run(table, keys, atoms, {m: places[c] for m, c in columns.items()}, timed, guarded=True)
    return Groups(
        rows=found["n"].to_numpy().astype(np.int64),
        dates=found["day"].combine_chunks() if ask.source.date else None,
        in_quarters=in_quarters,
        dimensions={
            name: [cell or "" for cell in found[f"d{place}"].to_pylist()] for place, name in enumerate(ask.source.by)
        },
        atoms={key: rounded(_floats(found[f"a{place}"])) for place, key in enumerate(atoms)},
        distinct={measure: found[f"v{place}"].to_pylist() for place, measure in enumerate(distinct)},
        timed=int(pc.sum(found["timed"]).as_py() or 0) if timed is not None else 0,
    )


def atoms_needed(ask: SourceAsk, measure: str) -> tuple[str, ...]:
    """Return what must be kept of a measure for its aggregates; the sum always, unless it is no number."""
    needed = {atom for function in ask.functions[measure] for atom in _ATOMS_OF[function]}
    if measure in ask.numbers:
        needed.add("sum")
    if not ask.specs[measure].additive:
        needed.add("count")
    return tuple(sorted(needed))


def _date_key(table: Any, places: Mapping[str, str], ask: SourceAsk) -> tuple[dict[str, Any], bool, Any]:
    """Return the key that rows are grouped by in time, whether it counts quarters, and what counts rows with a time."""
    if not ask.source.date:
        return {}, False, None
    column = table[places[ask.source.date]]
    kind = column.type()
    if kind.is_date():
        return {"day": column}, False, None
    if kind.is_timestamp() and kind.timezone:
        return {"day": (column.epoch_seconds() // QUARTER).cast("int64")}, True, None
    if kind.is_timestamp():
        return {"day": column.date()}, False, (column != column.truncate("D")).cast("int64").sum()
    return {"day": column.cast("string")}, False, None


def _run(
    table: Any,
    keys: Mapping[str, Any],
    atoms: list[tuple[str, str]],
    columns: Mapping[str, str],
    timed: Any,
    *,
    guarded: bool,
) -> pa.Table:
    """Run it; guarded against NaN and infinity, which only some columns need and all would pay for."""
    aggregates = {
        f"a{place}": _atom(table[columns[measure]], atom, guarded=guarded)
        for place, (measure, atom) in enumerate(atoms)
    }
    if timed is not None:
        aggregates["timed"] = timed
    counted = {"n": table.count(), **aggregates}
    grouped = table.group_by(**keys) if keys else table
    return grouped.aggregate(**counted).to_pyarrow()


def _atom(column: Any, atom: str, *, guarded: bool) -> Any:
    import ibis

    kind = column.type()
    if kind.is_boolean():
        column = column.cast("int64")
    elif guarded and kind.is_floating():
        column = ibis.ifelse(column.isnan() | column.isinf(), None, column)
    return getattr(column, atom)().cast("float64")


def _spoilt(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(pc.invert(pc.is_finite(column))).as_py())


def _floats(column: pa.ChunkedArray) -> NDArray[np.float64]:
    return np.asarray(column.to_numpy(), dtype=np.float64)


def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to significant digits."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        size = np.where((values == 0) | ~np.isfinite(values), 1.0, np.abs(values))
        scale = np.power(10.0, DIGITS - 1 - np.floor(np.log10(size)))
        found = np.round(values * scale) / scale
    return np.where(values == np.round(values), values, np.where(np.isfinite(found), found, values))
