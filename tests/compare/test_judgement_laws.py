"""Laws that hold for any numbers: units, order, mirrors, bounds, monotony."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import START, before, campaign, data, frame, judged, kpi, noisy, only
from made_up import near as band

from generator.compare.result import Verdict
from generator.compare.verdict import attainment, goal_of, verdict_of
from generator.spec.model import Better, Target

RANK = {Verdict.MISSED: 0, Verdict.NEAR: 1, Verdict.MET: 2}
positive = st.floats(min_value=1e-3, max_value=1e6)
seeds = st.integers(min_value=0, max_value=10_000)
few = settings(max_examples=25, deadline=None)


def columns(seed: int, days: int = 56) -> dict[str, list[float]]:
    names = ("clicks", "conversions", "cost", "leads", "revenue")
    levels = (1000, 30, 800, 10, 1200)
    return {name: noisy(days, level, seed + n, 0.4) for n, (name, level) in enumerate(zip(names, levels, strict=True))}


def point(value: float) -> Target:
    return Target(text=str(value), value=value)


@few
@given(seed=seeds, rate=st.floats(min_value=0.01, max_value=200.0), target=st.floats(min_value=40, max_value=160))
def test_another_currency_scales_money_and_changes_no_judgement(seed, rate, target):
    found = []
    for factor in (1.0, rate):
        spec = campaign(kpi("cost_per_lead", "1"), kpi("roi", "50%"), kpi("cost", "1"), baseline=before(28))
        goals = [point(target * factor), spec.kpis[1].target, point(target * 280 * factor)]
        kpis = tuple(one.model_copy(update={"target": goal}) for one, goal in zip(spec.kpis, goals, strict=True))
        spec = spec.model_copy(update={"kpis": kpis})
        rows = columns(seed) | {
            name: [amount * factor for amount in columns(seed)[name]] for name in ("cost", "revenue")
        }
        found.append(judged(spec, data(frame(rows, before(28).period.start), spec=spec)).result)
    one, other = found
    for a, b, money in zip(one.kpis, other.kpis, (True, False, True), strict=True):
        scale = rate if money else 1.0
        assert b.value == pytest.approx(a.value * scale)
        assert (b.verdict, b.certainty) == (a.verdict, a.certainty)
        assert b.attainment == (None if a.attainment is None else pytest.approx(a.attainment))
        assert b.baseline.lift == (None if a.baseline.lift is None else pytest.approx(a.baseline.lift, abs=1e-9))
        assert (b.interval is None) == (a.interval is None)
        if a.interval is not None:
            assert b.interval == pytest.approx(tuple(end * scale for end in a.interval))
    assert other.score.value == pytest.approx(one.score.value)


@few
@given(seed=seeds)
def test_the_order_of_rows_plays_no_part(seed):
    segment = {"channel": {"search": "3%"}}
    spec = campaign(kpi("conversion_rate", "3%", segments=segment), kpi("leads", "250"), baseline=before(28))
    start = before(28).period.start
    whole, search = frame(columns(seed), start), frame(columns(seed + 50), start, ("channel", "search"))
    table = data(whole, search, spec=spec)
    order = np.random.default_rng(seed).permutation(len(table.series))
    shuffled = type(table)(
        table.series.iloc[order].reset_index(drop=True),
        table.totals.iloc[::-1].reset_index(drop=True),
        table.windows,
        table.grain,
        (),
        (),
        last=table.last,
    )
    one, other = judged(spec, table), judged(spec, shuffled)
    assert one.result == other.result
    assert one.trends == other.trends


@given(value=positive, target=positive)
def test_a_kpi_and_its_reciprocal_are_met_together_and_attained_alike(value, target):
    rate = goal_of(Better.HIGHER, point(target), band("10%"))
    cost = goal_of(Better.LOWER, point(1 / target), band("10%"))
    assert (verdict_of(rate, value) is Verdict.MET) == (verdict_of(cost, 1 / value) is Verdict.MET)
    assert attainment(rate, value) == pytest.approx(attainment(cost, 1 / value))


@given(value=st.floats(-1e6, 1e6), target=st.floats(-1e6, 1e6))
def test_lower_is_the_mirror_of_higher(value, target):
    higher = goal_of(Better.HIGHER, point(target), band("10%"))
    lower = goal_of(Better.LOWER, point(-target), band("10%"))
    assert verdict_of(higher, value) is verdict_of(lower, -value)


@given(
    values=st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
    target=st.floats(-1e6, 1e6),
    amount=st.floats(0, 2),
    relative=st.booleans(),
)
def test_a_better_value_never_has_a_worse_verdict(values, target, amount, relative):
    near = band("10%").model_copy(update={"amount": amount, "relative": relative})
    worse, better = sorted(values)
    higher = goal_of(Better.HIGHER, point(target), near)
    lower = goal_of(Better.LOWER, point(target), near)
    assert RANK[verdict_of(higher, better)] >= RANK[verdict_of(higher, worse)]
    assert RANK[verdict_of(lower, worse)] >= RANK[verdict_of(lower, better)]


@given(value=positive, target=positive)
def test_attainment_reaches_one_exactly_where_the_target_is_met(value, target):
    for better in (Better.HIGHER, Better.LOWER):
        goal = goal_of(better, point(target), band("10%"))
        share = attainment(goal, value)
        assert share is not None
        assert (verdict_of(goal, value) is Verdict.MET) == (share >= 1 - 1e-9)


@few
@given(
    seed=seeds,
    targets=st.lists(st.floats(min_value=-50, max_value=50), min_size=3, max_size=3),
    weights=st.lists(st.floats(min_value=0, max_value=10), min_size=3, max_size=3),
)
def test_a_score_lies_between_nothing_and_the_cap_and_is_the_sum_of_its_terms(seed, targets, weights):
    names = ("roi", "cost_per_lead", "conversion_rate")
    spec = campaign(*(kpi(name, "1") for name in names), baseline=before(28))
    kpis = tuple(
        one.model_copy(update={"target": point(target), "weight": weight})
        for one, target, weight in zip(spec.kpis, targets, weights, strict=True)
    )
    spec = spec.model_copy(update={"kpis": kpis})
    score = judged(spec, data(frame(columns(seed), before(28).period.start), spec=spec)).result.score
    points = [term.points for term in score.terms if term.points is not None]
    assert all(0 <= term.used <= score.cap for term in score.terms if term.used is not None)
    if score.value is not None:
        assert 0 <= score.value <= score.cap + 1e-9
        assert score.value == pytest.approx(sum(points))
        assert sum(term.share for term in score.terms) == pytest.approx(1.0)


@few
@given(seed=seeds, days=st.integers(min_value=1, max_value=40))
def test_an_interval_holds_its_value(seed, days):
    spec = campaign(kpi("conversion_rate", "3%"), kpi("cost_per_lead", "80"), days=days)
    for result in judged(spec, data(frame(columns(seed, days)), spec=spec)).result.kpis:
        if result.interval is not None:
            assert result.value is not None
            assert 0 <= result.interval[0] <= result.value <= result.interval[1]


@few
@given(seed=seeds)
def test_a_lift_and_its_interval_turn_over_with_the_reciprocal_metric(seed):
    """Cost a lead against leads a unit of cost: the changes are each other's reciprocals."""
    spec = campaign(kpi("cost_per_lead", "80"), kpi("leads_per_cost", "1"), baseline=before(28))
    cost, rate = judged(spec, data(frame(columns(seed), before(28).period.start), spec=spec)).result.kpis
    assert 1 + cost.baseline.lift == pytest.approx(1 / (1 + rate.baseline.lift))
    assert 1 + cost.baseline.interval[0] == pytest.approx(1 / (1 + rate.baseline.interval[1]))


def test_a_judgement_of_the_same_inputs_is_the_same():
    spec = campaign(kpi("conversion_rate", "3%"))
    table = data(frame(columns(1, 28), START), spec=spec)
    assert only(judged(spec, table)) == only(judged(spec, table))
