"""KPI701 close-call-met: met, by less than the figure moves of itself."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.saying import share
from generator.compare.result import Certainty, Level, Verdict


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        result = one.result
        if result.verdict is not Verdict.MET or result.certainty is not Certainty.CLOSE_CALL:
            continue
        if result.value is None or result.interval is None:
            continue
        low, high = (one.amount(end) for end in result.interval)
        yield Finding(
            one.at("target"),
            f"{one.title} met {result.target_text} with {one.amount(result.value)}, but a repeat could bring anything "
            f"from {low} to {high} ({share(result.confidence)})",
        )


CHECK = Check(
    code="KPI701",
    name="close-call-met",
    level=Level.NOTE,
    what="Finds targets that were met by less than the figure moves from day to day of itself.",
    why=(
        "The target was met; that stands. But the same campaign run again might as well miss it. Whoever builds next "
        "year's plan on it should know."
    ),
    mend="Report it as met and a close call, both words. A longer period or more volume would narrow the range.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.5%}\n",
        {"data/ads.csv": daily()},
        "The rate is a hair above its target, and its range reaches below.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n",
        {"data/ads.csv": daily()},
        "The whole range lies above the target.",
    ),
    find=_find,
)
