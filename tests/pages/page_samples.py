"""Campaigns, KPIs and results for the tests of pages, short to write."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.compare.judged import Judged, Trend, TrendPoint
from generator.compare.reason import Method
from generator.compare.result import (
    BaselineResult,
    CampaignHead,
    CampaignResult,
    Certainty,
    DroppedRow,
    FileResult,
    KpiResult,
    NoteResult,
    State,
    Verdict,
)
from generator.compare.score import score
from generator.metrics.catalogue import Metric
from generator.metrics.formula import parse
from generator.spec.model import (
    Better,
    Campaign,
    Kpi,
    MetricSpec,
    Near,
    Period,
    Role,
    ScoreRules,
    Source,
    Stage,
    Target,
    Text,
    Unit,
)

START, END = date(2026, 3, 2), date(2026, 5, 31)
BEFORE = Period(start=date(2026, 1, 5), end=date(2026, 3, 1))


def words_of(text: str, **other: str) -> Text:
    return Text(by_language={"": text, **other})


def metric(name: str, title: str, formula: str, unit: Unit, better: Better = Better.HIGHER, **more: Any) -> Metric:
    spec = MetricSpec(
        title=words_of(title), formula=formula, unit=unit, better=better, **{"stage": Stage.CONVERSION, **more}
    )
    return Metric(name, spec, parse(formula))


SIGNUPS = metric("signups", "Sign-ups", "signups", Unit.COUNT)
RATE = metric("signup_rate", "Visit-to-sign-up rate", "signups / visits", Unit.PERCENT)
COST = metric("cost_per_signup", "Cost per sign-up", "cost / signups", Unit.CURRENCY, Better.LOWER)
ACTIVATED = metric("activated", "Activated within 14 days", "activated / signups", Unit.PERCENT, stage=Stage.RETENTION)
PAID = metric("paid", "Paid by day 30", "paid / signups", Unit.PERCENT)
UNSUBSCRIBED = metric("unsubscribed", "Unsubscribe rate", "unsubscribes / delivered", Unit.PERCENT, Better.LOWER)


def target(text: str) -> Target:
    if ".." in text:
        low, high = (target(part).value for part in text.split(".."))
        return Target(text=text, low=low, high=high)
    value = float(text.rstrip("%"))
    return Target(text=text, value=value / 100 if text.endswith("%") else value)


def kpi_result(of: Metric, text: str, value: float | None, **more: Any) -> KpiResult:
    goal = target(text)
    at = (goal.low, goal.high) if goal.is_range else goal.value
    band = more.pop("band", 0.05)
    near = (
        (at[0] * (1 - band), at[1] * (1 + band))
        if isinstance(at, tuple)
        else at * (1 + (band if of.spec.better is Better.LOWER else -band))
    )
    share = None
    if value and not isinstance(at, tuple):
        share = at / value if of.spec.better is Better.LOWER else value / at
    elif value and isinstance(at, tuple):
        share = 1.0
    given: dict[str, Any] = {
        "metric": of.id,
        "unit": of.spec.unit,
        "better": of.spec.better,
        "role": Role.PRIMARY,
        "weight": 1.0,
        "must": False,
        "value": value,
        "target": at,
        "target_text": text,
        "near": near,
        "verdict": Verdict.MET,
        "attainment": share,
        "progress": None,
        "certainty": Certainty.CLEAR,
        "interval": None,
        "confidence": 0.95,
        "method": Method.LONG_RUN,
        "formula": of.formula.text,
        "sums": {},
        "rows": 588,
        "days": 91,
        "at": "campaigns/spring/campaign.yml:21:5",
    }
    return KpiResult(**{**given, **more})


def before(value: float, lift: float, interval: tuple[float, float] | None) -> BaselineResult:
    made = Method.LONG_RUN if interval else None
    return BaselineResult(
        value=value,
        plain=value,
        lift=lift,
        interval=interval,
        method=made,
        method_before=made,
        days=56,
        source="period",
    )


def trend_of(kpi: KpiResult, *, volume: bool = False, start: date = BEFORE.start, weeks: int = 21) -> Trend:
    """A weekly trend whose steps swing around the baseline, then around the result."""
    parts = 13 if volume else 1
    base = (kpi.baseline.value if kpi.baseline and kpi.baseline.value else kpi.value or 1.0) / parts
    level = (kpi.value or 0.0) / parts
    points = []
    for week in range(weeks):
        day = start + timedelta(days=7 * week)
        inside = day >= START
        value = (level if inside else base) * (1 + 0.04 * ((week * 7) % 5 - 2) / 2)
        low, high = (None, None) if volume else (value * 0.93, value * 1.07)
        window = "campaign" if inside else "baseline"
        points.append(TrendPoint(day, day + timedelta(days=6), value, low, high, window))
    ends = kpi.target if isinstance(kpi.target, tuple) else None
    scaled = (ends[0] / parts, ends[1] / parts) if ends else kpi.target / parts
    near = tuple(end / parts for end in kpi.near) if isinstance(kpi.near, tuple) else kpi.near / parts
    interval = None if volume else kpi.interval
    return Trend(
        "week",
        tuple(points),
        volume,
        level if kpi.value else None,
        interval,
        scaled,
        near,
        base if kpi.baseline else None,
    )


SPRING_KPIS = (
    kpi_result(
        SIGNUPS,
        "12000",
        12725.0,
        weight=5.0,
        must=True,
        certainty=Certainty.COUNTED,
        method=Method.COUNTED,
        sums={"signups": 12725.0},
        baseline=before(7346.0, 0.7322, (0.657, 0.811)),
    ),
    kpi_result(
        RATE,
        "3.20%",
        0.03015,
        weight=3.0,
        verdict=Verdict.NEAR,
        interval=(0.02936, 0.03094),
        band=0.0625,
        sums={"signups": 12725.0, "visits": 422056.0},
        baseline=before(0.02982, 0.0111, (-0.023, 0.046)),
    ),
    kpi_result(
        COST,
        "13.50",
        15.0817,
        weight=6.0,
        verdict=Verdict.MISSED,
        interval=(14.54, 15.62),
        band=0.0555556,
        sums={"cost": 191915.0, "signups": 12725.0},
        baseline=before(13.8874, 0.086, (0.041, 0.132)),
    ),
    kpi_result(
        ACTIVATED,
        "45%",
        0.4671,
        weight=3.0,
        interval=(0.4549, 0.4793),
        sums={"activated": 5944.0, "signups": 12725.0},
        baseline=before(0.4325, 0.08, (0.041, 0.119)),
    ),
    kpi_result(
        PAID,
        "4.0%",
        0.040157,
        weight=2.0,
        certainty=Certainty.CLOSE_CALL,
        interval=(0.03561, 0.04471),
        sums={"paid": 511.0, "signups": 12725.0},
        baseline=before(0.04, 0.003, (-0.16, 0.197)),
    ),
    kpi_result(
        UNSUBSCRIBED,
        "0.40%",
        0.003174,
        weight=1.0,
        must=True,
        role=Role.GUARDRAIL,
        interval=(0.003018, 0.00333),
        sums={"unsubscribes": 4761.0, "delivered": 1500000.0},
        baseline=before(0.003617, -0.123, (-0.186, -0.055)),
    ),
)
SPRING_METRICS = {one.id: one for one in (SIGNUPS, RATE, COST, ACTIVATED, PAID, UNSUBSCRIBED)}


def judged_of(
    campaign: Campaign,
    metrics: Mapping[str, Metric],
    kpis: tuple[KpiResult, ...],
    trends: Mapping[str, Trend] | None = None,
    **head: Any,
) -> Judged:
    """Put a campaign and its KPIs together, with the score computed as it would be."""
    whole = [kpi for kpi in kpis if kpi.segment is None]
    scored = score(whole, ScoreRules())
    given: dict[str, Any] = {
        "id": campaign.id,
        "name": campaign.name.by_language,
        "period": (campaign.period.start, campaign.period.end),
        "as_of": date(2026, 7, 5),
        "state": State.FINISHED,
        "verdict": Verdict.MET,
        "certainty": whole[0].certainty,
        "headline": whole[0].metric,
        "score": scored.value,
        "owner": campaign.owner,
        "tags": campaign.tags,
        "currency": campaign.currency,
        "budget": campaign.budget,
        "objective": campaign.objective,
        "kra": campaign.kra,
        "grain": "day",
        "data_to": campaign.period.end,
        "kpis_met": sum(kpi.verdict is Verdict.MET for kpi in whole),
        "kpis": len(whole),
    }
    files = head.pop("data", FILES)
    notes = head.pop("notes", ())
    result = CampaignResult(
        campaign=CampaignHead(**{**given, **head}), kpis=kpis, score=scored, data=files, notes=notes
    )
    return Judged(campaign, metrics, result, trends or {})


FILES = (
    FileResult(
        file="data/daily_channel.csv",
        source="ads",
        sha256="9f3c" + "0" * 56 + "e71a",
        size=48_211,
        rows=588,
        dropped=(DroppedRow(row=590, why="totals_row"),),
        encoding="utf-8",
        delimiter=",",
        decimal=".",
    ),
    FileResult(
        file="data/activation.parquet",
        source="product",
        sha256="27d0" + "0" * 56 + "4b8c",
        size=148_211,
        rows=16_841,
        dropped=(),
        encoding=None,
        delimiter=None,
        decimal=None,
    ),
)
NOTES = (
    NoteResult(
        kind="dropped",
        code="totals_row",
        file="data/daily_channel.csv",
        rows=(590,),
        values={"count": 1, "label": "Total"},
    ),
    NoteResult(
        kind="repaired",
        code="empty_dimension",
        file="data/daily_channel.csv",
        rows=(3, 4, 5, 9),
        values={"count": 4, "column": "channel"},
    ),
)


def campaign_of(key: str, results: tuple[KpiResult, ...], **more: Any) -> Campaign:
    kpis = tuple(
        Kpi(metric=one.metric, target=target(one.target_text), weight=one.weight, role=one.role, must=one.must)
        for one in results
        if one.segment is None
    )
    given: dict[str, Any] = {
        "id": key,
        "folder": Path("/nowhere"),
        "file": f"campaigns/{key}/campaign.yml",
        "name": words_of("Spring sign-up push"),
        "period": Period(start=START, end=END),
        "sources": {"ads": Source(files="data/*.csv", date="date", measures={"signups": "signups"})},
        "kpis": kpis,
    }
    return Campaign(**{**given, **more})


Many = Callable[[int], Judged]


__all__ = ["Near"]
