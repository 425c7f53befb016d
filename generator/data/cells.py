"""Where a cell stands in a file, for an error that an editor can jump to."""

from dataclasses import dataclass

from generator.data.files import DataFile
from generator.errors import Location


@dataclass(frozen=True, slots=True)
class CellFinder:
    """Finds the column at which a cell of a text file begins; in other formats, the cell's own number."""

    file: DataFile
    encoding: str | None
    delimiter: str | None

    def at(self, line: int, place: int) -> Location:
        """Return the location of the cell at `place` (from 0) of the row that begins on `line`."""
        if self.encoding is None or self.delimiter is None:
            return Location(self.file.at.file, line, None if self.encoding else place + 1)
        return Location(self.file.at.file, line, _begins(self._line(line), self.delimiter, place) + 1)

    def _line(self, wanted: int) -> str:
        """Return a line; read again, for an error is rare and keeping every line is not."""
        with self.file.path.open(encoding=self.encoding, newline=None) as stream:
            return next((text.rstrip("\n") for line, text in enumerate(stream, 1) if line == wanted), "")


def _begins(text: str, delimiter: str, place: int) -> int:
    """Return where a cell begins in its line; 0 where the line ends before it."""
    start = 0
    for _ in range(place):
        end = start
        if text.startswith('"', start):
            end = text.find('"', start + 1)
            while end >= 0 and text.startswith('""', end):
                end = text.find('"', end + 2)
        found = text.find(delimiter, max(end, start))
        if found < 0:
            return 0
        start = found + 1
    return start
