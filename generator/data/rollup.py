"""All campaigns' rows added up in one query each for the series and the totals, on an embedded DuckDB.

Campaigns differ in their dimensions and measures; each campaign's own are put into numbered slots, so that any mix of
campaigns is one table. The grouping sets give the whole and each dimension's segments from one pass over it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from generator.data.assemble import Stack
from generator.data.engine import QUIET, SAFE
from generator.data.filerows import FileRows
from generator.spec.model import Period

_AGGREGATES = {
    "sum": "fsum({0})",
    "count": "sum({0})",
    "min": "min({0})",
    "max": "max({0})",
    "distinct": "count(DISTINCT {0})",
}
CELLS = 100
"""Cells of two crossed dimensions that a reader could still be told of."""
Columns = Mapping[str, Any]
"""Column -> numpy array, masked where it may have no value."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Where a campaign's dimensions and measures stand; both sorted by name."""

    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    atoms: frozenset[tuple[str, str]]
    """(measure, atom) that its leaves need."""
    pair: tuple[int, int] | None = None
    """Places of the two dimensions to cross, outer and inner."""


def atom_column(slot: int, atom: str) -> str:
    """Name the column of a measure's atom."""
    return f"{atom}{slot}"


def roll_up(
    stacks: Sequence[Stack], slots: Sequence[Slots], windows: Sequence[Mapping[str, Period]]
) -> tuple[Columns, Columns, Columns]:
    """Return series, totals and crossed totals of all campaigns, sorted by campaign, dimension, segment, day (window).

    The first two have `campaign` (place in the sequence), `slot` (0 for the whole, else the dimension's place from 1),
    `segment`, `rows` and a column an atom; the series has `day` (days since 1970, masked where there is none), the
    totals `window` (place in the campaign's windows) and `rows0`, `rows1`, ... (of each source, in the stack's order).
    The crossed totals have `campaign`, `window`, `outer_segment`, `inner_segment` and the atoms; nothing of a campaign
    with more than `CELLS` cells in a window.
    """
    import duckdb

    needed = sorted({(slot.measures.index(m), atom) for slot in slots for m, atom in slot.atoms})
    width = max((len(slot.dimensions) for slot in slots), default=0)
    parts = _parts(stacks, slots, needed, width)
    frames = _windows(windows)
    with duckdb.connect(config={"threads": 1, "enable_external_access": "false", **SAFE}) as db:
        db.execute(QUIET)
        db.register("parts", parts)
        db.register("windows", frames)
        depth = max((len(stack.sources) for stack in stacks), default=0)
        series = db.execute(_sql("parts", "day", needed, width, 0)).fetchnumpy()
        joined = (
            "(SELECT p.*, w.window FROM parts p JOIN windows w ON p.campaign = w.campaign"
            " AND (p.day BETWEEN w.first AND w.last OR (p.day IS NULL AND w.window = 0)))"
        )
        totals = db.execute(_sql(joined, '"window"', needed, width, depth)).fetchnumpy()
        crossing = _crossing(joined, slots, needed)
        crossed = db.execute(crossing).fetchnumpy() if crossing else {"campaign": np.empty(0, dtype=np.int32)}
    return series, totals, crossed


def _crossing(table: str, slots: Sequence[Slots], needed: Sequence[tuple[int, str]]) -> str:
    """Write the query of crossed totals, one part for each pair of places that campaigns cross; empty for none."""
    pairs: dict[tuple[int, int], list[str]] = {}
    for place, slot in enumerate(slots):
        if slot.pair is not None:
            pairs.setdefault(slot.pair, []).append(str(place))
    atoms = "".join(f", {_aggregate(place, atom)}" for place, atom in needed)
    parts = (
        f'SELECT campaign, "window", d{outer} AS outer_segment, d{inner} AS inner_segment{atoms} '  # noqa: S608 - as above
        f"FROM {table} WHERE campaign IN ({', '.join(places)}) AND d{outer} IS NOT NULL AND d{inner} IS NOT NULL "
        f'GROUP BY campaign, "window", d{outer}, d{inner} '
        f'QUALIFY count(*) OVER (PARTITION BY campaign, "window") <= {CELLS}'
        for (outer, inner), places in pairs.items()
    )
    joined = " UNION ALL ".join(parts)
    return f'{joined} ORDER BY campaign, "window", outer_segment, inner_segment' if joined else ""


def _sql(table: str, step: str, needed: Sequence[tuple[int, str]], width: int, depth: int) -> str:
    """Write the query: one pass, the whole and every dimension; rows also of each of `depth` sources."""
    sets = [f"(campaign, {step})", *(f"(campaign, {step}, d{place})" for place in range(width))]
    picked = "".join(f" WHEN grouping(d{place}) = 0 THEN {{}}" for place in range(width))
    slot = f"CASE{picked.format(*range(1, width + 1))} ELSE 0 END" if width else "0"
    segment = f"CASE{picked.format(*(f'd{place}' for place in range(width)))} ELSE '' END" if width else "''"
    atoms = "".join(f", {_aggregate(place, atom)}" for place, atom in needed)
    atoms += "".join(f", coalesce(sum(n) FILTER (WHERE source = {i}), 0)::BIGINT AS rows{i}" for i in range(depth))
    return (  # every name in it is made here, none comes from a user
        f"SELECT campaign, {slot} AS slot, {segment} AS segment, {step}, sum(n)::BIGINT AS rows{atoms} "  # noqa: S608
        f"FROM {table} GROUP BY GROUPING SETS ({', '.join(sets)}) "
        f"HAVING segment IS NOT NULL ORDER BY campaign, slot, segment, {step}"
    )


def _aggregate(place: int, atom: str) -> str:
    column = atom_column(place, atom)
    return f"coalesce({_AGGREGATES[atom].format(column)}::DOUBLE, 'nan'::DOUBLE) AS {column}"


def _parts(stacks: Sequence[Stack], slots: Sequence[Slots], needed: Sequence[tuple[int, str]], width: int) -> pa.Table:
    """Put all rows into one table."""
    from_sources = [
        (place, number, file)
        for place, stack in enumerate(stacks)
        for number, source in enumerate(stack.sources)
        for file in source.files
        if file.size
    ]
    files = [(place, file) for place, _, file in from_sources]
    sizes = [file.size for _, file in files]
    columns: dict[str, Any] = {
        "campaign": pa.array(np.repeat(np.array([place for place, _ in files], dtype=np.int32), sizes)),
        "day": pa.array(_joined([_day_numbers(file) for _, file in files], np.float64), from_pandas=True).cast(
            pa.int32()
        ),
        "source": pa.array(np.repeat(np.array([number for _, number, _ in from_sources], dtype=np.int32), sizes)),
        "n": pa.array(_joined([_row_counts(file) for _, file in files], np.int64)),
    }
    for slot in range(width):
        columns[f"d{slot}"] = pa.chunked_array(
            [_cells(file, slots[place].dimensions, slot) for place, file in files], type=pa.string()
        )
    for slot, atom in needed:
        values = _joined([_atom(file, slots[place].measures, slot, atom) for place, file in files], np.float64)
        columns[atom_column(slot, atom)] = pa.array(values, from_pandas=True)
    return pa.table(columns)


def _joined(arrays: Sequence[NDArray[Any]], dtype: type) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=dtype)


def _day_numbers(file: FileRows) -> NDArray[np.float64]:
    if file.days is None:
        return np.full(file.size, np.nan)
    return np.where(np.isnat(file.days), np.nan, file.days.astype(np.int64).astype(np.float64))


def _row_counts(file: FileRows) -> NDArray[np.int64]:
    return np.ones(file.size, dtype=np.int64) if file.rows is None else file.rows


def _cells(file: FileRows, dimensions: Sequence[str], slot: int) -> pa.Array:
    """Return a dimension's cells; null where the source lacks the dimension."""
    name = dimensions[slot] if slot < len(dimensions) else None
    cells = file.dimensions.get(name) if name else None
    return pa.nulls(file.size, pa.string()) if cells is None else pa.array(cells, type=pa.string())


def _atom(file: FileRows, measures: Sequence[str], slot: int, atom: str) -> NDArray[np.float64]:
    name = measures[slot] if slot < len(measures) else ""
    return file.atom(name, atom) if name in file.values else np.full(file.size, np.nan)


def _windows(windows: Sequence[Mapping[str, Period]]) -> pa.Table:
    epoch = np.datetime64("1970-01-01")
    rows = [
        (campaign, place, *(int((np.datetime64(day) - epoch).astype(int)) for day in (period.start, period.end)))
        for campaign, named in enumerate(windows)
        for place, period in enumerate(named.values())
    ]
    names = ("campaign", "window", "first", "last")
    return pa.table({name: pa.array([row[place] for row in rows], type=pa.int32()) for place, name in enumerate(names)})
