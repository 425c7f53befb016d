"""KPI701 close-call-met: met, by less than the figure moves of itself."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.saying import share
from generator.compare.result import Certainty, Level, Verdict
from generator.spec.values import say


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
            say(
                en="{title} met {target} with {value}, but its {share} interval runs from {low} to {high}",
                zh="{title}以 {value} 达到目标值 {target}，但 {share} 区间为 {low} 至 {high}，目标就在其中",
                title=one.title,
                target=result.target_text,
                value=one.amount(result.value),
                low=low,
                high=high,
                share=share(result.confidence),
            ),
        )


CHECK = Check(
    code="KPI701",
    name="close-call-met",
    zh="达标但难分高下",
    level=Level.NOTE,
    what=say(
        en="Finds targets that were met by less than the figure moves from day to day of itself.",
        zh="目标达到了，但超出的幅度小于数据自身的日常波动。",
    ),
    why=say(
        en=(
            "The target was met; that stands. But the same campaign run again might as well miss it. Whoever "
            "builds next year's plan on it should know."
        ),
        zh="达标就是达标，这一点不变。但同样的活动再做一次，也很可能达不到。拿它做明年计划的人应该知道。",
    ),
    mend=say(
        en=("Report it as met and a close call, both words. A longer period or more volume would narrow the range."),
        zh="报告时两个词都写上：达标，难分高下。拉长活动期或增加数据量，区间会变窄。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.5%}\n",
        {"data/ads.csv": daily()},
        say(
            en="The rate is a hair above its target, and its range reaches below.",
            zh="转化率只比目标高出一点点，区间的下限低于目标。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversion_rate, target: 3.4%}\n",
        {"data/ads.csv": daily()},
        say(
            en="The whole range lies above the target.",
            zh="整个区间都在目标之上。",
        ),
    ),
    find=_find,
)
