"""What formulas are worth: values and why there is none, rows, derivatives, ratios, pieces."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.metrics.formula import Formula, Leaf, Outcome, Ratio, parse
from generator.metrics.tree import Binary, Negative, Number, text

NAMES = ("cost", "clicks", "leads")
KEYS = (*NAMES, "mean(cost)")

numbers = st.floats(0.001, 1e6).map(Number)
signs = st.sampled_from("+-*/")
sums = st.sampled_from([Leaf("sum", name) for name in NAMES])
trees = st.recursive(
    sums | st.just(Leaf("mean", "cost")),
    lambda inner: (
        inner.map(Negative)
        | st.builds(Binary, signs, inner, inner)
        | st.builds(Binary, signs, inner, numbers)
        | st.builds(Binary, signs, numbers, inner)
    ),
    max_leaves=8,
)
"""Every part holds a measure, so that none divides by a constant that comes out as 0, which parse refuses."""
formulas = trees.map(lambda tree: Formula(text(tree), tree))
products = st.recursive(
    sums,
    lambda inner: (
        st.builds(Binary, st.just("/"), inner, inner) | st.builds(Binary, st.sampled_from("*/"), inner, numbers)
    ),
    max_leaves=3,
).map(lambda tree: Formula(text(tree), tree))
amounts = st.floats(-1e6, 1e6, allow_nan=False)
rows = st.lists(st.tuples(*[st.sampled_from([0.0, math.nan]) | amounts] * len(KEYS)), min_size=1, max_size=6)


@given(formulas)
def test_what_is_written_out_reads_back_as_the_same_formula(formula):
    assume(len(str(formula)) <= 500)
    again = parse(str(formula))
    assert again.tree == formula.tree
    assert str(again) == str(formula)


@given(formulas, rows)
def test_rows_have_the_values_that_each_would_have_alone(formula, table):
    columns = {key: np.array([row[place] for row in table]) for place, key in enumerate(KEYS)}
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        together = formula.evaluate_rows(columns)
    assert not warned
    alone = [formula.evaluate(dict(zip(KEYS, row, strict=True))).value for row in table]
    np.testing.assert_array_equal(together, np.array([math.nan if value is None else value for value in alone]))


@given(formulas, st.tuples(*[st.floats(0.5, 2.0)] * len(KEYS)))
def test_the_gradient_is_the_limit_of_differences(formula, point):
    values = dict(zip(KEYS, point, strict=True))
    at_point, gradient = formula.evaluate(values).value, formula.gradient(values)
    assert list(gradient) == [leaf.key for leaf in formula.leaves]
    assume(at_point is not None)
    for key, slope in gradient.items():
        step = 1e-5
        above = [formula.evaluate({**values, key: values[key] + side * step}).value for side in (2, 1, -1, -2)]
        assume(all(value is not None and abs(value) < 1e8 for value in above))
        far_up, up, down, far_down = above
        wide, narrow = (far_up - far_down) / (4 * step), (up - down) / (2 * step)
        # Where two step widths disagree the curve is too bent (or rounded) for differences to tell.
        assume(math.isclose(wide, narrow, rel_tol=1e-4, abs_tol=1e-6))
        scale = max(abs(value) for value in above)
        assert math.isclose(slope, narrow, rel_tol=1e-3, abs_tol=1e-4 + scale * 1e-9)


def test_the_gradient_of_a_ratio_is_exact():
    gradient = parse("cost / leads * 10").gradient({"cost": 260_010.0, "leads": 3000.0})
    assert gradient["cost"] == pytest.approx(10 / 3000, rel=1e-15)
    assert gradient["leads"] == pytest.approx(-10 * 260_010 / 3000**2, rel=1e-15)


def test_the_gradient_has_no_number_where_the_value_has_none():
    gradient = parse("cost / leads + clicks").gradient({"cost": 1.0, "leads": 0.0, "clicks": 2.0})
    assert all(math.isnan(slope) for slope in gradient.values())
    assert len(gradient) == 3


def test_a_value_is_computed_from_the_sums():
    assert parse("cost / leads").evaluate({"cost": 260_010, "leads": 3000}) == Outcome(86.67)
    assert parse("100 * (a - b) / c").evaluate({"a": 60, "b": 20, "c": 100}) == Outcome(40.0)
    assert parse("-a - b - c").evaluate({"a": 1, "b": 2, "c": 3}) == Outcome(-6.0)
    assert parse("mean(a) / max(b)").evaluate({"mean(a)": 3, "max(b)": 6}) == Outcome(0.5)


@pytest.mark.parametrize(
    ("formula", "zero"),
    [
        ("cost / leads", "leads"),
        ("0 * cost / leads", "leads"),
        ("cost / -leads", "leads"),
        ("cost / (clicks * leads)", "leads"),
        ("cost / (leads / clicks)", "leads"),
        ("cost / (clicks - paid)", "clicks - paid"),
        ("(clicks - paid) / (clicks - paid)", "clicks - paid"),
        ("1 + cost / leads", "leads"),
        ("cost / (2 * (leads * 3))", "leads"),
        ("cost / mean(leads)", "mean(leads)"),
        ("leads / leads", "leads"),
    ],
)
def test_a_division_by_zero_gives_no_value_and_names_what_was_zero(formula, zero):
    values = {"cost": 5.0, "leads": 0.0, "clicks": 7.0, "paid": 7.0, "mean(leads)": 0.0}
    assert parse(formula).evaluate(values) == Outcome(None, "zero_denominator", zero)


@pytest.mark.parametrize("absent", [None, math.nan])
def test_a_missing_measure_gives_no_value_and_is_named(absent):
    assert parse("cost / leads").evaluate({"cost": absent, "leads": 0}) == Outcome(None, "missing_measure", "cost")
    assert parse("cost / max(leads)").evaluate({"cost": 1}) == Outcome(None, "missing_measure", "max(leads)")


def test_a_number_too_large_gives_no_value():
    assert parse("1 / (a * b)").evaluate({"a": 1e200, "b": 1e200}) == Outcome(None, "overflow", "a * b")
    assert parse("a / b").evaluate({"a": 1.0, "b": math.inf}) == Outcome(None, "overflow", "b")


def test_rows_of_a_column_that_is_not_there_have_no_value():
    values = parse("cost / leads").evaluate_rows({"cost": np.array([1.0, 2.0])})
    assert values.shape == (2,)
    assert np.isnan(values).all()
    assert parse("cost").evaluate_rows({}).shape == (0,)


def test_leaves_come_once_in_order_and_say_their_column():
    leaves = parse("b / a + mean(b) / a").leaves
    assert [leaf.key for leaf in leaves] == ["b", "a", "mean(b)"]


@pytest.mark.parametrize(
    ("formula", "volume"),
    [
        *((formula, True) for formula in ("cost", "(cost)", "sum(cost)", "count(cost)")),
        *((formula, False) for formula in ("max(cost)", "mean(cost)", "count_distinct(a)", "2 * a", "-a", "a + b")),
    ],
)
def test_only_one_bare_total_is_a_volume(formula, volume):
    assert parse(formula).is_volume is volume


@pytest.mark.parametrize(
    ("formula", "scale"),
    [
        ("a / b", 1),
        ("a / b * 1000", 1000),
        ("1000 * a / b", 1000),
        ("(a / b) * 1000", 1000),
        ("1000 * (a / b)", 1000),
        ("a * 1000 / b", 1000),
        ("a / (b / 1000)", 1000),
        ("a / (2 * b)", 0.5),
        ("-a / -b", 1),
        ("100 * sum(a) / sum(b) / 100", 1),
    ],
)
def test_a_ratio_is_recognised_however_it_is_grouped(formula, scale):
    assert parse(formula).ratio == Ratio("a", "b", scale)


@pytest.mark.parametrize(
    "formula",
    [
        *("a", "a * 2", "1 / a", "1 - a / b", "a / b + 0", "-a / b", "0 * a / b", "a / b * 1e308 * 1e308"),
        *("a / mean(b)", "max(a) / b", "a / b / c", "a * b / c", "(a + b) / c", "a / (b - c)", "a / (b / c)"),
    ],
)
def test_anything_else_is_no_ratio(formula):
    assert parse(formula).ratio is None


@given(products, st.tuples(*[st.floats(0.1, 10.0)] * len(KEYS)))
def test_a_ratio_has_the_value_of_its_formula(formula, point):
    ratio = formula.ratio
    assume(ratio is not None)
    values = dict(zip(KEYS, point, strict=True))
    whole = formula.evaluate(values).value
    assert math.isclose(ratio.scale * values[ratio.numerator] / values[ratio.denominator], whole, rel_tol=1e-9)


@given(formulas)
def test_the_pieces_put_together_are_the_formula(formula):
    pieces = formula.parts()
    assert "".join(piece.key if isinstance(piece, Leaf) else piece for piece in pieces) == str(formula)
    assert tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Leaf))) == formula.leaves


def test_sums_can_be_put_in_the_pieces():
    sums = {"cost": "260,010", "leads": "3,000"}
    pieces = parse("(cost) / leads*1000").parts()
    assert pieces == (Leaf("sum", "cost"), " / ", Leaf("sum", "leads"), " * ", "1000")
    shown = "".join(sums[piece.key] if isinstance(piece, Leaf) else piece for piece in pieces)
    assert shown == "260,010 / 3,000 * 1000"
