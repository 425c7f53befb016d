"""The results of a whole site: what its campaigns say together.

Frozen models and published JSON like `generator.compare.result`; the same rules hold: plain numbers, absent is null.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.compare.result import SCHEMA, CampaignResult, ResultModel, Verdict
from generator.compare.result.strategy import ObjectivesResult
from generator.spec.model import Better, Cause, Unit


class SensitivityResult(ResultModel):
    """How little would have turned a finished campaign's verdict: methodology section 7."""

    campaign: str
    verdict: Verdict
    score: float
    line: float
    """The nearest line of the score's bands: of `met`, or of `near` where the campaign missed."""
    gap: float
    """score - line: how far the line would have to move."""
    other: Verdict
    """The verdict on the other side of the line."""
    metric: str | None
    """The KPI whose weight would have to change least, in proportion; null where no weight turns the verdict."""
    weight: float | None
    """Its weight."""
    weight_then: float | None
    """The weight at which the score stands at the line."""
    barred: tuple[str, ...] = ()
    """Musts and guardrails that were missed: while they are, no weight and no band turns the verdict to `met`."""


class ChanceVerdict(ResultModel):
    """One KPI's verdict among many: how surprising its distance from the target would be by chance alone."""

    campaign: str
    metric: str
    verdict: Verdict
    clear: bool
    p: float
    """Two-sided: how often a value this far from the target, or further, would come up if the underlying figure stood
    exactly at the target. Of a range: at the end that is nearer."""
    adjusted: float
    """The least share of false ones at which Benjamini-Hochberg keeps it."""
    survives: bool
    """Kept by Benjamini-Hochberg at 5%."""


class ChanceResult(ResultModel):
    """What chance alone would give among all verdicts of finished campaigns that have an interval."""

    kpis: int
    clear: int
    """Verdicts that are `clear`: met and not met together."""
    clear_met: int
    expected: float
    """How many would be clear if every underlying figure stood exactly at its target: the KPIs x (1 - confidence)."""
    interval: tuple[int, int]
    """Fewest and most of them by chance, 95%: binomial, as if KPIs did not depend on each other."""
    rate: float
    """Share of false ones among the survivors, on average at the most."""
    survivors: int
    verdicts: tuple[ChanceVerdict, ...]
    """Most surprising first."""


class AttainmentReading(StrEnum):
    """What a distribution of attainments says of how targets were set."""

    TOO_EASY = "too easy"
    WISHFUL = "wishful"


class AttainmentResult(ResultModel):
    """How far the targets on one metric, or of one owner, were attained; guardrails, which are limits, do not count."""

    by: Literal["metric", "owner"]
    name: str
    results: int
    lowest: float
    quartiles: tuple[float, float, float]
    highest: float
    reading: AttainmentReading | None
    """too easy: every one above 110%; wishful: every one below 60%; null for anything between."""


class TargetRange(ResultModel):
    """What finished campaigns reached on a metric: the range that a next target would not be alone in."""

    metric: str
    unit: Unit
    better: Better
    currency: str | None
    """Of money; campaigns in different currencies are kept apart."""
    per_day: bool
    """True for a volume: all figures are a day's, for campaigns differ in length."""
    results: int
    low: float
    """Lower quartile of the values reached."""
    median: float
    high: float
    """Upper quartile."""
    best: float | None
    """The best ever reached; null for a metric that should stay in a range."""
    best_campaign: str | None


class CauseCount(ResultModel):
    """How often a cause was found."""

    cause: Cause
    learnings: int
    campaigns: tuple[str, ...]
    metrics: tuple[str, ...]


class ActionState(StrEnum):
    """What has become of a learning's action."""

    OPEN = "open"
    OVERDUE = "overdue"
    """Its day has passed, and no campaign has taken it up."""
    TAKEN_UP = "taken up"
    NOT_TAKEN_UP = "not taken up"
    """The campaign named in `check_in` has begun, and has no KPI and no learning on the learning's metric."""


class ActionResult(ResultModel):
    """An action of a learning."""

    campaign: str
    metric: str | None
    cause: Cause
    action: Mapping[str, str]
    """By language."""
    owner: str | None
    due: date | None
    check_in: str | None
    state: ActionState
    days_late: int | None
    """Days since `due`; null where it is not past, where it has no `due`, or where it was taken up."""


class PortfolioResult(ResultModel):
    """What the campaigns say together: methodology section 7."""

    sensitivity: tuple[SensitivityResult, ...]
    chance: ChanceResult
    attainment: tuple[AttainmentResult, ...]
    targets: tuple[TargetRange, ...]
    causes: tuple[CauseCount, ...]
    """Most frequent first."""
    actions: tuple[ActionResult, ...]
    """Overdue first, then those not taken up."""


class SiteResult(ResultModel):
    """The site's results.json."""

    schema_: Literal["goalposts/results/1"] = Field(default=SCHEMA, alias="schema")
    as_of: date
    version: str
    campaigns: tuple[CampaignResult, ...]
    portfolio: PortfolioResult | None = None
    """Null where only some of the site's campaigns were asked for."""
    objectives: ObjectivesResult | None = None
