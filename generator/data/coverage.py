"""How a campaign's rows cover its period: steps that are missing, sources that do not reach as far as each other."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from generator.data.assemble import SourceRows, Stack, aligned
from generator.data.dates import Days, shown
from generator.data.notes import note
from generator.data.table import Grain, Note, NoteKind
from generator.spec.model import Period

_DAY = np.timedelta64(1, "D")
_WEEK = np.timedelta64(7, "D")


def coverage_notes(stack: Stack) -> Iterator[Note]:
    """Say what a reader should know of the days covered, and of measures and dimensions spread over sources."""
    dated = [source for source in stack.sources if source.date_column]
    campaign = stack.request.campaign
    until = min(campaign.period.end, stack.request.as_of)
    if dated and campaign.period.start <= until:
        period = Period(start=campaign.period.start, end=until)
        for grain in dict.fromkeys(stack.grains[source.name] for source in dated):
            days = [_distinct(source) for source in dated if stack.grains[source.name] is grain]
            yield from _gaps(np.unique(np.concatenate(days)), period, grain)
        steps = {source.name: _distinct(source) for source in aligned(stack).sources if source.date_column}
        yield from _differences(steps, period)
    yield from _spread([source for source in stack.sources if source.size])


def _distinct(source: SourceRows) -> Days:
    days = source.days
    return np.unique(days[~np.isnat(days)])


def _gaps(days: Days, period: Period, grain: Grain) -> Iterator[Note]:
    """Compare the steps there are with those there should be."""
    start, end = np.datetime64(period.start), np.datetime64(period.end)
    if grain in {Grain.WEEK, Grain.MONTH}:
        yield from _straddling(days, start, end, grain)
    inside = days[(days >= start) & (days <= end)]
    if not len(inside):
        return
    expected = _steps(inside[0], inside[-1], grain)
    missing = np.setdiff1d(expected, inside)
    if len(missing):
        yield note(
            NoteKind.WARNING, "missing_days", "", count=len(missing), grain=grain.value, first=shown(missing[0]),
            last=shown(missing[-1]),
        )  # fmt: skip
    if grain is Grain.DAY and inside[0] > start:
        yield note(NoteKind.WARNING, "starts_late", "", first=shown(inside[0]), start=shown(start))
    if grain is Grain.DAY and inside[-1] < end:
        yield note(NoteKind.WARNING, "ends_early", "", last=shown(inside[-1]), end=shown(end))


def _steps(first: np.datetime64, last: np.datetime64, grain: Grain) -> Days:
    if grain is Grain.MONTH:
        return np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return np.arange(first, last + _DAY, _WEEK if grain is Grain.WEEK else _DAY)


def _straddling(days: Days, start: np.datetime64, end: np.datetime64, grain: Grain) -> Iterator[Note]:
    """Say where a week or month lies across the period's edge: it counts where it begins."""
    after = days + _WEEK if grain is Grain.WEEK else (days.astype("datetime64[M]") + 1).astype("datetime64[D]")
    across = days[((days < start) & (after > start)) | ((days <= end) & (after > end + _DAY))]
    if len(across):
        yield note(
            NoteKind.WARNING, "straddling_steps", "", count=len(across), grain=grain.value, first=shown(across[0])
        )


def _differences(dated: dict[str, Days], period: Period) -> Iterator[Note]:
    """Say which days one source has and another lacks."""
    start, end = np.datetime64(period.start), np.datetime64(period.end)
    inside = {name: days[(days >= start) & (days <= end)] for name, days in dated.items()}
    for one, two in combinations(inside, 2):
        for source, other in ((one, two), (two, one)):
            lacking = np.setdiff1d(inside[source], inside[other])
            if len(lacking):
                yield note(
                    NoteKind.WARNING, "source_days_differ", "", source=source, other=other, count=len(lacking),
                    first=shown(lacking[0]),
                )  # fmt: skip


def _spread(sources: Sequence[SourceRows]) -> Iterator[Note]:
    """Say which measures are added up over sources, and which dimensions some sources lack."""
    measures: dict[str, list[str]] = {}
    dimensions: dict[str, set[str]] = {}
    for source in sources:
        for file in source.files[:1]:
            for measure in file.values:
                measures.setdefault(measure, []).append(source.name)
            for name in file.dimensions:
                dimensions.setdefault(name, set()).add(source.name)
    for measure, names in measures.items():
        if len(names) > 1:
            yield note(NoteKind.GUESSED, "two_sources", "", measure=measure, sources=", ".join(names))
    for name, having in dimensions.items():
        for source in sources:
            if source.name not in having:
                yield note(NoteKind.GUESSED, "dimension_partly", "", dimension=name, source=source.name)
