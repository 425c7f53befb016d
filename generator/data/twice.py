"""Rows that are counted twice: whole days that two files of a source both hold, and rows the same in every cell."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.data.dates import shown
from generator.data.filerows import FileRows
from generator.data.notes import note
from generator.data.table import Note, NoteKind
from generator.errors import Location, Problem
from generator.text import say

Row = tuple[Any, ...]
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
                at,
                say(en="`{file}` and `{other}` are the same file, so every row would count twice",
                    zh="`{file}` 和 `{other}` 是同一个文件，每一行都会算两次", file=record.file, other=kept),
                say(en="each file once", zh="每个文件只放一次"),
                say(en="remove `{file}`", zh="删掉 `{file}`", file=record.file),
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
    ones, others = _rows(first, shared), _rows(second, shared)
    if ones.keys().isdisjoint(others.keys()):
        return
    whole = _whole_days(ones, others)
    if not whole:
        return
    count = sum(number for row, number in (ones & others).items() if row[0] in whole)
    days = np.array(sorted(whole), dtype="datetime64[D]")
    inside = np.isin(second.days, days)
    told |= inside
    yield note(
        NoteKind.WARNING, "overlap", second.records[0].file, second.lines[inside].tolist() if len(second.lines) else (),
        other=first.records[0].file, count=count, days=len(days), first=shown(days[0]), last=shown(days[-1]),
    )  # fmt: skip


def _rows(file: FileRows, days: NDArray[np.datetime64]) -> Counter[Row]:
    """Return what is counted of the rows of some days: day, segments and numbers; other columns may differ."""
    if file.days is None:
        return Counter()
    at = np.flatnonzero(np.isin(file.days, days))
    places = at.tolist()
    numbers = [np.nan_to_num(file.values[measure][at], nan=-np.inf).tolist() for measure in sorted(file.values)]
    segments = [[file.dimensions[name][place] for place in places] for name in sorted(file.dimensions)]
    return Counter(zip(file.days[at].astype(np.int64).tolist(), *segments, *numbers, strict=True))


def _whole_days(ones: Counter[Row], others: Counter[Row]) -> set[int]:
    """Return the days, counted since 1970, of which one file's rows are all among the other's."""
    only_one = {row[0] for row in ones - others}
    only_other = {row[0] for row in others - ones}
    return {row[0] for row in ones if row[0] not in only_one or row[0] not in only_other}


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
