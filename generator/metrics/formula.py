"""Formulas over measures: parsed by a grammar of our own, evaluated and linearised, never run as code."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.metrics import tree
from generator.metrics.grammar import FUNCTIONS, FormulaError, parse_tree
from generator.metrics.tree import Binary, Leaf, Negative, Node, Number, Outcome

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FUNCTIONS", "Formula", "FormulaError", "Leaf", "Outcome", "Ratio", "parse"]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A formula of the form `scale x numerator / denominator`, both single sums."""

    numerator: str
    denominator: str
    scale: float


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula; `str()` writes it out evenly spaced, with no more parentheses than it needs."""

    text: str
    """As it was written."""
    tree: Node
    leaves: tuple[Leaf, ...] = field(init=False, compare=False, repr=False)
    """The aggregates it needs, each once, in order of appearance."""
    ratio: Ratio | None = field(init=False, compare=False, repr=False)
    """The plain ratio it is, if it is one: `a / b`, also times or by positive constants, however they are grouped.

    `1 - a / b` is none, nor is anything with an aggregate other than a sum.
    """

    def __post_init__(self) -> None:
        """Look up once what is asked for with every reading."""
        object.__setattr__(self, "leaves", tuple(dict.fromkeys(tree.leaves(self.tree))))
        object.__setattr__(self, "ratio", _ratio(self.tree))

    def __str__(self) -> str:
        return tree.text(self.tree)

    @property
    def is_volume(self) -> bool:
        """True where the formula is one bare sum (or count): a total that is counted in full."""
        return isinstance(self.tree, Leaf) and self.tree.function in ("sum", "count")

    @property
    def complement(self) -> Ratio | None:
        """The plain ratio `a / b` where the formula is `1 - a / b`: the share that is left."""
        match self.tree:
            case Binary("-", Number(1.0), rest):
                ratio = _ratio(rest)
                return ratio if ratio and ratio.scale == 1 else None
        return None

    def parts(self) -> tuple[str | Leaf, ...]:
        """Its text in pieces, to put the sums in: `cost / leads` is (Leaf cost, " / ", Leaf leads)."""
        return tuple(tree.parts(self.tree))

    def evaluate(self, values: Mapping[str, float | None]) -> Outcome:
        """Its value given each leaf's aggregate."""
        return tree.evaluate(self.tree, values)

    def evaluate_rows(self, columns: "Mapping[str, NDArray[np.float64]]") -> "NDArray[np.float64]":
        """The same for each row of equally long columns; NaN where a row has no value."""
        from generator.metrics.rows import rows_of  # numpy: only who has rows pays for it

        return rows_of(self.tree, columns)

    def gradient(self, values: Mapping[str, float]) -> Mapping[str, float]:
        """Partial derivative by each leaf at these values (for the delta method); all NaN where there is no value."""
        keys = [leaf.key for leaf in self.leaves]
        if self.evaluate(values).value is None:
            return dict.fromkeys(keys, math.nan)
        _, partials = tree.differentiate(self.tree, values)
        return {key: partials[key] for key in keys}


def parse(text: str) -> Formula:
    """Parse a formula; raises FormulaError with the column where it goes wrong."""
    return Formula(text.strip(), parse_tree(text))


def _ratio(node: Node) -> Ratio | None:
    factors = _factors(node)
    if factors is None:
        return None
    scale, above, below = factors
    if not (math.isfinite(scale) and scale > 0 and len(above) == len(below) == 1):
        return None
    if above[0].function != "sum" or below[0].function != "sum":
        return None
    return Ratio(above[0].measure, below[0].measure, scale)


Factors = tuple[float, tuple[Leaf, ...], tuple[Leaf, ...]]


def _factors(node: Node) -> Factors | None:
    """Return a product as its constant, the leaves above and the leaves below the line; None for anything else."""
    match node:
        case Number(value):
            return value, (), ()
        case Leaf():
            return 1.0, (node,), ()
        case Negative(operand):
            inner = _factors(operand)
            return None if inner is None else (-inner[0], *inner[1:])
        case Binary(("*" | "/") as sign, left, right):
            one, other = _factors(left), _factors(right)
            return None if one is None or other is None else _combined(sign, one, other)
    return None


def _combined(sign: str, one: Factors, other: Factors) -> Factors | None:
    scale, above, below = other
    if sign == "*":
        return one[0] * scale, one[1] + above, one[2] + below
    return (one[0] / scale, one[1] + below, one[2] + above) if scale else None
