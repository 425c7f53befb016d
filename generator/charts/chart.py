"""What a chart is to the rest: a Vega-Lite spec, the finding in words, and its numbers as a table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a chart, ready to print: column heads and rows of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, in its wide and narrow drawing.

    `wide` and `narrow` are Vega-Lite specs as plain dictionaries with their data inside; `alt` states the finding;
    `name` is the stem of its files (`trend-conversion_rate` -> trend-conversion_rate.vl.svg).
    """

    name: str
    wide: Mapping[str, object]
    narrow: Mapping[str, object]
    alt: str
    caption: str
    table: Table
