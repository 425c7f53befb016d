"""How the data was read: a part of a campaign's results.json."""

from collections.abc import Mapping

from generator.compare.result.base import ResultModel


class DroppedRow(ResultModel):
    """A row that was left out."""

    row: int
    why: str


class FileResult(ResultModel):
    """A file that was read."""

    file: str
    source: str
    sha256: str
    size: int
    rows: int
    dropped: tuple[DroppedRow, ...]
    encoding: str | None
    delimiter: str | None
    decimal: str | None


class NoteResult(ResultModel):
    """What was dropped, guessed or repaired on reading, or should be known."""

    kind: str
    code: str
    file: str
    rows: tuple[int, ...]
    values: Mapping[str, str | int | float]
