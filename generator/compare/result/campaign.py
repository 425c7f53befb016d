"""A campaign's results.json."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.compare.result.base import Certainty, ResultModel, Verdict
from generator.compare.result.checks import CheckResult
from generator.compare.result.data import FileResult, NoteResult
from generator.compare.result.kpi import KpiResult
from generator.compare.result.score import ScoreResult
from generator.compare.result.targets import TargetsResult

SCHEMA: Literal["goalposts/results/1"] = "goalposts/results/1"


class State(StrEnum):
    """Where the campaign's period lies as of the day of the report."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    FINISHED = "finished"


class CampaignHead(ResultModel):
    """What is said of the campaign as a whole."""

    id: str
    name: Mapping[str, str]
    period: tuple[date, date]
    as_of: date
    state: State
    verdict: Verdict
    certainty: Certainty | None
    """Of the headline KPI: the first primary one, or the first."""
    headline: str
    """Metric of the headline KPI."""
    score: float | None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    currency: str | None = None
    budget: float | None = None
    spent: float | None = None
    """Sum of the measure `cost` over the period, where there is one."""
    objective: str | None = None
    kra: str | None = None
    grain: str
    data_to: date | None = None
    kpis_met: int
    kpis: int


class CampaignResult(ResultModel):
    """A campaign's results.json."""

    schema_: Literal["goalposts/results/1"] = Field(default=SCHEMA, alias="schema")
    campaign: CampaignHead
    kpis: tuple[KpiResult, ...]
    """Whole-campaign KPIs in the spec's order, each followed by its segments' own targets."""
    score: ScoreResult
    checks: tuple[CheckResult, ...] = ()
    """Findings, raised and waived, worst first."""
    passed: tuple[str, ...] = ()
    """Codes of the checks that ran and found nothing."""
    targets: TargetsResult | None = None
    """Whether the targets are those that were set in advance; null where nobody asked git."""
    data: tuple[FileResult, ...]
    notes: tuple[NoteResult, ...]
