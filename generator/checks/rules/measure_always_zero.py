"""KPI614 measure-always-zero: a measure that is there on every day, and zero on each."""

from collections.abc import Iterator

import numpy as np

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.example_data import LAUNCH, daily, times
from generator.checks.kpis import View, views
from generator.checks.saying import in_steps, measure_title
from generator.compare.frames import WHOLE
from generator.compare.reason import Reason
from generator.compare.result import Level
from generator.spec.model import Better, Unit

_LEAST_STEPS = 7
_KPIS = "kpis:\n  - {metric: conversions, target: 1000}\n  - {metric: ctr, target: 2%}\n"


def _find(context: Context) -> Iterator[Finding]:
    steps = context.table.steps(WHOLE).within(judged_days(context))
    told: set[str] = set()
    for one in views(context):
        for measure in _expected(one, context):
            column = steps.columns.get(measure, np.empty(0))
            known = column[~np.isnan(column)]
            if measure in told or len(known) < _LEAST_STEPS or known.any():
                continue
            told.add(measure)
            name = measure_title(context, measure)
            yield Finding(one.at("metric"), f"{name} are 0 on each of {in_steps(context, len(known))} of the period")


def _expected(one: View, context: Context) -> Iterator[str]:
    """Yield the measures of a KPI that should not be nothing: money, and what there should be more of."""
    if one.result.reason is Reason.ZERO_DENOMINATOR:
        return  # told by its own check
    measures = context.frame.catalogue.measures
    for leaf in one.metric.formula.leaves:
        spec = measures.get(leaf.measure)
        wanted = one.metric.spec.better is Better.HIGHER or (spec is not None and spec.unit is Unit.CURRENCY)
        if leaf.function == "sum" and wanted:
            yield leaf.key


CHECK = Check(
    code="KPI614",
    name="measure-always-zero",
    level=Level.WARNING,
    what="Finds measures that are zero on every day of the period, where a KPI needs more than that.",
    why=(
        "Nothing at all for a week is rarely a result. It is a tag that does not fire, a column that is not filled, "
        "or the wrong column; and a cost of zero makes every return look splendid."
    ),
    mend="Look at the column in the file and at the platform's own report. Map the right column, or mend the tracking.",
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS,
        {"data/ads.csv": daily(times({"conversions": 0}, since=LAUNCH))},
        "Thousands of clicks since the start, and not one conversion.",
        key=("kpis", 0, "metric"),
    ),
    passes=Example(_KPIS, {"data/ads.csv": daily()}, "Conversions are recorded every day."),
    find=_find,
)
