"""KPI612 segments-short-of-total: a breakdown that holds only a part of what was counted."""

from collections.abc import Iterator

from generator.checks.base import FIRST
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import segment_sums
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.saying import measure_title, plain, share
from generator.compare.frames import WHOLE
from generator.compare.result import Level

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
            name = measure_title(context, measure)
            yield Finding(
                context.campaign.at("sources"),
                f"the breakdown by {dimension} holds {plain(held)} of {plain(whole)} {name}, {share(held / whole)}",
            )


CHECK = Check(
    code="KPI612",
    name="segments-short-of-total",
    level=Level.WARNING,
    what="Finds breakdowns whose segments add up to less than the total of the same measure.",
    why=(
        "A measure that comes from two sources, of which one cannot be broken down, is only half there in the "
        "breakdown. The segments' rates and costs are then not parts of the campaign's."
    ),
    mend="Export every source with the column under `by:`, or leave the dimension out of all of them.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _BARE,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "The second source gives more clicks, but no channel to count them under.",
        key=("sources",),
    ),
    passes=Example(
        _TWO,
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Both sources can be broken down by channel.",
    ),
    find=_find,
)
