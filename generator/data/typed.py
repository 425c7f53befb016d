"""Parquet files and database tables: their columns have types, so the engine adds up straight from them, in one scan.

Days written as text, trimming and totals rows are seen to in the groups the engine gives back, which are few. A table
whose numbers are text is read row by row like any text file.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from generator.data.cells import CellFinder
from generator.data.columns import Matched, match_columns
from generator.data.complaints.dates import open_dates, unreadable_dates
from generator.data.dates import DateColumn, read_dates
from generator.data.engine import Engine, backend_errors, first_line, quietly
from generator.data.filerows import FileRows, Values, take
from generator.data.files import DataFile, sha256_of
from generator.data.gather import SourceAsk
from generator.data.grouping import QUARTER, Groups, group
from generator.data.notes import note
from generator.data.reading import FileReader
from generator.data.remarks import trimmed
from generator.data.sheet import CHUNK, Chunk, Sheet, typed_text
from generator.data.sweep import is_total
from generator.data.table import FileRecord, Note, NoteKind
from generator.data.totals import check_daily
from generator.errors import Location, Problem, ReportError
from generator.text import say


def read_parquet(files: Sequence[DataFile], ask: SourceAsk, engine: Engine) -> tuple[FileRows, list[Note]]:
    """Read a source's Parquet files in one scan, hashing them meanwhile; raises ReportError with every problem."""
    rows = _check_parquet(files, ask)
    with ThreadPoolExecutor(max_workers=1) as pool, quietly():
        hashes = pool.map(sha256_of, [file.path for file in files])
        try:
            with ask.guard.interrupting(engine.connection, files[0].at):
                table = engine.parquet([file.path for file in files])
                found, notes = read_table(table, ask, files[0])
        except backend_errors() as error:
            raise ReportError(
                [
                    Problem(
                        files[0].at,
                        say(en="the file cannot be read: {error}", zh="文件无法读取：{error}", error=first_line(error)),
                        "Parquet",
                    )
                ]
            ) from None
        records = tuple(
            FileRecord(file.name, ask.name, digest, file.path.stat().st_size, count, None, None, None)
            for file, digest, count in zip(files, hashes, rows, strict=True)
        )
    if len(records) == 1:
        records = (
            replace(records[0], rows=row_count(found), dropped=found.records[0].dropped if found.records else ()),
        )
    return replace(found, records=records), notes


def row_count(rows: FileRows) -> int:
    """Return how many source rows stand behind."""
    return int(rows.rows.sum()) if rows.rows is not None else rows.size


def _check_parquet(files: Sequence[DataFile], ask: SourceAsk) -> list[int]:
    """Return each file's number of rows; raises ReportError for files that are no Parquet or lack a column."""
    import pyarrow.parquet as pq

    counts: list[int] = []
    problems: list[Problem] = []
    for file in files:
        ask.guard.size(file.path, file.at)
        try:
            with pq.ParquetFile(file.path) as opened:
                found = opened.metadata
                groups = (found.row_group(group).num_rows for group in range(found.num_row_groups))
                counts.append(max(found.num_rows, sum(groups)))
                ask.guard.columns(found.num_columns, file.at)
                ask.guard.rows(counts[-1], file.at)
                header = opened.schema_arrow.names
        except (pa.ArrowException, OSError, ValueError) as error:
            problems.append(
                Problem(
                    file.at,
                    say(
                        en="the file is no Parquet, or cut off: {error}",
                        zh="文件不是 Parquet，或不完整：{error}",
                        error=first_line(error),
                    ),
                    say(en="a whole Parquet file", zh="完整的 Parquet 文件"),
                )
            )
            continue
        problems.extend(match_columns(header, ask.wanted, file.at).problems)
    if problems:
        raise ReportError(problems)
    return counts


def read_table(table: Any, ask: SourceAsk, file: DataFile) -> tuple[FileRows, list[Note]]:
    """Read a typed table, without its record, by groups or, where its numbers are text, row by row."""
    header = list(table.columns)
    matched = match_columns(header, ask.wanted, file.at)
    if matched.problems:
        raise ReportError(matched.problems)
    places = {name: header[place] for name, place in matched.places.items()}
    kinds = [table[places[column]].type() for column in ask.numbers.values()]
    if not all(kind.is_numeric() or kind.is_boolean() for kind in kinds):
        return FileReader(file, ask, _sheet(table, header), matched).read("", 0)
    groups = group(table, places, ask)
    notes = [
        note(NoteKind.GUESSED, "column_recognised", file.name, column=column, found=found)
        for column, found in matched.recognised
    ]
    rows = _rows(groups, ask, file, matched, notes)
    notes.extend(_negative(table, places, ask, file, groups))
    return rows, notes


def _rows(groups: Groups, ask: SourceAsk, file: DataFile, matched: Matched, notes: list[Note]) -> FileRows:
    """Turn groups into rows: days read, dimensions trimmed, totals left out."""
    dates = _dates(groups, ask, file, matched, notes)
    values: dict[str, Values] = {}
    atoms = dict(groups.atoms)
    for measure in (*ask.numbers, *ask.labels):
        if measure in groups.distinct:
            atoms[measure, "distinct"] = _codes(groups.distinct[measure], measure, ask)
        values[measure] = atoms.get((measure, "sum"), atoms.get((measure, "count"), np.zeros(len(groups.rows))))
    found = FileRows(
        records=(),
        lines=np.empty(0, dtype=np.int64),
        days=dates.days if dates else None,
        dimensions={name: trimmed(cells) for name, cells in groups.dimensions.items()},
        values=values,
        grain=dates.grain if dates else None,
        rows=groups.rows,
        atoms=atoms,
    )
    total = _totals(groups)
    if total.any():
        label = next(cell for cells in groups.dimensions.values() for cell in cells if is_total(cell))
        count = int(groups.rows[total].sum())
        notes.append(note(NoteKind.DROPPED, "totals_row", file.name, count=count, label=label))
        found = take(found, ~total)
    return _without_daily(found, ask, file, notes)


def _without_daily(found: FileRows, ask: SourceAsk, file: DataFile, notes: list[Note]) -> FileRows:
    """Leave out the rows that are their day's totals."""
    if found.days is None:
        return found
    columns = {column: found.values[measure] for measure, column in ask.numbers.items() if ask.spec(measure).additive}
    none = np.zeros(found.size, dtype=np.int64)
    gone, said = check_daily(file.name, none, found.days, found.dimensions, columns)
    notes.extend(replace(one, rows=()) for one in said)
    return take(found, ~np.isin(np.arange(found.size), gone)) if gone else found


def _totals(groups: Groups) -> NDArray[np.bool_]:
    marks = np.zeros(len(groups.rows), dtype=bool)
    for cells in groups.dimensions.values():
        labels = {cell for cell in set(cells) if is_total(cell)}
        if labels:
            marks |= np.array([cell in labels for cell in cells])
    return marks


def _codes(cells: Sequence[str | None], measure: str, ask: SourceAsk) -> Values:
    """Return a number for each text, the same in every file; of numbers, the number itself."""
    if measure in ask.numbers:
        return np.array([np.nan if cell is None else float(cell) for cell in cells], dtype=np.float64)
    codes = ask.codes.setdefault(measure, {})
    for cell in cells:
        if cell is not None:
            codes.setdefault(cell, len(codes))
    return np.array([np.nan if cell is None else codes[cell] for cell in cells], dtype=np.float64)


def _dates(groups: Groups, ask: SourceAsk, file: DataFile, matched: Matched, notes: list[Note]) -> DateColumn | None:
    """Return the groups' days; raises ReportError for those that are none."""
    if groups.dates is None or ask.source.date is None:
        return None
    timezone = ask.campaign.timezone
    if groups.in_quarters:
        return _from_quarters(groups, timezone, file, notes)
    if groups.timed:
        notes.append(note(NoteKind.REPAIRED, "times_to_days", file.name, count=groups.timed, timezone=timezone))
    if pa.types.is_date(groups.dates.type) and not groups.dates.null_count:
        return DateColumn(groups.dates.to_numpy(zero_copy_only=False).astype("datetime64[D]"))
    cells = ["" if cell is None else str(cell) for cell in groups.dates.to_pylist()]
    typed = pa.types.is_date(groups.dates.type)
    found = read_dates(cells, timezone, None if typed else ask.source.date_format)
    finder = CellFinder(file, None, None)
    place = matched.places[ask.source.date]
    pairs = [(1, cell) for cell in cells]
    problems = open_dates(finder, ask.source.date, place, pairs, found)
    problems += unreadable_dates(finder, ask.source.date, place, [pairs[i] for i in found.bad], ask.source.date_format)
    if problems:
        raise ReportError([replace(problem, at=Location(problem.at.file)) for problem in problems])
    return found


def _from_quarters(groups: Groups, timezone: str, file: DataFile, notes: list[Note]) -> DateColumn:
    """Take moments to days of the campaign's timezone."""
    zone = ZoneInfo(timezone)
    quarters = groups.dates.to_pylist() if groups.dates is not None else []
    if any(quarter is None for quarter in quarters):
        what, expected = (
            say(en="rows without a date", zh="有的行没有日期"),
            say(en="a date in every row", zh="每行都有日期"),
        )
        raise ReportError([Problem(file.at, what, expected)])
    moments = [datetime.fromtimestamp(quarter * QUARTER, UTC) for quarter in quarters]
    midnight = all(moment.hour == 0 and moment.minute == 0 for moment in moments)
    days = [(moment if midnight else moment.astimezone(zone)).date() for moment in moments]
    if not midnight:
        count = int(groups.rows.sum())
        notes.append(note(NoteKind.REPAIRED, "offset_converted", file.name, count=count, timezone=timezone))
    return DateColumn(np.array(days, dtype="datetime64[D]"))


def _negative(table: Any, places: dict[str, str], ask: SourceAsk, file: DataFile, groups: Groups) -> Iterator[Note]:
    """Say where a measure that should not has negative sums; rows are not looked at one by one."""
    for measure, column in ask.numbers.items():
        sums = groups.atoms.get((measure, "sum"))
        if ask.spec(measure).signed or sums is None or not bool(np.any(sums < 0)):
            continue
        count = int((table[places[column]] < 0).sum().execute())
        yield note(NoteKind.WARNING, "negative_counts", file.name, column=column, count=count)


def _sheet(table: Any, header: Sequence[str]) -> Sheet:
    """Return a typed table as text, for numbers that are text."""
    return Sheet(tuple(header), 0, (), _chunks(table))


def _chunks(table: Any) -> Iterator[Chunk]:
    found = table.to_pyarrow()
    for start in range(0, found.num_rows, CHUNK):
        part = found.slice(start, CHUNK)
        columns = [[typed_text(cell) for cell in column.to_pylist()] for column in part.columns]
        rows = [list(row) for row in zip(*columns, strict=True)]
        yield Chunk(range(start + 1, start + 1 + len(rows)), rows)
