"""From campaigns to their tables: every file of every source read, each campaign's trouble kept to itself."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from generator.data.assemble import SourceRows, Stack, assemble
from generator.data.columns import wanted_columns
from generator.data.connection import read_connection
from generator.data.date_column import is_open, with_date
from generator.data.engine import Engine
from generator.data.filerows import FileRows
from generator.data.files import DataFile, Kind, find_files, kind_of, load
from generator.data.gather import SourceAsk
from generator.data.grains import campaign_data
from generator.data.guard import Guard
from generator.data.plan import read_plans
from generator.data.reading import read_rows
from generator.data.request import Request
from generator.data.segments import missing_segments
from generator.data.table import CampaignData, Note, Plan
from generator.data.typed import read_parquet
from generator.errors import Problem, ReportError, did_you_mean
from generator.spec.model import Campaign, Limits
from generator.text import one_of, say

__all__ = ["Request", "read_campaigns"]

_COUNTED = frozenset({"count", "count_distinct"})
"""Aggregates for which a cell need not be a number."""


def read_campaigns(
    requests: Sequence[Request],
    engine: str,
    root: Path,
    connections: Mapping[str, str] = MappingProxyType({}),
    limits: Limits | None = None,
) -> Mapping[str, CampaignData | ReportError]:
    """Read campaigns' data; one that cannot be used comes as its ReportError, with every problem found in it.

    `connections` are the databases that may be read, by name; `limits` bound what is read for each campaign.
    `engine` is where Parquet files are aggregated: "duckdb" (embedded) or an Ibis URL. Holds the rows of all campaigns
    of one call in memory: hand in a site's campaigns some fifty at a time.
    """
    found: dict[str, CampaignData | ReportError] = {}
    stacks: list[Stack] = []
    folders = [request.campaign.folder for request in requests]
    with _without_collecting(), Engine(engine, folders) as where:
        for request in requests:
            way = Way(where, root, connections, Guard(limits or Limits()))
            try:
                stacks.append(_stack(request, way))
            except ReportError as error:
                found[request.campaign.id] = error
        for stack, data in zip(stacks, campaign_data(stacks), strict=True):
            found[stack.request.campaign.id] = replace(data, plans=stack.plans)
    return {request.campaign.id: found[request.campaign.id] for request in requests}


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Stop looking for cycles: rows by the million hold none, and looking through them takes half of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Way:
    """By what a campaign's data is read."""

    engine: Engine
    root: Path
    connections: Mapping[str, str]
    guard: Guard


def _stack(request: Request, way: Way) -> Stack:
    """Read all sources of a campaign; raises ReportError with the problems of all of them."""
    problems = _check_controls(request.campaign)
    sources: list[SourceRows] = []
    codes: dict[str, dict[str, int]] = {}
    plans: Mapping[str, Plan] = {}
    try:
        plans = read_plans(request.campaign, way.root, way.guard)
    except ReportError as error:
        problems.extend(error.problems)
    for name in request.campaign.sources:
        try:
            sources.append(_source(_ask(request, name, codes, way.guard), way))
        except ReportError as error:
            problems.extend(error.problems)
    if problems:
        raise ReportError(problems)
    stack = assemble(request, sources)
    missing = list(missing_segments(request, [file for source in stack.sources for file in source.files]))
    if missing:
        raise ReportError(missing)
    return replace(stack, plans=plans)


def _ask(request: Request, name: str, codes: dict[str, dict[str, int]], guard: Guard) -> SourceAsk:
    source = request.campaign.sources[name]
    functions: dict[str, set[str]] = {}
    for leaf in request.leaves:
        functions.setdefault(leaf.measure, set()).add(leaf.function)
    needed = {measure: column for measure, column in source.measures.items() if measure in functions}
    return SourceAsk(
        campaign=request.campaign,
        name=name,
        source=source,
        wanted=wanted_columns(request.campaign, name),
        numbers={measure: column for measure, column in needed.items() if not functions[measure] <= _COUNTED},
        labels={measure: column for measure, column in needed.items() if functions[measure] <= _COUNTED},
        specs=request.measures,
        functions={measure: frozenset(named) for measure, named in functions.items()},
        launched=request.launched,
        codes=codes,
        guard=guard,
    )


def _source(ask: SourceAsk, way: Way) -> SourceRows:
    """Read a source's table, or all of its files; raises ReportError with the problems of all of them."""
    if ask.source.connect:
        return read_connection(ask, way.connections)
    files = find_files(ask.campaign, ask.name, way.root, launched=ask.launched, most=ask.guard.limits.files)
    ask, said = with_date(ask, files) if is_open(ask) else (ask, ())
    found: list[tuple[FileRows, list[Note]]] = []
    problems: list[Problem] = []
    typed: list[DataFile] = []
    for file in files:
        try:
            data = load(file, ask.guard)
            kind = kind_of(file, data[:4096])
            if kind is Kind.PARQUET:
                typed.append(file)
            else:
                found.append(read_rows(file, kind, data, ask))
        except ReportError as error:
            problems.extend(error.problems)
    if typed and not problems:
        found.append(read_parquet(typed, ask, way.engine))
    if problems:
        raise ReportError(problems)
    notes = (*said, *(one for _, noted in found for one in noted))
    return SourceRows(ask.name, ask.source.date, tuple(rows for rows, _ in found), notes)


CALLED = {"source": say(en="source", zh="来源"), "measure": say(en="measure", zh="度量")}


def _check_controls(campaign: Campaign) -> list[Problem]:
    """Find controls that name no source, or no measure of it."""
    problems = []
    for place, control in enumerate(campaign.controls):
        source = campaign.sources.get(control.source)
        known, name, key = (
            (campaign.sources, control.source, "source")
            if source is None
            else (source.measures, control.measure, "measure")
        )
        if name not in known:
            at = campaign.at("controls", place, key)
            what = say(en="there is no {key} `{name}`", zh="没有{key} `{name}`", key=CALLED[key], name=name)
            problems.append(Problem(at, what, one_of([*known]), did_you_mean(name, known)))
    return problems
