"""What git tells of one campaign's targets: what was in force when it began, and every change since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from generator.history.git import Unconfirmed
from generator.history.goals import Difference, Goals, Key, Matched, Post, Posts, What, differences
from generator.history.log import Commit, printable
from generator.metrics.catalogue import Catalogue
from generator.spec.model import Amendment, Campaign, SiteConfig


class Standing(StrEnum):
    """Whether the targets are those that were set in advance."""

    SEALED = "sealed"
    AMENDED = "amended"
    """Changed after the start, each change with its reason under `amendments`."""
    MOVED = "moved"
    """Changed after the start without a word."""
    UNKNOWN = "cannot be confirmed"
    OPEN = "open"
    """The period has yet to begin: they may still be set."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All that judges a campaign at one time."""

    goals: Goals
    catalogue: Catalogue
    config: SiteConfig


@dataclass(frozen=True, slots=True)
class Moment:
    """The branch after a commit that touched a campaign's spec, the catalogue or the settings."""

    commit: Commit | None
    """None: the work tree, as it is."""
    posts: Callable[[], Posts | None]
    """What judges then; None where the spec could not be read."""
    rules: Callable[[], Rules | None]
    paths: tuple[str, ...]
    """Files that the commit touched, from the site's root where they lie below it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change after the start."""

    difference: Difference
    commit: Commit | None
    """None: not committed yet."""
    path: str
    """The file it stands in, from the site's root."""
    doubtful: bool
    """True where the commit's dates do not agree on whether it came after the start."""
    amended: Amendment | None


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a campaign's targets."""

    standing: Standing
    reason: Unconfirmed | None = None
    """Why it cannot be confirmed what was in force at the start; may stand beside a change that is certain."""
    since: Commit | None = None
    """The commit that laid down what was in force at the start; the first known one where that is not confirmed."""
    steps: tuple[Step, ...] = ()
    """Oldest first."""
    first: Rules | None = None
    """What was in force, where it is not what judges now."""


def start_of(period_start: date, timezone: str) -> float:
    """Return the moment a period begins, in seconds since 1970."""
    return datetime.combine(period_start, time(), ZoneInfo(timezone)).timestamp()


def tell(
    campaign: Campaign,
    moments: Sequence[Moment],
    start: float,
    matched: Matched,
    *,
    shallow: bool,
) -> Story:
    """Tell what was in force at `start` and what changed since, from moments in the branch's order, the last one now.

    Raises nothing; a moment whose spec cannot be read counts as none.
    """
    # The work tree is later than any commit.
    before_start = [moment.commit.is_before(start) if moment.commit else False for moment in moments]
    at, reason = _in_force(moments, before_start)
    if at is None:
        return Story(Standing.UNKNOWN, Unconfirmed.NOT_COMMITTED)
    base, steps = moments[at].posts(), []
    assert base is not None
    before = base
    for moment, early in zip(moments[at + 1 :], before_start[at + 1 :], strict=True):
        after = moment.posts()
        if after is not None:
            found = differences(before, after, matched)
            steps += [_step(one, moment, campaign, doubtful=early is None) for one in found]
            before = after
    if any(step.doubtful for step in steps):
        reason = reason or Unconfirmed.REWRITTEN
    reason = Unconfirmed.SHALLOW if shallow else reason
    net = differences(base, before, matched)
    standing = _standing(net, steps, reason, campaign)
    return Story(
        standing, reason, _since(moments, at, base, matched), tuple(steps), moments[at].rules() if net else None
    )


def _in_force(moments: Sequence[Moment], before_start: Sequence[bool | None]) -> tuple[int | None, Unconfirmed | None]:
    """Find the moment whose spec was in force at the start, and what makes that doubtful."""
    readable = [at for at, moment in enumerate(moments) if moment.commit and moment.posts() is not None]
    before = [at for at in readable if before_start[at]]
    if before:
        return before[-1], None
    after = next((at for at in readable if before_start[at] is False), len(moments))
    either = [at for at in readable if at < after]
    if either:
        return either[-1], Unconfirmed.REWRITTEN
    return (after, Unconfirmed.LATE) if readable else (None, None)


def _since(moments: Sequence[Moment], at: int, base: Posts, matched: Matched) -> Commit | None:
    """Find the commit since which what was in force had stood."""
    since = moments[at].commit
    for moment in reversed(moments[:at]):
        posts = moment.posts()
        if posts is None:
            continue
        if differences(posts, base, matched):
            break
        since = moment.commit
    return since


def _step(one: Difference, moment: Moment, campaign: Campaign, *, doubtful: bool) -> Step:
    path = next((path for path in moment.paths if path.rpartition("/")[2] == one.file), "")
    path = path or (moment.paths[0] if moment.paths else campaign.file)
    return Step(one, moment.commit, printable(path), doubtful, reason_for(one.key, one.before, one.after, campaign))


def reason_for(key: Key, before: Post | None, after: Post | None, campaign: Campaign) -> Amendment | None:
    """Find the amendment that says why a KPI's target went from one to the other."""
    if key.what is not What.TARGET or key.part or before is None or after is None:
        return None
    return next(
        (
            one
            for one in campaign.amendments
            if one.kpi == key.kpi
            and (one.before.value, one.before.low, one.before.high) == before.value
            and (one.after.value, one.after.low, one.after.high) == after.value
        ),
        None,
    )


def _standing(
    net: Sequence[Difference], steps: Sequence[Step], reason: Unconfirmed | None, campaign: Campaign
) -> Standing:
    """Weigh what differs now from what was in force: a change that is certain and unexplained outweighs all else."""
    moved = amended = False
    for one in net:
        of_it = [step for step in steps if step.difference.key == one.key]
        explained = reason_for(one.key, one.before, one.after, campaign) or all(step.amended for step in of_it)
        certain = any(not step.doubtful for step in of_it) or not of_it
        moved |= not explained and certain
        amended |= bool(explained)
    if moved:
        return Standing.MOVED
    if reason is not None:
        return Standing.UNKNOWN
    return Standing.AMENDED if amended else Standing.SEALED
