"""A campaign's sources as one stack of rows: nothing after `as_of`, each one's grain, and how they fit together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from generator.data.blanks import one_sided
from generator.data.complaints.currencies import mixed_currencies, other_currency
from generator.data.currencies import distinct_currencies, is_other
from generator.data.dates import Days, coarsen, find_grain, week_starts
from generator.data.filerows import FileRows, take
from generator.data.notes import note
from generator.data.request import Request
from generator.data.table import FileRecord, Grain, Note, NoteKind, Plan
from generator.data.twice import counted_twice, same_files
from generator.errors import Problem, ReportError
from generator.text import Text, joined, say

_ORDER = (Grain.NONE, Grain.DAY, Grain.WEEK, Grain.MONTH)


@dataclass(frozen=True, slots=True)
class SourceRows:
    """A source, read."""

    name: str
    date_column: str | None
    files: tuple[FileRows, ...]
    notes: tuple[Note, ...]

    @property
    def days(self) -> Days:
        """Every row's day; NaT where the source has none."""
        return np.concatenate([np.empty(0, dtype="datetime64[D]"), *map(_days_of, self.files)])

    @property
    def size(self) -> int:
        """Number of rows, or of groups of rows."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Stack:
    """A campaign's rows, ready to be added up."""

    request: Request
    sources: tuple[SourceRows, ...]
    grain: Grain
    """The coarsest of the sources' own."""
    notes: tuple[Note, ...]
    records: tuple[FileRecord, ...]
    grains: Mapping[str, Grain]
    """Source -> its own grain."""
    plans: Mapping[str, Plan] = field(default_factory=dict)
    """Metric -> what was planned for it."""

    @property
    def is_mixed(self) -> bool:
        """True where some rows are by day and others by week or month."""
        return self.grain is not Grain.DAY and Grain.DAY in self.grains.values()


def assemble(request: Request, sources: Sequence[SourceRows]) -> Stack:
    """Put a campaign's sources together, each at its own grain; raises ReportError where they do not fit together."""
    notes = [one for source in sources for one in source.notes]
    _check_currencies(request, sources)
    if same := [one for s in sources for one in same_files(request.campaign.at("sources", s.name, "files"), s.files)]:
        raise ReportError(same)
    notes.extend(one for source in sources for one in counted_twice(source.files))
    grains = {source.name: _grain(source) for source in sources}
    notes.extend(_grain_note(source, grains[source.name]) for source in sources if source.date_column and source.size)
    grain = _common(request, sources, grains)
    notes.extend(one for source in sources for one in _fit_notes(source, grains[source.name], grain))
    cut = [_until(source, request.as_of, notes) for source in sources]
    notes.extend(one for source in cut for one in one_sided(request, source.name, source.files))
    records = tuple(record for source in cut for file in source.files for record in file.records)
    return Stack(request, tuple(cut), grain, tuple(notes), records, grains)


def aligned(stack: Stack) -> Stack:
    """Take the days of finer sources to the steps of the coarsest one."""
    if not stack.is_mixed:
        return stack
    coarse = [source for source in stack.sources if stack.grains[source.name] is stack.grain]
    starts = frozenset[int]().union(*(week_starts(np.unique(source.days)) for source in coarse))
    first = next(iter(starts)) if stack.grain is Grain.WEEK else 0
    sources = tuple(_aligned(source, stack, first) for source in stack.sources)
    dated = {name: Grain.NONE if grain is Grain.NONE else stack.grain for name, grain in stack.grains.items()}
    return replace(stack, sources=sources, grains=dated)


def _days_of(file: FileRows) -> Days:
    return np.full(file.size, "NaT", dtype="datetime64[D]") if file.days is None else file.days


def _grain(source: SourceRows) -> Grain:
    if source.date_column is None:
        return Grain.NONE
    said = {file.grain for file in source.files if file.grain}
    return find_grain(source.days, source.date_column, max(said, key=_ORDER.index) if said else None)


def _grain_note(source: SourceRows, grain: Grain) -> Note:
    days = source.days
    steps = len(np.unique(days[~np.isnat(days)]))
    return note(NoteKind.GUESSED, "grain", "", source=source.name, grain=grain.value, steps=steps)


STEPS: Mapping[Grain, Text] = {
    Grain.DAY: say(en=Grain.DAY.value, zh="日"),
    Grain.WEEK: say(en=Grain.WEEK.value, zh="周"),
    Grain.MONTH: say(en=Grain.MONTH.value, zh="月"),
    Grain.NONE: say(en=Grain.NONE.value, zh="整个时段"),
}


def _common(request: Request, sources: Sequence[SourceRows], grains: Mapping[str, Grain]) -> Grain:
    """Return the coarsest grain; weeks and months, or weeks that start on different days, do not fit together."""
    campaign, found = request.campaign, set(grains.values())
    if {Grain.WEEK, Grain.MONTH} <= found:
        listed = joined([
            say(en="`{name}` by {grain}", zh="`{name}` 按{grain}", name=name, grain=STEPS[grain])
            for name, grain in grains.items()
        ])  # fmt: skip
        raise ReportError([
            Problem(campaign.at("sources"), say(en="the sources have steps that do not fit together: {listed}",
                                                   zh="各来源的时间粒度对不上：{listed}", listed=listed),
                    say(en="steps that can be added up to one another", zh="可以相互累加的粒度"),
                    say(en="export them all by day, or all by week or month", zh="全部按日导出，或全部按周、按月导出"))
        ])  # fmt: skip
    starts = frozenset[int]().union(
        *(week_starts(np.unique(source.days)) for source in sources if grains[source.name] is Grain.WEEK)
    )
    if len(starts) > 1:
        raise ReportError([
            Problem(campaign.at("sources"), say(en="the sources' weeks start on different days of the week",
                                                   zh="各来源的一周从不同的星期几开始"),
                    say(en="weeks that start on the same day", zh="从同一个星期几开始的周"),
                    say(en="export them by day", zh="按日导出"))
        ])  # fmt: skip
    return max(found, key=_ORDER.index)


def _fit_notes(source: SourceRows, own: Grain, grain: Grain) -> list[Note]:
    """Say how a source goes with coarser ones, or with dated ones where it has no dates."""
    if own is grain:
        return []
    if own is Grain.NONE:
        return [note(NoteKind.WARNING, "undated_source", "", source=source.name)] if source.size else []
    values: dict[str, Any] = {"source": source.name, "from": own.value, "to": grain.value}
    return [note(NoteKind.REPAIRED, "grain_coarsened", "", **values)]


def _aligned(source: SourceRows, stack: Stack, week_start: int) -> SourceRows:
    if stack.grains[source.name] in {Grain.NONE, stack.grain}:
        return source
    files = tuple(
        file if file.days is None else replace(file, days=coarsen(file.days, stack.grain, week_start))
        for file in source.files
    )
    return replace(source, files=files)


def _until(source: SourceRows, as_of: date, notes: list[Note]) -> SourceRows:
    """Leave out the rows dated after `as_of`."""
    return replace(source, files=tuple(_file_until(file, as_of, notes) for file in source.files))


def _file_until(file: FileRows, as_of: date, notes: list[Note]) -> FileRows:
    if file.days is None:
        return file
    late = file.days > np.datetime64(as_of)
    if not late.any():
        return file
    lines = file.lines[late].tolist() if len(file.lines) else []
    count = int(file.rows[late].sum()) if file.rows is not None else int(late.sum())
    record = file.records[0]
    notes.append(note(NoteKind.DROPPED, "after_as_of", record.file, lines, count=count, as_of=as_of.isoformat()))
    dropped = tuple(sorted((*record.dropped, *((line, "after_as_of") for line in lines))))
    records = (replace(record, rows=record.rows - count, dropped=dropped), *file.records[1:])
    if len(file.records) > 1:
        records = file.records
    return take(replace(file, records=records), ~late)


def _check_currencies(request: Request, sources: Sequence[SourceRows]) -> None:
    """Find money in several currencies, or in another than the campaign's; raises ReportError."""
    seen: dict[str, str] = {}
    for source in sources:
        for file in source.files:
            for currency, where in file.currencies.items():
                seen.setdefault(currency, f"{file.records[0].file}, {where}")
    found = distinct_currencies(seen)
    campaign = request.campaign
    if len(found) > 1:
        raise ReportError([mixed_currencies(campaign.at("sources"), found)])
    own = campaign.currency
    other = {currency: where for currency, where in found.items() if own and is_other(currency, own)}
    if own and other:
        raise ReportError([other_currency(campaign.at("currency"), own, *one) for one in other.items()])
