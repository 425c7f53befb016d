"""Key results: where each stands, and its score, by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CATALOGUE, target

from generator.compare.cycle import cycle_days
from generator.compare.keyresults import (
    OWED,
    Frame,
    Serving,
    band_of,
    expected_by,
    key_result,
    rounded,
    score_of,
    share_gone,
)
from generator.compare.result import ForecastResult, KpiResult, State, Verdict
from generator.compare.result.strategy import Band, KeyResultReason, Measured
from generator.spec.model import KeyResult, ObjectiveKind, Period, Role, Text

QUARTER = Period(start=date(2026, 4, 1), end=date(2026, 6, 30))
APRIL = Period(start=date(2026, 4, 1), end=date(2026, 4, 30))
MAY = Period(start=date(2026, 5, 1), end=date(2026, 5, 31))


def spec(start: float, goal: float, **more: object) -> KeyResult:
    return KeyResult(id="kr", title=Text(by_language={"": "KR"}), **{"from": start, "to": goal}, **more)


def kpi(metric: str, value: float | None, **more: object) -> KpiResult:
    made = CATALOGUE.metrics[metric]
    given = {
        "metric": metric,
        "unit": made.spec.unit,
        "better": made.spec.better,
        "role": Role.PRIMARY,
        "weight": 1.0,
        "must": False,
        "value": value,
        "target": 1.0,
        "target_text": target("1").text,
        "near": 1.0,
        "verdict": Verdict.MET,
        "attainment": None,
        "progress": None,
        "certainty": None,
        "interval": None,
        "confidence": 0.95,
        "method": None,
        "formula": made.formula.text,
        "sums": {},
        "rows": 1,
        "days": 1,
        "at": "campaigns/x/campaign.yml:1:1",
    }
    return KpiResult(**{**given, **more})


def serving(name: str, *kpis: KpiResult, period: Period = APRIL, to: date | None = None, **more: object) -> Serving:
    judged_to = to or period.end
    state = State.RUNNING if judged_to < period.end else State.FINISHED
    given = {"id": name, "period": period, "judged_to": judged_to, "state": state, "currency": "EUR"}
    given |= {"data_to": judged_to, "kpis": {one.metric: one for one in kpis}}
    return Serving(**{**given, **more})


def frame(
    *campaigns: Serving, cycle: Period | None = QUARTER, as_of: date = date(2026, 6, 30), owed: float = 1.0
) -> Frame:
    return Frame(campaigns, CATALOGUE.metrics, CATALOGUE.measures, cycle, as_of, owed)


@pytest.mark.parametrize(
    ("current", "start", "goal", "score"),
    [
        (10000, 8000, 12000, 0.5),
        (7000, 8000, 12000, 0.0),
        (13000, 8000, 12000, 1.0),
        (70, 80, 60, 0.5),
        (90, 80, 60, 0.0),
    ],
)
def test_a_score_is_the_share_of_the_way_clipped(current, start, goal, score):
    assert score_of(current, start, goal) == pytest.approx(score)


@pytest.mark.parametrize(
    ("score", "shown", "band"),
    [
        (0.0, 0.0, Band.RED),
        (0.34, 0.3, Band.RED),
        (0.35, 0.4, Band.YELLOW),
        (0.6, 0.6, Band.YELLOW),
        (0.649, 0.6, Band.YELLOW),
        (0.65, 0.7, Band.GREEN),
        (0.7, 0.7, Band.GREEN),
        (1.0, 1.0, Band.GREEN),
    ],
)
def test_colours_go_by_the_score_to_one_decimal(score, shown, band):
    assert (rounded(score), band_of(score)) == (pytest.approx(shown), band)


@given(st.floats(0, 1))
def test_every_score_has_a_colour_and_a_better_one_no_worse(score):
    order = [Band.RED, Band.YELLOW, Band.GREEN]
    assert order.index(band_of(score)) <= order.index(band_of(min(1.0, score + 0.01)))


def test_a_reading_is_the_latest_up_to_the_day():
    nps = spec(21, 30, readings={date(2026, 4, 30): 26.0, date(2026, 5, 31): 27.0, date(2026, 7, 31): 30.0})
    result = key_result(nps, frame(as_of=date(2026, 6, 30)))
    assert (result.current, result.read_on, result.measured) == (27.0, date(2026, 5, 31), Measured.READ)
    assert (result.score, result.band) == (pytest.approx(6 / 9), Band.GREEN)
    early = key_result(nps, frame(as_of=date(2026, 4, 1)))
    assert (early.current, early.score, early.band, early.reason) == (None, None, None, KeyResultReason.NO_READING)


def test_a_ratio_over_campaigns_is_a_ratio_of_sums():
    one = serving("april", kpi("conversion_rate", 0.1, sums={"conversions": 10.0, "clicks": 100.0}))
    two = serving("may", kpi("conversion_rate", 0.02, sums={"conversions": 18.0, "clicks": 900.0}), period=MAY)
    result = key_result(spec(0.02, 0.04, metric="conversion_rate"), frame(one, two))
    assert (result.current, result.measured, result.campaigns) == (28 / 1000, Measured.LEVEL, ("april", "may"))
    assert result.score == pytest.approx(0.4)


def test_what_does_not_add_up_is_one_campaigns_or_nobodys():
    one, two = serving("april", kpi("peak", 30.0)), serving("may", kpi("peak", 40.0), period=MAY)
    assert key_result(spec(20, 40, metric="peak"), frame(one)).current == 30.0
    assert key_result(spec(20, 40, metric="peak"), frame(one, two)).reason is KeyResultReason.NOT_ADDITIVE


def test_signups_a_month_are_counted_a_month():
    # 61 days, 20,000: 327.87 a day, 9,979.5 a month of 30.4375 days; half of the way from 8,000 to 12,000 is 10,000.
    one, two = serving("april", kpi("leads", 8000.0)), serving("may", kpi("leads", 12000.0), period=MAY)
    result = key_result(spec(8000, 12000, metric="leads", per="month"), frame(one, two))
    assert (result.current, result.measured) == (pytest.approx(20000 / 61 * 365.25 / 12), Measured.RATE)
    assert result.score == pytest.approx((20000 / 61 * 30.4375 - 8000) / 4000)


def test_two_campaigns_on_the_same_days_share_them():
    one, two = serving("one", kpi("leads", 300.0)), serving("two", kpi("leads", 600.0))
    assert key_result(spec(1, 40, metric="leads", per="day"), frame(one, two)).current == pytest.approx(30.0)
    assert key_result(spec(1, 40, metric="leads", per="week"), frame(one, two)).current == pytest.approx(210.0)


def test_a_total_from_nothing_counts_up():
    running = serving("april", kpi("leads", 500.0), to=date(2026, 4, 15))
    result = key_result(spec(0, 2000, metric="leads"), frame(running, as_of=date(2026, 4, 15)))
    assert (result.current, result.measured, result.score) == (500.0, Measured.TOTAL, 0.25)
    assert result.expected == pytest.approx(15 / 91)


def test_a_total_from_an_earlier_total_is_taken_at_its_pace():
    running = serving("april", kpi("leads", 500.0), to=date(2026, 4, 15))
    result = key_result(spec(800, 1200, metric="leads"), frame(running))
    assert (result.current, result.measured, result.score) == (pytest.approx(1000), Measured.PACE, pytest.approx(0.5))
    forecast = ForecastResult(
        projected=1100.0, interval=(1000.0, 1200.0), probability=0.2, state=None, expected_to_date=600.0, pace="even",
        required=46.7, current=33.3, steps_left=15,
    )  # fmt: skip
    told = serving("april", kpi("leads", 500.0, forecast=forecast), to=date(2026, 4, 15))
    assert key_result(spec(800, 1200, metric="leads"), frame(told)).current == 1100.0
    done = serving("april", kpi("leads", 900.0))
    over = key_result(spec(800, 1200, metric="leads"), frame(done))
    assert (over.current, over.measured) == (900.0, Measured.TOTAL)


@pytest.mark.parametrize("to", [date(2026, 4, 15), date(2026, 4, 30)])
def test_what_is_owed_of_an_end_is_what_is_owed_at_the_end(to):
    case = frame(serving("april", kpi("leads", 500.0), to=to), as_of=to, owed=0.7)
    assert key_result(spec(800, 1200, metric="leads"), case).expected == 0.7
    by_now = (to - QUARTER.start).days + 1
    assert key_result(spec(0, 1200, metric="leads"), case).expected == pytest.approx(0.7 * by_now / 91)


@pytest.mark.parametrize(
    ("campaigns", "reason"),
    [
        ((), KeyResultReason.NO_CAMPAIGN),
        ((serving("x", kpi("leads", 1.0), period=Period(start=date(2025, 1, 1), end=date(2025, 2, 1))),),
         KeyResultReason.NO_CAMPAIGN),
        ((serving("x", kpi("cost", 1.0)),), KeyResultReason.NO_KPI),
        ((serving("x", kpi("leads", None)),), KeyResultReason.NO_VALUE),
        ((serving("x", kpi("leads", 1.0), to=date(2026, 3, 1)),), KeyResultReason.NO_VALUE),
    ],
)  # fmt: skip
def test_why_there_is_no_figure(campaigns, reason):
    result = key_result(spec(1, 2, metric="leads"), frame(*campaigns))
    assert (result.current, result.score, result.reason) == (None, None, reason)


def test_money_in_two_currencies_is_not_added_up_but_counts_are():
    one = serving("one", kpi("cost", 5.0), kpi("leads", 5.0))
    two = serving("two", kpi("cost", 5.0), kpi("leads", 5.0), currency="CNY")
    assert key_result(spec(0, 2, metric="cost"), frame(one, two)).reason is KeyResultReason.CURRENCIES
    assert key_result(spec(0, 20, metric="leads"), frame(one, two)).current == 10.0


def test_what_is_owed_by_now():
    assert (OWED[ObjectiveKind.COMMITTED], OWED[ObjectiveKind.ASPIRATIONAL]) == (1.0, 0.7)
    assert share_gone(QUARTER, date(2026, 3, 31)) == 0.0
    assert share_gone(QUARTER, date(2026, 4, 1)) == pytest.approx(1 / 91)
    assert share_gone(QUARTER, date(2027, 1, 1)) == 1.0
    assert expected_by(QUARTER, date(2026, 5, 16), 0.7) == pytest.approx(46 / 91 * 0.7)
    assert expected_by(None, date(2026, 5, 16), 0.7) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-Q2", (2026, 4, 1), (2026, 6, 30)),
        ("q1 2024", (2024, 1, 1), (2024, 3, 31)),
        ("2019-H1", (2019, 1, 1), (2019, 6, 30)),
        ("2026H2", (2026, 7, 1), (2026, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2008-2010", (2008, 1, 1), (2010, 12, 31)),
        ("2026-04-01..2026-05-15", (2026, 4, 1), (2026, 5, 15)),
    ],
)
def test_cycles_as_they_are_written(text, start, end):
    assert cycle_days(text) == Period(start=date(*start), end=date(*end))


@pytest.mark.parametrize(
    "text", [None, "", "spring", "2026-Q5", "2026-H3", "2026-13", "2010-2008", "2026-04-31..2026-05-01", "0000"]
)
def test_other_cycles_name_no_days(text):
    assert cycle_days(text) is None
