"""A page to be written: Markdown at a path, and the files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Page:
    """One folder of the docs: `index.md` at `path` (e.g. campaigns/spring/index.md) with its files beside it.

    `files` maps a name beside the page to its text; `charts` are drawn later, in parallel, to `<name>.vl.svg`,
    `<name>-n.vl.svg` (narrow) and `<name>.vl.json`.
    """

    path: PurePosixPath
    markdown: str
    files: Mapping[str, str] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A campaign that another's page leads to."""

    id: str
    names: Mapping[str, str]
    """Its name by language, "" for all of them."""


@dataclass(frozen=True, slots=True)
class Around:
    """The campaigns before and after one, by the first day of their periods."""

    previous: Neighbour | None = None
    following: Neighbour | None = None
