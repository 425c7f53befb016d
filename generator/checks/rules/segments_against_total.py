"""KPI703 segments-against-total: every segment went one way and the whole the other (Simpson's paradox)."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAUNCH, both, daily, times
from generator.checks.kpis import views
from generator.compare.result import Level

_KPIS = "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n"
_SHIFT = both(
    times({"impressions": 4, "clicks": 4, "cost": 4, "conversions": 4}, since=LAUNCH, channel="social"),
    times({"impressions": 0.5, "clicks": 0.5, "cost": 0.5, "conversions": 0.5}, since=LAUNCH, channel="search"),
)


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        change = one.result.change
        for dimension in change.simpson if change else ():
            if change is None:
                continue
            way, other = ("rose", "fell") if change.to < change.from_ else ("fell", "rose")
            number = sum(part.dimension == dimension for part in change.segments)
            yield Finding(
                one.at("metric"),
                f"{one.title} {other} from {one.amount(change.from_)} to {one.amount(change.to)}, and {way} in each "
                f"of {counted(number, 'segment')} of {dimension}: their shares changed",
            )


CHECK = Check(
    code="KPI703",
    name="segments-against-total",
    level=Level.WARNING,
    what="Finds KPIs that moved one way as a whole and the other way in every segment (Simpson's paradox).",
    why=(
        "More of the traffic came from where the rate is low. The total then says the campaign got worse although "
        "every channel got better, and whoever acts on it repairs what is not broken."
    ),
    mend="Judge the segments against targets of their own (`segments:`), and the mix as a question of its own.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS,
        {"data/ads.csv": daily(_SHIFT)},
        "Both channels convert better than before, but social, which converts less, grew to four times its size.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(_KPIS, {"data/ads.csv": daily()}, "Both channels and the total improved."),
    find=_find,
)
