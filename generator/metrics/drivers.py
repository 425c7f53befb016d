"""Drivers: how a metric splits into other metrics and measures, and whether the split makes it up again."""

import math
from collections.abc import Mapping

from generator.metrics.formula import Formula, Outcome


def evaluate_drivers(
    drivers: Formula, formulas: Mapping[str, Formula], values: Mapping[str, float | None]
) -> tuple[Mapping[str, Outcome], Outcome]:
    """Compute each driver, by the key it has in the drivers, and the whole they make up.

    A name that is a metric takes its formula's value; any other is a measure and takes its aggregate in `values`.
    """
    each = {
        leaf.key: formulas[leaf.key].evaluate(values) if leaf.key in formulas else Outcome(values.get(leaf.key))
        for leaf in drivers.leaves
    }
    return each, drivers.evaluate({key: outcome.value for key, outcome in each.items()})


def multiply_out(drivers: Formula, formula: Formula, formulas: Mapping[str, Formula]) -> bool:
    """Say whether drivers give the formula's value, tried at values that no chance relation holds between."""
    parts = [formula, *(formulas[leaf.key] for leaf in drivers.leaves if leaf.key in formulas), drivers]
    keys = dict.fromkeys(leaf.key for part in parts for leaf in part.leaves)
    values = {key: 2 + math.sin(place * place + 1) for place, key in enumerate(keys)}
    made_up, whole = evaluate_drivers(drivers, formulas, values)[1].value, formula.evaluate(values).value
    if made_up is None or whole is None:
        return made_up is whole
    return math.isclose(made_up, whole, rel_tol=1e-9)
