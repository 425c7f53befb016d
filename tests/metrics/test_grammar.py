"""What a formula may say, and what is said to somebody who writes anything else."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_both import assert_said

from generator.metrics.formula import FUNCTIONS, FormulaError, Leaf, parse


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("cost/leads", "cost / leads"),
        ("  cost  /  leads  ", "cost / leads"),
        ("a/b*1000", "a / b * 1000"),
        ("a / (b * 1e3)", "a / (b * 1000)"),
        ("1 - orders/carts", "1 - orders / carts"),
        ("((a))", "a"),
        ("(a + b) * c", "(a + b) * c"),
        ("a + (b * c)", "a + b * c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "a - b - c"),
        ("a / (b / c)", "a / (b / c)"),
        ("-(a + b) - -c", "-(a + b) - -c"),
        ("-a * b", "-a * b"),
        ("0.5*a", "0.5 * a"),
        ("a * 1e-05", "a * 1e-05"),
        ("sum(cost) / count_distinct(users)", "cost / count_distinct(users)"),
        ("mean( followers )", "mean(followers)"),
        ("花费 / 线索量", "花费 / 线索量"),
        ("Größe_2 + 名前", "Größe_2 + 名前"),
    ],
)
def test_a_formula_is_read_and_written_out_evenly(written, shown):
    assert str(parse(written)) == shown


def test_the_text_is_kept_as_written():
    assert parse(" cost/leads ").text == "cost/leads"


@pytest.mark.parametrize(
    ("written", "column", "found", "hint"),
    [
        ("", 1, "the end", ""),
        ("cost /", 7, "the end", ""),
        ("cost / / leads", 8, "`/`", ""),
        ("+a", 1, "`+`", ""),
        ("cost x 1000", 6, "`x`", "`*`"),
        ("cost × 1000", 6, "`×`", "`*`"),
        ("cost ÷ leads", 6, "`÷`", "`/`"),
        ("a − b", 3, "`−`", "`-`"),
        ("a ^ 2", 3, "`^`", "no powers"),
        ("a ** 2", 3, "`**`", "no powers"),
        ("a / b %", 7, "`%`", "unit: percent"),
        ("a == b", 3, "`=`", "compares"),
        ("a > b", 3, "`>`", "compares"),
        ("avg(cost)", 1, "`avg`", "`mean`"),
        ("Average(cost)", 1, "`Average`", "`mean`"),
        ("SUM(cost)", 1, "`SUM`", "`sum`"),
        ("count_distnct(users)", 1, "`count_distnct`", "`count_distinct`"),
        ("a / nunique(users)", 5, "`nunique`", "`count_distinct`"),
        ("__import__('os')", 1, "`__import__`", ""),
        ("sum(a / b)", 7, "`/`", "one measure"),
        ("sum(a, b)", 6, "`,`", "one measure"),
        ("sum(sum(a))", 5, "`sum`", "one measure"),
        ("sum()", 5, "`)`", "one measure"),
        ("sum(1)", 5, "`1`", "one measure"),
        ("count(distinct users)", 16, "`users`", "count_distinct(measure)"),
        ("mean", 5, "the end", "`mean(measure)`"),
        ("mean / 2", 6, "`/`", "`mean(measure)`"),
        ("a)", 2, "`)`", "closes nothing"),
        ("(a", 3, "the end", ""),
        ("a + (b * (c)", 13, "the end", ""),
        ("()", 2, "`)`", ""),
        ("a b", 3, "`b`", ""),
        ("2 clicks", 3, "`clicks`", ""),
        ("2clicks", 1, "`2clicks`", "begin with a letter"),
        ("1,000 * a", 1, "`1,`", "separators"),
        ("1_000 * a", 1, "`1_000`", "separators"),
        (".5 * a", 1, "`.`", "0.5"),
        ("5. * a", 1, "`5.`", "0.5"),
        ("1.2.3 * a", 1, "`1.2.`", "0.5"),
        ("a.b", 2, "`.`", ""),
        ("'cost' / 2", 1, "`'`", "without quotes"),
        ("[a]", 1, "`[`", "`(`"),
        ("（a + b）", 1, "`（`", "plain `(`"),
        ("a \uff0f b", 3, "`\uff0f`", "plain `/`"),
        ("\uff43ost", 1, "`\uff43ost`", "`cost`"),
        ("a²", 2, "`²`", "`2`"),
        ("¥cost", 1, "`¥`", "plain numbers"),
        ("a; b", 2, "`;`", ""),
        ("a\x00b", 2, "`\x00`", ""),
        ("cost / 0", 8, "a division by 0", ""),
        ("cost / (2 - 2)", 8, "a division by 0", ""),
        ("cost / (1 / (1 - 1))", 13, "a division by 0", ""),
        ("1 + 2", 1, "only numbers", ""),
        ("1e999 * a", 1, "`1e999`", ""),
        ("a + " * 125 + "a", 501, "501 characters", "several metrics"),
        ("(" * 31 + "a" + ")" * 31, 31, "too many levels", ""),
        ("-" * 31 + "a", 31, "too many levels", ""),
    ],
)
def test_anything_else_is_refused_with_the_column_and_a_way_out(written, column, found, hint):
    with pytest.raises(FormulaError) as raised:
        parse(written)
    error = raised.value
    assert (error.column, str(error.found)) == (column, found)
    assert hint in str(error.hint)
    assert error.expected
    for words in (error.found, error.expected, error.hint):
        assert_said(words, error)
    assert f"column {column}: {found}" in str(error)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_aggregate_takes_one_measure(function):
    assert parse(f"{function}(cost) / 2").leaves == (Leaf(function, "cost"),)


def test_the_longest_and_the_deepest_formula_are_still_read():
    assert len(parse("a+" * 249 + "ab").text) == 500
    assert str(parse("(" * 30 + "a" + ")" * 30)) == "a"


def test_an_unknown_function_is_told_which_there_are():
    with pytest.raises(FormulaError, match="sum, mean, min, max, last, count, count_distinct"):
        parse("eval(cost)")


def column_of_error(written):
    try:
        parse(written)
    except FormulaError as error:
        return error.column
    return None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80) | st.text("ab1.(+-*/) x^%", max_size=40))
def test_whatever_is_written_either_parses_or_says_where_it_goes_wrong(written):
    column = column_of_error(written)
    if column is None:
        assert parse(str(parse(written))).tree == parse(written).tree
    else:
        assert 1 <= column <= len(written) + 1


def test_formulas_and_their_errors_travel_between_processes():
    formula = parse("cost / count_distinct(users)")
    assert pickle.loads(pickle.dumps(formula)) == formula
    with pytest.raises(FormulaError) as raised:
        parse("cost x 2")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
