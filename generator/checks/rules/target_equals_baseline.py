"""KPI111: a target that asks for what there was already."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import asks_for_baseline, value_before, views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        before = value_before(view, context)
        if before is not None and asks_for_baseline(view, before) and view.is_to_gain:
            message = say(
                en="{title}: the target of {target} is what the baseline came to ({before})",
                zh="{title}：目标值 {target} 就是基准的水平（{before}）",
                title=view.title,
                target=view.target,
                before=view.amount(before),
            )
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI111",
    name="target-equals-baseline",
    zh="目标值等于基准",
    level=Level.NOTE,
    what=say(
        en="A primary or secondary KPI whose target is its baseline, or the baseline rounded.",
        zh="主要或次要 KPI 的目标值就是基准，或基准取整后的数。",
    ),
    why=say(
        en="Such a target is met by standing still, and chance decides on which side of it a campaign without any "
        "effect comes to lie.",
        zh="这样的目标原地不动就能达到。活动如果毫无效果，结果落在目标值哪一边全凭运气。",
    ),
    mend=say(
        en="Say by how much the campaign is to improve on the baseline. If holding the level is the aim, make the "
        "KPI a guardrail.",
        zh="写明活动要比基准提高多少。如果本意是保持现有水平，就把这个 KPI 设为护栏指标。",
    ),
    fails=Example(
        "baseline: {values: {conversion_rate: 3.4%, conversions: 560, cost_per_conversion: 30}}\n",
        note=say(
            en="3.4% before, 3.4% aimed for.",
            zh="活动前 3.4%，目标值也是 3.4%。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note=say(
            en="3.1% before, 3.4% aimed for.",
            zh="活动前 3.1%，目标值是 3.4%。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
