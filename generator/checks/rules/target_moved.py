"""KPI501: a target that was changed after the start without a reason."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_history import KPIS, begun_with
from generator.checks.moved import both_verdicts, from_to, moved
from generator.compare.result import Level
from generator.history.goals import What
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    for one in moved(context, What.TARGET):
        message = say(
            en="{change}{both}",
            zh="{change}{both}",
            change=from_to(one, context),
            both=both_verdicts(one, context),
        )
        yield Finding(one.at, message)


CHECK = Check(
    code="KPI501",
    name="target-moved",
    zh="目标值在开始后改动",
    level=Level.WARNING,
    what=say(
        en="A target that was changed after the campaign began, without an entry under `amendments`.",
        zh="活动开始后目标值被改动，而 `amendments` 中没有说明。",
    ),
    why=say(
        en="A target that moves towards the result is met whatever happens, and says nothing. The git history "
        "shows what was in force on the first day, and the page shows both judgements.",
        zh="目标值要是跟着结果走，怎样都能达标，也就说明不了什么。Git 历史记得开始当天生效的是哪个版本，页面会同"
        "时给出两种判定。",
    ),
    mend=say(
        en="Put the first target back. If it was a mistake, keep the new one and say why under `amendments`, "
        "with `from`, `to` and `because`.",
        zh="改回最初的目标值。如果当初定错了，可以保留新值，但要在 `amendments` 中用 `from`、`to` 和 `because` "
        "写明原因。",
    ),
    fails=Example(
        KPIS.replace("3.4%", "3.2%"),
        note=say(
            en="Committed with 3.4% before the start; 3.2% since 20 March.",
            zh="开始前提交的是 3.4%，3 月 20 日起变成 3.2%。",
        ),
        commits=begun_with(KPIS),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        KPIS.replace("3.4%", "3.2%") + "amendments:\n"
        "  - {kpi: conversion_rate, on: 2026-03-20, from: 3.4%, to: 3.2%, because: The page was late.}\n",
        note=say(
            en="The same change, with its reason; both targets stay on the page.",
            zh="同样的改动，写明了原因；两个目标值都留在页面上。",
        ),
        commits=begun_with(KPIS),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
