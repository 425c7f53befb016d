"""KPI610 part-above-whole: more clicks than impressions, more openers than recipients."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from generator.checks.amounts import number_of
from generator.checks.check import NOTHING, Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import daily, march, times
from generator.checks.noted import source_place
from generator.checks.saying import STEPS, day_of, measure_title, plain
from generator.compare.frames import WHOLE, Floats, Slice, Steps
from generator.compare.result import Level
from generator.errors import Location
from generator.spec.values import Text, say


def _find(context: Context) -> Iterator[Finding]:
    days = judged_days(context)
    whole = context.table.steps(WHOLE).within(days)
    pairs = list(_pairs(context, whole.columns))
    named = context.table.segments if pairs else ()
    segments = [(which, context.table.steps(which).within(days)) for which in named]
    for part, of in pairs:
        above = [_Above(WHOLE, whole, place) for place in _places(whole, part, of)]
        # A day that has too many as a whole is named once, and not again for the segments that make it up.
        told = {one.day for one in above}
        for which, steps in segments:
            above += [one for place in _places(steps, part, of) if (one := _Above(which, steps, place)).day not in told]
        if not above:
            continue
        first = above[0]
        others = len({one.day for one in above}) - 1
        more, less = (plain(float(first.steps.columns[name][first.place])) for name in (part, of))
        message = say(
            en="{day}{within} has {more} {part} and {less} {of}{others}",
            zh="{day}{within}的{part}为 {more}，{of}却只有 {less}{others}",
            day=day_of(first.day),
            within=_within(first.which),
            more=more,
            part=measure_title(context, part),
            less=less,
            of=measure_title(context, of),
            others=_others(context, others),
        )
        yield Finding(_at(context, part), message)


@dataclass(frozen=True, slots=True)
class _Above:
    """A step of the whole campaign or of a segment on which the part is larger than what it is a part of."""

    which: Slice
    steps: Steps
    place: int

    @property
    def day(self) -> int:
        return int(self.steps.days[self.place])


def _places(steps: Steps, part: str, of: str) -> list[int]:
    if part not in steps.columns or of not in steps.columns:
        return []
    above = np.nan_to_num(steps.columns[part]) > np.nan_to_num(steps.columns[of], nan=np.inf)
    return [int(place) for place in np.flatnonzero(above)]


def _pairs(context: Context, columns: Mapping[str, Floats]) -> Iterator[tuple[str, str]]:
    """Yield each measure that counts a part of another, where both were read; once each."""
    told: set[tuple[str, str]] = set()
    for metric in context.frame.catalogue.metrics.values():
        ratio = metric.formula.ratio
        if not metric.spec.subset or ratio is None:
            continue
        pair = (ratio.numerator, ratio.denominator)
        if pair not in told and pair[0] in columns and pair[1] in columns:
            told.add(pair)
            yield pair


def _at(context: Context, measure: str) -> Location:
    sources = context.data.sources_of.get(measure, ())
    return source_place(context, source=sources[0] if sources else "")


def _within(which: Slice) -> Text:
    if which == WHOLE:
        return NOTHING
    return say(
        en=" with {dimension} {segment}",
        zh="（{dimension}：{segment}）",
        dimension=which.dimension,
        segment=which.segment,
    )


def _others(context: Context, number: int) -> Text:
    if not number:
        return NOTHING
    en = "; so has {others}" if number == 1 else "; so have {others}"
    steps = number_of(number, "other step", STEPS[context.data.grain][1])
    return say(en=en, zh="；另有 {others}也是如此", others=steps)


CHECK = Check(
    code="KPI610",
    name="part-above-whole",
    zh="部分大于整体",
    level=Level.ERROR,
    what=say(
        en=(
            "Finds days, or segments of them, with more of a measure than of what it is part of (clicks, impressions)."
        ),
        zh="某些天或某些细分中，部分多于它所属的整体（如点击量多于展示量）。",
    ),
    why=say(
        en=(
            "A click needs an impression. Where there are more clicks, a column is mapped wrongly or rows are missing."
        ),
        zh="每次点击都要先有展示。如果点击反而比展示多，不是列对应错了，就是导出时漏掉了一部分数据行。",
    ),
    mend=say(
        en=(
            "Check `measures:` in the source, and export both columns together, for the same days and the same "
            "campaigns."
        ),
        zh="检查数据源的 `measures:`；两列要一起导出，日期相同，广告也相同。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": daily(times({"impressions": 0.01}, since=march(12), until=march(12), channel="search"))},
        note=say(
            en="On 12 March search has fewer impressions than clicks, though the day as a whole has more.",
            zh="3 月 12 日搜索渠道的展示量少于点击量，尽管全天合计的展示量更多。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        files={"data/ads.csv": daily()},
        note=say(
            en="Every channel has more impressions than clicks, every day.",
            zh="每个渠道每天的展示量都多于点击量。",
        ),
    ),
    find=_find,
)
