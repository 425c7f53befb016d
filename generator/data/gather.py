"""What is kept of a file's rows as they pass: its lines, days and dimensions as text, and its numbers."""

import sys
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from generator.data.beside import Beside
from generator.data.columns import Matched, Wanted, fold
from generator.data.guard import Guard
from generator.data.numbers import NumberColumn
from generator.data.sheet import Chunk, Sheet
from generator.data.spans import end_column
from generator.spec.model import Campaign, MeasureSpec, Source, Unit

Lines = NDArray[np.int64]
_CURRENCY_COLUMNS = frozenset(
    {
        "currency",
        "currency code",
        "currencycode",
        "account currency",
        "币种",
        "货币",
        "货币代码",
        "währung",
        "devise",
        "moneda",
    }
)


@dataclass(frozen=True, slots=True)
class SourceAsk:
    """What is asked of a source."""

    campaign: Campaign
    name: str
    source: Source
    wanted: tuple[Wanted, ...]
    numbers: Mapping[str, str]
    """Measure -> column, where its numbers are needed."""
    labels: Mapping[str, str]
    """Measure -> column, where only its distinct cells are counted."""
    specs: Mapping[str, MeasureSpec]
    functions: Mapping[str, frozenset[str]]
    """Measure -> the aggregates of it that are needed."""
    launched: bool = True
    """False before the campaign's first day, when there need be no rows yet."""
    codes: MutableMapping[str, dict[str, int]] = field(default_factory=dict)
    """Measure -> cell -> the number that stands for it: the same in every file."""
    guard: Guard = field(default_factory=Guard)
    """How much may be read."""

    def spec(self, measure: str) -> MeasureSpec:
        """Return what is known of a measure."""
        return self.specs[measure]

    def unit(self, measure: str) -> Unit:
        """Return a measure's unit."""
        return self.specs[measure].unit


class Gathered:
    """The wanted columns of one file, filled stretch by stretch."""

    def __init__(self, ask: SourceAsk, sheet: Sheet, matched: Matched) -> None:
        self.ask, self.places = ask, matched.places
        self.lines = self.keys = np.empty(0, dtype=np.int64)
        """Line of each row; and one number a row that is the same only for rows with the same cells (with dates)."""
        self._lines: list[Lines] = []
        self.dates: list[str] = []
        self.ends: list[str] = []
        """Last days of rows that say from when to when they count."""
        self.dimensions: dict[str, list[str]] = {name: [] for name in ask.source.by}
        self.numbers = {measure: NumberColumn(ask.source.decimal, ask.unit(measure)) for measure in ask.numbers}
        used = {matched.places[column] for column in ask.numbers.values()}
        used |= {matched.places[ask.source.date]} if ask.source.date else set()
        self.beside = Beside(frozenset(range(len(sheet.header))) - used)
        """The other columns, as far as they are needed to settle the decimal mark."""
        self.labels: dict[str, list[str]] = {measure: [] for measure in ask.labels}
        self._keys: list[NDArray[np.int64]] = []
        self.currencies: dict[str, int] = {}
        date = ask.source.date
        self._end = end_column(sheet.header, matched.places[date]) if date else None
        self._currency = [place for place, name in enumerate(sheet.header) if fold(name) in _CURRENCY_COLUMNS]

    def add(self, chunk: Chunk) -> None:
        """Keep what is needed of some rows."""
        rows, places, ask = chunk.rows, self.places, self.ask
        if not rows:
            return
        self._lines.append(np.asarray(chunk.lines, dtype=np.int64))
        if ask.source.date:
            self.dates.extend(_column(rows, places[ask.source.date]))
            if self._end is not None:
                self.ends.extend(_column(rows, self._end))
            self._keys.append(np.fromiter(map(hash, map(tuple, rows)), dtype=np.int64, count=len(rows)))
        for name, cells in self.dimensions.items():
            cells.extend(_column(rows, places[name]))
        for measure, numbers in self.numbers.items():
            place = places[ask.numbers[measure]]
            numbers.add(list(map(itemgetter(place), rows)), chunk.lines)
        if not (ask.source.decimal or any(numbers.evidence.settled for numbers in self.numbers.values())):
            self.beside.add(chunk)
        for measure, labels in self.labels.items():
            labels.extend(_column(rows, places[ask.labels[measure]]))
        self._see_currencies(chunk)

    def _see_currencies(self, chunk: Chunk) -> None:
        for place in self._currency:
            column = list(map(itemgetter(place), chunk.rows))
            for cell in dict.fromkeys(column):
                if cell.strip():
                    self.currencies.setdefault(cell.strip().upper(), chunk.lines[column.index(cell)])

    def finish(self) -> None:
        """Put the stretches together."""
        self.lines = np.concatenate(self._lines) if self._lines else self.lines
        self.keys = np.concatenate(self._keys) if self._keys else self.keys

    def drop(self, gone: Sequence[int]) -> None:
        """Leave out rows, all but their numbers."""
        chosen = set(gone)
        self.lines, self.keys = np.delete(self.lines, gone), np.delete(self.keys, gone) if len(self.keys) else self.keys
        for cells in (self.dates, self.ends, *self.dimensions.values(), *self.labels.values()):
            cells[:] = [cell for index, cell in enumerate(cells) if index not in chosen]


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return a column whose few different cells are each held once."""
    return list(map(sys.intern, map(itemgetter(place), rows)))
