"""KPI612 segments-short-of-total: a breakdown that holds only a part of what was counted."""

from collections.abc import Iterator

from generator.checks.base import FIRST
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import segment_sums
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.saying import measure_title, plain, share
from generator.compare.frames import WHOLE
from generator.compare.result import Level
from generator.spec.values import say

_SHORT = 0.01
"""A breakdown may lack this share: rounding."""
_TWO = SPLIT.replace("conversions: conversions}", "conversions: conversions, clicks: conversions}")
_BARE = _TWO.replace("by: [channel]\n    measures: {conversions", "measures: {conversions")


def _find(context: Context) -> Iterator[Finding]:
    total = context.table.total("campaign", WHOLE).sums
    for dimension, segments in context.data.dimensions.items():
        sums = [segment_sums(context, dimension, segment) for segment in segments]
        for measure, whole in total.items():
            spec = context.frame.catalogue.measures.get(measure)
            held = sum(one.get(measure, 0.0) for one in sums)
            if spec is None or not spec.additive or whole is None or not 0 < held < whole * (1 - _SHORT):
                continue
            message = say(
                en="the breakdown by {dimension} holds {held} of {whole} {name}, {share}",
                zh="按 {dimension} 拆分后，{name}合计 {held}，只占总量 {whole} 的 {share}",
                dimension=dimension,
                held=plain(held),
                whole=plain(whole),
                name=measure_title(context, measure),
                share=share(held / whole),
            )
            yield Finding(context.campaign.at("sources"), message)


CHECK = Check(
    code="KPI612",
    name="segments-short-of-total",
    zh="细分之和小于总量",
    level=Level.WARNING,
    what=say(
        en="Finds breakdowns whose segments add up to less than the total of the same measure.",
        zh="按维度拆分后，各细分之和小于同一度量的总量。",
    ),
    why=say(
        en=(
            "A measure that comes from two sources, of which one cannot be broken down, is only half there in "
            "the breakdown. The segments' rates and costs are then not parts of the campaign's."
        ),
        zh=(
            "一个度量来自两个数据源，其中一个无法拆分，细分里就只有一部分数据。这样算出的细分比率和成本，"
            "与活动整体对不上。"
        ),
    ),
    mend=say(
        en="Export every source with the column under `by:`, or leave the dimension out of all of them.",
        zh="每个数据源都导出 `by:` 所列的列，或所有数据源都不用这个维度。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _BARE,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="The second source gives more clicks, but no channel to count them under.",
            zh="第二个数据源也有点击量，却没有可以归属的渠道。",
        ),
        key=("sources",),
    ),
    passes=Example(
        _TWO,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Both sources can be broken down by channel.",
            zh="两个数据源都能按渠道拆分。",
        ),
    ),
    find=_find,
)
