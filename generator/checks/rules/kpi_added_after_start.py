"""KPI503: a KPI that was added after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_history import KPIS, begun_with
from generator.checks.moved import moved, when
from generator.checks.saying import title
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    weights = {kpi.metric: kpi.weight for kpi in context.campaign.kpis}
    for one in moved(context, What.KPI):
        if one.before is None and weights.get(one.change.kpi or ""):
            message = say(
                en="{kpi}, with a target of {target}, was not among the KPIs when the campaign began: {when}",
                zh="{kpi}（目标值 {target}）在活动开始时不在 KPI 之列：{when}",
                kpi=title(context, one.change.kpi or ""),
                target=one.change.after or "",
                when=when(one.change),
            )
            yield Finding(one.at, message)


CHECK = Check(
    code="KPI503",
    name="kpi-added-after-start",
    zh="KPI 在开始后添加",
    level=Level.WARNING,
    what=say(
        en="A KPI that was added after the campaign began.",
        zh="活动开始后才添加的 KPI。",
    ),
    why=say(
        en="A KPI chosen when the numbers are coming in is chosen for what they show. It lifts the score of a "
        "campaign that never promised it.",
        zh="数字已经出来了再挑 KPI，挑的往往就是好看的那项。活动从没承诺过它，得分却被它抬高了。",
    ),
    mend=say(
        en="Take it out, or give it `weight: 0` and say under `why` when and why it was added.",
        zh="删掉它；或者设 `weight: 0`，并在 `why` 中写明何时、为何添加。",
    ),
    fails=Example(
        KPIS + "  - {metric: cost_per_conversion, target: 28, near: 2%}\n",
        note=say(en="Cost per conversion became a KPI on 20 March.", zh="每次转化成本 3 月 20 日才成为 KPI。"),
        commits=begun_with(KPIS),
        key=("kpis", 3, "metric"),
    ),
    passes=Example(
        KPIS + "  - {metric: cost_per_conversion, target: 28, weight: 0}\n",
        note=say(en="Added to be looked at, and counting for nothing.", zh="添加只为观察，不计入得分。"),
        commits=begun_with(KPIS),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
