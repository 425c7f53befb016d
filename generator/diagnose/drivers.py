"""How much each driver of a metric did: its factors' parts of a change, by the logarithmic mean Divisia index."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.compare.result import DriverPart
from generator.metrics import tree
from generator.metrics.catalogue import Catalogue, Metric
from generator.metrics.formula import Leaf
from generator.metrics.tree import Binary, Negative, Node, Number
from generator.stats.contributions import product_parts

Sums = Mapping[str, float | None]
EXACT = 1e-9
"""How far, relative to the value, the factors multiplied out may be from it."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a metric's drivers."""

    name: str
    """A metric, a measure, or the quotient of two measures as the drivers have it: `sessions / clicks`."""
    node: Node
    power: int
    """1, or -1 where it divides."""


@dataclass(frozen=True, slots=True)
class Product:
    """Drivers as `offset + scale x the factors`: of 1 - checkouts / carts * checkout_completion_rate, 1 and -1."""

    factors: tuple[Factor, ...]
    scale: float = 1.0
    offset: float = 0.0


def leaves_needed(metric: Metric, catalogue: Catalogue) -> tuple[Leaf, ...]:
    """Return the aggregates that a metric's drivers rest on; none where it has no drivers."""
    named = metric.drivers.leaves if metric.drivers else ()
    needed = (
        leaf
        for name in named
        for leaf in (catalogue.metrics[name.key].formula.leaves if name.key in catalogue.metrics else (name,))
    )
    return tuple(dict.fromkeys(needed))


def driver_parts(metric: Metric, catalogue: Catalogue, before: Sums, after: Sums) -> tuple[DriverPart, ...]:
    """Take a metric's change apart by its drivers, each evaluated on sums like the metric itself.

    The contributions add up to the change. Empty where the metric has no drivers or only one, where a sum they need is
    not there, where the factors do not make up the values compared (a measure that does not add up was brought to
    another length), and where the index has no value (`stats.contributions.product_parts`).
    """
    product = as_product(metric, catalogue)
    if product is None or len(product.factors) < 2:  # noqa: PLR2004 - one factor is the metric itself
        return ()
    values = [_values(product, catalogue, sums) for sums in (before, after)]
    wholes = [metric.formula.evaluate(sums).value for sums in (before, after)]
    if not all(_makes_up(product, value, whole) for value, whole in zip(values, wholes, strict=True)):
        return ()
    parts = product_parts(values[0], values[1], [factor.power for factor in product.factors])
    if parts is None:
        return ()
    return tuple(
        DriverPart(driver=factor.name, before=old, after=new, contribution=product.scale * part)
        for factor, old, new, part in zip(product.factors, *values, parts, strict=True)
    )


def as_product(metric: Metric, catalogue: Catalogue) -> Product | None:
    """Read a metric's drivers as a product; None where there are none or they are something else."""
    return _product(metric.drivers.tree, catalogue) if metric.drivers else None


def _product(node: Node, catalogue: Catalogue) -> Product | None:
    match node:
        case Binary(("+" | "-") as sign, Number(offset), right):
            return _shifted(_product(right, catalogue), offset, 1.0 if sign == "+" else -1.0)
        case Binary(("+" | "-") as sign, left, Number(offset)):
            return _shifted(_product(left, catalogue), offset if sign == "+" else -offset, 1.0)
        case Negative(operand):
            return _shifted(_product(operand, catalogue), 0.0, -1.0)
    return _multiplied(node, catalogue)


def _shifted(inner: Product | None, offset: float, sign: float) -> Product | None:
    if inner is None or inner.offset:
        return None
    return Product(inner.factors, inner.scale * sign, offset)


def _multiplied(node: Node, catalogue: Catalogue) -> Product | None:
    scale, factors = 1.0, []
    for part, power in _factors(node, catalogue, 1):
        match part:
            case Number(value):
                scale = scale * value if power > 0 or not value else scale / value
            case Binary("+" | "-") | Negative():
                return None
            case _:
                factors.append(Factor(tree.text(part), part, power))
    return Product(tuple(factors), scale) if scale and factors else None


def _factors(node: Node, catalogue: Catalogue, power: int) -> Iterator[tuple[Node, int]]:
    """Yield what is multiplied, with its power; a quotient of two measures stays whole, for it is a rate of its own."""
    if not isinstance(node, Binary) or node.sign in "+-" or _is_rate(node, catalogue):
        yield node, power
        return
    yield from _factors(node.left, catalogue, power)
    yield from _factors(node.right, catalogue, -power if node.sign == "/" else power)


def _is_rate(node: Binary, catalogue: Catalogue) -> bool:
    sides = (node.left, node.right)
    return node.sign == "/" and all(isinstance(side, Leaf) and _is_amount(side, catalogue) for side in sides)


def _is_amount(leaf: Leaf, catalogue: Catalogue) -> bool:
    """Say whether a name is a measure, or a metric that is no more than one."""
    metric = catalogue.metrics.get(leaf.key)
    return metric is None or isinstance(metric.formula.tree, Leaf)


def _values(product: Product, catalogue: Catalogue, sums: Sums) -> list[float]:
    """Evaluate the factors; NaN where one has no value."""
    each: list[float] = []
    for factor in product.factors:
        names = dict.fromkeys(tree.leaves(factor.node))
        inner = {name.key: _value(name, catalogue, sums) for name in names}
        value = tree.evaluate(factor.node, inner).value
        each.append(math.nan if value is None else value)
    return each


def _value(name: Leaf, catalogue: Catalogue, sums: Sums) -> float | None:
    metric = catalogue.metrics.get(name.key)
    return sums.get(name.key) if metric is None else metric.formula.evaluate(sums).value


def _makes_up(product: Product, values: list[float], whole: float | None) -> bool:
    made = product.scale
    for factor, value in zip(product.factors, values, strict=True):
        if factor.power < 0 and value == 0:
            return False
        made = made * value if factor.power > 0 else made / value
    return whole is not None and math.isclose(made + product.offset, whole, rel_tol=EXACT, abs_tol=EXACT * abs(made))
