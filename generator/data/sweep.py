"""Which rows of a file are data: blank lines, repeated headers, totals, footers and torn rows are swept out.

A stretch of rows in which nothing looks odd passes as a whole; only odd rows are looked at one by one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.data.days import read_day
from generator.data.numerals import NULL_MARKS, is_null, plain_text
from generator.data.sheet import Chunk

Row = Sequence[str]

_TOTAL = re.compile(
    r"(?:grand |sub|sub-|overall )?totals?(?:\s*[:\-–—].*)?"
    r"|total of \d.*"
    r"|tota(?:le?s?|ux)\s*(?:[:\-–—].*)?"
    r"|(?:合计|总计|总和|小计|汇总|总汇|合計|總計|小計|共计)(?:\s*[:(].*)?"
    r"|gesamt(?:summe|ergebnis)?(?:\s*[:\-–—].*)?"
    r"|(?:suma total|somme|итого)(?:\s*[:\-–—].*)?"
    r"|(?:summe|insgesamt|total g[ée]n[ée]ral|totale|всего)(?:\s*:.*)?"
)
_LIKE_A_TOTAL = re.compile(r"(?:grand )?total(?:e|es|s)?\b.+|(?:合计|总计|小计).+|all campaigns|overall")
_FOOTER = re.compile(r"(?:©|\(c\) ?\d{4}|@\d{4}|copyright\b).*|.*\ball rights reserved\.?|.*版权所有.*")
_LONGEST_LABEL = 200
_FEW = 3
"""A column that is empty in so few rows only may be a totals row's."""
_LEAST_OTHERS = 2
"""Rows that a row must be the sum of, at the least, to be their total."""
_NARROW = 2
_EMPTY = frozenset(mark for null in NULL_MARKS for mark in (null, null.upper(), f" {null}"))


@dataclass(slots=True)
class Swept:
    """What was found on the way; it fills up as stretches pass."""

    dropped: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Reason -> lines."""
    totals: list[tuple[int, str, Row]] = field(default_factory=list)
    """(line, label, row) of the totals rows."""
    footers: list[str] = field(default_factory=list)
    torn: list[tuple[int, int]] = field(default_factory=list)
    """(line, cells) of rows with too many cells, or too few where one is needed."""
    short: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)
    suspects: dict[int, str] = field(default_factory=dict)
    """Line -> label of rows kept that may be totals: their sums decide."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the sweep must know of a file's columns."""

    header: tuple[str, ...]
    wanted: frozenset[int]
    """Places of the columns that are used."""
    measures: frozenset[int]
    """Places of those that hold numbers."""
    date: int | None

    @property
    def labels(self) -> tuple[int, ...]:
        """Places of the columns that are not read as numbers."""
        return tuple(place for place in range(len(self.header)) if place not in self.measures)


class Sweep:
    """One file's sweep."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.swept = Swept()
        self._width = len(layout.header)
        self._empty: defaultdict[int, list[int]] = defaultdict(list)
        self._rows = 0

    def keep(self, chunk: Chunk) -> Chunk:
        """Return the rows that are data, each as wide as the header."""
        chunk = self._even(chunk)
        if not chunk.rows:
            return chunk
        columns = list(zip(*chunk.rows, strict=True))
        gone: set[int] = set()
        for index in sorted(self._odd(columns)):
            if reason := self._reason(chunk.lines[index], chunk.rows[index]):
                self.swept.dropped[reason].append(chunk.lines[index])
                gone.add(index)
        self._watch_empty(chunk, columns, gone)
        return _without(chunk, gone) if gone else chunk

    def finish(self) -> Swept:
        """Name the rows that are alone in having no label; they may be totals."""
        for lines in self._empty.values():
            if len(lines) <= _FEW and self._rows - len(lines) >= _LEAST_OTHERS:
                for line in lines:
                    self.swept.suspects.setdefault(line, "")
        return self.swept

    def _even(self, chunk: Chunk) -> Chunk:
        """Bring every row to the header's width, where that loses nothing."""
        width = self._width
        if all(len(row) == width for row in chunk.rows):
            return chunk
        lines: list[int] = []
        rows: list[Row] = []
        for line, row in zip(chunk.lines, chunk.rows, strict=True):
            evened = row if len(row) == width else self._evened(line, row)
            if evened is not None:
                lines.append(line)
                rows.append(evened)
        return Chunk(lines, rows)

    def _evened(self, line: int, row: Row) -> Row | None:
        filled = [cell for cell in row if cell.strip()]
        padded = [*row[: self._width], *[""] * (self._width - len(row))]
        if len(row) > self._width:
            if any(cell.strip() for cell in row[self._width :]):
                self.swept.torn.append((line, len(row)))
                return None
            self.swept.long.append(line)
            return padded
        if len(filled) <= 1 or any(is_total(cell) or _is_footer(cell) for cell in filled):
            reason = self._reason(line, padded) or "footer"
            if reason == "footer" and filled and filled[0] not in self.swept.footers:
                self.swept.footers.append(filled[0])
            self.swept.dropped[reason].append(line)
            return None
        if any(place in self.layout.wanted for place in range(len(row), self._width)):
            self.swept.torn.append((line, len(row)))
            return None
        self.swept.short.append(line)
        return padded

    def _odd(self, columns: Sequence[Row]) -> set[int]:
        """Return the rows whose labels look odd, or that hold no number at all."""
        odd: set[int] = set()
        for place in self.layout.labels:
            column = columns[place]
            flagged = {cell for cell in set(column) if not cell[:1].isdigit() and self._is_odd(cell, place)}
            if flagged:
                odd.update(index for index, cell in enumerate(column) if cell in flagged)
        measures = [columns[place] for place in sorted(self.layout.measures)]
        if not any(_EMPTY.isdisjoint(column) for column in measures):
            odd.update(index for index, cells in enumerate(zip(*measures, strict=True)) if all(map(is_null, cells)))
        return odd

    def _is_odd(self, cell: str, place: int) -> bool:
        return cell == self.layout.header[place] or is_total(cell) or _is_footer(cell) or _is_like_a_total(cell)

    def _reason(self, line: int, row: Row) -> str | None:
        """Say why a row is no data; None where it is."""
        filled = [cell for cell in row if cell.strip()]
        if not filled:
            return "blank_line"
        if all(cell.strip() == name.strip() for cell, name in zip(row, self.layout.header, strict=True)):
            return "repeated_header"
        labels = [row[place] for place in self.layout.labels]
        if label := next((cell for cell in labels if is_total(cell)), None):
            self.swept.totals.append((line, label.strip(), row))
            return "totals_row"
        if len(filled) == 1 and self._is_remark(row):
            return "comment" if filled[0].lstrip().startswith("#") else self._footer(filled[0])
        if any(_is_footer(cell) for cell in labels) and all(is_null(row[place]) for place in self.layout.measures):
            return self._footer(filled[0])
        if label := next((cell for cell in labels if _is_like_a_total(cell)), None):
            self.swept.suspects[line] = label.strip()
        return None

    def _is_remark(self, row: Row) -> bool:
        """Say whether a row's only cell is a remark: in the first column, and no day where days stand."""
        if self._width <= _NARROW and self.layout.date != 0:
            return False
        return bool(row[0].strip()) and (self.layout.date != 0 or read_day(row[0]) is None)

    def _footer(self, text: str) -> str:
        if text not in self.swept.footers:
            self.swept.footers.append(text.strip())
        return "footer"

    def _watch_empty(self, chunk: Chunk, columns: Sequence[Row], gone: Collection[int]) -> None:
        """Keep the lines on which a label is empty, as long as they are few."""
        self._rows += len(chunk.rows) - len(gone)
        for place in self.layout.labels:
            lines, column = self._empty[place], columns[place]
            if len(lines) <= _FEW and "" in column:
                empty = [line for index, line in enumerate(chunk.lines) if not column[index] and index not in gone]
                lines.extend(empty[: _FEW + 1])


def _without(chunk: Chunk, gone: Collection[int]) -> Chunk:
    kept = [index for index in range(len(chunk.rows)) if index not in gone]
    return Chunk([chunk.lines[index] for index in kept], [chunk.rows[index] for index in kept])


@lru_cache(maxsize=50_000)
def _label(cell: str) -> str:
    """Fold a label; empty for what is a number, or too long to be one."""
    if not cell or cell[0].isdigit() or len(cell) > _LONGEST_LABEL:
        return ""
    return plain_text(cell).casefold()


def is_total(cell: str) -> bool:
    """Say whether a label is a totals row's, in the languages that exports come in."""
    return bool((label := _label(cell)) and _TOTAL.fullmatch(label))


def _is_like_a_total(cell: str) -> bool:
    return bool((label := _label(cell)) and _LIKE_A_TOTAL.fullmatch(label))


def _is_footer(cell: str) -> bool:
    return bool((label := _label(cell)) and _FOOTER.fullmatch(label))
