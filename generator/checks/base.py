"""The campaign that all examples of checks start from: a sensible one, which no check raises."""

import math
import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from generator.checks.check import Example

ID = "spring"
FIRST = date(2026, 2, 2)
"""First day of the baseline, a Monday; the campaign begins four weeks later, on 2 March."""
BASELINE_DAYS = 28
DAYS = 56

SPEC = """\
name: Spring push
owner: growth-team
period: 2026-03-02..2026-03-29
as_of: 2026-04-06
currency: EUR
budget: 20000
baseline: 2026-02-02..2026-03-01
objective: grow-sales
kra: acquisition
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}
kpis:
  - metric: conversion_rate
    target: 3.4%
    near: 0.1pp
    weight: 3
    must: true
    why: Traffic is plentiful; the objective is to turn more of it into orders.
  - metric: conversions
    target: 680
    near: 5%
    weight: 2
    why: A better rate among fewer visitors would not help.
  - metric: cost_per_conversion
    target: 28
    near: 2%
    weight: 2
    why: Above 28 euros an order does not earn back what it cost.
  - metric: ctr
    target: 2.1%
    role: guardrail
    why: Cheap impressions that nobody clicks are no bargain.
factors:
  - what: A competitor's half-price week
    kind: competitor
    when: 2026-03-09..2026-03-15
    expect: lower
"""

STRATEGY = """\
objectives:
  grow-sales:
    title: More orders at a fair price
    stage: conversion
key_result_areas:
  acquisition:
    title: Acquisition
    success_factors:
      - {title: Visitors who buy, metrics: [conversion_rate, conversions]}
      - {title: Traffic at a fair price, metrics: [cost_per_conversion, ctr]}
"""

CHANNELS: Mapping[str, tuple[float, float, float, float]] = {
    "search": (8000, 0.05, 1.10, 0.040),
    "social": (20000, 0.012, 0.60, 0.016),
}
"""Channel -> impressions a day, clicks an impression, cost a click, conversions a click; before the campaign."""
WEEKDAYS = (1.08, 1.10, 1.06, 1.04, 1.0, 0.84, 0.88)
"""Monday to Sunday: how busy a day is."""
MORE_TRAFFIC, BETTER_RATE = 1.15, 1.13
"""What the campaign brought."""
COLUMNS = ("impressions", "clicks", "cost", "conversions")


def ads(first: date = FIRST, days: int = DAYS, blank: Collection[str] = ()) -> str:
    """Write the base campaign's data file: a row a day and channel; columns in `blank` are left empty."""
    rows = [f"date,channel,{','.join(COLUMNS)}"]
    for number in range(days):
        day = first + timedelta(days=number)
        for place, channel in enumerate(CHANNELS):
            cells = _row(day, channel, place)
            kept = ("" if name in blank else f"{cells[name]:g}" for name in COLUMNS)
            rows.append(f"{day},{channel},{','.join(kept)}")
    return "\n".join(rows) + "\n"


def _row(day: date, channel: str, place: int) -> Mapping[str, float]:
    shown, ctr, price, rate = CHANNELS[channel]
    number = (day - FIRST).days
    running = number >= BASELINE_DAYS
    impressions = round(
        shown * WEEKDAYS[day.weekday()] * _wobble(number, place, 2.4) * (MORE_TRAFFIC if running else 1)
    )
    clicks = round(impressions * ctr * _wobble(number, place, 3.7))
    cost = round(clicks * price * _wobble(number, place, 1.9), 2)
    conversions = round(clicks * rate * _wobble(number, place, 5.3) * (BETTER_RATE if running else 1))
    return {"impressions": impressions, "clicks": clicks, "cost": cost, "conversions": conversions}


def _wobble(number: int, place: int, speed: float) -> float:
    """What no two days share, without drawing lots: 6% up or down."""
    return 1 + 0.06 * math.sin(speed * number * (number + 3) + place)


def campaign_file(example: Example) -> str:
    """Return an example's campaign.yml: the base's, with the example's top-level keys in place of its own."""
    blocks = {**_blocks(SPEC), **_blocks(example.spec)}
    return "".join(blocks.values())


def files(example: Example) -> Mapping[str, str]:
    """Every file of an example but campaign.yml, by path from the campaign's folder."""
    return {"../strategy.yml": STRATEGY, "data/ads.csv": ads(), **example.files}


def _blocks(text: str) -> dict[str, str]:
    """Take YAML apart into its top-level keys, each with all that belongs to it."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {part.partition(":")[0]: part.rstrip("\n") + "\n" for part in parts if part.strip()}
