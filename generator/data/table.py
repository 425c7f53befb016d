"""What the data layer hands on: one tidy table a campaign, and the story of how it was read.

`CampaignData.series` and `CampaignData.totals` are pandas frames with promised columns; nothing above this
folder sees a file, a database or a raw row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.spec.model import Period

TOTAL = ""
"""Value of `dimension` and `segment` on the rows that stand for the whole campaign."""

ROWS_OF = "rows of "
"""What the columns of `totals` begin with that count one source's rows; its name follows."""

NO_DIMENSION_VALUE = "(none)"
"""Segment of the rows whose cell in the dimension's column is empty."""


class Grain(StrEnum):
    """How the rows of a campaign's sources are dated after reading: the step of the series."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    NONE = "none"


class NoteKind(StrEnum):
    """What happened to the data on the way in."""

    DROPPED = "dropped"
    GUESSED = "guessed"
    REPAIRED = "repaired"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was dropped, guessed or repaired, or that a reader should know.

    `code` names a sentence in the catalogue of words (`note.<code>`), `values` fill it in; `rows` are line numbers in
    the file as an editor or a spreadsheet counts them, from 1.
    """

    kind: NoteKind
    code: str
    file: str
    rows: tuple[int, ...] = ()
    values: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that was read. `file` is relative to the campaign's folder."""

    file: str
    source: str
    sha256: str
    size: int
    rows: int
    """Data rows used, after those dropped."""
    encoding: str | None
    """None for formats that carry their own (XLSX, Parquet)."""
    delimiter: str | None
    decimal: str | None
    dropped: tuple[tuple[int, str], ...] = ()
    """(row, reason code) of each dropped row; reason codes as in Note.code."""


@dataclass(frozen=True, slots=True)
class ControlSeries:
    """A series that the campaign could not move, from its own source alone."""

    name: str
    """source.measure, with its segments where it has some: `market.searches region=north`."""
    source: str
    measure: str
    days: NDArray[np.datetime64]
    """Ascending, each once."""
    values: NDArray[np.float64]
    """The measure's sum on each."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Totals of one dimension's segments within another's, for the two that a source names first."""

    dimensions: tuple[str, str]
    """Outer and inner."""
    cells: tuple[tuple[str, str], ...]
    """Outer and inner segment of each cell, sorted."""
    sums: Mapping[str, Mapping[str, NDArray[np.float64]]]
    """Window -> leaf key of a sum or count -> one entry a cell, NaN where it has none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a KPI was planned to bring. All are equally long, in the order of days; no two rows share a day."""

    starts: NDArray[np.int64]
    """First day of each row, counted from 1 January 1970."""
    ends: NDArray[np.int64]
    """Its last day, included: of a plan by weeks or months, days after the first."""
    amounts: NDArray[np.float64]

    def between(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what is planned for each stretch of days, both ends included; a row is spread evenly over its own."""
        edges = np.union1d(self.starts, self.ends + 1)
        until = np.zeros(len(edges))
        for start, end, amount in zip(self.starts, self.ends, self.amounts, strict=True):
            until += amount * np.clip((edges - start) / (end + 1 - start), 0.0, 1.0)
        return np.asarray(np.interp(ends + 1, edges, until) - np.interp(starts, edges, until))


@dataclass(frozen=True, slots=True)
class CampaignData:
    """Everything later steps need of a campaign's data.

    `series`: one row per step of the grain, for the whole and for each segment of each dimension; columns
    `date` (datetime64, NaT where the rows have none), `dimension`, `segment` (both TOTAL for the whole), then one
    float64 column per leaf key (`metrics.formula.Leaf.key`; NaN where no row had a value). Sorted by dimension,
    segment, date. Covers every dated row of the sources up to `as_of`, not only the campaign's period.

    `totals`: one row per window ("campaign", "baseline") and segment as above, also where a window has no row of the
    segment; columns `window`, `dimension`, `segment`, `rows` (int64, source rows), `rows of <source>` for each source
    (int64), then the leaf columns, aggregated by their own function over the whole window. The "baseline" window is
    there only where the baseline is a period.
    """

    series: pd.DataFrame
    totals: pd.DataFrame
    windows: Mapping[str, Period]
    grain: Grain
    """Of the series: the coarsest of the sources' own."""
    files: tuple[FileRecord, ...]
    notes: tuple[Note, ...]
    unsummable: Mapping[tuple[str, str, str], Mapping[str, int]] = field(default_factory=dict)
    """Window, dimension and segment -> leaf keys of sums over measures that do not add up, where more than one row of
    that window and segment would have been added -> rows."""
    sources_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Measure -> the sources that give it, so that a KPI can name the rows it rests on."""
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    """First and last dated row used."""
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Dimension -> its segments, largest first."""
    controls: tuple[ControlSeries, ...] = ()
    """In the spec's order; those that have no dated row are left out."""
    crossed: Crossed | None = None
    """None where no source has two dimensions, or they have too many cells to be told."""
    plans: Mapping[str, Plan] = field(default_factory=dict)
    """Metric of a KPI with a plan file -> the plan."""
    daily: pd.DataFrame | None = None
    """Where some sources are by day and others by week or month: the series of those by day alone, columns as in
    `series`. A formula over their measures only has this series, any other that of the coarser steps."""
    grains: Mapping[str, Grain] = field(default_factory=dict)
    """There too: measure -> the coarsest grain of the sources that give it."""
