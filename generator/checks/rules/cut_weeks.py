"""KPI621 cut-weeks: weeks or months that lie across the period's edge and count whole."""

from generator.checks.amounts import number_of
from generator.checks.check import Check, Example
from generator.checks.example_data import weekly
from generator.checks.noted import from_notes
from generator.checks.saying import STEPS
from generator.compare.result import Level, NoteResult
from generator.data.table import Grain
from generator.spec.values import Text, say

_SPEC = """\
period: {period}
baseline: 2025-10-06..2025-12-28
as_of: 2026-05-01
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {{impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}}
kpis:
  - {{metric: conversion_rate, target: 4.2%}}
"""


def _say(note: NoteResult) -> Text:
    count, grain = int(note.values["count"]), Grain(str(note.values["grain"]))
    lie = "lies" if count == 1 else "lie"
    return say(
        en=f"{{steps}} {lie} across the edge of the period, the first from {{first}} on",
        zh="有 {steps}的数据跨越活动期的边界，最早的从 {first} 开始",
        steps=number_of(count, *STEPS[grain]),
        first=note.values["first"],
    )


CHECK = Check(
    code="KPI621",
    name="cut-weeks",
    zh="周或月跨越活动期边界",
    level=Level.NOTE,
    what=say(
        en="Finds weekly or monthly rows that lie partly inside the period and partly outside.",
        zh="周数据或月数据有一部分在活动期内，一部分在活动期外。",
    ),
    why=say(
        en=(
            "A row cannot be cut: it counts on the day it begins. So days from outside are counted in, or days "
            "of the campaign are left out, and with a short period that is a large share."
        ),
        zh=(
            "一行数据拆不开，只能整行算在起始日上。于是活动期外的日子被算进来，或活动期内的日子被漏掉；"
            "活动期短时，占比不小。"
        ),
    ),
    mend=say(
        en="Let the period begin and end with the weeks of the data, or export by day.",
        zh="让活动期与数据的整周对齐，或按天导出。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _SPEC.format(period="2026-01-07..2026-04-07"),
        {"data/ads.csv": weekly()},
        say(
            en="The rows are weeks from Monday on; the period begins on a Wednesday and ends on a Tuesday.",
            zh="数据每周从周一开始，活动期却从周三开始，到周二结束。",
        ),
        key=("sources", "ads", "files"),
    ),
    passes=Example(
        _SPEC.format(period="2026-01-05..2026-04-05"),
        {"data/ads.csv": weekly()},
        say(
            en="The period is thirteen whole weeks.",
            zh="活动期正好是十三个整周。",
        ),
    ),
    find=from_notes(_say, "straddling_steps"),
)
