"""What rules find, in Chinese: the sentences that their own failing examples do not bring out."""

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from altered import moved, said, with_every_kpi, with_kpi, without_campaign
from examples import context_of

from generator.checks.check import Check, Example
from generator.checks.example_data import (
    FIRST,
    LAST,
    LAUNCH,
    MARKET,
    SOURCES,
    SPLIT,
    costs,
    csv,
    daily,
    march,
    market,
    results,
    rows,
    times,
    without,
)
from generator.checks.rules import (
    control_the_campaign_moves,
    duplicate_rows,
    factor_out_of_reach,
    factor_without_direction,
    guessed_numbers,
    judged_too_early,
    missing_days,
    outside_blamed_without_control,
    part_above_whole,
    partial_last_day,
    segments_against_total,
    undated_rows,
    unexplained_break,
    useless_waiver,
    verdict_on_one_day,
)


def heard(rule: Check, example: Example, root: Path) -> list[str]:
    """What a rule finds in an example, in Chinese."""
    return said(rule, context_of(example, root), "zh")


def data(text: str, spec: str = "") -> Example:
    return Example(spec, {"data/ads.csv": text})


def kpi(line: str) -> str:
    return f"kpis:\n  - {{{line}}}\n"


ABOVE = times({"impressions": 0.01}, since=march(12), until=march(14))
NAME = "market.category_searches"
LOST = daily(times({"conversions": 0}, since=march(18), until=march(18)))
CONTROL = SOURCES + MARKET + "controls:\n  - {source: market, measure: category_searches}\n"


def whole_costs() -> str:
    """The base campaign's data without a decimal mark, so that none is settled."""
    return re.sub(r"\.[0-9]+", "", daily())


def serials() -> str:
    """The last day's rows dated with a spreadsheet's number."""
    return daily().replace("2026-03-29", "46110")


@pytest.mark.parametrize(
    ("rule", "example", "words"),
    [
        (
            factor_without_direction,
            Example("factors:\n  - {what: {en: Storm, zh: 台风}, kind: other, when: 2026-03-04}\n"),
            "“台风”（2026-03-04）没有写明预计会拉高还是拉低 KPI",
        ),
        (
            factor_out_of_reach,
            Example("factors:\n  - {what: 618, kind: competitor, when: 2026-04-02, expect: lower}\n"),
            "“618”从 2026-04-02 才开始，活动那时已结束 4 天",
        ),
        (
            missing_days,
            data(daily(without(since=march(10), until=march(10)))),
            "活动期内有 1 天没有数据：2026-03-10",
        ),
        (
            missing_days,
            data(daily(without(since=LAUNCH, until=march(4)))),
            "数据从 2026-03-05 才开始，而活动期从 2026-03-02 开始",
        ),
        (duplicate_rows, data(csv((*rows(), rows()[3]))), "data/ads.csv 有 1 行重复（第 114 行），算了两次"),
        (
            partial_last_day,
            data(f"Potential Incomplete Data: true\n{daily()}"),
            "data/ads.csv 自己注明数据不完整：“Potential Incomplete Data: true”",
        ),
        (
            guessed_numbers,
            data(whole_costs() + '2026-03-29,display,9000,"1,080",31,2\n'),
            "data/ads.csv 的 clicks 列中，“1,080”读作 1080.0",
        ),
        (guessed_numbers, data(serials()), "data/ads.csv 中的“46110”是电子表格的日期序号，读作 2026-03-29"),
        (
            undated_rows,
            Example(
                SPLIT.replace("files: data/results.csv\n    date: date", "files: data/results.csv"),
                {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST).replace("date,", "d,")},
            ),
            "`results` 中没有找到日期列：所有行不论哪天都会计入",
        ),
        (
            part_above_whole,
            data(daily(ABOVE)),
            "2026-03-12 的点击量为 795，展示量却只有 352；另有 2 天也是如此",
        ),
        (
            verdict_on_one_day,
            data(LOST, kpi("metric: conversion_rate, target: 3.48%")),
            "转化率（CVR）为 3.415%，目标值 3.48%；只要去掉 2026-03-18，就变成 3.544%，即可达标",
        ),
        (
            useless_waiver,
            Example("waive:\n  - {check: KPI117, because: Later.}\n  - {check: KPI117, because: Never.}\n"),
            "KPI117 豁免了两次，以第一次的理由为准",
        ),
    ],
)
def test_each_sentence_stands_in_chinese(tmp_path: Path, rule: ModuleType, example: Example, words: str) -> None:
    assert words in heard(rule.CHECK, example, tmp_path)


def test_a_spike_is_said_for_every_kpi_that_has_it(tmp_path: Path) -> None:
    spike = daily(times({"conversions": 6}, since=march(20), until=march(20)))
    (message,) = heard(unexplained_break.CHECK, data(spike, "factors: []\n"), tmp_path)
    assert message.startswith("活动期内，转化")
    assert "在 2026-03-20 为 " in message
    assert message.endswith("也是如此")


def test_a_rise_and_a_fall_change_places(tmp_path: Path) -> None:
    context = context_of(Example(), tmp_path)
    assert said(segments_against_total.CHECK, with_kpi(context, change=moved(0.025, 0.03, ("channel",))), "zh") == [
        "转化率（CVR）整体从 2.5% 上升到 3%，channel 的 2 个细分却都在下降：变的是各自的占比"
    ]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"left_out": {NAME: "break_at_start"}}, "它在活动开始当天出现断层"),
        (
            {"controls": (NAME,), "doubtful": (NAME,), "method": "controls"},
            "它在活动开始当天改变了走势，又没有别的对照可以判断是不是市场变了",
        ),
    ],
)
def test_what_a_model_made_of_a_control(tmp_path: Path, found: dict[str, Any], words: str) -> None:
    context = context_of(Example(CONTROL, {"data/market.csv": market()}), tmp_path)
    changed = with_every_kpi(context, counterfactual=without_campaign(**found))
    assert said(control_the_campaign_moves.CHECK, changed, "zh") == [
        f"对照 market.category_searches 不能用来作参照：{words}"
    ]


def test_a_control_of_the_same_source_as_a_kpi(tmp_path: Path) -> None:
    spec = kpi("metric: conversion_rate, target: 3.4%") + "controls:\n  - {source: ads, measure: cost}\n"
    context = with_every_kpi(context_of(Example(spec), tmp_path), counterfactual=None)
    assert said(control_the_campaign_moves.CHECK, context, "zh") == [
        "对照 ads.cost 不能用来作参照：它和转化率（CVR）一样，来自活动自己的数据源 `ads`"
    ]


def test_a_miss_without_a_value_is_still_put_down_to_something(tmp_path: Path) -> None:
    spec = kpi("metric: conversions, target: 2500") + "learnings:\n  - {kpi: conversions, cause: season, what: Rain.}\n"
    context = with_kpi(context_of(Example(spec), tmp_path), value=None)
    assert said(outside_blamed_without_control.CHECK, context, "zh") == [
        "转化量：复盘归因于季节，却没有任何对照可以佐证"
    ]


def test_without_a_forecast_no_chance_is_given(tmp_path: Path) -> None:
    learned = "learnings:\n  - {kpi: conversion_rate, cause: creative, what: New pictures.}\n"
    context = with_every_kpi(context_of(Example(f"as_of: 2026-03-08\n{learned}"), tmp_path), forecast=None)
    assert said(judged_too_early.CHECK, context, "zh") == [
        "活动期过了 25%，转化率（CVR）的结果还没有定，却已把原因写成了创意素材"
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("KPI031", "没有 KPI031 这项检查；是不是想写 `KPI301`？"),
        ("KPI117", "KPI117 写了豁免，但并没有触发：没有什么可豁免的"),
    ],
)
def test_a_waiver_of_nothing_is_told_why(tmp_path: Path, code: str, words: str) -> None:
    context = context_of(Example(f"waive:\n  - {{check: {code}, because: Agreed.}}\n"), tmp_path)
    ran = {"KPI301": 0, "KPI117": 0}
    assert said(useless_waiver.CHECK, replace(context, ran=ran), "zh") == [words]
