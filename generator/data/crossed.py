"""One dimension's segments within another's: which two are crossed, and their totals by cell."""

from collections.abc import Sequence

import numpy as np

from generator.data.rollup import Columns, Slots, atom_column
from generator.data.table import Crossed
from generator.metrics.formula import Leaf
from generator.spec.model import Campaign

ADDED_UP = frozenset({"sum", "count"})
"""Aggregates that a cell's can be added up from; the others are not told by cell."""


def pair_to_cross(campaign: Campaign, dimensions: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the first two dimensions of the first source that has two; None where none has."""
    named = next((source.by for source in campaign.sources.values() if len(source.by) > 1), None)
    return None if named is None else (dimensions.index(named[0]), dimensions.index(named[1]))


def crossed(slots: Slots, windows: Sequence[str], leaves: Sequence[Leaf], part: Columns) -> Crossed | None:
    """Lay out a campaign's crossed totals by window and leaf."""
    if slots.pair is None or not len(part["campaign"]):
        return None
    found = list(zip(part["outer_segment"].tolist(), part["inner_segment"].tolist(), strict=True))
    cells = sorted(set(found))
    place_of = {cell: place for place, cell in enumerate(cells)}
    places = np.array([place_of[cell] for cell in found], dtype=np.intp)
    sums: dict[str, dict[str, np.ndarray]] = {}
    for number, window in enumerate(windows):
        here = np.asarray(part["window"]) == number
        sums[window] = {
            leaf.key: _placed(part[_column(slots, leaf)][here], places[here], len(cells))
            for leaf in leaves
            if leaf.function in ADDED_UP
        }
    outer, inner = slots.pair
    return Crossed((slots.dimensions[outer], slots.dimensions[inner]), tuple(cells), sums)


def _column(slots: Slots, leaf: Leaf) -> str:
    return atom_column(slots.measures.index(leaf.measure), leaf.function)


def _placed(values: np.ndarray, places: np.ndarray, size: int) -> np.ndarray:
    column = np.full(size, np.nan)
    column[places] = values
    return column
