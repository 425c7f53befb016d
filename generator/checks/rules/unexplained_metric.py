"""KPI101: a metric of the site's own that nothing explains."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level

OWN_METRIC = """\
metrics:
  orders_per_visitor:
    title: Orders per visitor
    formula: conversions / clicks
    unit: percent
    better: higher
    stage: conversion
"""
ITS_KPI = """\
kpis:
  - {metric: orders_per_visitor, target: 3.4%, near: 0.1pp, why: The objective is more orders from the same traffic.}
  - {metric: ctr, target: 2.1%, role: guardrail}
"""


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.metric.own and view.metric.spec.explains is None:
            message = f"{view.title} is a metric of your own, and metrics.yml does not explain what it counts"
            yield Finding(view.at("metric"), message)


CHECK = Check(
    code="KPI101",
    name="unexplained-metric",
    level=Level.NOTE,
    what="A KPI on a metric of your own whose entry in metrics.yml has no `explains`.",
    why=(
        "A KPI has to mean one thing to everyone who reads it. A formula says how a number is computed, not what it "
        "stands for: whether a returned order counts, whether a visitor is a person or a click. Two teams that read "
        "the same name in two ways will agree on a target and disagree on the result."
    ),
    mend=(
        "Add `explains` to the metric in metrics.yml: a sentence or two on what is counted, what is left out, and what "
        "it is easily confused with. It is shown on the metric's page."
    ),
    fails=Example(
        ITS_KPI,
        {"../metrics.yml": OWN_METRIC},
        "The metric has a title and a formula, and no word on what a visitor is.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        ITS_KPI,
        {
            "../metrics.yml": OWN_METRIC
            + "    explains: Paid orders for every click on an ad; returns are not taken off.\n"
        },
        "One sentence settles what is counted.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
