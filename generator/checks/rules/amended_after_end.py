"""KPI510: a reason that was given when the result was known."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.checks.example_history import KPIS, begun_with
from generator.checks.moved import amended, from_to
from generator.compare.result import Level
from generator.spec.values import say

_AMENDED = KPIS.replace("3.4%", "3.2%") + (
    "amendments:\n  - {kpi: conversion_rate, on: 2026-03-20, from: 3.4%, to: 3.2%, because: The page was late.}\n"
)


def _find(context: Context) -> Iterator[Finding]:
    end = context.campaign.period.end
    for one in amended(context):
        if one.change.on is not None and one.change.on > end:
            message = say(
                en="{change}; that is {day} after the end, when the result could be known",
                zh="{change}，此时活动已结束 {day}，结果可能已经知道",
                change=from_to(one, context),
                day=number_of((one.change.on - end).days, "day", "天"),
            )
            yield Finding(one.at, message)


CHECK = Check(
    code="KPI510",
    name="amended-after-end",
    zh="结束后才补写原因",
    level=Level.WARNING,
    what=say(
        en="A change of what judges the campaign that has its reason under `amendments`, but was committed after the "
        "campaign ended.",
        zh="影响判定的改动在 `amendments` 中写了原因，却是在活动结束之后才提交的。",
    ),
    why=say(
        en="A reason can be found for any change once the result is known. The day that `amendments` gives is "
        "what somebody wrote; git shows when.",
        zh="结果出来以后，什么改动都能找到理由。`amendments` 里的日期是人写的，什么时候写的，git 里有记录。",
    ),
    mend=say(
        en="Put the first target back and explain the miss in `learnings`. If the first target was a slip of the pen, "
        "waive this check with what shows it.",
        zh="改回最初的目标值，在 `learnings` 里说明为什么没达到。如果当初确实是笔误，写明依据并豁免本检查。",
    ),
    fails=Example(
        _AMENDED,
        note=say(
            en="The campaign ended on 29 March; the amendment was committed on 2 April, dated 20 March.",
            zh="活动 3 月 29 日结束；写着 3 月 20 日的调整，4 月 2 日才提交。",
        ),
        commits=(Committed("2026-02-13", KPIS), Committed("2026-04-02")),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        _AMENDED,
        note=say(en="Committed on 20 March, nine days before the end.", zh="3 月 20 日提交，离结束还有九天。"),
        commits=begun_with(KPIS),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
