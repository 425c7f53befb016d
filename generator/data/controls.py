"""Control series: what a campaign could not move, each added up by day from the rows of its own source."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from generator.data.assemble import SourceRows, Stack
from generator.data.filerows import FileRows
from generator.data.table import ControlSeries
from generator.spec.model import Control

Sums = dict[np.datetime64, float]


def control_series(stack: Stack) -> tuple[ControlSeries, ...]:
    """Return the series of every control that has dated rows; one with `each` gives a series a segment, by name."""
    sources = {source.name: source for source in stack.sources}
    found: dict[str, ControlSeries] = {}
    for control in stack.request.campaign.controls:
        for series in _of(control, sources[control.source]):
            found.setdefault(series.name, series)
    return tuple(found.values())


def _of(control: Control, source: SourceRows) -> Iterator[ControlSeries]:
    for segment in _segments(control, source):
        where = dict(control.where) | ({control.each: segment} if control.each and segment is not None else {})
        sums: Sums = {}
        for file in source.files:
            _add(sums, file, control.measure, where)
        if sums:
            days = np.array(sorted(sums), dtype="datetime64[D]")
            name = f"{control.source}.{control.measure}" + "".join(f" {key}={value}" for key, value in where.items())
            values = np.array([sums[day] for day in sorted(sums)])
            yield ControlSeries(name, control.source, control.measure, days, values)


def _segments(control: Control, source: SourceRows) -> list[str | None]:
    """Return the segments that are controls of their own, sorted; one None where the control is a single series."""
    if control.each is None:
        return [None]
    return [*sorted({cell for file in source.files for cell in file.dimensions.get(control.each, ())})]


def _add(sums: Sums, file: FileRows, measure: str, where: Mapping[str, str]) -> None:
    """Add a file's rows of these segments, by day."""
    if file.days is None or measure not in file.values:
        return
    values = file.atom(measure, "sum")
    kept = ~np.isnat(file.days) & ~np.isnan(values)
    for dimension, segment in where.items():
        kept &= _is(file, dimension, segment)
    days, places = np.unique(file.days[kept], return_inverse=True)
    for day, total in zip(days, np.bincount(places, values[kept], len(days)), strict=True):
        sums[day] = sums.get(day, 0.0) + float(total)


def _is(file: FileRows, dimension: str, segment: str) -> NDArray[np.bool_]:
    cells = file.dimensions.get(dimension)
    if cells is None:
        return np.zeros(file.size, dtype=bool)
    return np.fromiter((cell == segment for cell in cells), dtype=bool, count=file.size)
