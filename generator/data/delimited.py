"""Text files of rows: the delimiter and the header found by the names wanted, the rows with their lines."""

import contextlib
import csv
import itertools
import mmap
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.data.columns import find_header
from generator.data.encodings import find_encoding, open_text
from generator.data.files import DataFile
from generator.data.notes import note
from generator.data.sheet import CELLS, CHUNK, HEAD, Chunk, Sheet
from generator.data.table import NoteKind
from generator.errors import Location, Problem, ReportError
from generator.text import say

DELIMITERS = (",", "\t", ";", "|")
CELL_LIMIT = 1_000_000
"""Characters of a cell; a longer one is taken for a quote that was never closed."""
LINE_LIMIT = 4_000_000
"""Bytes of a line."""
_BLOCK = 200
"""Rows after which their cells are counted."""
_LINE_END = re.compile(r"\r\n|\r|\n")

csv.field_size_limit(CELL_LIMIT)


def read_delimited(file: DataFile, data: bytes | mmap.mmap, wanted: Sequence[str]) -> Sheet:
    """Open a text file; raises ReportError for what is no table, here or while its rows are read."""
    _refuse_long_lines(file, data)
    encoding = find_encoding(file, data)
    text = open_text(file, data, encoding.name)
    head = list(itertools.islice(text, HEAD))
    delimiter, place = _sniff(head, wanted)
    rows = _Rows(file, itertools.chain(head, text), delimiter)
    first = rows.take(place + 1)
    above = [
        (line, delimiter.join(row))
        for line, row in zip(first.lines[:-1], first.rows[:-1], strict=True)
        if any(cell.strip() for cell in row)
    ]
    guessed = (note(NoteKind.GUESSED, "encoding", file.name, encoding=encoding.name),) if encoding.guessed else ()
    return Sheet(
        header=tuple(first.rows[-1]),
        header_line=first.lines[-1],
        above=tuple(above),
        chunks=rows.chunks(),
        encoding=encoding.name,
        delimiter=delimiter,
        notes=guessed,
        close=text.close,
    )


def _refuse_long_lines(file: DataFile, data: bytes | mmap.mmap) -> None:
    """Raise ReportError for a line that no table has: split into cells it would fill the memory."""
    size, step = len(data), LINE_LIMIT // 2
    for start in range(0, size - step, step):
        if data.find(b"\n", start, start + step) < 0 and data.find(b"\r", start, start + step) < 0:
            line = data[:start].count(b"\n") + 1
            what = say(en="a line of more than {step:,} bytes", zh="这一行超过 {step:,} 字节", step=step)
            raise ReportError([Problem(Location(file.at.file, line), what, say(en="a row a line", zh="每条数据一行"))])


def _sniff(head: Sequence[str], wanted: Sequence[str]) -> tuple[str, int]:
    """Return the delimiter and the header's row under which most wanted names stand; then the one with most cells."""
    best: tuple[int, int, str, int] | None = None
    joined = "".join(head)
    for delimiter in DELIMITERS:
        if delimiter not in joined and delimiter != ",":
            continue
        rows = _loosely(head, delimiter)
        place, found = find_header(rows, wanted)
        width = len(rows[place]) if rows else 0
        if best is None or (found, width) > best[:2]:
            best = (found, width, delimiter, place)
        if found == len(wanted) > 1:
            break
    return (best[2], best[3]) if best else (",", 0)


def _loosely(head: Iterable[str], delimiter: str) -> list[list[str]]:
    """Split the head's lines, whatever is wrong with them."""
    rows: list[list[str]] = []
    reader = csv.reader(head, delimiter=delimiter)
    with contextlib.suppress(csv.Error):  # said with its line when the rows are read in earnest
        rows.extend(reader)
    return rows


class _Rows:
    """A csv reader's rows with the line on which each begins."""

    def __init__(self, file: DataFile, lines: Iterable[str], delimiter: str) -> None:
        self.file = file
        self.reader = csv.reader(lines, delimiter=delimiter, strict=True)

    def take(self, count: int) -> Chunk:
        """Return the next rows, none at the end; raises ReportError for a quote that does not close."""
        start = self.reader.line_num + 1
        rows: list[list[str]] = []
        cells = 0
        try:
            while len(rows) < count and cells < CELLS:
                before = len(rows)
                rows.extend(itertools.islice(self.reader, min(_BLOCK, count - before)))
                if len(rows) == before:
                    break
                cells += sum(map(len, rows[before:]))
        except csv.Error as error:
            raise ReportError([self._quoting(error, _ends(start, rows)[-1])]) from None
        except UnicodeDecodeError:
            raise ReportError(
                [Problem(self.file.at, say(en="the file changed while it was read", zh="读取时文件有改动"))]
            ) from None
        if self.reader.line_num + 1 - start == len(rows):
            return Chunk(range(start, start + len(rows)), rows)
        return Chunk(_ends(start, rows)[:-1], rows)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rest of the rows."""
        while (chunk := self.take(CHUNK)).rows:
            yield chunk

    def _quoting(self, error: csv.Error, line: int) -> Problem:
        said = str(error)
        last = self.reader.line_num
        if "limit" in said:
            what = say(
                en="a cell of more than {most:,} characters, begun on line {line}",
                zh="从第 {line} 行开始的单元格超过 {most:,} 个字符",
                most=CELL_LIMIT,
                line=line,
            )
        elif "end of data" in said:
            what = say(
                en="a quote is opened here and not closed before the end of the file (line {last})",
                zh="这里开始的引号，到文件结尾（第 {last} 行）也没有闭合",
                last=last,
            )
        else:
            what = say(
                en="a quoted cell goes on after its closing quote (read up to line {last})",
                zh="带引号的单元格在结束的引号之后还有内容（读到第 {last} 行）",
                last=last,
            )
        return Problem(
            Location(self.file.at.file, line),
            what,
            say(en='cells with a quote in them written as "say ""hi"""', zh='含引号的单元格写成 "say ""hi"""'),
            say(en="look for a single quotation mark in this row or above", zh="看看这一行或上面有没有落单的引号"),
        )


def _ends(start: int, rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the line on which each row begins, and the one after the last; cells may hold line ends."""
    lines = [start]
    for row in rows:
        inside = sum(len(_LINE_END.findall(cell)) for cell in row if "\n" in cell or "\r" in cell)
        lines.append(lines[-1] + 1 + inside)
    return lines
