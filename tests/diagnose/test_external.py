"""What else explains a result: which series the models are asked of, and what becomes of controls."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from generator.compare.before import Why
from generator.compare.reason import Reason
from generator.compare.result import State, Verdict
from generator.compare.run import case_of, judge
from generator.compare.verdict import goal_of
from generator.data.table import ControlSeries, Grain
from generator.diagnose.external import Question, against_the_target, answer, questions
from generator.spec.model import Baseline, Better, Factor, FactorKind, Near, Period, SiteConfig
from tests.compare.made_up import CATALOGUE, START, before, campaign, data, frame, kpi, target

PAST, DAYS, LIFT = 70, 28, 0.15
ALL = PAST + DAYS
FIRST = START - timedelta(days=PAST)


def market(seed: int = 3) -> np.ndarray:
    """A series with a week in it, about a thousand a day."""
    rng = np.random.default_rng(seed)
    return 1000 + 120 * np.sin(2 * np.pi * np.arange(ALL) / 7) + np.cumsum(rng.normal(0, 12, ALL))


def series(name: str, values: np.ndarray, source: str = "market", measure: str = "searches") -> ControlSeries:
    days = np.datetime64(FIRST) + np.arange(len(values))
    return ControlSeries(f"{source}.{name}", source, measure, days, np.asarray(values, dtype=float))


def leads(lift: float = LIFT, seed: int = 5) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 3, ALL)
    values = 0.2 * market() + noise
    values[PAST:] *= 1 + lift
    return values


def case(columns, controls=(), *, past=PAST, sources_of=None, metric="leads", goal="5000"):
    spec = campaign(kpi(metric, goal), days=DAYS, baseline=before(past))
    rows = {key: values[PAST - past :] for key, values in columns.items()}
    table = data(frame(rows, START - timedelta(days=past)), spec=spec)
    totals = table.totals.assign(**{"rows of ads": table.totals["rows"]})
    table = replace(table, totals=totals, controls=tuple(controls), sources_of=sources_of or {})
    laid = case_of(spec, CATALOGUE, table, SiteConfig(), spec.period.end + timedelta(days=3))
    return laid, judge(laid).result.kpis


def asked(*args, **more) -> list[Question]:
    return [one for _, one in questions(*case(*args, **more))]


def test_a_control_tells_the_lift_from_what_the_market_did():
    (question,) = asked({"leads": leads()}, [series("searches", market())])
    found = answer(question)

    assert found is not None
    result = found.result
    expected = leads(0)[PAST:].sum()
    assert result.method == "controls"
    assert result.actual == pytest.approx(leads()[PAST:].sum())
    assert result.interval[0] < LIFT * expected < result.interval[1]
    assert result.interval[0] > 0
    assert result.p < 0.05
    assert result.average == pytest.approx(result.effect / DAYS)
    assert len(found.versus.starts) == ALL
    assert found.versus.launched == START
    assert found.versus.running[-1] == pytest.approx(result.effect)


def test_without_a_lift_nothing_is_found():
    (question,) = asked({"leads": leads(0)}, [series("searches", market())])
    found = answer(question)

    assert found is not None
    assert found.result.interval[0] < 0 < found.result.interval[1]


def test_a_series_that_is_part_of_the_kpi_is_no_control():
    same = series("leads", market(), source="ads", measure="leads")
    (question,) = asked({"leads": leads()}, [same], sources_of={"leads": ("ads",)})

    assert question.names == ()
    found = answer(question)
    assert found is not None
    assert found.result.left_out == {"ads.leads": "moved_by_campaign"}
    assert found.result.method == "season"


def test_of_several_controls_the_one_that_changed_with_the_start_is_left_out():
    moved = market() + np.random.default_rng(11).normal(0, 5, ALL)
    moved[PAST:] *= 1.6
    kept = [series(name, market() + np.random.default_rng(n).normal(0, 8, ALL)) for n, name in enumerate("ab")]
    (question,) = asked({"leads": leads(0)}, [series("moved", moved), *kept])
    found = answer(question)

    assert found is not None
    assert found.result.left_out["market.moved"] == "break_at_start"
    assert found.result.controls
    assert found.result.doubtful == ()
    assert found.result.relative == pytest.approx(0, abs=0.05)


def test_a_lone_control_that_changed_with_the_start_is_used_and_doubted():
    moved = market()
    moved[PAST:] *= 1.6
    (question,) = asked({"leads": 0.2 * moved}, [series("moved", moved)])
    found = answer(question)

    assert found is not None
    assert found.result.controls == ("market.moved",)
    assert found.result.doubtful == ("market.moved",)


def test_a_short_history_is_not_asked_without_controls():
    (why,) = asked({"leads": leads()}, past=35)
    assert why == Why(Reason.SHORT_HISTORY, {"steps": 35, "needed": 63})
    assert len(asked({"leads": leads()}, [series("searches", market())], past=35)) == 1


def test_without_controls_the_headline_and_what_a_factor_touches_are_asked():
    event = Factor(
        what=campaign(kpi("leads", "1")).name,
        kind=FactorKind.HOLIDAY,
        when=Period(start=START, end=START),
        on=("cost",),
    )
    spec = campaign(kpi("leads", "5000"), kpi("cost", "1"), kpi("cost_per_lead", "1"), days=DAYS, baseline=before(PAST))
    table = data(frame({"leads": leads(), "cost": market()}, FIRST), spec=spec)
    for factors, wanted in (((), ["leads"]), ((event,), ["leads", "cost"])):
        told = spec.model_copy(update={"factors": factors})
        laid = case_of(told, CATALOGUE, table, SiteConfig(), told.period.end + timedelta(days=3))
        assert [metric for metric, _ in questions(laid, judge(laid).result.kpis)] == wanted


def test_a_ratio_is_compared_by_its_weighted_mean():
    clicks = market()
    conversions = 0.05 * clicks + np.random.default_rng(2).normal(0, 1, ALL)
    conversions[PAST:] *= 1.3
    columns = {"conversions": conversions, "clicks": clicks}
    (question,) = asked(columns, [series("searches", market(8))], metric="conversion_rate", goal="5%")
    found = answer(question)

    assert found is not None
    assert question.weights is not None
    assert found.result.actual == pytest.approx(conversions[PAST:].sum() / clicks[PAST:].sum())
    assert found.result.interval[0] < 0.015 < found.result.interval[1]


def test_days_between_baseline_and_campaign_are_a_gap_in_the_series():
    spec = campaign(kpi("leads", "5000"), days=DAYS, baseline=before(PAST))
    early = Period(start=FIRST, end=START - timedelta(days=8))
    spec = spec.model_copy(update={"baseline": spec.baseline.model_copy(update={"period": early})})
    table = replace(data(frame({"leads": leads()}, FIRST), spec=spec), controls=(series("searches", market()),))
    laid = case_of(spec, CATALOGUE, table, SiteConfig(), spec.period.end + timedelta(days=3))
    ((_, question),) = questions(laid, judge(laid).result.kpis)

    assert question.launched == PAST
    assert np.isnan(question.series[PAST - 7 : PAST]).all()
    assert question.history == PAST - 7


def test_a_daily_control_is_added_up_to_weeks():
    weeks = 25
    start = START - timedelta(days=7 * (weeks - 4))
    spec = campaign(kpi("leads", "5000"), days=DAYS, baseline=before(7 * (weeks - 4)))
    table = data(frame({"leads": np.arange(weeks) + 50.0}, start, step=7), spec=spec, grain=Grain.WEEK)
    days = np.datetime64(start) + np.arange(7 * weeks)
    control = ControlSeries("market.x", "market", "x", days, np.ones(7 * weeks))
    laid = case_of(spec, CATALOGUE, replace(table, controls=(control,)), SiteConfig(), spec.period.end)
    ((_, question),) = questions(laid, judge(laid).result.kpis)

    assert question.controls[:, 0].tolist() == [7.0] * weeks
    assert question.season == 52


def test_months_are_compared_with_months():
    """A daily control is added up to months of unequal length; what the campaign added to them is found."""
    months = np.arange(np.datetime64("2023-01"), np.datetime64("2026-07"))
    days = np.arange(months[0].astype("datetime64[D]"), (months[-1] + 1).astype("datetime64[D]"))
    daily = 40 + np.cumsum(np.random.default_rng(4).normal(0, 0.3, len(days)))
    place = (days.astype("datetime64[M]") - months[0]).astype(int)
    searches = np.bincount(place, weights=daily)
    columns = 0.5 * searches + np.random.default_rng(6).normal(0, 4, len(months))
    launched = len(months) - 4
    expected = columns[launched:].sum()
    columns[launched:] *= 1 + LIFT
    spec = campaign(kpi("leads", "2500")).model_copy(
        update={
            "period": Period(start=date(2026, 3, 1), end=date(2026, 6, 30)),
            "baseline": Baseline(period=Period(start=date(2023, 1, 1), end=date(2026, 2, 28))),
        }
    )
    rows = frame({"leads": columns})
    rows["date"] = months.astype("datetime64[us]")
    table = replace(
        data(rows, spec=spec, grain=Grain.MONTH),
        controls=(ControlSeries("market.x", "market", "x", days, daily),),
    )
    laid = case_of(spec, CATALOGUE, table, SiteConfig(), spec.period.end + timedelta(days=3))
    ((_, question),) = questions(laid, judge(laid).result.kpis)
    found = answer(question)

    assert (question.season, question.launched) == (12, launched)
    assert question.controls[:, 0] == pytest.approx(searches)
    assert found is not None
    assert found.result.method == "controls"
    assert found.result.interval[0] < LIFT * expected < found.result.interval[1]
    assert found.result.average == pytest.approx(found.result.effect / 4)
    assert [str(day) for day in (found.versus.starts[0], found.versus.launched)] == ["2023-01-01", "2026-03-01"]


def test_the_same_question_has_the_same_answer():
    (question,) = asked({"leads": leads()}, [series("searches", market())])

    assert answer(question) == answer(question)


def test_the_adjusted_value_takes_out_what_the_outside_did():
    laid, (result,) = case({"leads": leads()}, [series("searches", market())])
    ((_, question),) = questions(laid, [result])
    found = answer(question)
    assert found is not None
    assert result.baseline is not None
    assert result.baseline.value is not None
    goal = goal_of(Better.HIGHER, target("5000"), Near(amount=0.1, relative=True, text="10%"))
    told = against_the_target(found.result, result, goal, State.FINISHED)

    assert told.outside == pytest.approx(found.result.expected / result.baseline.value - 1)
    assert told.adjusted == pytest.approx(result.value / (1 + told.outside))
    assert told.adjusted_verdict in set(Verdict)
    assert against_the_target(found.result, result, goal, State.RUNNING).adjusted is None
