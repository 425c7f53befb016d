"""Histories for the examples of checks: what the spec was when the campaign began, and what it is since."""

from generator.checks.check import Committed

KPIS = """\
kpis:
  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, why: Visitors who buy.}
  - {metric: conversions, target: 680, near: 5%, why: Enough of them.}
  - {metric: ctr, target: 2.1%, role: guardrail}
"""
"""The KPIs that examples of goalposts moved begin with."""


def begun_with(spec: str) -> tuple[Committed, ...]:
    """Return the history of an example that was `spec` before its start, and is as it stands since 20 March."""
    return Committed("2026-02-13", spec), Committed("2026-03-20")
