"""KPI201: nothing to compare with."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.baseline is None:
        message = say(
            en="the campaign has no baseline: a result can be held against its target, not against what was before",
            zh="活动没有基准：结果只能与目标值比，不能与之前的水平比",
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI201",
    name="no-baseline",
    zh="没有基准",
    level=Level.WARNING,
    what=say(
        en="A campaign without `baseline`.",
        zh="活动没有写 `baseline`。",
    ),
    why=say(
        en="A conversion rate of 3.5% is good after 3.0% and bad after 4.0%. Without what came before, nobody can "
        "say whether the campaign changed anything, nor whether the target asked for anything.",
        zh="转化率 3.5%，之前是 3.0% 就算好，之前是 4.0% 就算差。不知道之前的水平，就说不清活动有没有带来变化，也说"
        "不清目标值有没有要求。",
    ),
    mend=say(
        en="Give a period before the start in the same data: `baseline: 2026-02-02..2026-03-01`. Where the earlier "
        "data is not at hand, another campaign (`{{campaign: id}}`) or known values (`{{values: {{conversion_rate: "
        "3.1%}}}}`) will do.",
        zh="在同一份数据里选一段活动开始前的时间：`baseline: 2026-02-02..2026-03-01`。手头没有更早的数据，也可以用另"
        "一场活动（`{{campaign: id}}`）或已知数值（`{{values: {{conversion_rate: 3.1%}}}}`）。",
    ),
    fails=Example(
        "baseline: null\n",
        note=say(
            en="The target was met; nobody can say whether it would have been anyway.",
            zh="达标了，但说不清不做活动是不是也会达标。",
        ),
        key=("period",),
    ),
    passes=Example(
        "baseline: 2026-02-02..2026-03-01\n",
        note=say(
            en="The four weeks before, in the same file.",
            zh="活动前的四周，数据在同一个文件里。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
