"""What a file's other columns say of its decimal mark: they settle it where the measures leave it open."""

import re
from operator import itemgetter

from generator.data.numbers import Cell, evidence
from generator.data.numerals import is_null, numeral
from generator.data.sheet import Chunk

_LETTER = re.compile(r"[A-Za-z]")


class Beside:
    """The columns beside the measures, looked at stretch by stretch; columns that hold anything but numbers are out."""

    def __init__(self, places: frozenset[int]) -> None:
        self._places = set(places)
        self._settled: dict[int, dict[str, Cell]] = {}

    def add(self, chunk: Chunk) -> None:
        """Look at some rows."""
        for place in sorted(self._places):
            cells = list(map(itemgetter(place), chunk.rows))
            joined = "".join(cells)
            if "." not in joined and "," not in joined:
                if not joined.isascii() or _LETTER.search(joined):
                    self._leave(place)
            elif all(is_null(cell) or numeral(cell) for cell in dict.fromkeys(cells)):
                for mark, cell in evidence(cells, chunk.lines).settled.items():
                    self._settled.setdefault(place, {}).setdefault(mark, cell)
            else:
                self._leave(place)

    def _leave(self, place: int) -> None:
        self._places.discard(place)
        self._settled.pop(place, None)

    @property
    def marks(self) -> frozenset[str]:
        """The decimal marks that these columns prove."""
        return frozenset(mark for settled in self._settled.values() for mark in settled)
