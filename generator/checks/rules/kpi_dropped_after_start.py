"""KPI502: a KPI that was dropped after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.checks.example_history import KPIS, begun_with
from generator.checks.moved import moved, when
from generator.checks.saying import title
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say

WITH_COST = KPIS + "  - {metric: cost_per_conversion, target: 28, near: 2%}\n"


def _find(context: Context) -> Iterator[Finding]:
    for one in moved(context, What.KPI):
        if one.change.after is None:
            message = say(
                en="{kpi}, with a target of {target}, is no longer among the KPIs: {when}",
                zh="{kpi}（目标值 {target}）已不在 KPI 之列：{when}",
                kpi=title(context, one.change.kpi or ""),
                target=one.before or "",
                when=when(one.change),
            )
            yield Finding(one.at, message)


CHECK = Check(
    code="KPI502",
    name="kpi-dropped-after-start",
    zh="KPI 在开始后被删",
    level=Level.WARNING,
    what=say(
        en="A KPI that was in the spec when the campaign began and is gone from it.",
        zh="活动开始时活动文件中还有、后来被删掉的 KPI。",
    ),
    why=say(
        en="Leaving out the KPI that is about to be missed is the quietest way to meet the rest. What was "
        "promised is judged as promised.",
        zh="眼看要未达标的 KPI 一删，剩下的自然都达标，而且最不显眼。当初定了什么，就该按什么来判。",
    ),
    mend=say(
        en="Put it back. If it can no longer be measured, keep it and say so in `notes.md`: a KPI without data "
        "is shown as such.",
        zh="把它加回来。如果已经无法衡量，也请保留，并在 `notes.md` 中说明：没有数据的 KPI 会如实显示。",
    ),
    fails=Example(
        KPIS,
        note=say(en="Cost per conversion was a KPI until 20 March.", zh="每次转化成本到 3 月 20 日之前还是一项 KPI。"),
        commits=begun_with(WITH_COST),
        key=("kpis",),
    ),
    passes=Example(
        KPIS,
        note=say(
            en="Dropped two weeks before the start, while targets were still being set.",
            zh="开始前两周就删了，那时目标还在商定。",
        ),
        commits=(Committed("2026-02-01", WITH_COST), Committed("2026-02-13")),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
