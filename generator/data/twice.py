"""Rows that are counted twice: whole days that two files of a source both hold, and rows the same in every cell."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from generator.data.dates import shown
from generator.data.filerows import FileRows
from generator.data.notes import note
from generator.data.table import Note, NoteKind
from generator.errors import Location, Problem

Row = tuple[object, ...]
Marks = NDArray[np.bool_]


def counted_twice(files: Sequence[FileRows]) -> Iterator[Note]:
    """Say which whole days stand in two files of a source, then which single rows stand in it again."""
    told = [np.zeros(file.size, dtype=bool) for file in files]
    reach = [_reach(file) for file in files]
    for (one, first), (two, second) in combinations(enumerate(files), 2):
        if reach[one][0] <= reach[two][1] and reach[two][0] <= reach[one][1]:  # few files share days: found out cheaply
            yield from _overlap(first, second, told[two])
    yield from _duplicates(files, told)


def same_files(at: Location, files: Sequence[FileRows]) -> Iterator[Problem]:
    """Find files of a source that are the same to the last byte, and hold rows."""
    first: dict[str, str] = {}
    for record in sorted((one for file in files for one in file.records), key=lambda one: one.file):
        if not record.sha256 or not record.rows:
            continue
        if record.sha256 in first:
            kept = first[record.sha256]
            yield Problem(
                at, f"`{record.file}` and `{kept}` are the same file, so every row would count twice",
                "each file once", f"remove `{record.file}`",
            )  # fmt: skip
        first.setdefault(record.sha256, record.file)


def _reach(file: FileRows) -> tuple[float, float]:
    """Return a file's first and last day as numbers; of a file without days, none that could be shared."""
    if file.days is None or not len(file.days):
        return math.inf, -math.inf
    return float(file.days.min().astype(np.int64)), float(file.days.max().astype(np.int64))


def _overlap(first: FileRows, second: FileRows, told: Marks) -> Iterator[Note]:
    """Compare the rows of the days that two files share; one file may hold more of a day than the other."""
    if first.days is None or second.days is None:
        return
    shared = np.intersect1d(first.days, second.days)
    ones, others = _rows_by_day(first, shared), _rows_by_day(second, shared)
    whole = [day for day in shared if ones[day] <= others[day] or others[day] <= ones[day]]
    if not whole:
        return
    count = sum((ones[day] & others[day]).total() for day in whole)
    inside = np.isin(second.days, np.array(whole, dtype="datetime64[D]"))
    told |= inside
    yield note(
        NoteKind.WARNING, "overlap", second.records[0].file, second.lines[inside].tolist() if len(second.lines) else (),
        other=first.records[0].file, count=count, days=len(whole), first=shown(whole[0]), last=shown(whole[-1]),
    )  # fmt: skip


def _rows_by_day(file: FileRows, days: NDArray[np.datetime64]) -> Mapping[np.datetime64, Counter[Row]]:
    """Return what is counted of each row, its segments and numbers, by its day; the other columns may differ."""
    found: dict[np.datetime64, Counter[Row]] = {day: Counter() for day in days}
    at = np.flatnonzero(np.isin(file.days, days)) if file.days is not None else np.empty(0, dtype=np.int64)
    numbers = [np.nan_to_num(file.values[measure][at], nan=-np.inf).tolist() for measure in sorted(file.values)]
    places = at.tolist()
    segments = [[file.dimensions[name][place] for place in places] for name in sorted(file.dimensions)]
    own = np.empty(0, dtype="datetime64[D]") if file.days is None else file.days[at]
    for day, *row in zip(own, *segments, *numbers, strict=True):
        found[day][tuple(row)] += 1
    return found


def _duplicates(files: Sequence[FileRows], told: Sequence[Marks]) -> Iterator[Note]:
    """Find rows that are the same in every cell as one before, in the same file or another, and not told of yet."""
    keyed = [(file, marks) for file, marks in zip(files, told, strict=True) if len(file.keys)]
    keys = np.concatenate([file.keys for file, _ in keyed]) if keyed else np.empty(0, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    again = np.zeros(len(keys), dtype=bool)
    again[order[1:]] = keys[order[1:]] == keys[order[:-1]]
    start = 0
    for file, marks in keyed:
        lines = file.lines[again[start : start + len(file.keys)] & ~marks]
        start += len(file.keys)
        if len(lines):
            yield note(NoteKind.WARNING, "duplicate_rows", file.records[0].file, lines.tolist(), count=len(lines))
