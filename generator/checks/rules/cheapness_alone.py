"""KPI308: a price to push down, and nothing on what it buys."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    found = views(context)
    prices = [view for view in found if view.is_price and not view.is_guardrail]
    if prices and all(view.is_price or view.is_volume for view in found):
        message = f"{prices[0].title} is to fall, and no KPI says how good what it buys is"
        yield Finding(prices[0].at("metric"), message)


CHECK = Check(
    code="KPI308",
    name="cheapness-alone",
    level=Level.WARNING,
    what="A price to keep low as a primary or secondary KPI, and beside it only totals and other prices.",
    why=(
        "The cheapest clicks come from people who click on everything, the cheapest leads from a form that anyone "
        "fills in. A price can always be brought down by buying worse, and the number of them then rises as well."
    ),
    mend=(
        "Add a rate that says what became of them: conversion_rate beside a cost per click, mql_rate beside a cost per "
        "lead, refund_rate beside a cost per order."
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: clicks, target: 15000, role: guardrail}\n",
        note="Cheap and many; nothing says from whom.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: cost_per_conversion, target: 28, near: 2%, why: An order has to earn its cost.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: conversion_rate, target: 3.2%, role: guardrail}\n",
        note="The share of visitors who buy shows whether the right ones were bought.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
