"""KPI211: a baseline that does not cover a KPI."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, views
from generator.compare.reason import Reason
from generator.compare.result import Level
from generator.spec.values import Text, say

OTHERS = frozenset({Reason.OTHER_UNKNOWN, Reason.OTHER_LACKS_METRIC})


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if not view.is_guardrail and (lack := _lack(view, context)):
            message = say(
                en="{title} has nothing to be compared with: {lack}",
                zh="{title}没有可比的基准：{lack}",
                title=view.title,
                lack=lack,
            )
            yield Finding(view.at("metric"), message)


def _lack(view: View, context: Context) -> Text | None:
    """Say why a KPI is left out of the baseline; None where it is not, or where there is no baseline at all."""
    baseline, before = context.campaign.baseline, view.result.baseline
    if baseline is None or baseline.period is not None:
        return None
    if before is None:
        return say(en="the baseline's values leave it out", zh="基准数值里没有它")
    if before.value is None and before.reason in OTHERS:
        if before.reason is Reason.OTHER_LACKS_METRIC:
            return say(en="`{other}` has no KPI on it", zh="`{other}` 没有设这个指标的 KPI", other=baseline.campaign)
        return say(en="`{other}` has no results", zh="`{other}` 没有结果", other=baseline.campaign)
    return None


CHECK = Check(
    code="KPI211",
    name="kpi-without-baseline",
    zh="KPI 没有基准可比",
    level=Level.NOTE,
    what=say(
        en="A primary or secondary KPI that the baseline's values, or the campaign compared with, say nothing about.",
        zh="主要或次要 KPI 在基准数值或对比活动中没有对应的数据。",
    ),
    why=say(
        en="The page compares the other KPIs with what came before and is silent on this one. Readers take the "
        "comparison for the whole story, and the KPI left out may be the one that got worse.",
        zh="页面上其他 KPI 都与之前作了比较，只有这一个没有。读者会以为比较就是全部，而漏掉的可能恰恰是变差的那个。",
    ),
    mend=say(
        en="Add its value under `values`, choose a campaign that has it, or give a period in the same data.",
        zh="在 `values` 下补上它的数值，或换一场有这个 KPI 的活动，或在同一份数据里取一段时间。",
    ),
    fails=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560}}\n",
        note=say(
            en="Of three scored KPIs only two have a value from before.",
            zh="三个计分的 KPI 中，只有两个有之前的数值。",
        ),
        key=("kpis", 2, "metric"),
    ),
    passes=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note=say(
            en="Each scored KPI has its value; the guardrail needs none.",
            zh="每个计分的 KPI 都有数值；护栏指标不需要。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
