"""KPI707 lift-within-noise: a learning explains a rise that may be none."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAUNCH, daily, times
from generator.checks.kpis import View, views
from generator.checks.outside import OUTSIDE
from generator.checks.saying import change, share
from generator.compare.result import Interval, Level, Verdict
from generator.spec.model import Better
from generator.spec.values import say

_LEARNED = """\
kpis:
  - {metric: conversion_rate, target: 3.0%}
learnings:
  - {kpi: conversion_rate, cause: creative, what: The new pictures bring more of those who click to buy.}
"""


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    by_metric = {one.kpi.metric: one for one in views(context)}
    for number, learning in enumerate(campaign.learnings):
        one = by_metric.get(learning.kpi or "")
        if one is None or learning.cause in OUTSIDE or one.result.verdict is not Verdict.MET:
            continue
        lift, interval = _gain(one)
        if lift is not None and interval is not None and interval[0] <= 0 <= interval[1]:
            yield Finding(
                campaign.at("learnings", number),
                say(
                    en="{title} changed by {lift}, but days as uneven as these give anything from {low} to {high} "
                    "({share}): it may not have moved",
                    zh="{title}变化 {lift}，但每天起伏这么大，从 {low} 到 {high} 都有可能（{share}）：也许根本没变",
                    title=one.title,
                    lift=change(lift),
                    low=change(interval[0]),
                    high=change(interval[1]),
                    share=share(one.result.confidence),
                ),
            )


def _gain(one: View) -> tuple[float | None, Interval | None]:
    """Return the relative change for the better, and its interval: against what was expected, else the baseline."""
    found, before = one.result.counterfactual, one.result.baseline
    if found is not None:
        lift, interval = found.relative, found.relative_interval
    else:
        lift, interval = (before.lift, before.interval) if before else (None, None)
    better = lift is not None and (lift > 0) is (one.metric.spec.better is Better.HIGHER)
    return (lift, interval) if better else (None, None)


CHECK = Check(
    code="KPI707",
    name="lift-within-noise",
    zh="提升没有超出波动",
    level=Level.NOTE,
    what=say(
        en=(
            "Finds learnings that explain a success whose rise over the baseline may be nothing but the days' "
            "ups and downs."
        ),
        zh="复盘在解释一次成功，但相对基准的提升可能只是日常波动。",
    ),
    why=say(
        en=(
            "An explanation of what did not happen is passed on as experience. The next campaign pays for "
            "pictures that changed nothing."
        ),
        zh="给没有发生的变化找解释，会被当成经验一路传下去。下一个活动就要为毫无作用的素材买单。",
    ),
    mend=say(
        en=("Say that the rise is not clear yet, and test it: half of the audience with the change, half without."),
        zh="写明提升还不明确，然后去测：一半受众用新做法，一半不用。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _LEARNED,
        {"data/ads.csv": daily(times({"conversions": 0.88}, since=LAUNCH))},
        say(
            en="The rate is hardly above that of the weeks before, and the pictures are praised.",
            zh="转化率与之前几周相差无几，素材却得到了夸奖。",
        ),
        key=("learnings", 0),
    ),
    passes=Example(
        _LEARNED,
        {"data/ads.csv": daily()},
        say(
            en="The rate rose by far more than the days differ.",
            zh="转化率的提升远大于每天之间的差异。",
        ),
    ),
    find=_find,
)
