"""KPI610 part-above-whole: more clicks than impressions, more openers than recipients."""

from collections.abc import Iterator, Mapping

import numpy as np

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import daily, march, times
from generator.checks.noted import source_place
from generator.checks.saying import day_of, measure_title, plain
from generator.compare.frames import WHOLE, Floats
from generator.compare.result import Level
from generator.errors import Location


def _find(context: Context) -> Iterator[Finding]:
    steps = context.table.steps(WHOLE).within(judged_days(context))
    for part, whole in _pairs(context, steps.columns):
        above = np.flatnonzero(np.nan_to_num(steps.columns[part]) > np.nan_to_num(steps.columns[whole], nan=np.inf))
        if len(above) == 0:
            continue
        first = int(above[0])
        numbers = (
            f"{plain(float(steps.columns[part][first]))} {measure_title(context, part)} and "
            f"{plain(float(steps.columns[whole][first]))} {measure_title(context, whole)}"
        )
        yield Finding(_at(context, part), f"{day_of(int(steps.days[first]))} has {numbers}{_more(len(above) - 1)}")


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


def _more(others: int) -> str:
    return f"; so {'has' if others == 1 else 'have'} {counted(others, 'other step')}" if others else ""


CHECK = Check(
    code="KPI610",
    name="part-above-whole",
    level=Level.ERROR,
    what="Finds days on which a measure is larger than the one it counts a part of, such as clicks above impressions.",
    why="A click needs an impression. Where there are more clicks, a column is mapped wrongly or rows are missing.",
    mend="Check `measures:` in the source, and export both columns together, for the same days and the same campaigns.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        files={"data/ads.csv": daily(times({"impressions": 0.01}, since=march(12), until=march(12)))},
        note="12 March has fewer impressions than clicks.",
        key=("sources", "ads", "files"),
    ),
    passes=Example(files={"data/ads.csv": daily()}, note="Every day has more impressions than clicks."),
    find=_find,
)
