"""Which column of a file is meant by a name in campaign.yml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.data.numerals import plain_text
from generator.errors import Location, Problem, did_you_mean, nearest, offered
from generator.spec.model import AUTO, Campaign
from generator.text import joined, one_of, quoted, say

_UNIT = re.compile(r"\s*[(\[【][^()\[\]【】]*[)\]】]\s*$")
_SCALE = re.compile(r"[(\[【][^()\[\]【】]*(?:万|千|百|亿|thousand|million|\bk\b|'000|000s)[^()\[\]【】]*[)\]】]\s*$")
LONGEST = 500
"""Characters of a column's name in which a unit is looked for."""
LISTED = 30
"""Columns that an error lists at the most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that campaign.yml names, and where it does."""

    name: str
    at: Location


@dataclass(frozen=True, slots=True)
class Matched:
    """Where the wanted columns stand in a header."""

    places: Mapping[str, int]
    recognised: tuple[tuple[str, str], ...] = ()
    """(name wanted, column found) where the two are not the same."""
    problems: tuple[Problem, ...] = field(default=())


def wanted_columns(campaign: Campaign, source: str) -> tuple[Wanted, ...]:
    """Return every column that a source names, each once; not a date column that is still to be looked for."""
    spec = campaign.sources[source]
    dated = spec.date is not None and spec.date != AUTO
    named: list[tuple[str, tuple[str | int, ...]]] = [(spec.date or "", ("date",))] if dated else []
    named += [(name, ("by", place)) for place, name in enumerate(spec.by)]
    named += [(column, ("measures", measure)) for measure, column in spec.measures.items()]
    first = {name: campaign.at("sources", source, *path) for name, path in reversed(named)}
    return tuple(Wanted(name, first[name]) for name in dict.fromkeys(name for name, _ in named))


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """Reduce a column's name to what must agree: no case, no odd widths or spaces."""
    return " ".join(plain_text(name.strip("\ufeff")).casefold().split())


@lru_cache(maxsize=10_000)
def bare(name: str) -> str:
    """Reduce a column's name further: without a unit in brackets at its end, unless the unit scales the numbers."""
    folded = fold(name)
    return folded if len(folded) > LONGEST or _SCALE.search(folded) else _UNIT.sub("", folded) or folded


def score(row: Iterable[str], wanted: Sequence[str]) -> int:
    """Count the wanted names that stand in a row."""
    cells = set(row)
    if cells.issuperset(wanted):
        return len(wanted)
    known = {fold(cell) for cell in cells} | {bare(cell) for cell in cells}
    return sum(fold(name) in known or bare(name) in known for name in wanted)


def find_header(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> tuple[int, int]:
    """Return the row of a file's head that names most of the wanted columns, and how many; the widest, if none does."""
    best, most = 0, 0
    for place, row in enumerate(rows):
        found = score(row, wanted)
        if found > most:
            best, most = place, found
        if found == len(wanted):
            break
    if not most:
        filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
        best = filled.index(max(filled)) if filled else 0
    return best, most


def match_columns(header: Sequence[str], wanted: Sequence[Wanted], file: Location) -> Matched:
    """Find each wanted column: by its name as written, else folded, else without its unit."""
    places: dict[str, int] = {}
    recognised: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for column in wanted:
        found = _candidates(header, column.name)
        if len(found) == 1:
            places[column.name] = found[0]
            if header[found[0]].strip("\ufeff ") != column.name.strip():
                recognised.append((column.name, header[found[0]].strip()))
        else:
            problems.append(_several(header, column, found, file) if found else _missing(header, column, file))
    return Matched(places, tuple(recognised), tuple(problems))


def _candidates(header: Sequence[str], name: str) -> list[int]:
    exact = [place for place, cell in enumerate(header) if cell.strip("\ufeff ") == name.strip()]
    return (
        exact
        or [place for place, cell in enumerate(header) if fold(cell) == fold(name)]
        or [place for place, cell in enumerate(header) if bare(cell) == bare(name)]
    )


def _several(header: Sequence[str], column: Wanted, found: Sequence[int], file: Location) -> Problem:
    which = joined([
        say(en="`{name}` (column {number})", zh="`{name}`（第 {number} 列）",
            name=header[place].strip(), number=place + 1)
        for place in found
    ])  # fmt: skip
    return Problem(
        column.at,
        say(
            en="`{name}` may be any of {count} columns of {file}: {which}",
            zh="`{name}` 可能是 {file} 的 {count} 列中的任何一列：{which}",
            name=column.name,
            count=len(found),
            file=file,
            which=which,
        ),
        say(en="a name that only one column has", zh="只有一列叫的名称"),
        say(
            en="write the column's name in full, or rename one of them in the file",
            zh="写出完整的列名，或在文件里给其中一列改名",
        ),
    )


def _missing(header: Sequence[str], column: Wanted, file: Location) -> Problem:
    names = [cell.strip() for cell in header if cell.strip()]
    more = len(names) > LISTED
    if names and all(re.fullmatch(r"[-\d.,:/% ]+", name) for name in names):
        return Problem(
            file,
            say(
                en="there is no header: the first row is {cells}",
                zh="没有表头：第一行是 {cells}",
                cells=quoted(names[:LISTED]),
            ),
            say(en="a row of column names with `{name}`", zh="一行列名，其中有 `{name}`", name=column.name),
            say(en="add a first line with the columns' names", zh="在最前面加一行列名"),
        )
    alike = {bare(name): name for name in names}
    guess = nearest(bare(column.name), alike)
    hint = offered(alike[guess]) if guess else did_you_mean(column.name, names)
    what = say(
        en="there is no column `{name}` in {file}", zh="{file} 里没有 `{name}` 这一列", name=column.name, file=file
    )
    return Problem(column.at, what, one_of(names[:LISTED], more=more), hint)
