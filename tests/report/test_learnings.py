"""Causes counted, and what has become of actions."""

from datetime import date

import pytest
from made_summaries import kpi, lesson, summary

from generator.compare.result.portfolio import ActionState
from generator.report.learnings import actions, causes
from generator.spec.model import Cause

TODAY = date(2026, 6, 5)
SPRING = kpi("cost_per_lead", 86.0, 80.0)


def spring(*lessons):
    return summary("spring", SPRING, lessons=lessons)


def test_causes_most_frequent_first():
    one = spring(lesson("cost_per_lead", Cause.AUDIENCE), lesson("ctr", Cause.AUDIENCE), lesson(None, Cause.PRICE))
    two = summary("summer", SPRING, lessons=[lesson("ctr", Cause.PRICE), lesson("ctr", Cause.PRICE)])
    found = causes([one, two])
    assert [(one.cause, one.learnings, one.campaigns) for one in found] == [
        (Cause.PRICE, 3, ("spring", "summer")),
        (Cause.AUDIENCE, 2, ("spring",)),
    ]
    assert found[1].metrics == ("cost_per_lead", "ctr")
    assert causes([]) == ()


def state(due=None, check_in=None, other=None, metric="cost_per_lead"):
    first = spring(lesson(metric, Cause.AUDIENCE, "Add negative keywords.", due=due, check_in=check_in))
    (found,) = actions([first, *([other] if other else [])], TODAY)
    return found.state, found.days_late


SUMMER = (date(2026, 6, 1), date(2026, 7, 31))
AUTUMN = (date(2026, 9, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("due", "check_in", "other", "expected"),
    [
        (None, None, None, (ActionState.OPEN, None)),
        (date(2026, 6, 5), None, None, (ActionState.OPEN, None)),
        (date(2026, 6, 4), None, None, (ActionState.OVERDUE, 1)),
        (date(2026, 6, 15), "summer", None, (ActionState.OPEN, None)),
        (date(2026, 6, 15), "summer", summary("summer", SPRING, period=AUTUMN), (ActionState.OPEN, None)),
        (date(2026, 5, 15), "summer", summary("summer", SPRING, period=AUTUMN), (ActionState.OVERDUE, 21)),
        (date(2026, 5, 15), "summer", summary("summer", SPRING, period=SUMMER), (ActionState.TAKEN_UP, None)),
        (None, "summer", summary("summer", kpi("ctr", 1.0), period=SUMMER), (ActionState.NOT_TAKEN_UP, None)),
        (date(2026, 6, 1), "summer", summary("summer", kpi("ctr", 1.0), period=SUMMER), (ActionState.NOT_TAKEN_UP, 4)),
        (
            None,
            "summer",
            summary("summer", kpi("ctr", 1.0), lessons=[lesson("cost_per_lead", Cause.OFFER)], period=SUMMER),
            (ActionState.TAKEN_UP, None),
        ),
    ],
)
def test_what_became_of_an_action(due, check_in, other, expected):
    assert state(due, check_in, other) == expected


def test_a_learning_without_a_kpi_is_taken_up_by_its_cause():
    same = summary("summer", kpi("ctr", 1.0), lessons=[lesson(None, Cause.AUDIENCE)], period=SUMMER)
    other = summary("summer", kpi("ctr", 1.0), lessons=[lesson(None, Cause.PRICE)], period=SUMMER)
    assert state(check_in="summer", other=same, metric=None)[0] is ActionState.TAKEN_UP
    assert state(check_in="summer", other=other, metric=None)[0] is ActionState.NOT_TAKEN_UP


def test_a_learning_without_an_action_is_none():
    assert actions([spring(lesson("ctr", Cause.PRICE))], TODAY) == ()


def test_overdue_ones_come_first_and_the_longest_due_among_them():
    found = actions(
        [
            spring(
                lesson("ctr", Cause.PRICE, "later", due=date(2026, 7, 1)),
                lesson("ctr", Cause.PRICE, "second", due=date(2026, 5, 1)),
                lesson("ctr", Cause.PRICE, "first", due=date(2026, 4, 1)),
            )
        ],
        TODAY,
    )
    assert [one.action[""] for one in found] == ["first", "second", "later"]
