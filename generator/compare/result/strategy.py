"""The results of a site's strategy: key results scored, and the chain from areas to campaigns with its missing links.

Frozen models and published JSON like `generator.compare.result`; the same rules hold: plain numbers, absent is null.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from generator.compare.result import ResultModel
from generator.spec.model import ObjectiveKind, Span, Stage


class Band(StrEnum):
    """The colour of an OKR score, rounded to one decimal first: 0.35 is read as 0.4 and 0.65 as 0.7."""

    RED = "red"
    """0.0 to 0.3."""
    YELLOW = "yellow"
    """0.4 to 0.6."""
    GREEN = "green"
    """0.7 to 1.0."""


class Measured(StrEnum):
    """How a key result's current figure was made: `generator.compare.keyresults` says how each is."""

    READ = "read by hand"
    LEVEL = "level"
    RATE = "rate"
    TOTAL = "total to date"
    PACE = "total at its pace"


class KeyResultReason(StrEnum):
    """Why a key result has no current figure."""

    NO_READING = "no reading yet"
    NO_CAMPAIGN = "no campaign serves the objective"
    NO_KPI = "no campaign that serves the objective has a KPI on the metric"
    NO_VALUE = "the campaigns have no value yet"
    CURRENCIES = "the campaigns count in different currencies"
    NOT_ADDITIVE = "the metric does not add up over campaigns"


class KeyResultResult(ResultModel):
    """A key result scored."""

    id: str
    title: Mapping[str, str]
    metric: str | None
    start: float = Field(alias="from")
    goal: float = Field(alias="to")
    per: Span | None
    """Of a volume: it is counted a day, a week or a month."""
    current: float | None
    score: float | None
    """(current - from)/(to - from), from 0.0 to 1.0."""
    band: Band | None
    expected: float | None
    """The score owed: the share of the cycle that is gone x `owed`; null where the cycle names no days. `owed` itself
    where `current` is the end that campaigns came to or are forecast to come to."""
    measured: Measured | None
    read_on: date | None
    """Day of the reading; of campaigns, the last day with data."""
    campaigns: tuple[str, ...] = ()
    """Campaigns it was measured from."""
    reason: KeyResultReason | None = None


class ObjectiveResult(ResultModel):
    """An objective and its key results: methodology section 9. Scores of objectives are no appraisal of people."""

    id: str
    title: Mapping[str, str]
    cycle: str | None
    period: tuple[date, date] | None
    """The cycle's days; null where it is not written as a year, half, quarter or month."""
    kind: ObjectiveKind
    stage: Stage | None
    owed: float
    """1.0 of a committed objective; 0.7 is what an aspirational one hopes for."""
    gone: float | None
    """Share of the cycle's days that are gone."""
    expected: float | None
    """Mean of what is owed of the key results that have a score; without one, `gone` x `owed`."""
    score: float | None
    """Mean of its key results' scores; of those that have one."""
    band: Band | None
    reached: bool | None
    """Whether the score is what is owed; not rounded, as its colour is: 0.96 of a committed one is not reached."""
    key_results: tuple[KeyResultResult, ...]
    campaigns: tuple[str, ...]
    """Campaigns that serve it."""


class FactorResult(ResultModel):
    """A critical success factor, the metrics that measure it, and the campaigns with a target on each."""

    title: Mapping[str, str]
    metrics: Mapping[str, tuple[str, ...]]


class AreaResult(ResultModel):
    """A key result area, downwards: its factors, and the campaigns that name it."""

    id: str
    title: Mapping[str, str]
    factors: tuple[FactorResult, ...]
    campaigns: tuple[str, ...]


class Chain(ResultModel):
    """One KPI's chain upwards: from a campaign's target to what it serves. Empty where a link is missing."""

    campaign: str
    metric: str
    factors: tuple[Mapping[str, str], ...]
    """Titles of the factors that the metric measures, in the campaign's own area where it has them."""
    area: str | None
    """The area the campaign names."""
    objective: str | None


class Gap(StrEnum):
    """A link that is missing from the chain of area, success factor, metric, campaign and objective."""

    AREA_WITHOUT_FACTOR = "area without success factor"
    AREA_WITHOUT_CAMPAIGN = "area without campaign"
    FACTOR_WITHOUT_METRIC = "factor without metric"
    FACTOR_WITHOUT_TARGET = "factor without target"
    """No campaign has a KPI on any of its metrics."""
    METRIC_WITHOUT_FACTOR = "metric without success factor"
    """A campaign has a target on it, and no factor of any area is measured by it."""
    METRIC_OUTSIDE_AREA = "metric outside its area"
    """It measures a factor, but none of the area that the campaign names."""
    CAMPAIGN_WITHOUT_AREA = "campaign without area"
    CAMPAIGN_WITHOUT_OBJECTIVE = "campaign without objective"
    OBJECTIVE_WITHOUT_CAMPAIGN = "objective without campaign"
    OBJECTIVE_WITHOUT_KEY_RESULT = "objective without key result"
    KEY_RESULT_UNMEASURED = "key result without measurement"


class MissingLink(ResultModel):
    """A missing link, named from where it is missing."""

    gap: Gap
    at: str
    """file:line:column of what lacks it."""
    area: str | None = None
    factor: Mapping[str, str] | None = None
    metric: str | None = None
    campaign: str | None = None
    objective: str | None = None
    key_result: str | None = None


class ObjectivesResult(ResultModel):
    """Objectives and key result areas, and the chain between them and the campaigns."""

    objectives: tuple[ObjectiveResult, ...]
    areas: tuple[AreaResult, ...]
    chains: tuple[Chain, ...]
    missing: tuple[MissingLink, ...]
