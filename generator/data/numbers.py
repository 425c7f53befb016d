"""A file's columns of numbers: the decimal mark decided once a file, then every cell read by it.

A column of plain numbers is recognised as a whole and read at once; only the others are looked at cell by cell.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generator.data.numerals import NO, YES, is_null, numeral, plain_text
from generator.spec.model import Unit

_PLAIN = re.compile(r"[-\de.\n]*")
_POINT_IS_DECIMAL = re.compile(r"(?:^|[\n-])0?\.\d|(?:^|[\n-])0\.|\d{4}\.|\.\d{0,2}(?:\n|$)|\.\d{4}")
_UNGROUPED_THOUSANDS = re.compile(r"(?:^|[\n-])\d{4,}(?:[.,\n]|$)")


Cell = tuple[int, str]
"""A cell's line in its file, and its text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a column says about the decimal mark: mark -> the first cell that shows it."""

    settled: Mapping[str, Cell] = field(default_factory=dict)
    open: Mapping[str, Cell] = field(default_factory=dict)
    ungrouped: bool = False
    """True where thousands stand without grouping, so that a lone mark does not group."""
    plain: bool = False
    """True where no cell could be another number by another decimal mark than the point."""

    def __add__(self, other: "Evidence") -> "Evidence":
        """Put the evidence of two stretches of a column together."""
        return Evidence(
            {**other.settled, **self.settled},
            {**other.open, **self.open},
            self.ungrouped or other.ungrouped,
            self.plain and other.plain,
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """A file's decimal mark, None where no cell needs one. Cells are (column, line, text)."""

    decimal: str | None
    guessed: tuple[str, Cell] | None = None
    """The cell it was guessed from, if it was guessed."""
    ambiguous: tuple[str, Cell] | None = None
    """The first cell that can be read in two ways, where nothing settles it."""
    conflict: tuple[tuple[str, Cell], tuple[str, Cell]] | None = None
    """Two cells that prove different marks."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column read; the lists hold indices of cells, with the text of the first of each kind."""

    values: NDArray[np.float64]
    cleaned: Mapping[int, str] = field(default_factory=dict)
    """Cells read past thousands marks, currencies, percent signs and the like."""
    nulls: Mapping[int, str] = field(default_factory=dict)
    blanks: Mapping[int, str] = field(default_factory=dict)
    bad: Mapping[int, str] = field(default_factory=dict)
    """Cells that are no numbers; their values are NaN."""
    percents: int = 0
    currencies: frozenset[str] = frozenset()
    yes_no: tuple[str, str] | None = None
    """The words that were read as 1 and 0, where they were."""


def evidence(cells: Sequence[str], lines: Sequence[int]) -> Evidence:
    """Look for cells that prove a decimal mark, and for those that could be read in two ways."""
    joined = "\n".join(cells)
    ungrouped = bool(_UNGROUPED_THOUSANDS.search(joined))
    if _PLAIN.fullmatch(joined):
        if "." not in joined:
            return Evidence(ungrouped=ungrouped, plain=True)
        if proof := _POINT_IS_DECIMAL.search(joined):
            index = joined.count("\n", 0, proof.start() + (joined[proof.start()] == "\n"))
            return Evidence({".": (lines[index], cells[index])}, {}, ungrouped, plain=True)
    settled: dict[str, Cell] = {}
    either: dict[str, Cell] = {}
    for cell in dict.fromkeys(cells):
        found = None if is_null(cell) else numeral(cell)
        if found is None:
            continue
        if found.settles and found.settles not in settled:
            settled[found.settles] = (lines[cells.index(cell)], cell)
        elif found.mark and found.mark not in either:
            either[found.mark] = (lines[cells.index(cell)], cell)
    return Evidence(settled, either, ungrouped)


def decide(
    columns: Mapping[str, tuple[Evidence, Unit]], hint: str | None, beside: Collection[str], delimiter: str | None
) -> Decision:
    """Decide a file's decimal mark from all of its columns of numbers.

    The source's own `decimal` counts first; then cells with one reading, in the measures or, if in none of them, in
    the columns `beside` them (the marks that those prove); then a column whose thousands stand ungrouped; then a column
    of counts, where `1,234` is no decimal unless semicolons part the cells. Else the file is ambiguous.
    """
    if hint:
        return Decision(hint)
    proofs = {
        mark: (name, found.settled[mark])
        for mark in ".,"
        for name, (found, _) in reversed(tuple(columns.items()))
        if mark in found.settled
    }
    if len(proofs) > 1:
        return Decision(None, conflict=(proofs["."], proofs[","]))
    if proofs:
        return Decision(next(iter(proofs)))
    doubts = [(name, mark, found, unit) for name, (found, unit) in columns.items() for mark in found.open]
    if not doubts:
        return Decision(None)
    if len(beside) == 1:
        return Decision(next(iter(beside)))
    return _guess(doubts, delimiter)


def _guess(doubts: Sequence[tuple[str, str, Evidence, Unit]], delimiter: str | None) -> Decision:
    """Settle a lone mark by what the column counts, or hand it up as ambiguous.

    Counts can be fractions (`1.333` conversions by an attribution model), so only a comma groups them, and only where
    it is not what the file writes its decimals with, as files with semicolons do.
    """
    grouped = [(unit is Unit.COUNT and mark == "," and delimiter != ";") for _, mark, _, unit in doubts]
    for (name, mark, found, _), groups in zip(doubts, grouped, strict=True):
        if found.ungrouped and not groups:
            return Decision(mark, guessed=(name, found.open[mark]))
    for (name, mark, found, _), groups in zip(doubts, grouped, strict=True):
        if groups and not found.ungrouped:
            return Decision(".", guessed=(name, found.open[mark]))
    name, mark, found, _ = doubts[0]
    return Decision(None, ambiguous=(name, found.open[mark]))


class NumberColumn:
    """A column gathered stretch by stretch; stretches that can mean one thing only are read at once."""

    def __init__(self, hint: str | None, unit: Unit) -> None:
        self._hint, self._whole = hint, unit is Unit.COUNT
        self._parts: list[Numbers | list[str]] = []
        self.evidence = Evidence(plain=True)

    def add(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        """Add a stretch."""
        found = evidence(cells, lines)
        self.evidence += found
        early = found.plain and self._hint != ","
        self._parts.append(read_numbers(cells, ".") if early else list(cells))

    def read(self, decimal: str | None) -> Numbers:
        """Read what was gathered, by the file's decimal mark."""
        read = _read_yes_no if self._is_yes_no() else partial(read_numbers, decimal=decimal)
        parts = [part if isinstance(part, Numbers) else read(part) for part in self._parts]
        if len(parts) == 1:
            return parts[0]
        starts = np.cumsum([0] + [len(part.values) for part in parts])
        moved = list(zip(starts.tolist(), parts, strict=False))
        return Numbers(
            np.concatenate([part.values for part in parts]) if parts else np.empty(0),
            {start + index: cell for start, part in moved for index, cell in part.cleaned.items()},
            {start + index: cell for start, part in moved for index, cell in part.nulls.items()},
            {start + index: cell for start, part in moved for index, cell in part.blanks.items()},
            {start + index: cell for start, part in moved for index, cell in part.bad.items()},
            sum(part.percents for part in parts),
            frozenset().union(*(part.currencies for part in parts)),
            next((part.yes_no for part in parts if part.yes_no), None),
        )

    def _is_yes_no(self) -> bool:
        """Say whether a column of counts has only yes and no, in all of its stretches."""
        if not self._whole or any(not np.isnan(part.values).all() for part in self._parts if isinstance(part, Numbers)):
            return False
        texts = {cell for part in self._parts if not isinstance(part, Numbers) for cell in part}
        words = {plain_text(cell).lower() for cell in texts if not is_null(cell)}
        return bool(words) and words <= YES | NO


def read_numbers(cells: Sequence[str], decimal: str | None) -> Numbers:
    """Read a stretch of a column by the file's decimal mark (None where no cell has one)."""
    if _PLAIN.fullmatch("\n".join(cells)) and decimal != ",":
        try:
            return Numbers(np.array(list(map(float, cells)), dtype=np.float64))
        except ValueError:
            pass  # an empty cell, or marks in odd places: cell by cell
    return _read_each(cells, decimal or ".")


def _read_each(cells: Sequence[str], decimal: str) -> Numbers:
    """Read distinct cells once each."""
    distinct = dict.fromkeys(cells)
    filled = [cell for cell in distinct if not is_null(cell)]
    known = {cell: numeral(cell) for cell in filled}
    numerals = {cell: found for cell, found in known.items() if found and found.fits(decimal)}
    values = {cell: found.value(decimal) for cell, found in numerals.items()}
    odd = {cell for cell in numerals if not _is_ordinary(cell, decimal)}
    nulls = {cell for cell in distinct if is_null(cell) and cell.strip()}
    blanks = {cell for cell in distinct if not cell.strip()}
    bad = set(filled) - set(numerals)
    percents = {cell for cell, found in numerals.items() if found.percent}
    return Numbers(
        np.array([values.get(cell, np.nan) for cell in cells], dtype=np.float64),
        _where(cells, odd),
        _where(cells, nulls),
        _where(cells, blanks),
        _where(cells, bad),
        sum(cell in percents for cell in cells) if percents else 0,
        frozenset(found.currency for found in numerals.values() if found.currency),
    )


def _where(cells: Sequence[str], chosen: Collection[str]) -> dict[int, str]:
    return {index: cell for index, cell in enumerate(cells) if cell in chosen} if chosen else {}


def _is_ordinary(cell: str, decimal: str) -> bool:
    """Say whether a cell is spelt as any program would: digits, a sign, the decimal mark, spaces around."""
    ordinary = rf"\s*-?\d+(?:{re.escape(decimal)}\d*)?(?:e[-+]?\d+)?\s*|\s*-?\d+(?:\.\d+)?e[-+]?\d+\s*"
    return bool(re.fullmatch(ordinary, cell, re.IGNORECASE | re.ASCII))


def _read_yes_no(cells: Sequence[str]) -> Numbers:
    """Read a column of yes and no as 1 and 0."""
    meaning = {cell: plain_text(cell).lower() for cell in dict.fromkeys(cells)}
    values = [1.0 if (word := meaning[cell]) in YES else 0.0 if word in NO else np.nan for cell in cells]
    yes = next((cell.strip() for cell, word in meaning.items() if word in YES), "yes")
    no = next((cell.strip() for cell, word in meaning.items() if word in NO), "no")
    return Numbers(np.array(values, dtype=np.float64), yes_no=(yes, no))
