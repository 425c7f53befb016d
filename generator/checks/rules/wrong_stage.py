"""KPI106: no primary KPI at the stage that the objective aims at."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    objective = context.frame.strategy.objectives.get(context.campaign.objective or "")
    primary = [view for view in views(context) if view.is_primary]
    if objective is None or objective.stage is None or not primary:
        return
    if all(view.metric.spec.stage is not objective.stage for view in primary):
        stages = "; ".join(f"{view.title}: {view.metric.spec.stage.value}" for view in primary)
        message = f"the objective aims at {objective.stage.value}, and no primary KPI measures that ({stages})"
        yield Finding(primary[0].at("metric"), message)


CHECK = Check(
    code="KPI106",
    name="wrong-stage",
    level=Level.WARNING,
    what="An objective with a stage, and no primary KPI whose metric belongs to that stage.",
    why=(
        "Awareness, consideration, conversion, retention and advocacy are steps on a customer's way, and success at "
        "one does not carry over to the next. If the objective is orders and all that is measured is clicks, the "
        "campaign can meet every KPI without selling anything."
    ),
    mend=(
        "Make a metric of the objective's stage a primary KPI, and keep the earlier ones as secondary KPIs that "
        "explain it. If the KPIs are right, the objective's `stage` in strategy.yml is not."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.4%, near: 2%, why: More of those who see it should click.}\n"
        "  - {metric: cost_per_click, target: 1, near: 2%, why: Dear clicks eat up the budget.}\n"
        "  - {metric: conversion_rate, target: 3%, role: guardrail}\n",
        note="The objective is more orders; both primary KPIs stop at the click.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.4%, near: 2%, role: secondary, why: More of those who see it should click.}\n"
        "  - {metric: cost_per_click, target: 1, near: 2%, role: guardrail}\n",
        note="The rate at which visitors buy is primary; clicks explain it.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
