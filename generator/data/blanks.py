"""Cells that are missing on one side of a ratio only: they count as nothing there, and what stands beside them in full.

Rows on which the other measure is empty or 0 too say nothing either way and are passed over.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data.filerows import FileRows
from generator.data.notes import note
from generator.data.request import Request
from generator.data.table import Note, NoteKind


def one_sided(request: Request, source: str, files: Sequence[FileRows]) -> Iterator[Note]:
    """Warn by file and column of rows in the campaign's windows where a ratio has one of its two measures only."""
    columns = request.campaign.sources[source].measures
    beside: dict[str, dict[str, list[str]]] = {}
    for metric, top, bottom in request.ratios:
        if top in columns and bottom in columns:
            for empty, other in ((top, bottom), (bottom, top)):
                beside.setdefault(empty, {}).setdefault(other, []).append(metric)
    for file in files:
        counted = _counted(request, file)
        for empty, others in beside.items():
            yield from _missing(file, counted, empty, others, columns)


def _missing(
    file: FileRows,
    counted: NDArray[np.bool_],
    empty: str,
    others: Mapping[str, Sequence[str]],
    columns: Mapping[str, str],
) -> Iterator[Note]:
    if empty not in file.values:
        return
    blank = counted & np.isnan(file.values[empty])
    filled = {other: blank & (np.nan_to_num(file.values[other]) != 0) for other in others if other in file.values}
    found = {other: rows for other, rows in filled.items() if rows.any()}
    if not found:
        return
    rows = np.logical_or.reduce(list(found.values()))
    yield note(
        NoteKind.WARNING,
        "one_sided",
        file.records[0].file,
        file.lines[rows].tolist() if len(file.lines) else (),
        column=columns[empty],
        other=", ".join(columns[other] for other in found),
        count=int(rows.sum()) if file.rows is None else int(file.rows[rows].sum()),
        kpis=", ".join(dict.fromkeys(metric for other in found for metric in others[other])),
    )


def _counted(request: Request, file: FileRows) -> NDArray[np.bool_]:
    """Return which rows lie in the campaign's period or its baseline; all where they have no dates."""
    if file.days is None:
        return np.ones(file.size, dtype=np.bool_)
    campaign = request.campaign
    periods = [campaign.period]
    if campaign.baseline and campaign.baseline.period:
        periods.append(campaign.baseline.period)
    counted = np.zeros(file.size, dtype=np.bool_)
    for period in periods:
        counted |= (file.days >= np.datetime64(period.start)) & (file.days <= np.datetime64(period.end))
    return counted
