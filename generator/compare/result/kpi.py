"""One KPI judged: a part of a campaign's results.json."""

from collections.abc import Mapping

from pydantic import Field

from generator.compare.reason import Method, Reason
from generator.compare.result.base import Certainty, Interval, ResultModel, Verdict
from generator.compare.result.change import ChangeResult
from generator.compare.result.forecast import ForecastResult
from generator.compare.result.outside import CounterfactualResult
from generator.spec.model import Better, Role, Unit


class BaselineResult(ResultModel):
    """The KPI's metric before the campaign, and the change since."""

    value: float | None
    """As compared with: reweighted to the campaign's weekdays where `reweighted`; a volume is per step of the grain
    times the campaign's steps."""
    plain: float | None = None
    """The same without reweighting; for a volume the plain total of the baseline, or the amount given."""
    lift: float | None = None
    """campaign / baseline - 1."""
    interval: Interval | None = None
    """At the KPI's confidence, on the log scale."""
    reweighted: bool = False
    method: Method | None = None
    """How the campaign's side of the interval was made; `long-run variance` for a volume."""
    method_before: Method | None = None
    """How the baseline's side was made; null for `values`, which are taken as known."""
    days: int | None = None
    source: str
    """"period", "campaign" or "values"."""
    reason: Reason | None = None
    """Why there is no value, no lift or no interval; with `weekday_missing` there may be all three."""
    reason_values: Mapping[str, str | int | float] = Field(default_factory=dict)


class WeekdaysResult(ResultModel):
    """A daily KPI's period by weekday, Monday first: what brings it to the weekdays of a campaign compared with it."""

    days: tuple[int, ...]
    """Days with data."""
    sums: Mapping[str, tuple[float, ...]]
    """Leaf key -> its sum."""


class KpiResult(ResultModel):
    """One KPI judged, for the whole campaign (`segment` null) or for one segment."""

    metric: str
    segment: Mapping[str, str] | None = None
    unit: Unit
    better: Better
    role: Role
    weight: float
    must: bool
    value: float | None
    target: float | Interval
    target_text: str
    near: float | Interval
    """The far edge of the near band; both outer edges for a range."""
    verdict: Verdict
    attainment: float | None
    progress: float | None
    certainty: Certainty | None
    interval: Interval | None
    confidence: float
    method: Method | None
    spread: Interval | None = None
    """Of a volume: the interval of its mean step times its steps, what a repeat might bring. Not drawn; serves lift."""
    reason: Reason | None = None
    """Why there is no value or no interval."""
    reason_values: Mapping[str, str | int | float] = Field(default_factory=dict)
    formula: str
    sums: Mapping[str, float | None]
    """Leaf key -> its aggregate over the period."""
    rows: int
    days: int
    """Steps of the grain with data (days, or weeks) inside the period; 0 where the rows have no date. A volume counts
    every step on which the campaign has any row: what it lacks on one of them is 0."""
    grain: str = "day"
    """What `days` counts: day, week or month, or none; the campaign's own unless its sources have different ones."""
    weekdays: WeekdaysResult | None = None
    """Null where the rows are not by day, or do not add up."""
    baseline: BaselineResult | None = None
    counterfactual: CounterfactualResult | None = None
    change: ChangeResult | None = None
    forecast: ForecastResult | None = None
    next_steps: tuple[str, ...] = ()
    """Ids of the entries of the playbook that fit best."""
    at: str
    """file:line:column of the KPI in its spec."""
