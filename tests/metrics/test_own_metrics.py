"""A site's own metrics.yml: added to the built-in catalogue, put in place of its entries, checked."""

import pytest
from in_both import assert_in_both

from generator.errors import Location, ReportError
from generator.metrics.catalogue import builtin, load_catalogue
from generator.metrics.spelling import distance, near_miss
from generator.spec.load import load_metrics
from generator.spec.model import MeasureSpec, MetricsFile, MetricSpec, Text, Unit

FILE = "campaigns/metrics.yml"


def metric(formula, **more):
    words = {"title": Text(by_language={"": "A metric"}), "unit": "ratio", "better": "lower", "stage": "conversion"}
    return MetricSpec(formula=formula, **{**words, **more})


def measure(**more):
    return MeasureSpec(title=Text(by_language={"en": "A measure"}), **more)


def metrics_file(metrics=None, measures=None):
    """Build a file whose keys stand on lines of their own, two columns in for each level."""
    paths = [("measures", name) for name in measures or {}] + [("metrics", name) for name in metrics or {}]
    paths += [("metrics", name, key) for name in metrics or {} for key in ("formula", "drivers", "subset")]
    places = {path: Location(FILE, line, 2 * len(path) - 1) for line, path in enumerate(paths, 1)}
    return MetricsFile(metrics=metrics or {}, measures=measures or {}, file=FILE, places=places)


def problems_of(metrics=None, measures=None):
    with pytest.raises(ReportError) as raised:
        load_catalogue(metrics_file(metrics, measures))
    assert_in_both(raised.value.problems)
    return raised.value.problems


def test_the_metric_of_the_format_description_is_added():
    own = metric("cost / trials", unit="currency", drivers="cost_per_click / (trials / clicks)")
    catalogue = load_catalogue(metrics_file({"cost_per_trial": own}))
    added = catalogue.metric("cost_per_trial")
    assert added.own
    assert str(added.drivers) == "cost_per_click / (trials / clicks)"
    assert len(catalogue.metrics) == len(builtin().metrics) + 1
    assert not catalogue.metric("ctr").own
    assert "cost_per_trial" not in builtin().metrics


def test_a_measure_declared_nowhere_is_a_plain_count_titled_by_its_id():
    catalogue = load_catalogue(metrics_file({"cost_per_demo": metric("cost / demos_booked")}))
    demos = catalogue.measures["demos_booked"]
    assert demos == MeasureSpec(title=Text(by_language={"": "demos_booked"}))
    assert (demos.unit, demos.additive, demos.signed) == (Unit.COUNT, True, False)
    assert demos.title.said_in("zh") == "demos_booked"
    assert "demos_booked" in catalogue.vocabulary().measures


def test_own_measures_and_metrics_take_the_place_of_built_in_ones():
    catalogue = load_catalogue(
        metrics_file({"conversion_rate": metric("orders / sessions")}, {"reach": measure(additive=True)})
    )
    assert str(catalogue.metric("conversion_rate").formula) == "orders / sessions"
    assert catalogue.metric("conversion_rate").own
    assert catalogue.measures["reach"].additive


def test_built_in_drivers_that_a_replaced_metric_makes_wrong_are_let_go():
    assert builtin().metric("cost_per_conversion").drivers is not None
    catalogue = load_catalogue(metrics_file({"conversion_rate": metric("orders / sessions")}))
    cost_per_conversion = catalogue.metric("cost_per_conversion")
    assert cost_per_conversion.drivers is None
    assert cost_per_conversion.spec.drivers is None
    assert catalogue.metric("cost_per_lead").drivers is not None


def test_a_formula_that_cannot_be_read_is_shown_with_line_and_character():
    (problem,) = problems_of({"cost_per_trial": metric("cost x trials")})
    assert problem.at == Location(FILE, 2, 5)
    assert "`cost x trials`" in str(problem.what)
    assert "`x` at character 6" in str(problem.what)
    assert "`*`" in str(problem.hint)


def test_drivers_that_cannot_be_read_are_shown_too():
    (problem,) = problems_of({"cost_per_trial": metric("cost / trials", drivers="cost_per_click /")})
    assert problem.at == Location(FILE, 3, 5)
    assert "drivers" in str(problem.what)


def test_a_measure_that_is_nearly_a_known_one_is_taken_for_a_slip():
    (problem,) = problems_of({"price_of_click": metric("cost / clciks")})
    assert problem.at == Location(FILE, 2, 5)
    assert "`clciks`" in str(problem.what)
    assert "did you mean `clicks`?" in str(problem.hint)
    assert "`measures:`" in str(problem.hint)


def test_declaring_the_measure_is_the_way_out():
    catalogue = load_catalogue(metrics_file({"cost_per_lad": metric("cost / lead")}, {"lead": measure()}))
    assert catalogue.metric("cost_per_lad").formula.leaves[1].measure == "lead"


def test_a_metric_in_a_formula_is_told_from_a_measure():
    (problem,) = problems_of({"twice": metric("2 * conversion_rate")})
    assert "`conversion_rate` in the formula of `twice` is a metric" in str(problem.what)
    assert "goalposts explain conversion_rate" in str(problem.hint)


def test_unknown_names_in_drivers_are_offered_their_neighbour():
    (problem,) = problems_of({"cost_per_trial": metric("cost / trials", drivers="cost_per_clik / (trials / clicks)")})
    assert problem.at == Location(FILE, 3, 5)
    assert "did you mean `cost_per_click`?" in str(problem.hint)


@pytest.mark.parametrize(
    ("drivers", "said"),
    [
        ("cost_per_trial * 1", "named among its own drivers"),
        ("mean(cost_per_click) / (trials / clicks)", "aggregates a metric"),
        ("cost_per_click / signup_rate", "do not multiply out"),
        ("cost_per_click * (trials / clicks)", "do not multiply out"),
    ],
)
def test_drivers_must_make_up_the_metric(drivers, said):
    (problem,) = problems_of({"cost_per_trial": metric("cost / trials", drivers=drivers)})
    assert said in str(problem.what)
    assert problem.at == Location(FILE, 3, 5)


def test_drivers_may_name_other_metrics_of_the_same_file():
    catalogue = load_catalogue(
        metrics_file(
            {
                "cost_per_trial": metric("cost / trials", drivers="cost_per_click / trial_rate"),
                "trial_rate": metric("trials / clicks"),
            }
        )
    )
    assert catalogue.metric("cost_per_trial").drivers is not None


@pytest.mark.parametrize("formula", ["2 - orders / clicks", "orders / clicks * 1000", "max(orders) / clicks"])
def test_a_subset_must_be_a_plain_share(formula):
    (problem,) = problems_of({"share": metric(formula, subset=True)})
    assert problem.at == Location(FILE, 4, 5)
    assert str(problem.expected) == "a formula of the form a / b or 1 - a / b"


def test_a_percent_is_a_fraction():
    (problem,) = problems_of({"share": metric("orders / clicks * 100", unit="percent")})
    assert "`* 100`" in str(problem.hint)
    assert load_catalogue(metrics_file({"score": metric("orders / clicks * 100", unit="points")})).metric("score")


@pytest.mark.parametrize("name", ["sum", "count", "cost-of-goods", "2nd_orders", "重复 订单"])
def test_a_measure_needs_a_name_that_formulas_can_use(name):
    (problem,) = problems_of(measures={name: measure()})
    assert problem.at == Location(FILE, 1, 3)
    assert f"`{name}`" in str(problem.what)


def test_all_problems_come_at_once_in_the_order_of_the_file():
    problems = problems_of(
        {
            "one": metric("cost /"),
            "two": metric("cost / clicsk"),
            "three": metric("orders + clicks", subset=True),
            "four": metric("cost / trials", drivers="nothing_known"),
        },
        {"mean": measure()},
    )
    assert len(problems) == 5
    assert [problem.at.line for problem in problems] == sorted(problem.at.line for problem in problems)


def test_a_problem_of_an_unplaced_key_points_at_the_nearest_one_above():
    own = MetricsFile(metrics={"one": metric("cost /")}, file=FILE, places={("metrics", "one"): Location(FILE, 7, 3)})
    with pytest.raises(ReportError) as raised:
        load_catalogue(own)
    assert raised.value.problems[0].at == Location(FILE, 7, 3)


def test_a_written_file_is_told_by_line_and_column(tmp_path):
    written = tmp_path / "campaigns" / "metrics.yml"
    written.parent.mkdir()
    written.write_text(
        """\
metrics:
  cost_per_trial:
    title: {en: Cost per trial, zh: 试用获客成本}
    formula: cost ÷ trials
    unit: currency
    better: lower
    stage: conversion
""",
        encoding="utf-8",
    )
    with pytest.raises(ReportError) as raised:
        load_catalogue(load_metrics(written, tmp_path))
    assert str(raised.value) == (
        "campaigns/metrics.yml:4:5: the formula of `cost_per_trial`, `cost ÷ trials`, cannot be read: "
        "`÷` at character 6; expected an operator (`+ - * /`) or the end\n    divide with `/`"
    )


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "abc", 3), ("cost", "cost", 0), ("clciks", "clicks", 1), ("lead", "leads", 1), ("kitten", "sitting", 3)],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


def test_short_names_forgive_one_slip_and_long_ones_two():
    known = ["cost", "clicks", "impressions"]
    assert near_miss("cots", known) == "cost"
    assert near_miss("Cost", known) == "cost"
    assert near_miss("post_", known) is None
    assert near_miss("impresions", known) == "impressions"
    assert near_miss("imprssons", known) == "impressions"
    assert near_miss("visits", known) is None
