"""A campaign that has not begun: no demo's data can show one."""

from pathlib import Path

SPEC = """\
name: Early summer push
owner: Ann
tags: [email]
objective: grow-signups
period: 2026-05-04..2026-06-28
currency: EUR
budget: 9000
baseline: 2026-03-01..2026-03-31
sources:
  ads:
    files: data/ads.csv
    date: date
    measures: {clicks: clicks, conversions: conversions, cost: cost}
kpis:
  - {metric: conversion_rate, target: 3.8%, near: 5%, role: primary, must: true, weight: 3, why: Sign-ups are the aim.}
  - {metric: conversions, target: 700, weight: 2, why: They are what sales works with.}
  - {metric: cost_per_conversion, target: 24, role: guardrail, why: Above it a sign-up costs more than it brings.}
waive:
  - {check: KPI401, because: What else may happen is written down when it does.}
"""


def write_upcoming(campaigns: Path) -> None:
    """Write the campaign into a site's folder of campaigns."""
    folder = campaigns / "early-summer"
    (folder / "data").mkdir(parents=True)
    (folder / "campaign.yml").write_text(SPEC, encoding="utf-8")
    rows = "".join(f"2026-03-{day:02},{200 + day * 7 % 5},{6 + day % 3},{150 + day * 3 % 7}\n" for day in range(1, 32))
    (folder / "data" / "ads.csv").write_text(f"date,clicks,conversions,cost\n{rows}", encoding="utf-8")
