"""Contexts with a result changed by hand: what only a model would give, and what a rule makes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.checks.check import Check, Context
from generator.compare.result import ChangeResult, CounterfactualResult, ForecastResult, SegmentPart


def said(rule: Check, context: Context, language: str = "en") -> list[str]:
    """What a rule finds, as text in a language."""
    return [finding.message.by_language[language] for finding in rule.find(context)]


def places(rule: Check, context: Context) -> list[str]:
    """Where it finds it."""
    return [str(finding.at) for finding in rule.find(context)]


def with_kpi(context: Context, number: int = 0, **values: Any) -> Context:
    """Change fields of one KPI's result."""
    result = context.judged.result
    kpis = tuple(kpi.model_copy(update=values) if place == number else kpi for place, kpi in enumerate(result.kpis))
    return replace(context, judged=replace(context.judged, result=result.model_copy(update={"kpis": kpis})))


def with_every_kpi(context: Context, **values: Any) -> Context:
    """Change the same fields of every KPI's result."""
    for number in range(len(context.judged.result.kpis)):
        context = with_kpi(context, number, **values)
    return context


def without_campaign(**values: Any) -> CounterfactualResult:
    """What would have happened: nothing found, nothing wrong, but for what is given."""
    plain: Mapping[str, Any] = {
        "actual": 100.0, "expected": 100.0, "effect": 0.0, "interval": (-5.0, 5.0), "relative": 0.0,
        "relative_interval": (-0.05, 0.05), "average": 0.0, "average_interval": (-0.2, 0.2), "p": 0.5, "placebo": 0.0,
        "placebo_runs": 4, "method": "season", "level": "level", "season": 7, "steps": 28, "history": 56,
        "adjusted": None, "adjusted_verdict": None, "outside": None, "outside_interval": None,
    }  # fmt: skip
    return CounterfactualResult(**{**plain, **values})


def outlook(low: float, middle: float, high: float, probability: float) -> ForecastResult:
    """Where a running KPI may end."""
    return ForecastResult(
        projected=middle,
        interval=(low, high),
        probability=probability,
        state=None,
        expected_to_date=None,
        pace=None,
        required=None,
        current=None,
        steps_left=20,
    )


def moved(before: float, after: float, simpson: tuple[str, ...]) -> ChangeResult:
    """A change over two channels."""
    parts = tuple(
        SegmentPart(
            dimension="channel", segment=name, rate=0.001, mix=-0.003, before=0.02, after=0.021, share_before=0.5,
            share_after=0.5,
        )
        for name in ("search", "social")
    )  # fmt: skip
    return ChangeResult.model_validate(
        {"from": before, "to": after, "needed": None, "segments": parts, "simpson": simpson}
    )
