"""KPI108: a KPI for which the data holds nothing."""

from collections.abc import Iterator

from generator.checks import base
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import View, days_by, views
from generator.compare.reason import Reason
from generator.compare.result import Level, State
from generator.spec.values import Text, say

IN_BY = 7
"""Days after the start by which a campaign that still runs should have data."""


def _find(context: Context) -> Iterator[Finding]:
    if context.judged.result.campaign.state is not State.FINISHED and days_by(context.campaign.period, context) < IN_BY:
        return  # exports come in days later: that there is none yet says nothing
    found = views(context)
    if found and all(view.result.reason is Reason.NO_ROWS for view in found):
        period, as_of = context.campaign.period, context.judged.result.campaign.as_of
        message = say(
            en="the data has no row from {start} to {end}, so no KPI has a value",
            zh="{start} 至 {end} 没有任何数据，所有 KPI 都没有值",
            start=period.start,
            end=min(period.end, as_of),
        )
        yield Finding(context.campaign.at("period"), message)
        return
    for view in found:
        if view.result.reason in (Reason.NO_ROWS, Reason.MISSING_MEASURE):
            yield Finding(view.at("metric"), _message(view))


def _message(view: View) -> Text:
    if view.result.reason is Reason.NO_ROWS:
        return say(
            en="{title} has no value: its source has no row in the period",
            zh="{title}没有值：它的数据源在活动期内一行数据都没有",
            title=view.title,
        )
    measure = view.result.reason_values.get("measure", "")
    return say(
        en="{title} has no value: all {rows:,} rows of the period are empty in the column of `{measure}`",
        zh="{title}没有值：活动期内 {rows:,} 行数据，`{measure}` 对应的列全部为空",
        title=view.title,
        rows=view.result.rows,
        measure=measure,
    )


CHECK = Check(
    code="KPI108",
    name="unmeasurable-kpi",
    zh="KPI 无法衡量",
    level=Level.ERROR,
    what=say(
        en="A KPI whose measure is empty in every row of the period, or a period without any row.",
        zh="KPI 所需的数据在整个活动期内每一行都为空，或者活动期内一行数据都没有。",
    ),
    why=say(
        en="The M of SMART is measurable. A target on something that nobody recorded can be neither met nor missed, "
        "and it is usually noticed when it is too late to record it.",
        zh="SMART 里的 M 是“可衡量”。没人记录的东西，谈不上达标也谈不上未达标；等发现时，往往已经来不及补记。",
    ),
    mend=say(
        en="Look at the column under `measures`: it may have been renamed in the export, or tracking may be off. If "
        "the number cannot be had, replace the KPI by one that can.",
        zh="检查 `measures` 下对应的列：导出文件里可能改了列名，也可能埋点没有生效。如果这个数确实拿不到，就换一个拿"
        "得到的 KPI。",
    ),
    fails=Example(
        files={"data/ads.csv": base.ads(blank=("conversions",))},
        note=say(
            en="The column conversions is there, and empty in every row.",
            zh="conversions 这一列在，但每一行都是空的。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        files={"data/ads.csv": base.ads()},
        note=say(
            en="Every row says how many conversions there were.",
            zh="每一行都写明了转化量。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
