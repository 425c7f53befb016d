"""A campaign's KPIs as checks look at them: what was written, the metric, and what came of it."""

import math
from dataclasses import dataclass

from generator.checks.amounts import amount, same
from generator.checks.check import Context
from generator.compare.result import KpiResult
from generator.compare.verdict import Goal, goal_of
from generator.data.table import Grain
from generator.errors import Location
from generator.metrics.catalogue import Metric
from generator.spec.model import Better, Campaign, Kpi, Period, Role, Target, Unit
from generator.spec.values import Text

HARDLY = 0.001
"""Relative difference that nobody would call a change: a tenth of a percent."""
ROUNDED = 0.02
"""Relative difference up to which a target that the baseline rounds to is taken for the baseline."""


@dataclass(frozen=True, slots=True)
class View:
    """One whole-campaign KPI."""

    campaign: Campaign
    number: int
    """Its place in the spec."""
    kpi: Kpi
    metric: Metric
    result: KpiResult
    goal: Goal

    @property
    def title(self) -> Text:
        """What its metric is called."""
        return self.metric.spec.title

    @property
    def is_guardrail(self) -> bool:
        """True where it is there to hold, not to gain."""
        return self.kpi.role is Role.GUARDRAIL

    @property
    def is_primary(self) -> bool:
        """True where it is what the campaign is for."""
        return self.kpi.role is Role.PRIMARY

    @property
    def is_volume(self) -> bool:
        """True for a total, which grows with time and money."""
        return self.metric.formula.is_volume

    @property
    def is_price(self) -> bool:
        """True for what something costs: money for each of something, the less the better."""
        spec = self.metric.spec
        return spec.unit is Unit.CURRENCY and spec.better is Better.LOWER and not self.is_volume

    @property
    def is_to_gain(self) -> bool:
        """True where it is to be better than before: no guardrail, and no sum to spend, which may well grow."""
        spec = self.metric.spec
        spend = self.is_volume and spec.unit is Unit.CURRENCY and spec.better is Better.LOWER
        return not self.is_guardrail and not spend

    @property
    def target(self) -> Text:
        """The target in words."""
        return self.written(self.kpi.target)

    def written(self, target: Target) -> Text:
        """Write a target of this KPI or of a segment of it."""
        if target.value is not None and not target.is_percent:
            return self.amount(target.value)
        money = (
            f" {self.campaign.currency}" if self.metric.spec.unit is Unit.CURRENCY and self.campaign.currency else ""
        )
        return same(f"{target.text}{money}")

    def amount(self, value: float) -> Text:
        """Write a value of its metric."""
        return amount(value, self.metric.spec.unit, self.campaign.currency)

    def at(self, *path: str | int) -> Location:
        """Where a key of it stands in campaign.yml, or it itself."""
        return self.campaign.at("kpis", self.number, *path)

    def better(self, one: float, other: float) -> bool:
        """Say whether one value is better than another."""
        return one < other if self.metric.spec.better is Better.LOWER else one > other


def views(context: Context) -> tuple[View, ...]:
    """Return the campaign's KPIs in the spec's order."""
    if "views" not in context.memo:
        context.memo["views"] = _views(context)
    found: tuple[View, ...] = context.memo["views"]
    return found


def _views(context: Context) -> tuple[View, ...]:
    campaign, catalogue = context.campaign, context.frame.catalogue
    near = context.frame.config.verdict.near
    whole = [result for result in context.judged.result.kpis if result.segment is None]
    found = []
    for number, (kpi, result) in enumerate(zip(campaign.kpis, whole, strict=True)):
        metric = catalogue.metrics[kpi.metric]
        goal = goal_of(metric.spec.better, kpi.target, kpi.near or near)
        found.append(View(campaign, number, kpi, metric, result, goal))
    return tuple(found)


def value_before(view: View, context: Context) -> float | None:
    """Return a KPI's baseline on the scale of its target: a volume's is brought to as many days as the campaign has.

    None where the baseline says nothing of it.
    """
    before, campaign = view.result.baseline, view.campaign
    if before is None:
        return None
    if not view.is_volume:
        return before.value
    if before.source == "values":
        return before.plain
    if before.value is not None:
        # It was brought to the days that have data so far; the target is for all of them.
        daily = view.result.grain == Grain.DAY and view.result.days > 0
        days = view.result.days if daily else days_by(campaign.period, context)
        return before.value * campaign.period.days / days
    if before.plain is None or campaign.baseline is None or campaign.baseline.period is None:
        return None
    return before.plain / days_by(campaign.baseline.period, context) * campaign.period.days


def asks_for_baseline(view: View, before: float) -> bool:
    """Say whether a target is the baseline, rounded as the target is written: 0.33 where 0.3282 came before."""
    target = view.kpi.target
    if target.value is None:
        return False
    if math.isclose(before, target.value, rel_tol=HARDLY, abs_tol=1e-12):
        return True
    places = len(target.text.strip(" %").partition(".")[2]) + (2 if target.is_percent else 0)
    rounds = math.isclose(round(before, places), target.value, rel_tol=1e-9)
    return rounds and math.isclose(before, target.value, rel_tol=ROUNDED)


def days_by(period: Period, context: Context) -> int:
    """Return how many days of a period are over on the day of the report; at least one."""
    return max(1, (min(period.end, context.judged.result.campaign.as_of) - period.start).days + 1)
