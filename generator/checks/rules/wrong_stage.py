"""KPI106: no primary KPI at the stage that the objective aims at."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.checks.saying import STAGES
from generator.compare.result import Level
from generator.spec.values import say
from generator.text import joined


def _find(context: Context) -> Iterator[Finding]:
    objective = context.frame.strategy.objectives.get(context.campaign.objective or "")
    primary = [view for view in views(context) if view.is_primary]
    if objective is None or objective.stage is None or not primary:
        return
    if all(view.metric.spec.stage is not objective.stage for view in primary):
        stages = [
            say(en="{title}: {stage}", zh="{title}：{stage}", title=view.title, stage=STAGES[view.metric.spec.stage])
            for view in primary
        ]
        message = say(
            en="the objective aims at {stage}, and no primary KPI measures that ({stages})",
            zh="业务目标针对{stage}阶段，却没有一个主要 KPI 衡量这一阶段（{stages}）",
            stage=STAGES[objective.stage],
            stages=joined(stages, "; ", "；"),
        )
        yield Finding(primary[0].at("metric"), message)


CHECK = Check(
    code="KPI106",
    name="wrong-stage",
    zh="KPI 与目标阶段不符",
    level=Level.WARNING,
    what=say(
        en="An objective with a stage, and no primary KPI whose metric belongs to that stage.",
        zh="业务目标写明了阶段，主要 KPI 中却没有一个指标属于该阶段。",
    ),
    why=say(
        en="Awareness, consideration, conversion, retention and advocacy are steps on a customer's way, and success "
        "at one does not carry over to the next. If the objective is orders and all that is measured is clicks, the "
        "campaign can meet every KPI without selling anything.",
        zh="认知、考虑、转化、留存、推荐是客户走过的不同阶段，这一步做得好不等于下一步也好。目标是订单，衡量的却只有"
        "点击，那么所有 KPI 都达标也可能一单没多卖。",
    ),
    mend=say(
        en="Make a metric of the objective's stage a primary KPI, and keep the earlier ones as secondary KPIs that "
        "explain it. If the KPIs are right, the objective's `stage` in strategy.yml is not.",
        zh="把属于目标阶段的指标设为主要 KPI，前面阶段的留作次要 KPI，用来解释原因。如果 KPI 没选错，那就是 strategy"
        ".yml 中业务目标的 `stage` 写错了。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: ctr, target: 2.4%, near: 2%, why: More of those who see it should click.}\n"
        "  - {metric: cost_per_click, target: 1, near: 2%, why: Dear clicks eat up the budget.}\n"
        "  - {metric: conversion_rate, target: 3%, role: guardrail}\n",
        note=say(
            en="The objective is more orders; both primary KPIs stop at the click.",
            zh="业务目标是增加订单，两个主要 KPI 却都停在点击这一步。",
        ),
        key=("kpis", 0, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: Visitors who buy.}\n"
        "  - {metric: ctr, target: 2.4%, near: 2%, role: secondary, why: More of those who see it should click.}\n"
        "  - {metric: cost_per_click, target: 1, near: 2%, role: guardrail}\n",
        note=say(
            en="The rate at which visitors buy is primary; clicks explain it.",
            zh="访客的下单比例是主要 KPI，点击类指标用来解释它。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
