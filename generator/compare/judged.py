"""A campaign judged: the published result, and the series its page draws. Plain and picklable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.compare.result import CampaignResult, Interval
from generator.metrics.catalogue import Metric
from generator.spec.model import Campaign, Text


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step of a trend; a volume of a step cut short is scaled up to a whole step."""

    start: date
    end: date
    value: float | None
    low: float | None
    """Ends of the step's own interval, where one can be given."""
    high: float | None
    window: str
    """"campaign", "baseline" or "" (in between, before or after)."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A KPI over time, with the levels to draw on the same scale (a volume: per step)."""

    step: str
    """"day", "week" or "month"."""
    points: tuple[TrendPoint, ...]
    per_step: bool
    """True for a volume: levels below are the whole period's amounts divided by its steps."""
    value: float | None
    interval: Interval | None
    target: float | Interval
    near: float | Interval
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything a page needs of one campaign."""

    campaign: Campaign
    metrics: Mapping[str, Metric]
    """Metrics of its KPIs."""
    result: CampaignResult
    trends: Mapping[str, Trend]
    """Metric of a whole-campaign KPI -> its trend; absent where the rows have no date."""
    objective: Text | None = None
    """Title of the objective it serves."""
    area: Text | None = None
    """Title of its key result area."""
