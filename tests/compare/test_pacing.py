"""Where a KPI will end: what is gathered, what the forecast says, and outcomes that are certain."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from made_up import CATALOGUE, START, before, campaign, data, frame, judged, kpi, only

from generator.compare.before import Context, Why
from generator.compare.certainty import Rules
from generator.compare.frames import WHOLE, Table, day_number
from generator.compare.pacing import Question, answer, first_likely_miss, question
from generator.compare.reason import Reason
from generator.compare.result import ForecastState
from generator.compare.value import read
from generator.data.table import CampaignData, Grain, Plan
from generator.spec.model import Campaign, Period

WEEKLY = (1.2, 1.1, 1.0, 1.0, 0.9, 0.5, 0.4)


def ask(spec: Campaign, table: CampaignData, days: int, grain_days: int = 1) -> Question | Why:
    """Ask after so many days of the campaign."""
    as_of = START + timedelta(days=days * grain_days - 1)
    result = only(judged(spec, table, as_of))
    rules = Rules(0.95, CATALOGUE.measures)
    until = Period(start=spec.period.start, end=max(START, min(spec.period.end, as_of)))
    context = Context(spec.baseline, Table(table), rules, {}, spec.period, until)
    reading = read(CATALOGUE.metrics[result.metric], context.table, WHOLE, ("campaign", until), CATALOGUE.measures)
    return question(result, reading, context)


def asked(
    metric: str, goal: str, columns: Mapping[str, Sequence[float]], days: int = 28, history: int = 28
) -> Question:
    """A campaign of `days` days after `history` days of baseline; as many of its days are over as columns hold."""
    spec = campaign(kpi(metric, goal), days=days, baseline=before(history) if history else None)
    start = START - timedelta(days=history)
    over = len(next(iter(columns.values()))) - history
    found = ask(spec, data(frame(columns, start), spec=spec), over)
    assert isinstance(found, Question)
    return found


def series(size: int, level: float, seed: int, *, lift: float = 1.0, since: int = 28) -> list[float]:
    """Counts with a weekly cycle, raised by a campaign."""
    rng = np.random.default_rng(seed)
    means = level * np.array([WEEKLY[n % 7] for n in range(size)]) * np.where(np.arange(size) >= since, lift, 1.0)
    return [float(x) for x in rng.poisson(means * np.exp(rng.normal(0, 0.05, size)))]


def test_the_history_is_baseline_and_campaign_and_the_rest_is_to_come():
    leads = series(42, 100, 1)
    found = asked("leads", "3000", {"leads": leads})
    assert (found.launched, found.over, found.ahead, found.season) == (28, 14, 14, 7)
    assert found.top.tolist() == leads
    assert found.bottom is None
    assert (found.low, found.high, found.settled, found.running) == (3000.0, np.inf, None, True)
    assert found.starts.tolist() == [day_number(START) + n for n in range(28)]


def test_what_lies_between_baseline_and_campaign_is_left_out():
    spec = campaign(kpi("leads", "3000"), days=28, baseline=before(28))
    spec = spec.model_copy(update={"period": Period(start=START + timedelta(days=7), end=START + timedelta(days=34))})
    table = data(frame({"leads": series(49, 100, 1)}, START - timedelta(days=28)), spec=spec)
    found = ask(spec, table, 21)
    assert found.launched == 35
    assert np.flatnonzero(np.isnan(found.top)).tolist() == list(range(28, 35))


def test_days_that_never_have_rows_count_nothing_and_a_hole_is_missing():
    leads = series(42, 100, 1)
    rows = frame({"leads": leads}, START - timedelta(days=28))
    hole = np.datetime64(START - timedelta(days=12))
    kept = rows[(rows["date"].dt.day_of_week < 5) & (rows["date"] != hole)]
    spec = campaign(kpi("leads", "3000"), days=28, baseline=before(28))
    found = ask(spec, data(kept, spec=spec), 14)
    assert np.isnan(found.top).sum() == 1
    assert np.isnan(found.top[16])
    assert found.top[[5, 6, 12, 13, 33, 34]].tolist() == [0.0] * 6


def test_weeks_are_steps_and_one_cut_short_is_still_to_come():
    spec = campaign(kpi("leads", "3000"), days=56, baseline=before(140))
    table = data(
        frame({"leads": [float(100 + n % 3) for n in range(24)]}, START - timedelta(days=140), step=7),
        spec=spec,
        grain=Grain.WEEK,
    )
    found = ask(spec, table, 24)  # three weeks and three days
    assert (found.launched, found.over, found.ahead, found.season) == (20, 3, 5, 52)
    assert (found.ends - found.starts).tolist() == [6] * 8
    assert found.value == sum(100 + n % 3 for n in range(20, 24))


@pytest.mark.parametrize("metric", ["leads", "cost_per_lead"])
def test_before_the_first_step_is_over_the_baseline_speaks(metric):
    spec = campaign(kpi(metric, "500"), days=28, baseline=before(140))
    columns = {"leads": [float(100 + n % 3) for n in range(21)], "cost": [5000.0 + 10 * (n % 4) for n in range(21)]}
    table = data(frame(columns, START - timedelta(days=140), step=7), spec=spec, grain=Grain.WEEK)
    found = ask(spec, table, 3)
    assert (found.over, found.ahead) == (0, 4)
    forecast = answer(found).forecast
    assert forecast.projected == pytest.approx(404 if metric == "leads" else 50, rel=0.02)
    assert forecast.current is None


def test_months_are_steps():
    spec = campaign(kpi("leads", "3000"), days=1, baseline=before(1))
    months = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(18)]
    rows = frame({"leads": [float(100 + n % 5) for n in range(18)]})
    rows["date"] = np.array(months, dtype="datetime64[us]")
    spec = spec.model_copy(
        update={
            "period": Period(start=date(2026, 3, 1), end=date(2026, 8, 31)),
            "baseline": spec.baseline.model_copy(
                update={"period": Period(start=date(2025, 1, 1), end=date(2026, 2, 28))}
            ),
        }
    )
    table = data(rows[rows["date"] < np.datetime64("2026-07-01")], spec=spec, grain=Grain.MONTH)
    result = only(judged(spec, table, date(2026, 6, 30)))
    until = Period(start=date(2026, 3, 1), end=date(2026, 6, 30))
    context = Context(spec.baseline, Table(table), Rules(0.95, CATALOGUE.measures), {}, spec.period, until)
    reading = read(CATALOGUE.metrics["leads"], context.table, WHOLE, ("campaign", until), CATALOGUE.measures)
    found = question(result, reading, context)
    assert (found.launched, found.over, found.ahead, found.season) == (14, 4, 2, 12)
    assert [str(day) for day in found.ends.astype("datetime64[D]")[:2]] == ["2026-03-31", "2026-04-30"]


@pytest.mark.parametrize(
    ("metric", "columns", "history", "reason"),
    [
        ("leads", {"leads": series(10, 100, 1)}, 0, Reason.TOO_FEW_STEPS),
        ("peak", {"max(leads)": series(42, 100, 1)}, 28, Reason.NOT_ADDITIVE),
        ("cost_per_lead", {"cost": [1.0] * 42, "leads": [0.0] * 42}, 28, Reason.ZERO_DENOMINATOR),
    ],
)
def test_why_there_is_no_forecast(metric, columns, history, reason):
    spec = campaign(kpi(metric, "80"), days=28, baseline=before(history) if history else None)
    over = len(next(iter(columns.values()))) - history
    found = ask(spec, data(frame(columns, START - timedelta(days=history)), spec=spec), over)
    assert isinstance(found, Why)
    assert found.code is reason
    if reason is Reason.TOO_FEW_STEPS:
        assert found.values == {"steps": 10, "needed": 14}


def test_the_pace_is_the_baselines_weekdays():
    found = asked("leads", "2440", {"leads": [100.0 * WEEKLY[n % 7] for n in range(42)]})
    assert found.pace == "weekdays"
    # 6.1 of a week's 2440 / 4 = 610: a Monday is to bring 120, a Sunday 40.
    assert found.planned[:7] == pytest.approx([100 * share for share in WEEKLY])


def test_without_a_baseline_the_pace_is_even():
    found = asked("leads", "2800", {"leads": series(14, 100, 1)}, history=0)
    assert found.pace == "even"
    assert found.planned.tolist() == [100.0] * 28


def test_a_plan_file_comes_first():
    spec = campaign(kpi("leads", "2800"), days=28, baseline=before(28))
    days = np.arange(28) + day_number(START)
    plan = Plan(days, days, np.arange(28, dtype=float))
    table = replace(
        data(frame({"leads": series(42, 100, 1)}, START - timedelta(days=28)), spec=spec), plans={"leads": plan}
    )
    found = ask(spec, table, 14)
    assert (found.pace, found.planned.tolist()) == ("plan", list(range(28)))
    assert answer(found).forecast.expected_to_date == sum(range(14))


def test_a_volume_that_goes_on_as_it_does():
    leads = series(42, 100, 3, lift=1.5)
    found = answer(asked("leads", "3000", {"leads": leads}))
    forecast, so_far = found.forecast, sum(leads[28:])
    assert forecast.projected == pytest.approx(2 * so_far, rel=0.05)
    assert forecast.interval[0] < forecast.projected < forecast.interval[1]
    assert forecast.current == pytest.approx(so_far / 14)
    assert forecast.required == pytest.approx((3000 - so_far) / 14)
    assert (forecast.steps_left, forecast.pace) == (14, "weekdays")
    assert forecast.probability > 0.9
    assert forecast.state is ForecastState.ON_TRACK


def test_the_fan_runs_on_from_what_came():
    leads = series(42, 100, 3)
    fan = answer(asked("leads", "3000", {"leads": leads})).fan
    assert (len(fan.days), len(fan.plan), len(fan.so_far), fan.days[0]) == (28, 28, 14, START)
    assert fan.so_far[-1] == pytest.approx(sum(leads[28:]))
    assert fan.plan[-1] == pytest.approx(3000)
    assert list(fan.quantiles) == ["2.5", "10", "25", "50", "75", "90", "97.5"]
    assert all(len(path) == 14 for path in fan.quantiles.values())
    table = np.array(list(fan.quantiles.values()))
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) >= 0).all()
    assert len(fan.outcomes) == 20
    assert list(fan.outcomes) == sorted(fan.outcomes)
    assert fan.quantiles["2.5"][-1] == pytest.approx(fan.outcomes[0])


@pytest.mark.parametrize("lift", [1.0, 1.3])
def test_about_four_in_five_totals_lie_in_the_interval(lift):
    """Rather more where levels do not wander, as here: that they might is in it. A changed level makes no odds."""
    held = 0
    for seed in range(40):
        leads = series(56, 100, seed, lift=lift)
        low, high = answer(asked("leads", "3000", {"leads": leads[:42]})).forecast.interval
        held += low <= sum(leads[28:]) <= high
    assert 29 <= held <= 39


def test_the_week_goes_on():
    fan = answer(asked("leads", "3000", {"leads": series(42, 100, 4)})).fan
    ahead = np.diff([fan.so_far[-1], *fan.quantiles["50"]])
    assert ahead == pytest.approx(100 * np.array(WEEKLY * 2), abs=9)


def test_few_counts_never_take_a_total_back():
    leads = [float(x) for x in np.random.default_rng(1).poisson(0.4, 42)]
    found = answer(asked("leads", "30", {"leads": leads}))
    assert found.fan.quantiles["2.5"][0] >= found.fan.so_far[-1] == sum(leads[28:])
    assert all(low <= high for low, high in pairwise(found.fan.quantiles["2.5"]))
    assert found.forecast.interval[0] >= sum(leads[28:])


@pytest.mark.parametrize(
    ("goal", "state"),
    [("2000", ForecastState.ON_TRACK), ("2440", ForecastState.AT_RISK), ("3000", ForecastState.OFF_TRACK)],
)
def test_states_by_the_probability(goal, state):
    columns = {"leads": [100.0 * WEEKLY[n % 7] + (n % 5 - 2) * 3 for n in range(42)]}
    forecast = answer(asked("leads", goal, columns)).forecast
    assert forecast.state is state


def test_a_total_that_is_passed_is_certain():
    forecast = answer(asked("leads", "500", {"leads": series(42, 100, 1)})).forecast
    assert (forecast.state, forecast.probability, forecast.required) == (ForecastState.CERTAIN_MET, 1.0, 0.0)
    assert forecast.projected > 500


def test_a_ceiling_that_is_broken_is_certain():
    forecast = answer(asked("cost", "1000", {"cost": series(42, 100, 1)})).forecast
    assert (forecast.state, forecast.probability, forecast.required) == (ForecastState.CERTAIN_MISSED, 0.0, None)


def test_a_ceiling_that_will_hold():
    cost = series(42, 100, 1)
    forecast = answer(asked("cost", "3000", {"cost": cost})).forecast
    assert forecast.state is ForecastState.ON_TRACK
    assert forecast.required == pytest.approx((3000 - sum(cost[28:])) / 14)


def test_a_ratio_is_a_ratio_of_sums_at_its_end():
    clicks = series(42, 1000, 1, lift=2.0)
    rng = np.random.default_rng(5)
    conversions = [float(rng.binomial(int(x), 0.03)) for x in clicks]
    found = answer(asked("conversion_rate", "2.5%", {"clicks": clicks, "conversions": conversions}))
    forecast = found.forecast
    so_far = sum(conversions[28:]) / sum(clicks[28:])
    assert forecast.projected == pytest.approx(so_far, rel=0.03)
    assert forecast.interval[0] < so_far < forecast.interval[1]
    assert (forecast.expected_to_date, forecast.pace) == (0.025, None)
    assert forecast.current == pytest.approx(so_far)
    # As many clicks in the second half as in the first: 2.5% in all takes 5% less what came.
    assert forecast.required == pytest.approx(0.05 - so_far)
    assert forecast.state is ForecastState.ON_TRACK
    assert found.fan.plan == (0.025,) * 28


def test_days_without_cases_do_no_harm_to_a_ratio():
    """A mean of daily costs a lead would be far too high: most days have one lead or none."""
    rng = np.random.default_rng(2)
    leads = [float(x) for x in rng.poisson(1.2, 56)]
    cost = [50.0 + 60.0 * x for x in leads]
    found = asked("cost_per_lead", "120", {"cost": cost, "leads": leads}, days=56)
    forecast = answer(found).forecast
    so_far = sum(cost[28:]) / sum(leads[28:])
    assert forecast.projected == pytest.approx(so_far, rel=0.15)
    assert forecast.interval[0] < 60 + 50 / 1.2 < forecast.interval[1]


def test_a_lower_rate_is_met_below_and_a_range_between_its_ends():
    clicks = series(42, 1000, 1)
    bounces = [round(0.4 * x) + (n % 3) for n, x in enumerate(clicks)]
    columns = {"clicks": clicks, "bounces": bounces}
    assert answer(asked("bounce_rate", "45%", columns)).forecast.state is ForecastState.ON_TRACK
    assert answer(asked("bounce_rate", "35%", columns)).forecast.state is ForecastState.OFF_TRACK
    within = answer(asked("bounce_rate", "38%..42%", columns)).forecast
    assert (within.state, within.required) == (ForecastState.ON_TRACK, None)
    assert answer(asked("bounce_rate", "20%..30%", columns)).forecast.probability < 0.01


def test_a_profit_may_fall_below_nothing():
    revenue, cost = series(42, 100, 1), series(42, 120, 2)
    forecast = answer(asked("profit", "0", {"revenue": revenue, "cost": cost})).forecast
    assert forecast.projected < 0
    assert forecast.state is ForecastState.OFF_TRACK


def test_a_series_that_never_varied_goes_on():
    forecast = answer(asked("leads", "2800", {"leads": [100.0] * 42})).forecast
    assert (forecast.projected, forecast.interval, forecast.probability) == (2800.0, (2800.0, 2800.0), 1.0)


def test_the_order_of_the_rows_is_no_matter():
    rows = frame({"leads": series(42, 100, 1)}, START - timedelta(days=28))
    spec = campaign(kpi("leads", "3000"), days=28, baseline=before(28))
    one, other = (ask(spec, data(some, spec=spec), 14) for some in (rows, rows.sample(frac=1, random_state=1)))
    assert isinstance(one, Question)
    assert answer(one) == answer(other)


def test_equal_questions_have_equal_answers_wherever_they_are_sent():
    columns = {"leads": series(42, 100, 1)}
    one, two = asked("leads", "3000", columns), asked("leads", "3000", columns)
    assert answer(one) == answer(two) == answer(pickle.loads(pickle.dumps(one)))


def test_money_in_cents_is_the_same_money():
    cost = series(42, 100, 1)
    one = answer(asked("cost", "3000", {"cost": cost})).forecast
    cents = answer(asked("cost", "300000", {"cost": [100 * x for x in cost]})).forecast
    assert cents.projected == pytest.approx(100 * one.projected)
    assert cents.probability == pytest.approx(one.probability, abs=0.01)


def missed(leads: list[float], goal: str) -> Question:
    return asked("leads", goal, {"leads": leads}, days=len(leads) - 28)


def test_the_day_on_which_a_miss_became_likely():
    """100 a day until day 28 of 56, then 50: 5,600 was to be expected before, and no longer a few days after."""
    leads = [100.0 + 8 * ((n * 5) % 7 - 3) / 3 for n in range(56)] + [50.0 + (n * 5) % 7 for n in range(28)]
    found = missed(leads, "5400")
    assert not found.running
    assert answer(found).forecast.state is None
    day = first_likely_miss(found)
    assert START + timedelta(days=27) < day <= START + timedelta(days=38)


def test_a_miss_that_was_likely_from_the_start():
    leads = series(84, 100, 1)
    assert first_likely_miss(missed(leads, "20000")) == START


def quiet_weekends(level: float, size: int) -> list[float]:
    return [level * (1.0, 1.02, 0.99, 1.01, 0.98, 0.3, 0.2)[(START.weekday() + n) % 7] for n in range(size)]


def test_a_busy_first_week_is_not_carried_on_through_the_quiet_weekends():
    """As before the campaign, a week brings 550: eight of them 4,400. Five weekdays carried on would make it 5,600."""
    assert START.weekday() == 0
    found = missed(quiet_weekends(100, 84), "4600")
    assert first_likely_miss(found) <= START + timedelta(days=1)


def test_a_ceiling_is_not_broken_by_weekdays_alone_until_it_was_likely():
    """Four weeks at 550 keep to 5,000; 180 a weekday from the fifth on do not."""
    cost = quiet_weekends(100, 56) + quiet_weekends(180, 28)
    day = first_likely_miss(asked("cost", "5000", {"cost": cost}, days=56))
    assert START + timedelta(days=27) < day <= START + timedelta(days=38)


def test_a_ceiling_that_broke_needs_no_forecast_after():
    cost = series(84, 100, 1)
    found = asked("cost", "1000", {"cost": cost}, days=56)
    assert first_likely_miss(found) <= START + timedelta(days=14)


def test_nothing_is_said_of_a_miss_where_nothing_could_be_foreseen():
    spec = campaign(kpi("leads", "5000"), days=14)
    found = ask(spec, data(frame({"leads": series(14, 100, 1)}), spec=spec), 14)
    assert first_likely_miss(found) is None
