"""KPI306: a guardrail so far off that nothing will touch it."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import value_before, views
from generator.compare.result import Level
from generator.spec.model import Better
from generator.spec.values import say

FAR = 2.0
"""How many times as bad as the baseline a figure would have to become."""


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before, line = value_before(view, context), view.kpi.target.value
        if not view.is_guardrail or view.is_volume or before is None or line is None or min(before, line) <= 0:
            continue
        lower = view.metric.spec.better is Better.LOWER
        times = line / before if lower else before / line
        if times > FAR and not view.goal.is_range:
            move = (
                say(en="rise to {times:.1f} times", zh="涨到基准的 {times:.1f} 倍", times=times)
                if lower
                else say(en="fall to {part:.0%} of", zh="跌到基准的 {part:.0%}", part=1 / times)
            )
            message = say(
                en="{title} would have to {move} the baseline ({before}) before it touches the guardrail of {target}",
                zh="{title}要{move}（基准 {before}）才会碰到护栏线 {target}",
                title=view.title,
                move=move,
                before=view.amount(before),
                target=view.target,
            )
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI306",
    name="loose-guardrail",
    zh="护栏太松",
    level=Level.NOTE,
    what=say(
        en="A guardrail on a rate or a price that the baseline keeps twice over.",
        zh="比率类或成本类的护栏指标，基准离护栏线还有一倍以上的余地。",
    ),
    why=say(
        en="A guardrail protects only where it can be reached. This one would let the figure become twice as bad "
        "without a word, and its green mark on the page promises a protection that is not there.",
        zh="护栏要碰得到才起作用。这一条允许数字恶化一倍而不作声，页面上的达标标记给人一种并不存在的安全感。",
    ),
    mend=say(
        en="Set it where you would stop the campaign: usually a tenth or a fifth worse than the baseline.",
        zh="把它设在你会叫停活动的位置，通常比基准差一到两成。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 0.8%, role: guardrail}\n",
        note=say(
            en="2.3% before, and nobody is warned above 0.8%.",
            zh="之前是 2.3%，要跌到 0.8% 才会提醒。",
        ),
        key=("kpis", 2, "target"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="2.3% before; below 2.1% something is wrong.",
            zh="之前是 2.3%，低于 2.1% 就说明出了问题。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
