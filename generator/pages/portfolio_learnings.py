"""What recurs: the causes that learnings name, and the actions that nobody has taken up."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.compare.result.portfolio import ActionResult, ActionState, CauseCount
from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.portfolio_names import Link, Names
from generator.pages.sentences import capitalised

MOST_ACTIONS = 15
MOST_CAMPAIGNS = 5
"""Campaigns that are named beside a cause."""
_LATE = (ActionState.OVERDUE, ActionState.NOT_TAKEN_UP)
_DAYS_OF_YEARS = 730
"""From here on a delay is told in years."""
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause, worded."""

    cause: str
    learnings: str
    campaigns: tuple[Link, ...]
    more: str
    """How many campaigns are not named; empty where all are."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action that is late, worded."""

    action: str
    campaign: Link
    about: str
    """The metric, or else the cause, that it was learned on."""
    owner: str
    due: str
    late: str
    check_in: Link | None
    """The campaign that was to take it up."""
    begun: bool
    """That campaign has begun, without it."""


@dataclass(frozen=True, slots=True)
class Late:
    """The actions that are late, and a sentence on those left out."""

    rows: tuple[ActionRow, ...]
    more: str


def cause_rows(found: Sequence[CauseCount], names: Names) -> tuple[CauseRow, ...]:
    """Word the causes, in the order given: there are no more than a spec has words for."""
    return tuple(_cause(one, names) for one in found)


def late_actions(found: Sequence[ActionResult], names: Names) -> Late:
    """Word the actions that are overdue, or that the campaign named did not take up, in the order given."""
    late = [one for one in found if one.state in _LATE]
    left = len(late) - MOST_ACTIONS
    more = names.words.count("portfolio.more_actions", left, number=names.numbers.count(left)) if left > 0 else ""
    return Late(tuple(_action(one, names) for one in late[:MOST_ACTIONS]), more)


def _cause(one: CauseCount, names: Names) -> CauseRow:
    words, left = names.words, len(one.campaigns) - MOST_CAMPAIGNS
    return CauseRow(
        cause=capitalised(words(f"cause.{one.cause.value}")),
        learnings=names.numbers.count(one.learnings),
        campaigns=tuple(names.campaign(name) for name in one.campaigns[:MOST_CAMPAIGNS]),
        more=words("portfolio.more_campaigns", number=names.numbers.count(left)) if left > 0 else "",
    )


def _action(one: ActionResult, names: Names) -> ActionRow:
    words, known = names.words, one.check_in in names.campaigns
    about = names.kpi(one.campaign, one.metric) if one.metric else capitalised(words(f"cause.{one.cause.value}"))
    return ActionRow(
        action=line(name_in(one.action, words.language)),
        campaign=names.campaign(one.campaign),
        about=about,
        owner=line(one.owner) if one.owner else words("nothing"),
        due=names.numbers.day(one.due) if one.due else words("nothing"),
        late=_late(one.days_late, names) if one.days_late else "",
        check_in=names.campaign(one.check_in) if known and one.check_in else None,
        begun=one.state is ActionState.NOT_TAKEN_UP,
    )


def _late(days: int, names: Names) -> str:
    words, numbers = names.words, names.numbers
    if days < _DAYS_OF_YEARS:
        return words.count("portfolio.late_days", days, number=numbers.count(days))
    return words("portfolio.late_years", number=numbers.count(int(days / _YEAR)))
