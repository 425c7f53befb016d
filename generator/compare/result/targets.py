"""Whether the targets are those that were set in advance: a part of a campaign's results.json."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from generator.compare.result.base import ResultModel, Verdict
from generator.history.git import Unconfirmed
from generator.history.goals import What
from generator.history.story import Standing


class TargetChange(ResultModel):
    """One change after the start to what judges the campaign."""

    what: What
    kpi: str | None
    """Metric of the KPI, where it is about one."""
    part: str | None = None
    """What of it: a segment (`channel=search`), a measure, a key of the settings."""
    before: str | None = Field(alias="from")
    """As it was written; null where there was none: a KPI that was added."""
    after: str | None = Field(alias="to")
    """As it is written since; null where there is none: a KPI that was dropped."""
    on: date | None
    """Day of the commit, in the campaign's time zone; null where it is not committed yet."""
    days: int | None
    """Days from the start to that day."""
    by: str | None
    """Name of the commit's author."""
    commit: str | None
    file: str
    """The file that was changed, from the site's root."""
    at: str
    """file:line:column where what changed stands now."""
    because: str | None = None
    """The reason that `amendments` gives, where it names this change."""
    doubtful: bool = False
    """True where the commit's dates do not agree on whether it came after the start."""


class FirstKpi(ResultModel):
    """A KPI as the first version would have judged it, on the data as it is now."""

    metric: str
    segment: Mapping[str, str] | None
    target_text: str
    value: float | None
    attainment: float | None
    verdict: Verdict


class FirstResult(ResultModel):
    """What the version in force at the start would have made of the data as it is now."""

    verdict: Verdict
    score: float | None
    kpis: tuple[FirstKpi, ...]


class TargetsResult(ResultModel):
    """Whether the targets are those that were set in advance."""

    state: Standing
    since: date | None
    """The day since which what was in force at the start had stood; null where it is not known."""
    ahead: int | None = None
    """Days from then to the start; negative where it was first committed after it."""
    by: str | None = None
    commit: str | None = None
    reason: Unconfirmed | None = None
    """Why it cannot be confirmed what was in force at the start; may stand beside a change that is certain."""
    changes: tuple[TargetChange, ...] = ()
    """Oldest first."""
    first: FirstResult | None = None
    """Null where what judges now is what was in force, or where that cannot be computed from the data as it is."""
