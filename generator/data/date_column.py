"""The date column of a source that names none: the one column that is called like a date and holds days."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

from generator.data.columns import Wanted, bare
from generator.data.days import read_by_format, read_day
from generator.data.files import DataFile, Kind, kind_of, load
from generator.data.gather import SourceAsk
from generator.data.notes import note
from generator.data.numerals import is_null
from generator.data.reading import open_sheet
from generator.data.short_years import is_short
from generator.data.spans import FIRST_DAYS, LAST_DAYS
from generator.data.table import Note, NoteKind
from generator.errors import Problem, ReportError
from generator.spec.model import AUTO
from generator.text import quoted, say

_WORD = re.compile(r"[^\W\d_]+")
_NAMES = frozenset({
    "date", "dates", "day", "days", "week", "weeks", "month", "months", "time", "timestamp", "datetime", "ds", "datum",
    "tag", "woche", "monat", "jour", "semaine", "mois", "fecha", "día", "dia", "semana", "mes", "data",
    "giorno", "mese", "日", "天", "周", "月", "月份", "年月", "日付",
})  # fmt: skip
"""Words that a date column is called by; its cells have to be days too."""
_PARTS = ("日期", "时间", "時間")
"""What stands anywhere in a name that is written without spaces."""
LOOKED_AT = 200
"""Rows whose cells are tried."""


def with_date(ask: SourceAsk, files: Sequence[DataFile]) -> tuple[SourceAsk, tuple[Note, ...]]:
    """Return what is asked with its date column found in the files; raises ReportError where there are several."""
    found = [one for file in files for one in _in_file(file, ask)]
    return _settled(ask, found, ", ".join(file.name for file in files[:3]))


def with_typed_date(ask: SourceAsk, table: Any, name: str) -> tuple[SourceAsk, tuple[Note, ...]]:
    """Do the same for a table behind a connection."""
    kinds = {column: table[column].type() for column in table.columns}
    dated = [column for column, kind in kinds.items() if kind.is_date() or kind.is_timestamp()]
    texts = [column for column, kind in kinds.items() if kind.is_string()]
    cells = table.select(texts).limit(LOOKED_AT).to_pyarrow().to_pydict() if texts else {}
    written = [column for column in texts if _holds_days([cell or "" for cell in cells[column]], ask)]
    return _settled(ask, _candidates([*dated, *written], ask) or dated, name)


def _settled(ask: SourceAsk, found: Sequence[str], where: str) -> tuple[SourceAsk, tuple[Note, ...]]:
    """Take the only column found, by its name without case and width."""
    names = list({bare(name): name for name in reversed(found)}.values())[::-1]
    at = ask.campaign.at("sources", ask.name)
    if len(names) > 1:
        raise ReportError([
            Problem(at, say(en="the source `{name}` names no date column, and {where} has {count} that may be it: "
                               "{names}",
                            zh="来源 `{name}` 没有写明日期列，而 {where} 里有 {count} 列都可能是：{names}",
                            name=ask.name, where=where, count=len(names), names=quoted(names)),
                    say(en="`date:` with one of them, or `date: none`", zh="`date:` 写其中一列，或写 `date: none`"),
                    say(en="write `date: {column}`", zh="写成 `date: {column}`", column=names[0]))
        ])  # fmt: skip
    if not names:
        said = (note(NoteKind.GUESSED, "no_date_column", "", source=ask.name),) if ask.launched else ()
        return replace(ask, source=ask.source.model_copy(update={"date": None})), said
    source = ask.source.model_copy(update={"date": names[0]})
    asked = replace(ask, source=source, wanted=(Wanted(names[0], at), *ask.wanted))
    return asked, (note(NoteKind.GUESSED, "date_column", "", source=ask.name, column=names[0]),)


def _in_file(file: DataFile, ask: SourceAsk) -> Iterator[str]:
    """Return a file's columns that may hold the date; none of a file that cannot be read, which is told elsewhere."""
    with suppress(ReportError):
        data = load(file, ask.guard)
        kind = kind_of(file, data[:4096])
        if kind is Kind.PARQUET:
            yield from _in_parquet(file, ask)
            return
        with closing(open_sheet(file, kind, data, ask)) as sheet:
            rows = list(itertools.islice(itertools.chain.from_iterable(part.rows for part in sheet.chunks), LOOKED_AT))
        for name in _candidates(sheet.header, ask):
            place = sheet.header.index(name)
            if _holds_days([row[place] for row in rows if place < len(row)], ask):
                yield name.strip("\ufeff ")


def _in_parquet(file: DataFile, ask: SourceAsk) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with suppress(pa.ArrowException, OSError, ValueError), pq.ParquetFile(file.path) as opened:
        schema = opened.schema_arrow
        dated = [field.name for field in schema if pa.types.is_temporal(field.type)]
        texts = [name for name in _candidates(schema.names, ask) if pa.types.is_string(schema.field(name).type)]
        batch = next(opened.iter_batches(LOOKED_AT, columns=texts), None) if texts else None
        cells = batch.to_pydict() if batch else {}
        written = [name for name in texts if _holds_days([cell or "" for cell in cells.get(name, [])], ask)]
        yield from [*_candidates(dated, ask), *written] or dated


def _candidates(header: Iterable[str], ask: SourceAsk) -> list[str]:
    """Return the columns called like a date that no other key of the source names."""
    taken = {bare(column.name) for column in ask.wanted}
    return [name for name in header if called_a_date(bare(name)) and bare(name) not in taken]


def called_a_date(name: str) -> bool:
    """Say whether a folded name is a date's, and not that of a last day beside a first one."""
    if name in LAST_DAYS:
        return False
    if name in FIRST_DAYS:
        return True
    return any(part in name for part in _PARTS) or any(word in _NAMES for word in _WORD.findall(name))


def _holds_days(cells: Sequence[str], ask: SourceAsk) -> bool:
    """Say whether most filled cells are days; a row of totals holds none."""
    filled = [cell for cell in cells if not is_null(cell)]
    form = ask.source.date_format
    days = [read_by_format(cell, form) if form else read_day(cell) for cell in filled]
    short = 0 if form else sum(map(is_short, filled))  # days that are refused when read, which is better than passed by
    return 0 < len(filled) <= 2 * (short + sum(day is not None and not day.serial for day in days))


def is_open(ask: SourceAsk) -> bool:
    """Say whether a source leaves its date column to be found."""
    return ask.source.date == AUTO
