"""A campaign judged: the published result, and the series its page draws. Plain and picklable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.compare.reason import Reason
from generator.compare.result import CampaignResult, Interval
from generator.metrics.catalogue import Metric
from generator.spec.model import Campaign, Text, Unit


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
    counted: float | None = None
    """What was counted in a step cut short, where `value` is that scaled up."""


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
class Versus:
    """Actual against expected, step by step, for the chart of a counterfactual. All tuples are equally long."""

    starts: tuple[date, ...]
    """First day of each step, baseline and campaign."""
    actual: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    """None at the very beginning, where there is nothing to expect it by."""
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    """95% interval of a single step, in the campaign; equal to `expected` in the baseline."""
    launched: date
    """First day of the campaign."""
    running: tuple[float, ...]
    """Running sum of actual - expected over the campaign's steps (of a ratio: running weighted mean)."""
    running_low: tuple[float, ...]
    running_high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """The pace of a KPI against its plan, for the fan chart. All tuples of a group are equally long."""

    days: tuple[date, ...]
    """Every step of the period."""
    plan: tuple[float, ...]
    """Planned running total (of a ratio: the target) at the end of each step."""
    so_far: tuple[float, ...]
    """Actual running total (of a ratio: running value) of the steps that are over."""
    quantiles: Mapping[str, tuple[float, ...]]
    """"2.5", "10", "25", "50", "75", "90", "97.5" -> simulated running values of the steps to come."""
    outcomes: tuple[float, ...]
    """Twenty equally likely outcomes of the whole period, ascending: quantiles 2.5%, 7.5%, ... 97.5%."""


@dataclass(frozen=True, slots=True)
class Named:
    """A metric or measure that is no KPI of the campaign, as far as it is spoken of."""

    title: Text
    unit: Unit


@dataclass(frozen=True, slots=True)
class Advice:
    """An entry of the playbook that fits a KPI, and what its sentences are filled with."""

    entry: str
    """Its id."""
    reasons: tuple[tuple[str, Mapping[str, str | float]], ...]
    """Why it was chosen, strongest first: a code and its values."""
    facts: Mapping[str, str | float | Interval]
    """Placeholder -> id or number."""


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
    versus: Mapping[str, Versus] = field(default_factory=dict)
    """Metric of a KPI with a counterfactual -> its series."""
    fans: Mapping[str, Fan] = field(default_factory=dict)
    """Metric of a running KPI with a forecast -> its fan."""
    not_forecast: Mapping[str, tuple[Reason, Mapping[str, str | int | float]]] = field(default_factory=dict)
    """Metric of a running KPI without a forecast -> why, and the values of its sentence."""
    not_outside: Mapping[str, tuple[Reason, Mapping[str, str | int | float]]] = field(default_factory=dict)
    """Metric of a KPI that was to have a counterfactual and has none -> why, and the values of its sentence."""
    names: Mapping[str, Named] = field(default_factory=dict)
    """Drivers that the changes of its KPIs name, by id."""
    advice: Mapping[str, tuple[Advice, ...]] = field(default_factory=dict)
    """Metric of a KPI that needs next steps -> the entries of the playbook that fit best, best first."""
