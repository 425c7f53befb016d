"""How many of a column's bad cells are named one by one, and how the rest are counted."""

from collections.abc import Sequence
from typing import TypeVar

from generator.text import Said, joined, say

T = TypeVar("T")

SHOWN = 3
"""Cells of a column that are named one by one; the rest are counted."""


def first(found: Sequence[tuple[int, T]]) -> list[tuple[int, T, bool]]:
    """Return the first few, and whether each is the last that is named."""
    shown = found[:SHOWN]
    return [(one, other, index == len(shown) - 1) for index, (one, other) in enumerate(shown)]


def more_of(lines: Sequence[int]) -> Said:
    """Say how many more there are, and the next of them."""
    if len(lines) <= SHOWN:
        return ""
    listed = joined([str(line) for line in lines[SHOWN : SHOWN + 10]])
    if len(lines) > SHOWN + 10:
        listed = joined([listed, "…"], " ", " ")
    return say(
        en=" (and {count} more: line {lines})",
        zh="（还有 {count} 处：第 {lines} 行）",
        count=len(lines) - SHOWN,
        lines=listed,
    )
