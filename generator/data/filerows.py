"""One file of a source, read: days, dimensions and numbers by row, or by group of rows that a database summed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from generator.data.dates import Days
from generator.data.table import FileRecord, Grain

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FileRows:
    """Rows (or groups of rows) of one file, or of files scanned as one. Everything has one entry a row."""

    records: tuple[FileRecord, ...]
    """The file, or the files that were scanned as one."""
    lines: NDArray[np.int64]
    """Line of each row in its file; empty where the format has none."""
    days: Days | None
    """None where the source has no dates."""
    dimensions: Mapping[str, Sequence[str]]
    values: Mapping[str, Values]
    """Measure -> its number in each row, or its sum in each group."""
    grain: Grain | None = None
    """What the date cells themselves say (months, weeks), if they do."""
    rows: NDArray[np.int64] | None = None
    """Source rows behind each group; None where each is one row."""
    atoms: Mapping[tuple[str, str], Values] = field(default_factory=dict)
    """(measure, atom) -> its value in each group, the atoms sum, count, min, max and distinct; empty where each is one
    row."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Currency -> where it was seen."""
    keys: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """One number a row that is the same only for rows with the same cells; empty where that was not looked at."""

    def atom(self, measure: str, which: str) -> Values:
        """Return what is kept of a measure: for single rows its value is its sum, least and greatest at once."""
        if (measure, which) in self.atoms:
            return self.atoms[measure, which]
        values = self.values[measure]
        if which == "count":
            return (~np.isnan(values)).astype(np.float64)
        return values

    @property
    def size(self) -> int:
        """Number of rows or groups."""
        return len(next(iter(self.values.values()), self.lines))


def take(file: FileRows, kept: NDArray[np.bool_]) -> FileRows:
    """Return some of a file's rows."""
    indices = np.flatnonzero(kept).tolist()
    return replace(
        file,
        lines=file.lines[kept] if len(file.lines) else file.lines,
        days=None if file.days is None else file.days[kept],
        dimensions={name: [cells[index] for index in indices] for name, cells in file.dimensions.items()},
        values={measure: values[kept] for measure, values in file.values.items()},
        rows=None if file.rows is None else file.rows[kept],
        atoms={key: values[kept] for key, values in file.atoms.items()},
        keys=file.keys[kept] if len(file.keys) else file.keys,
    )
