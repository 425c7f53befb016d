"""The difference between two versions of a site as published JSON, `goalposts/diff/1`."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.compare.result import Certainty, CheckResult, Interval, ResultModel, Verdict
from generator.history.goals import What
from generator.spec.model import Better, Unit

DIFF_SCHEMA: Literal["goalposts/diff/1"] = "goalposts/diff/1"


class Cause(StrEnum):
    """Which part of a change made a difference, found by changing that part alone."""

    SPEC = "spec"
    DATA = "data"
    METHOD = "method"
    """The catalogue, the settings or the tool's version."""
    MIXED = "mixed"


class Which(StrEnum):
    """One of the two versions."""

    BASE = "base"
    HEAD = "head"


class Look(StrEnum):
    """Why something deserves a look."""

    MOVED = "moved"
    """A goalpost moved after the start, without a reason."""
    DROPPED = "dropped"
    """A KPI was dropped after the start."""
    WORSE = "worse"
    """A verdict got worse."""
    BETTER = "better"
    """A verdict got better because something other than the data changed."""
    RUNNING = "running"
    """A verdict was given, or taken back, on a campaign that had none."""
    CLOSE = "close"
    """A verdict changed that noise alone could change again."""
    RESTATED = "restated"
    """Rows that were there before say something else, or are gone."""
    BEYOND = "beyond"
    """A number moved further than its interval."""
    FINDING = "finding"
    """A check was raised."""
    UNJUDGED = "unjudged"
    """A version could not be judged."""


class Unjudged(ResultModel):
    """What could not be judged in one of the versions, and why."""

    side: Which
    campaign: str | None
    """Null where it is what all campaigns share."""
    problems: tuple[str, ...]
    """As `goalposts check` prints them."""


class Standing(ResultModel):
    """What a campaign that differs comes to now; one that was removed: what it came to."""

    verdict: Verdict
    certainty: Certainty | None
    kpis_met: int
    kpis: int
    not_met: tuple[str, ...] = ()
    """Metrics of its KPIs that are near or missed."""
    data_to: date | None = None


class VerdictChange(ResultModel):
    """A campaign or KPI judged otherwise than before."""

    campaign: str
    kpi: str | None
    """Metric; null for the campaign as a whole."""
    segment: Mapping[str, str] | None = None
    was: Verdict
    now: Verdict
    worse: bool
    certainty: Certainty | None = None
    """Of the verdict now."""
    cause: Cause


class GoalpostChange(ResultModel):
    """Something that judges a campaign and is not what it was."""

    campaign: str
    what: What
    kpi: str | None
    part: str | None
    before: str | None = Field(alias="from")
    after: str | None = Field(alias="to")
    started: bool
    """True where the period had begun when it was changed: the goalpost moved."""
    days: int | None
    """Days from the start to the change; null where that day is not known and lies before the start."""
    on: date | None = None
    """Day of the commit; null where it is not committed, or git does not tell."""
    by: str | None = None
    commit: str | None = None
    restored: bool = False
    """True where it is again what was in force at the start."""
    because: str | None
    """The reason that `amendments` gives."""
    first: Verdict | None = None
    """What the version in force at the start makes of the KPI, or of the campaign, on the data as it is now."""
    now: Verdict | None = None
    at: str
    """file:line:column where it stands now."""

    @property
    def moved(self) -> bool:
        """Say whether it was moved after the start without a word."""
        return self.started and self.because is None and not self.restored


class NumberChange(ResultModel):
    """A KPI's value that is not what it was."""

    campaign: str
    kpi: str
    segment: Mapping[str, str] | None
    unit: Unit
    currency: str | None = None
    better: Better
    was: float | None
    now: float | None
    change: float | None
    interval: Interval | None = None
    """Of the value before."""
    beyond: bool | None
    """Whether the new value lies outside the old one's interval; null where it had none."""
    was_target: float | Interval
    target: float | Interval
    """What is to be reached now."""
    target_text: str
    reached: tuple[float | None, float | None]
    """Shares of the targets, each by its own version."""
    cause: Cause


class CheckChange(ResultModel):
    """A finding that came or went."""

    campaign: str
    finding: CheckResult


class DataChange(ResultModel):
    """A data file that is not what it was."""

    campaign: str
    file: str
    state: Literal["added", "removed", "changed"]
    rows: tuple[int | None, int | None] = (None, None)
    """How many there were and are; null where they cannot be counted."""
    added: int | None = None
    """Rows; null where the two versions cannot be compared by rows."""
    removed: int | None = None
    restated: int | None = None
    """Rows with the same words and dates, and other numbers."""
    days: tuple[str, str] | None = None
    """First and last date in the rows that differ."""
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()


class WordingChange(ResultModel):
    """A file that reads otherwise and judges alike."""

    file: str
    campaign: str | None
    pages: int
    """Pages of the site on which it stands, in one language."""


class LookAt(ResultModel):
    """One thing to look at, and the lesson that explains it."""

    why: Look
    campaign: str | None
    kpi: str | None = None
    detail: str = ""
    """A check's code or a data file's name."""
    count: int = 1
    """How many things of the kind there are in all."""
    lesson: str
    """The lesson's folder below `learn/`."""


class Diff(ResultModel):
    """Everything that a change does, in the order in which it matters."""

    schema_: Literal["goalposts/diff/1"] = Field(default=DIFF_SCHEMA, alias="schema")
    base: str
    head: str
    commits: tuple[str | None, str | None] = (None, None)
    """Of base and head, where they are revisions."""
    as_of: date
    languages: tuple[str, ...] = ("en",)
    """The site's, the first one first."""
    site_url: str | None = None
    """As the base's settings have it: a change under review leads nobody elsewhere."""
    repo_url: str | None = None
    names: Mapping[str, Mapping[str, str]]
    """Id of each campaign that differs -> its name by language."""
    titles: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    """Metric -> what it is called by language."""
    places: Mapping[str, str] = Field(default_factory=dict)
    """`campaign/metric` -> file:line:column of the KPI in its spec now; `campaign` -> of its first line."""
    standings: Mapping[str, Standing] = Field(default_factory=dict)
    look: tuple[LookAt, ...] = ()
    """What to look at, most important first, five at the most."""
    unjudged: tuple[Unjudged, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()
    goalposts: tuple[GoalpostChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = Field(default_factory=dict)
    """Id of an added campaign -> of the removed one that it was: they are compared as one."""
    numbers: tuple[NumberChange, ...] = ()
    raised: tuple[CheckChange, ...] = ()
    resolved: tuple[CheckChange, ...] = ()
    unchecked: int = 0
    """Campaigns that only shared files reach and whose checks were not compared, since they are many."""
    same_findings: int = 0
    """Findings that were raised before and still are, in the campaigns that differ."""
    data: tuple[DataChange, ...] = ()
    wording: tuple[WordingChange, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Ids of the campaigns that `identical` counts."""
    identical: int = 0
    """Campaigns of which every byte is the same, and nothing that judges them differs."""

    @property
    def quiet(self) -> bool:
        """Say whether nothing changed at all."""
        return not any((self.unjudged, self.verdicts, self.goalposts, self.added, self.removed, self.numbers,
                        self.raised, self.resolved, self.data, self.wording))  # fmt: skip

    def fails(self, wanted: frozenset[str]) -> bool:
        """Say whether something happened that the caller does not let pass."""
        return (
            ("verdict-worse" in wanted and any(one.worse for one in self.verdicts))
            or ("goalposts" in wanted and any(one.moved for one in self.goalposts))
            or ("checks" in wanted and any(one.finding.waived is None for one in self.raised))
        )
