"""What a formula is made of, and its value, derivatives and text: everything that walks the tree."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Leaf:
    """An aggregate of a measure that a formula needs: `sum(cost)` has function "sum" and measure "cost".

    `key` names its column in the frames of `data.table.CampaignData`: the bare measure for sums, else
    `function(measure)`.
    """

    function: str
    measure: str

    @property
    def key(self) -> str:
        """Column name in `series` and `totals`."""
        return self.measure if self.function == "sum" else f"{self.function}({self.measure})"


@dataclass(frozen=True, slots=True)
class Number:
    """A constant; never negative, a minus before it is a `Negative`."""

    value: float


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with one of `+ - * /` between them."""

    sign: str
    left: "Node"
    right: "Node"


Node: TypeAlias = Leaf | Number | Negative | Binary


@dataclass(frozen=True, slots=True)
class Outcome:
    """A formula's value, or why there is none.

    `reason` is "zero_denominator", "missing_measure" or "overflow" (a number too large to hold); `leaf` is its
    cause: the key of the leaf that was zero or missing, else the part of the formula that was.
    """

    value: float | None
    reason: str | None = None
    leaf: str | None = None


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield every leaf in order of appearance, as often as it is written."""
    match node:
        case Leaf():
            yield node
        case Negative(operand):
            yield from leaves(operand)
        case Binary(_, left, right):
            yield from leaves(left)
            yield from leaves(right)


def evaluate(node: Node, values: Mapping[str, float | None]) -> Outcome:
    """Compute a node's value; the first part without one is the reason why the whole has none."""
    match node:
        case Number(value):
            return Outcome(value)
        case Leaf():
            return _read(node, values)
        case Negative(operand):
            inner = evaluate(operand, values)
            return inner if inner.value is None else Outcome(-inner.value)
    return _combine(node, values)


def _combine(node: Binary, values: Mapping[str, float | None]) -> Outcome:
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    if left.value is None or right.value is None:
        return left if left.value is None else right
    if node.sign == "/" and right.value == 0:
        return Outcome(None, "zero_denominator", _what_is_zero(node.right, values))
    value = _apply(node.sign, left.value, right.value)
    return Outcome(value) if math.isfinite(value) else Outcome(None, "overflow", text(node))


def _read(leaf: Leaf, values: Mapping[str, float | None]) -> Outcome:
    value = values.get(leaf.key)
    if value is None or math.isnan(value):
        return Outcome(None, "missing_measure", leaf.key)
    return Outcome(float(value)) if math.isfinite(value) else Outcome(None, "overflow", leaf.key)


def _apply(sign: str, left: float, right: float) -> float:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "*" else left / right


def _what_is_zero(node: Node, values: Mapping[str, float | None]) -> str:
    """Name the measure that makes a node zero, or the node itself where no single one does (`clicks - bounces`)."""
    match node:
        case Negative(operand):
            return _what_is_zero(operand, values)
        case Binary("/", left, _):
            return _what_is_zero(left, values)
        case Binary("*", left, right):
            for factor in (left, right):
                if evaluate(factor, values).value == 0:
                    return _what_is_zero(factor, values)
    return text(node)


def differentiate(node: Node, values: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    """Return a node's value and its exact partial derivative by each leaf in it (forward mode).

    The formula must have a value at these values.
    """
    match node:
        case Number(value):
            return value, {}
        case Leaf():
            return float(values[node.key]), {node.key: 1.0}
        case Negative(operand):
            value, partials = differentiate(operand, values)
            return -value, {key: -partial for key, partial in partials.items()}
    left, by_left = differentiate(node.left, values)
    right, by_right = differentiate(node.right, values)
    value = _apply(node.sign, left, right)
    of_left, of_right = _slopes(node.sign, left, right)
    keys = by_left | by_right
    return value, {key: of_left * by_left.get(key, 0.0) + of_right * by_right.get(key, 0.0) for key in keys}


def _slopes(sign: str, left: float, right: float) -> tuple[float, float]:
    """Return the derivatives of `left sign right` by its two operands."""
    if sign in "+-":
        return 1.0, 1.0 if sign == "+" else -1.0
    return (right, left) if sign == "*" else (1 / right, -(left / right) / right)


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
"""How tightly a sign binds; a minus before an operand binds tighter (3), a leaf or number tightest (4)."""


def _strength(node: Node) -> int:
    match node:
        case Binary(sign):
            return _STRENGTH[sign]
        case Negative():
            return 3
    return 4


def parts(node: Node) -> Iterator[str | Leaf]:
    """Yield the pieces of a node's text in order: leaves as leaves, all else as text with its own spaces."""
    match node:
        case Leaf():
            yield node
        case Number(value):
            yield repr(value).removesuffix(".0")
        case Negative(operand):
            yield "-"
            yield from _inside(operand, enclosed=_strength(operand) < _strength(node))
        case Binary(sign, left, right):
            yield from _inside(left, enclosed=_strength(left) < _strength(node))
            yield f" {sign} "
            # On the right, equals are enclosed too: a - (b - c) is not a - b - c.
            yield from _inside(right, enclosed=_strength(right) <= _strength(node))


def _inside(node: Node, *, enclosed: bool) -> Iterator[str | Leaf]:
    if not enclosed:
        yield from parts(node)
        return
    yield "("
    yield from parts(node)
    yield ")"


def text(node: Node) -> str:
    """Write a node out, with no more parentheses than it needs."""
    return "".join(part.key if isinstance(part, Leaf) else part for part in parts(node))
