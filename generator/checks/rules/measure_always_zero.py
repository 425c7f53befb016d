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
from generator.spec.values import say

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
            message = say(
                en="{name} are 0 on each of {steps} of the period",
                zh="活动期内有 {steps}的{name}数据，全部为 0",
                name=name,
                steps=in_steps(context, len(known)),
            )
            yield Finding(one.at("metric"), message)


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
    zh="度量一直为零",
    level=Level.WARNING,
    what=say(
        en="Finds measures that are zero on every day of the period, where a KPI needs more than that.",
        zh="某个度量在活动期内天天为零，而 KPI 需要它有数。",
    ),
    why=say(
        en=(
            "Nothing at all for a week is rarely a result. It is a tag that does not fire, a column that is "
            "not filled, or the wrong column; and a cost of zero makes every return look splendid."
        ),
        zh=(
            "整整一周什么都没有，很少是真实结果。多半是追踪代码没触发、这一列没填，或取错了列；"
            "花费为零还会让所有回报都好看得离谱。"
        ),
    ),
    mend=say(
        en=(
            "Look at the column in the file and at the platform's own report. Map the right column, or mend "
            "the tracking."
        ),
        zh="查看文件里的这一列和平台自己的报表，然后对应到正确的列，或修好追踪。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _KPIS,
        {"data/ads.csv": daily(times({"conversions": 0}, since=LAUNCH))},
        say(
            en="Thousands of clicks since the start, and not one conversion.",
            zh="活动开始以来有几千次点击，转化却一次也没有。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        _KPIS,
        {"data/ads.csv": daily()},
        say(
            en="Conversions are recorded every day.",
            zh="每天都有转化记录。",
        ),
    ),
    find=_find,
)
