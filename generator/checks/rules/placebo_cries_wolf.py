"""KPI408 placebo-cries-wolf: the comparison finds effects where there was no campaign."""

import math
from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import WOLF, growing, market
from generator.checks.kpis import views
from generator.checks.saying import share
from generator.compare.result import Level
from generator.spec.values import say

_NOMINAL = 0.05
_LEAST_SHARE = 0.15
_CHANCE = 0.05
"""As many alarms or more must be less likely than this by chance, were the method right."""


def _find(context: Context) -> Iterator[Finding]:
    for one in views(context):
        found = one.result.counterfactual
        if found is None or found.placebo is None or found.placebo_runs == 0:
            continue
        alarms = round(found.placebo * found.placebo_runs)
        if found.placebo >= _LEAST_SHARE and _at_least(alarms, found.placebo_runs) < _CHANCE:
            yield Finding(
                one.at("metric"),
                say(
                    en="{title}: in {alarms} of {runs} trial runs before the campaign ({share}) the model saw an "
                    "effect where there was none; {nominal} would be by chance",
                    zh="{title}：拿活动前的数据试算 {runs} 次，模型有 {alarms} 次（{share}）在没有效果时报出效果；"
                    "若纯属偶然，应只有 {nominal}",
                    title=one.title,
                    alarms=alarms,
                    runs=found.placebo_runs,
                    share=share(found.placebo),
                    nominal=share(_NOMINAL),
                ),
            )


def _at_least(alarms: int, runs: int) -> float:
    """Return the binomial probability of so many alarms or more."""
    return sum(
        math.comb(runs, number) * _NOMINAL**number * (1 - _NOMINAL) ** (runs - number)
        for number in range(alarms, runs + 1)
    )


CHECK = Check(
    code="KPI408",
    name="placebo-cries-wolf",
    zh="没有活动也报出效果",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds comparisons with what would have happened that, tried on the weeks before the campaign, "
            "find an effect far more often than they should."
        ),
        zh="推算“没有活动会怎样”的模型，拿活动前的几周试算，报出效果的次数远多于应有水平。",
    ),
    why=say(
        en=(
            "The same model, run where there was nothing to find, found something. What it says of the "
            "campaign's own days is then worth no more: the expected line and its interval are too sure of "
            "themselves."
        ),
        zh=(
            "同一个模型，在本来没有效果的时段也报出了效果。它对活动期的说法也就不更可信：预期线和区间都显得过于有把握。"
        ),
    ),
    mend=say(
        en=(
            "Give it a longer baseline or a control that moves with the KPI more closely, record what broke "
            "the series before the campaign, and until then do not lean on the effect it shows."
        ),
        zh=(
            "给它更长的基准期，或与该 KPI 走势更贴近的对照，并记录活动前造成断层的事件。"
            "在此之前，不要依赖它给出的效果。"
        ),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        WOLF,
        {"data/ads.csv": growing(steady=False), "data/market.csv": market()},
        say(
            en=("Conversions grew faster and faster before the start: each forecast made on the way fell short."),
            zh="活动开始前转化量越涨越快，一路上的每次预测都偏低。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        WOLF,
        {"data/ads.csv": growing(steady=True), "data/market.csv": market()},
        say(
            en="A level baseline, which the model foresees.",
            zh="基准期走势平稳，模型预测得准。",
        ),
    ),
    find=_find,
)
