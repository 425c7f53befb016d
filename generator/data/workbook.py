"""XLSX: the sheet that names most of the wanted columns, each cell as text, numbers so that no mark is open."""

import datetime as dt
import io
import itertools
import mmap
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from generator.data.columns import bare, find_header
from generator.data.files import DataFile
from generator.data.guard import Guard
from generator.data.notes import note
from generator.data.sheet import CELLS, CHUNK, HEAD, UNSTORED, Chunk, Sheet, typed_text
from generator.data.table import NoteKind
from generator.errors import Problem, ReportError
from generator.text import say

LONGEST = 1_048_576
"""Rows of a sheet in any spreadsheet program; a row numbered beyond would be filled up to with empty ones."""
_STEP = 1024 * 1024
_TAG = 64
_FORMULA = re.compile(rb"<(?:\w{1,40}:)?f[\s/>]")


def read_workbook(file: DataFile, data: bytes | mmap.mmap, wanted: Sequence[str], guard: Guard) -> Sheet:
    """Open a workbook; raises ReportError where it is damaged, beyond a limit, or holds no table."""
    _weigh(file, data, guard)
    book = _open(file, data)
    name, others = _choose(file, book, wanted, guard)
    head = _head(file, book[name])
    place, _ = find_header(head, wanted)
    above = [(line, " ".join(cell for cell in row if cell)) for line, row in enumerate(head[:place], 1) if any(row)]
    header = head[place]
    while header and not header[-1]:
        header = header[:-1]
    rows = _texts(file, book[name])
    if _has_formulas(data):
        known = {bare(column) for column in wanted}
        places = frozenset(at for at, cell in enumerate(header) if bare(cell) in known)
        rows = _texts_beside_formulas(file, book[name], _open(file, data, formulas=True)[name], places)
    for _ in range(place + 1):
        next(rows)
    guessed = note(NoteKind.GUESSED, "sheet", file.name, sheet=name, others=", ".join(others))
    return Sheet(
        header=tuple(header),
        header_line=place + 1,
        above=tuple(above),
        chunks=_chunks(file, rows, place + 2, len(header)),
        notes=(guessed,) if others else (),
    )


def _weigh(file: DataFile, data: bytes | mmap.mmap, guard: Guard) -> None:
    """Refuse a workbook that unpacks to too much, before any of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            guard.unpacked(sum(entry.file_size for entry in archive.infolist()), file.at)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _damaged(file, error) from None


def _choose(file: DataFile, book: Any, wanted: Sequence[str], guard: Guard) -> tuple[str, list[str]]:
    """Return the sheet with most wanted columns (the first of equals) and the others that hold anything."""
    heads = {}
    for sheet in book.worksheets:
        guard.time(file.at)
        heads[sheet.title] = _head(file, sheet)
    found = {title: find_header(head, wanted)[1] for title, head in heads.items() if any(map(any, head))}
    if not found:
        what = say(en="the workbook has no filled sheet", zh="工作簿里没有填了内容的工作表")
        expected = say(en="a header and at least one row", zh="表头和至少一行数据")
        raise ReportError([Problem(file.at, what, expected)])
    best = max(found, key=lambda title: found[title])
    return best, [title for title in found if title != best]


def _head(file: DataFile, sheet: Any) -> list[list[str]]:
    return list(itertools.islice(_texts(file, sheet), HEAD))


def _has_formulas(data: bytes | mmap.mmap) -> bool:
    """Say whether any sheet has a formula; the few that do are read twice, beside their formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with archive.open(name) as stream:
                end = b""
                while part := stream.read(_STEP):
                    if _FORMULA.search(end + part):
                        return True
                    end = part[-_TAG:]
    return False


def _open(file: DataFile, data: bytes | mmap.mmap, *, formulas: bool = False) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it says of styles and extensions is nothing to the numbers
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, ParseError) as error:
        raise _damaged(file, error) from None
    return book


def _texts(file: DataFile, sheet: Any) -> Iterator[list[str]]:
    """Return a sheet's rows as text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row in sheet.iter_rows(values_only=True):
                yield [_text(cell) for cell in row]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, ParseError, EOFError) as error:
        raise _damaged(file, error) from None


def _texts_beside_formulas(file: DataFile, sheet: Any, formulas: Any, places: frozenset[int]) -> Iterator[list[str]]:
    """Return a sheet's rows as text, with `UNSTORED` at the places where a formula has no value: not even no text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row, beside in zip(sheet.iter_rows(), formulas.iter_rows(), strict=False):
                texts = [_text(cell.value) for cell in row]
                for place in places:
                    if place < len(row) and row[place].value is None and row[place].data_type != "str":
                        texts[place] = UNSTORED if beside[place].data_type == "f" else ""
                yield texts
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, ParseError, EOFError) as error:
        raise _damaged(file, error) from None


def _chunks(file: DataFile, rows: Iterator[list[str]], line: int, width: int) -> Iterator[Chunk]:
    """Return rows in chunks, cut or filled to the header's width where only empty cells are cut."""
    held: list[list[str]] = []
    start, cells = line, 0
    for row in rows:
        held.append(row[:width] + [""] * (width - len(row)) if not any(row[width:]) else row)
        cells += len(held[-1])
        if len(held) == CHUNK or cells >= CELLS:
            yield Chunk(range(start, start + len(held)), held)
            start, cells = start + len(held), 0
            held = []
            if start > LONGEST:
                what = say(en="the sheet has more than {most:,} rows", zh="工作表超过 {most:,} 行", most=LONGEST)
                expected = say(en="a sheet of .xlsx", zh=".xlsx 工作表")
                raise ReportError([Problem(file.at, what, expected)])
    if held:
        yield Chunk(range(start, start + len(held)), held)


def _text(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ") if cell.time() != dt.time() else cell.date().isoformat()
    return typed_text(cell)


def _damaged(file: DataFile, error: Exception) -> ReportError:
    said = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return ReportError([
        Problem(file.at, say(en="the workbook cannot be read: {error}", zh="工作簿无法读取：{error}", error=said),
                say(en="a whole .xlsx file", zh="完整的 .xlsx 文件"),
                say(en="open it in a spreadsheet program and save it again", zh="用电子表格软件打开并重新保存"))
    ])  # fmt: skip
