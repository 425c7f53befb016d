"""A file of rows as every reader hands it on: a header, what stood above it, and rows of text with their lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.data.table import Note

CHUNK = 50_000
"""Rows held as text at once."""
CELLS = 5_000_000
"""Cells held as text at once: of wide tables fewer rows."""
HEAD = 60
"""Rows among which the header is looked for."""

UNSTORED = "\0="
"""Cell of a wanted column whose formula came without a value; no text can hold a NUL, so it is nothing else."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows, and each one's line in the file, from 1."""

    lines: Sequence[int]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's table. Numbers that the format itself types come in scientific notation wherever they have a point."""

    header: tuple[str, ...]
    header_line: int
    above: tuple[tuple[int, str], ...]
    """(line, text) of every row over the header that is not blank."""
    chunks: Iterator[Chunk]
    """To be read once."""
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[Note, ...] = ()
    close: Callable[[], None] = lambda: None
    """To be called when the rows are read, or given up."""


def typed_number(number: float) -> str:
    """Write a number that came typed so that no decimal mark can make another one of it."""
    if float(number).is_integer() and abs(number) < 1e15:  # noqa: PLR2004 whole numbers are exact below
        return str(int(number))
    text = repr(float(number))
    return text if "e" in text else f"{text}e0"


def typed_text(cell: object) -> str:
    """Write a value that came typed, as a cell of a text file would hold it; nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return typed_number(cell) if isinstance(cell, (int, float)) else str(cell)
