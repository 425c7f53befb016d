"""Drivers read as products, and every driven metric of the catalogue taken apart exactly."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnose.drivers import as_product, driver_parts, leaves_needed
from generator.diagnose.linear import as_quotient
from generator.metrics.catalogue import builtin
from generator.metrics.formula import Formula, parse

CATALOGUE = builtin()
DRIVEN = sorted(name for name, metric in CATALOGUE.metrics.items() if metric.drivers)
KEYS = sorted({leaf.key for name in DRIVEN for leaf in leaves_needed(CATALOGUE.metrics[name], CATALOGUE)})
sums = st.fixed_dictionaries({key: st.floats(1.0, 1000.0) for key in KEYS})


def factors(name: str) -> list[tuple[str, int]]:
    product = as_product(CATALOGUE.metrics[name], CATALOGUE)
    assert product is not None
    return [(factor.name, factor.power) for factor in product.factors]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cost_per_lead", [("cost_per_click", 1), ("lead_rate", -1)]),
        ("cost_per_session", [("cost_per_click", 1), ("sessions / clicks", -1)]),
        ("cost_per_subscription", [("cost / contacts", 1), ("subscription_rate", -1)]),
        ("revenue", [("sessions", 1), ("order_rate", 1), ("aov", 1)]),
        ("impressions", [("cost", 1), ("cpm", -1)]),
        ("roi", [("roas", 1), ("gross_margin", 1)]),
        ("cart_abandonment_rate", [("checkouts / carts", 1), ("checkout_completion_rate", 1)]),
        (
            "engagement_rate_by_followers",
            [("engagement_rate_by_impressions", 1), ("impressions / mean(followers)", 1)],
        ),
    ],
)
def test_a_quotient_of_two_measures_is_one_factor(name, expected):
    assert factors(name) == expected


def test_offset_and_sign_are_kept_apart():
    roi, carts = (as_product(CATALOGUE.metrics[name], CATALOGUE) for name in ("roi", "cart_abandonment_rate"))
    assert roi is not None
    assert carts is not None
    assert ((roi.offset, roi.scale), (carts.offset, carts.scale)) == ((-1.0, 1.0), (1.0, -1.0))


@pytest.mark.parametrize("name", DRIVEN)
@settings(max_examples=15)
@given(before=sums, after=sums)
def test_the_drivers_of_every_metric_add_up(name, before, after):
    metric = CATALOGUE.metrics[name]
    start, end = (metric.formula.evaluate(each).value for each in (before, after))
    assert start is not None
    assert end is not None
    parts = driver_parts(metric, CATALOGUE, before, after)
    assert len(parts) >= 2
    gross = math.fsum(abs(part.contribution) for part in parts)
    assert math.isclose(sum(p.contribution for p in parts), end - start, rel_tol=1e-9, abs_tol=1e-9 * max(gross, 1e-9))


def test_what_has_no_drivers_or_lacks_a_sum_has_no_parts():
    ctr, cost_per_lead = CATALOGUE.metrics["ctr"], CATALOGUE.metrics["cost_per_lead"]
    whole = {"cost": 100.0, "clicks": 50.0, "leads": 5.0, "impressions": 1000.0}
    assert driver_parts(ctr, CATALOGUE, whole, whole) == ()
    assert driver_parts(cost_per_lead, CATALOGUE, whole, whole | {"clicks": None}) == ()
    assert driver_parts(cost_per_lead, CATALOGUE, whole, whole | {"clicks": 0.0}) == ()
    assert [part.contribution for part in driver_parts(cost_per_lead, CATALOGUE, whole, whole)] == [0.0, 0.0]


def test_a_factor_of_nothing_takes_the_whole_change():
    before = {"clicks": 50.0, "leads": 0.0}
    parts = driver_parts(CATALOGUE.metrics["leads"], CATALOGUE, before, {"clicks": 60.0, "leads": 6.0})
    assert [part.contribution for part in parts] == [0.0, 6.0]


def test_a_longer_way_round_needs_its_own_sums_alone():
    assert {leaf.key for leaf in leaves_needed(CATALOGUE.metrics["cost_per_mql"], CATALOGUE)} == {
        *("cost", "leads", "mqls")
    }
    assert leaves_needed(CATALOGUE.metrics["ctr"], CATALOGUE) == ()


# ------------------------------------------------------------------ formulas as quotients of sums


@pytest.mark.parametrize(
    ("text", "top", "bottom"),
    [
        ("cost / leads", {"cost": 1}, {"leads": 1}),
        ("cost / impressions * 1000", {"cost": 1000}, {"impressions": 1}),
        ("1 - orders / carts", {"carts": 1, "orders": -1}, {"carts": 1}),
        ("(gross_profit - cost) / cost", {"gross_profit": 1, "cost": -1}, {"cost": 1}),
        ("gross_profit / cost - 1", {"gross_profit": 1, "cost": -1}, {"cost": 1}),
        ("100 * (promoters - detractors) / answers", {"promoters": 100, "detractors": -100}, {"answers": 1}),
        ("(cost / clicks) / (leads / clicks)", {"cost": 1}, {"leads": 1}),
        ("revenue - cost", {"revenue": 1, "cost": -1}, None),
        ("leads", {"leads": 1}, None),
        ("count(orders) / 2", {"count(orders)": 0.5}, None),
        ("-refunds", {"refunds": -1}, None),
        ("cost / (2 * leads)", {"cost": 1}, {"leads": 2}),
    ],
)
def test_formulas_that_are_quotients_of_sums(text, top, bottom):
    found = as_quotient(parse(text))
    assert found is not None
    assert (dict(found.top), found.bottom and dict(found.bottom)) == (top, bottom)


@pytest.mark.parametrize(
    "text",
    [
        "a * b",
        "a / b / c",
        "a / b + c / d",
        "leads - 5",
        "1 / clicks",
        "(a + 1) / (b + 1)",
        "a - a",
        "(a / b) * c",
    ],
)
def test_formulas_that_are_not(text):
    assert as_quotient(parse(text)) is None


@given(sums)
def test_a_quotient_has_the_formulas_value(values):
    for metric in CATALOGUE.metrics.values():
        found, whole = as_quotient(metric.formula), evaluate(metric.formula, values)
        if found is None or whole is None:
            continue
        top = sum(factor * values[key] for key, factor in found.top.items())
        bottom = 1.0 if found.bottom is None else sum(factor * values[key] for key, factor in found.bottom.items())
        assert math.isclose(top / bottom, whole, rel_tol=1e-9, abs_tol=1e-9), metric.id


def evaluate(formula: Formula, values: dict[str, float]) -> float | None:
    return formula.evaluate(values).value
