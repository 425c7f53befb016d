"""A formula's value in each of many rows at once. Apart from the rest of it: numpy takes longer to load than a spec."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generator.metrics.tree import Binary, Leaf, Negative, Node, Number


def rows_of(node: Node, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Compute a node for each row of equally long columns; NaN where `tree.evaluate` gives no value."""
    size = len(next(iter(columns.values()))) if columns else 0
    with np.errstate(all="ignore"):
        return _rows(node, columns, size)


def _rows(node: Node, columns: Mapping[str, NDArray[np.float64]], size: int) -> NDArray[np.float64]:
    match node:
        case Number(value):
            return np.full(size, value)
        case Leaf():
            column = columns.get(node.key)
            rows = np.full(size, np.nan) if column is None else np.asarray(column, dtype=np.float64)
        case Negative(operand):
            return -_rows(operand, columns, size)
        case Binary(sign, left, right):
            rows = _apply(sign, _rows(left, columns, size), _rows(right, columns, size))
    return np.where(np.isfinite(rows), rows, np.nan)


def _apply(sign: str, left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "*" else left / right
