"""A formula as one linear form over another, which is what can be split by segment: their sums add up, it does not."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.metrics.formula import Formula
from generator.metrics.tree import Binary, Leaf, Negative, Node, Number

CONSTANT = ""
"""Key of a form's constant term; no leaf has it."""

Form = Mapping[str, float]
"""Leaf key -> coefficient."""
Fraction = tuple[Form, Form]
ONE: Form = {CONSTANT: 1.0}


@dataclass(frozen=True, slots=True)
class Quotient:
    """`top / bottom`; a bottom of None stands for 1, and the whole is then a sum of its segments'."""

    top: Form
    bottom: Form | None


def as_quotient(formula: Formula) -> Quotient | None:
    """Write a formula as a quotient of two sums over the rows, such as (carts - orders) / carts for 1 - orders / carts.

    None where it is no such quotient: a product of two measures, or a constant beside or above what adds up.
    """
    found = _fraction(formula.tree)
    if found is None:
        return None
    top, bottom = found
    if not (top and bottom):
        return None
    if CONSTANT in top or CONSTANT in bottom:
        only = bottom.get(CONSTANT)
        if CONSTANT in top or not only or len(bottom) > 1:
            return None
        return Quotient({key: factor / only for key, factor in top.items()}, None)
    return Quotient(top, bottom)


def _fraction(node: Node) -> Fraction | None:
    match node:
        case Number(value):
            return {CONSTANT: value}, ONE
        case Leaf():
            return {node.key: 1.0}, ONE
        case Negative(operand):
            inner = _fraction(operand)
            return None if inner is None else (_times(inner[0], -1.0), inner[1])
    left, right = _fraction(node.left), _fraction(node.right)
    return None if left is None or right is None else _combined(node, left, right)


def _combined(node: Binary, left: Fraction, right: Fraction) -> Fraction | None:
    if node.sign in "+-":
        return _added(left, right, 1.0 if node.sign == "+" else -1.0)
    if node.sign == "/":
        right = right[1], right[0]
    # What stands above on one side and below on the other goes, so that (a / b) / (c / b) stays a / c.
    (one_top, other_bottom), (other_top, one_bottom) = _reduced(left[0], right[1]), _reduced(right[0], left[1])
    top, bottom = _product(one_top, other_top), _product(one_bottom, other_bottom)
    return None if top is None or bottom is None else (top, bottom)


def _added(left: Fraction, right: Fraction, sign: float) -> Fraction | None:
    if left[1] == right[1]:
        return _sum(left[0], _times(right[0], sign)), left[1]
    one, other, bottom = _product(left[0], right[1]), _product(right[0], left[1]), _product(left[1], right[1])
    if one is None or other is None or bottom is None:
        return None
    return _sum(one, _times(other, sign)), bottom


def _reduced(above: Form, below: Form) -> Fraction:
    return (ONE, ONE) if above == below else (above, below)


def _product(one: Form, other: Form) -> Form | None:
    """Multiply two forms, one of which must be a constant: anything else is not linear."""
    for constant, form in ((one, other), (other, one)):
        if constant.keys() == {CONSTANT}:
            return _times(form, constant[CONSTANT])
    return None


def _times(form: Form, factor: float) -> Form:
    return {key: value * factor for key, value in form.items()}


def _sum(one: Form, other: Form) -> Form:
    total = {key: one.get(key, 0.0) + other.get(key, 0.0) for key in {**one, **other}}
    return {key: value for key, value in total.items() if value != 0}
