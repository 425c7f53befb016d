"""KPI102: a KPI that does not say what it has to do with the objective."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        if view.kpi.why is None and not view.is_guardrail:
            message = say(
                en="{title} has a target and no `why`: what would reaching it show?",
                zh="{title}有目标却没有写 `why`：达到了又能说明什么？",
                title=view.title,
            )
            yield Finding(view.at("metric"), message)


CHECK = Check(
    code="KPI102",
    name="kpi-without-reason",
    zh="KPI 没有说明理由",
    level=Level.NOTE,
    what=say(
        en="A primary or secondary KPI without `why`.",
        zh="主要或次要 KPI 没有写 `why`。",
    ),
    why=say(
        en="The R of SMART is relevant: reaching the target has to bring the objective closer. Written down before the "
        "start, the reason can be checked afterwards. Without it the KPI may be there only because the number was "
        "easy to get.",
        zh="SMART 里的 R 是“相关”：目标值达到了，业务目标也该更近一步。理由在开始前写下来，事后才好核对；"
        "不写，这个 KPI 很可能只是因为数字容易拿到才放在这里。",
    ),
    mend=say(
        en="Add `why` to the KPI: one sentence on what reaching the target says about the objective. If no sentence "
        "comes to mind, the KPI can probably go.",
        zh="给这个 KPI 补上 `why`，用一句话说明达到目标值对业务目标意味着什么。想不出这句话，这个 KPI 多半可以删掉。",
    ),
    fails=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: More orders from this traffic.}\n"
        "  - {metric: conversions, target: 680, near: 5%}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(
            en="The second KPI gives no reason; the guardrail needs none.",
            zh="第二个 KPI 没有说明理由；护栏指标不必写。",
        ),
        key=("kpis", 1, "metric"),
    ),
    passes=Example(
        "kpis:\n"
        "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, why: More orders from this traffic.}\n"
        "  - {metric: conversions, target: 680, near: 5%, why: A better rate among fewer visitors would not help.}\n"
        "  - {metric: ctr, target: 2.1%, role: guardrail}\n",
        note=say(en="Both scored KPIs say what they are for.", zh="两个计分的 KPI 都说明了各自的用处。"),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
