"""Learnings added up over campaigns: the most frequent causes, and the actions that nobody has taken up.

An action is taken up where the campaign named in `check_in` exists, has begun by the day of the report, and has a KPI
or a learning of its own on the learning's metric (of a learning without a metric: a learning with the same cause).
Where it has begun without either, the action is not taken up. An action whose day has passed is overdue, unless it was
taken up; a spec has no other way to say that something is done.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from generator.compare.result.portfolio import ActionResult, ActionState, CauseCount
from generator.report.summary import Lesson, Summary

_URGENT = (ActionState.OVERDUE, ActionState.NOT_TAKEN_UP, ActionState.OPEN, ActionState.TAKEN_UP)


def causes(summaries: Sequence[Summary]) -> tuple[CauseCount, ...]:
    """Count the causes of all learnings, most frequent first; among equals, the one found in more campaigns."""
    found = [(one.head.id, lesson) for one in summaries for lesson in one.lessons]
    counts = Counter(lesson.cause for _, lesson in found)
    counted = [
        CauseCount(
            cause=cause,
            learnings=count,
            campaigns=tuple(sorted({name for name, lesson in found if lesson.cause is cause})),
            metrics=tuple(sorted({one.metric for _, one in found if one.cause is cause and one.metric is not None})),
        )
        for cause, count in counts.items()
    ]
    return tuple(sorted(counted, key=lambda one: (-one.learnings, -len(one.campaigns), one.cause.value)))


def actions(summaries: Sequence[Summary], as_of: date) -> tuple[ActionResult, ...]:
    """Say what has become of every action as of a day: overdue ones first, then those not taken up; longest due first.

    The day is that of the report on the whole site, whatever day a campaign's own results were drawn up on.
    """
    known = {one.head.id: one for one in summaries}
    found = [_action(one.head.id, lesson, known, as_of) for one in summaries for lesson in one.lessons if lesson.action]
    return tuple(sorted(found, key=_order))


def _action(campaign: str, lesson: Lesson, known: Mapping[str, Summary], as_of: date) -> ActionResult:
    state = _state(lesson, known, as_of)
    late = lesson.due is not None and lesson.due < as_of and state is not ActionState.TAKEN_UP
    return ActionResult(
        campaign=campaign,
        metric=lesson.metric,
        cause=lesson.cause,
        action=lesson.action or {},
        owner=lesson.owner,
        due=lesson.due,
        check_in=lesson.check_in,
        state=state,
        days_late=(as_of - lesson.due).days if late and lesson.due else None,
    )


def _state(lesson: Lesson, known: Mapping[str, Summary], as_of: date) -> ActionState:
    other = known.get(lesson.check_in or "")
    if other is not None and other.head.period[0] <= as_of:
        return ActionState.TAKEN_UP if _takes_up(other, lesson) else ActionState.NOT_TAKEN_UP
    return ActionState.OVERDUE if lesson.due is not None and lesson.due < as_of else ActionState.OPEN


def _takes_up(other: Summary, lesson: Lesson) -> bool:
    if lesson.metric is None:
        return any(one.cause is lesson.cause for one in other.lessons)
    return any(kpi.metric == lesson.metric for kpi in other.kpis) or any(
        one.metric == lesson.metric for one in other.lessons
    )


def _order(one: ActionResult) -> tuple[int, date, str]:
    return _URGENT.index(one.state), one.due or date.max, one.campaign
