"""What a campaign's spec says of the outside: factors near a day, causes that lie outside, controls and their use."""

from collections.abc import Collection
from datetime import date, timedelta

from generator.checks.check import Context
from generator.compare.result import CounterfactualResult
from generator.spec.model import Cause, Control, FactorKind

OUTSIDE = frozenset({Cause.COMPETITION, Cause.MARKET, Cause.SEASON})
"""Causes that no one in the campaign's team could have changed."""

FAULTS = frozenset({FactorKind.TRACKING, FactorKind.OUTAGE})
"""Factors after which numbers do not mean what they meant."""

NEAR = timedelta(days=3)
"""A factor explains what happened this long before its first day or after its last: days are remembered roughly."""


def recorded_near(context: Context, day: date, metrics: Collection[str]) -> bool:
    """Say whether a factor covers a day, or begins or ends near it, that bears on one of these KPIs (none: on any)."""
    return any(
        factor.when.start - NEAR <= day <= factor.when.end + NEAR
        and (not factor.on or not metrics or not set(factor.on).isdisjoint(metrics))
        for factor in context.campaign.factors
    )


def control_name(control: Control) -> str:
    """Return how results call a control: source.measure."""
    return f"{control.source}.{control.measure}"


USED = "used"
"""Stands beside the codes of why a control was left out."""


def fates(counterfactual: CounterfactualResult, control: Control) -> frozenset[str]:
    """Return what became of a control's series: `used`, or the codes of why they were left out.

    A control whose source has segments is a series for each, called by it too: `market.searches region=north`.
    """
    told = {**counterfactual.left_out, **dict.fromkeys(counterfactual.controls, USED)}
    name = control_name(control)
    parts = [f"{dimension}={segment}" for dimension, segment in control.where.items()]
    return frozenset(
        fate
        for series, fate in told.items()
        if (series == name and not parts) or (series.startswith(f"{name} ") and all(part in series for part in parts))
    )
