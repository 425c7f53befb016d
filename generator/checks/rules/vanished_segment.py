"""KPI615 vanished-segment: a channel that was there every day and then is not."""

from collections.abc import Iterator

import numpy as np

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import LAST, daily, march, without
from generator.checks.kpis import views
from generator.checks.noted import source_place
from generator.checks.outside import recorded_near
from generator.checks.saying import day_of, measure_title, plain, share
from generator.compare.frames import WHOLE, Days, Floats, Slice
from generator.compare.result import Level
from generator.data.table import Grain
from generator.spec.values import say

_LEAST_GONE = 7
_LEAST_SHARE = 0.05
"""Of the whole, while it was there: a smaller one's loss changes little."""
_REGULAR = 0.8
"""Share of the days before on which it was there."""


def _find(context: Context) -> Iterator[Finding]:
    measure = _measure(context)
    if context.data.grain is not Grain.DAY or measure is None:
        return
    whole = context.table.steps(WHOLE).within(judged_days(context))
    for dimension, segments in context.data.dimensions.items():
        for segment in segments:
            own = context.table.steps(Slice(dimension, segment)).within(judged_days(context))
            amounts = np.nan_to_num(own.on(whole.days).columns.get(measure, np.zeros(len(whole.days))))
            last = _vanished(amounts, np.nan_to_num(whole.columns[measure]))
            if last is None or _explained(context, whole.days, last):
                continue
            part = float(amounts[: last + 1].sum() / whole.columns[measure][: last + 1].sum())
            yield Finding(
                source_place(context),
                say(
                    en="{dimension} “{segment}”, {share} of {name} up to {day}, has none on the {days} since ({mean} a "
                    "day before)",
                    zh="{dimension}“{segment}”截至 {day} 占{name}的 {share}，此后 {days}都没有（此前日均 {mean}）",
                    dimension=dimension,
                    segment=segment,
                    share=share(part),
                    name=measure_title(context, measure),
                    day=day_of(int(whole.days[last])),
                    days=number_of(len(amounts) - last - 1, "day", "天"),
                    mean=plain(float(amounts[: last + 1].mean())),
                ),
            )


def _measure(context: Context) -> str | None:
    """Return the largest measure that every KPI's segments can be followed by: the one counted most often."""
    sums = context.table.total("campaign", WHOLE).sums
    keys = {leaf.key for one in views(context) for leaf in one.metric.formula.leaves if leaf.function == "sum"}
    found = {key: value for key in keys if (value := sums.get(key)) and value > 0}
    additive = {key: value for key, value in found.items() if context.frame.catalogue.measures[key].additive}
    return max(sorted(additive), key=lambda key: additive[key], default=None)


def _vanished(amounts: Floats, whole: Floats) -> int | None:
    """Return a segment's last step, where it was regular and large before and the rest goes on without it."""
    there = np.flatnonzero(amounts > 0)
    if len(there) == 0:
        return None
    last = int(there[-1])
    gone = len(amounts) - last - 1
    if gone < max(_LEAST_GONE, len(amounts) // 4) or last + 1 < _LEAST_GONE or not (whole[last + 1 :] > 0).all():
        return None
    regular = len(there) >= _REGULAR * (last + 1)
    return last if regular and amounts.sum() >= _LEAST_SHARE * whole[: last + 1].sum() else None


def _explained(context: Context, days: Days, last: int) -> bool:
    return recorded_near(context, day_of(int(days[last])), ())


CHECK = Check(
    code="KPI615",
    name="vanished-segment",
    zh="细分中途消失",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds a channel (or other segment) that was there nearly every day and is missing for the rest of "
            "the period."
        ),
        zh="某个渠道（或其他细分）原本几乎天天有数据，后来直到活动期结束都没有了。",
    ),
    why=say(
        en=(
            "Either it was switched off, and the campaign's second half is another campaign, or its rows are "
            "no longer exported or carry another name. A total compares different things before and after."
        ),
        zh=("要么是停投了，活动的后半程等于换了一个活动；要么是它的数据不再导出，或改了名称。总量前后比的不是一回事。"),
    ),
    mend=say(
        en=("Look for it under another name in the file. If it was switched off, record that day under `factors:`."),
        zh="在文件里找找它是否改了名称。如果是停投，就把那天记到 `factors:` 下。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors: []\n",
        {"data/ads.csv": daily(without(since=march(16), until=LAST, channel="social"))},
        say(
            en="Social has no rows from 16 March on.",
            zh="从 3 月 16 日起社交渠道没有数据。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        "factors:\n  - {what: Social paused, kind: other, when: 2026-03-16, expect: lower}\n",
        {"data/ads.csv": daily(without(since=march(16), until=LAST, channel="social"))},
        say(
            en="The same data, with the day on which social was paused on record.",
            zh="数据相同，但记录了社交渠道停投的日期。",
        ),
    ),
    find=_find,
)
