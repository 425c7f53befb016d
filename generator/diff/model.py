"""The difference between two versions of a site as published JSON, `goalposts/diff/1`."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.compare.result import CheckResult, ResultModel, Verdict
from generator.history.goals import What
from generator.spec.model import Unit

DIFF_SCHEMA: Literal["goalposts/diff/1"] = "goalposts/diff/1"


class Cause(StrEnum):
    """Which part of a change made a difference, found by changing that part alone."""

    SPEC = "spec"
    DATA = "data"
    METHOD = "method"
    """The catalogue, the settings or the tool's version."""
    MIXED = "mixed"


class VerdictChange(ResultModel):
    """A campaign or KPI judged otherwise than before."""

    campaign: str
    kpi: str | None
    """Metric; null for the campaign as a whole."""
    segment: Mapping[str, str] | None = None
    was: Verdict
    now: Verdict
    worse: bool
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
    """True where the period had begun on the day of the report: the goalposts moved."""
    days: int
    """Days from the start to the day of the report; negative before it."""
    because: str | None
    at: str


class NumberChange(ResultModel):
    """A KPI's value that is not what it was."""

    campaign: str
    kpi: str
    segment: Mapping[str, str] | None
    unit: Unit
    was: float | None
    now: float | None
    change: float | None
    beyond: bool | None
    """Whether the new value lies outside the old one's interval; null where it had none."""
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
    added: int | None = None
    """Rows; null where the file is no text that can be compared by rows."""
    removed: int | None = None
    restated: int | None = None
    """Rows with the same words and dates, and other numbers."""
    days: tuple[str, str] | None = None
    """First and last date in the rows that differ."""
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()


class Diff(ResultModel):
    """Everything that a change does, in the order in which it matters."""

    schema_: Literal["goalposts/diff/1"] = Field(default=DIFF_SCHEMA, alias="schema")
    base: str
    head: str
    as_of: date
    names: Mapping[str, str]
    """Id of each campaign that differs -> its name."""
    verdicts: tuple[VerdictChange, ...] = ()
    goalposts: tuple[GoalpostChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    raised: tuple[CheckChange, ...] = ()
    resolved: tuple[CheckChange, ...] = ()
    data: tuple[DataChange, ...] = ()
    wording: tuple[str, ...] = ()
    """Campaigns whose files differ and whose results do not: their pages read otherwise."""
    identical: int = 0
    """Campaigns of which every byte is the same."""

    @property
    def quiet(self) -> bool:
        """Say whether nothing changed at all."""
        return not any((self.verdicts, self.goalposts, self.added, self.removed, self.numbers, self.raised,
                        self.resolved, self.data, self.wording))  # fmt: skip

    def fails(self, wanted: frozenset[str]) -> bool:
        """Say whether something happened that the caller does not let pass."""
        return (
            ("verdict-worse" in wanted and any(one.worse for one in self.verdicts))
            or ("goalposts" in wanted and any(one.started and one.because is None for one in self.goalposts))
            or ("checks" in wanted and any(one.finding.waived is None for one in self.raised))
        )
