"""Formulas as one sum over another."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compare.quotient import Linear, quotient
from generator.metrics.catalogue import builtin
from generator.metrics.formula import parse

METRICS = builtin().metrics


@pytest.mark.parametrize(
    ("formula", "top", "bottom"),
    [
        ("leads", {"leads": 1}, None),
        ("revenue - cost", {"revenue": 1, "cost": -1}, None),
        ("2 * leads / 4", {"leads": 0.5}, None),
        ("cost / impressions * 1000", {"cost": 1000}, {"impressions": 1}),
        ("(revenue - cost) / cost", {"revenue": 1, "cost": -1}, {"cost": 1}),
        ("1 - orders / carts", {"carts": 1, "orders": -1}, {"carts": 1}),
        ("a / b + c / b", {"a": 1, "c": 1}, {"b": 1}),
        ("-a / (b + c)", {"a": -1}, {"b": 1, "c": 1}),
    ],
)
def test_by_hand(formula, top, bottom):
    found = quotient(parse(formula).tree)
    assert dict(found.top.parts) == top
    assert (dict(found.bottom.parts) if found.bottom else None) == bottom


@pytest.mark.parametrize("formula", ["a * b", "a / b + c / d", "(a / b) / (c / d)", "a + 100", "a / (b + 1)"])
def test_what_is_no_quotient_of_sums(formula):
    assert quotient(parse(formula).tree) is None


@pytest.mark.parametrize("name", sorted(METRICS))
@settings(max_examples=20)
@given(st.lists(st.floats(1, 1e6), min_size=8, max_size=8))
def test_it_has_the_formulas_value(name, numbers):
    formula = METRICS[name].formula
    found = quotient(formula.tree)
    if found is None:
        return
    keys = [leaf.key for leaf in formula.leaves]
    values = dict(zip(keys, numbers, strict=False))
    columns = {key: np.array([value]) for key, value in values.items()}
    bottom = 1.0 if found.bottom is None else float(found.bottom.of(columns)[0])
    expected = formula.evaluate(values).value
    if expected is not None and bottom:
        size = sum(abs(part) * columns[key][0] for key, part in found.top.parts.items())
        assert math.isclose(
            found.top.of(columns)[0] / bottom, expected, rel_tol=1e-9, abs_tol=1e-9 * size / abs(bottom)
        )


def test_most_of_the_catalogue_can_be_forecast():
    without = {name for name, metric in METRICS.items() if quotient(metric.formula.tree) is None}
    assert len(without) <= 0.05 * len(METRICS)


def test_sums_of_columns():
    columns = {"a": np.array([1.0, 2.0]), "b": np.array([10.0, 20.0])}
    assert Linear({"a": 2.0, "b": -1.0}).of(columns).tolist() == [-8.0, -16.0]
