"""What happened lately in a portfolio: campaigns that began, verdicts that were set or changed, targets that moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.compare.result import State, Verdict
from generator.report.summary import Summary


class Happened(StrEnum):
    """What kind of event it is."""

    LAUNCHED = "launched"
    VERDICT = "verdict"
    TARGET = "target"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one campaign."""

    day: date
    kind: Happened
    campaign: str
    metric: str | None = None
    before: str = ""
    after: str = ""
    """Of a verdict: the word of the results. Of a target: as it was written. Of what was restated: the plain number."""

    @property
    def key(self) -> str:
        """Names the event for good: a feed's readers know by it what they have seen."""
        parts = (self.campaign, self.kind.value, self.metric or "", self.day.isoformat(), self.before, self.after)
        return "/".join(parts)

    def to_json(self) -> dict[str, str]:
        """Return plain JSON values."""
        return {
            "day": self.day.isoformat(),
            "kind": self.kind.value,
            "campaign": self.campaign,
            "metric": self.metric or "",
            "before": self.before,
            "after": self.after,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, str]) -> "Event":
        """Read what `to_json` gave; raises ValueError or KeyError for anything else."""
        day, kind = date.fromisoformat(raw["day"]), Happened(raw["kind"])
        return cls(day, kind, raw["campaign"], raw["metric"] or None, raw["before"], raw["after"])


def events(summaries: Sequence[Summary], as_of: date, noted: Sequence[Event] = ()) -> tuple[Event, ...]:
    """Every event up to a day, latest first; `noted` are those that only a comparison with earlier results can tell."""
    found = [event for one in summaries for event in _of(one)]
    known = {one.head.id for one in summaries}
    found += [event for event in noted if event.campaign in known]
    return tuple(sorted((e for e in found if e.day <= as_of), key=lambda e: (-e.day.toordinal(), e.key)))


def _of(one: Summary) -> Iterator[Event]:
    head = one.head
    if head.state is not State.UPCOMING:
        yield Event(head.period[0], Happened.LAUNCHED, head.id)
    if head.state is State.FINISHED and head.verdict is not Verdict.NO_DATA:
        ended = max(head.period[1] + timedelta(days=1), head.data_to or head.period[1])
        yield Event(ended, Happened.VERDICT, head.id, after=head.verdict.value)
    for move in one.moves:
        yield Event(move.day, Happened.TARGET, head.id, move.metric, move.before, move.after)


def since(old: Summary, new: Summary, as_of: date) -> Iterator[Event]:
    """What a finished campaign's new results say otherwise than the old ones, noted on the day they were told."""
    if old.head.state is not State.FINISHED or new.head.state is not State.FINISHED:
        return
    before, after = old.head, new.head
    if before.verdict is not after.verdict:
        yield Event(as_of, Happened.VERDICT, after.id, None, before.verdict.value, after.verdict.value)
    was, now = old.headline, new.headline
    if was.metric == now.metric and None not in (was.value, now.value) and was.value != now.value:
        yield Event(as_of, Happened.RESTATED, after.id, now.metric, repr(was.value), repr(now.value))
