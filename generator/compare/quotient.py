"""A formula as one sum over another, so that it can be forecast step by step: `(revenue - cost) / cost`."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from generator.compare.frames import Floats
from generator.metrics.tree import Leaf, Negative, Node, Number


@dataclass(frozen=True, slots=True)
class Linear:
    """Leaf keys times constants, added up, and a constant."""

    parts: Mapping[str, float]
    constant: float = 0.0

    def plus(self, other: "Linear", sign: float = 1.0) -> "Linear":
        """Add another, or subtract it."""
        keys = dict.fromkeys((*self.parts, *other.parts))
        parts = {key: self.parts.get(key, 0.0) + sign * other.parts.get(key, 0.0) for key in keys}
        return Linear(parts, self.constant + sign * other.constant)

    def times(self, other: "Linear") -> "Linear | None":
        """Multiply by another; None where both have leaves, for a product of sums is no sum."""
        if self.parts and other.parts:
            return None
        whole, factor = (self, other.constant) if not other.parts else (other, self.constant)
        return Linear({key: part * factor for key, part in whole.parts.items()}, whole.constant * factor)

    def of(self, columns: Mapping[str, Floats]) -> Floats:
        """Add up columns of steps."""
        size = len(next(iter(columns.values())))
        return np.asarray(sum((part * columns[key] for key, part in self.parts.items()), np.zeros(size)))


@dataclass(frozen=True, slots=True)
class Quotient:
    """One sum over another; `bottom` is None for a plain sum."""

    top: Linear
    bottom: Linear | None


def quotient(node: Node) -> Quotient | None:
    """Write a formula as a quotient of sums; None where it is none, or where a constant is added to a sum.

    `1 - orders / carts` is (carts - orders) / carts. What adds a constant to sums (`cost + 100`) does not add up over
    steps.
    """
    both = _both(node)
    if both is None or both[0].constant != 0:
        return None
    top, bottom = both
    if not bottom.parts:
        scaled = top.times(Linear({}, 1 / bottom.constant)) if bottom.constant else None
        return None if scaled is None else Quotient(scaled, None)
    return Quotient(top, bottom) if bottom.constant == 0 else None


_Both = tuple[Linear, Linear]
_ONE = Linear({}, 1.0)


def _both(node: Node) -> _Both | None:
    match node:
        case Number(value):
            return Linear({}, value), _ONE
        case Leaf():
            return Linear({node.key: 1.0}), _ONE
        case Negative(operand):
            inner = _both(operand)
            return None if inner is None else (Linear({}).plus(inner[0], -1.0), inner[1])
    one, other = _both(node.left), _both(node.right)
    return None if one is None or other is None else _combined(node.sign, one, other)


def _combined(sign: str, one: _Both, other: _Both) -> _Both | None:
    if sign in "+-":
        return _added(one, other, 1.0 if sign == "+" else -1.0)
    above, below = (other[0], other[1]) if sign == "*" else (other[1], other[0])
    top, bottom = one[0].times(above), one[1].times(below)
    return None if top is None or bottom is None else (top, bottom)


def _added(one: _Both, other: _Both, sign: float) -> _Both | None:
    if one[1] == other[1]:
        return one[0].plus(other[0], sign), one[1]
    left, right, bottom = one[0].times(other[1]), other[0].times(one[1]), one[1].times(other[1])
    return None if left is None or right is None or bottom is None else (left.plus(right, sign), bottom)
