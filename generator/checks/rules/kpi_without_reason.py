"""KPI102: a KPI that does not say what it has to do with the objective."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.kpi.why is None and not view.is_guardrail:
            yield Finding(view.at("metric"), f"{view.title} has a target and no `why`: what would reaching it show?")


CHECK = Check(
    code="KPI102",
    name="kpi-without-reason",
    level=Level.NOTE,
    what="A primary or secondary KPI without `why`.",
    why=(
        "The R of SMART is relevant: reaching the target has to bring the objective closer. Written down before the "
        "start, the reason can be checked afterwards. Without it the KPI may be there only because the number was "
        "easy to get."
    ),
    mend=(
        "Add `why` to the KPI: one sentence on what reaching the target says about the objective. If no sentence comes "
        "to mind, the KPI can probably go."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: More orders from this traffic.}\n"
        "  - {metric: conversions, target: 680, near: 5%}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="The second KPI gives no reason; the guardrail needs none.",
        key=("kpis", 1, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: More orders from this traffic.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: A better rate among fewer visitors would not help.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note="Both scored KPIs say what they are for.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
