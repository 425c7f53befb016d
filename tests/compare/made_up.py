"""Campaigns made by hand for the tests: frames as `data/table.py` promises them, from plain lists."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from generator.compare.judged import Judged
from generator.compare.result import CampaignResult, KpiResult
from generator.compare.run import case_of, judge
from generator.data.table import TOTAL, CampaignData, Grain
from generator.metrics.catalogue import Catalogue, Metric
from generator.metrics.formula import parse
from generator.spec.model import (
    Baseline,
    Better,
    Campaign,
    Kpi,
    MeasureSpec,
    MetricSpec,
    Near,
    Period,
    SiteConfig,
    Source,
    Stage,
    Target,
    Text,
    Unit,
)

START = date(2026, 3, 2)  # a Monday
AGGREGATES = {"max": "max", "last": "last", "mean": "mean", "count": "sum", "min": "min", "count_distinct": "max"}

METRICS = {
    "conversion_rate": ("conversions / clicks", Unit.PERCENT, Better.HIGHER, True),
    "bounce_rate": ("bounces / clicks", Unit.PERCENT, Better.LOWER, True),
    "lead_rate": ("leads / clicks", Unit.PERCENT, Better.HIGHER, False),
    "abandonment": ("1 - leads / clicks", Unit.PERCENT, Better.LOWER, True),
    "cost_per_lead": ("cost / leads", Unit.CURRENCY, Better.LOWER, False),
    "leads_per_cost": ("leads / cost", Unit.RATIO, Better.HIGHER, False),
    "cpm": ("1000 * cost / impressions", Unit.CURRENCY, Better.LOWER, False),
    "leads_per_thousand": ("1000 * leads / impressions", Unit.RATIO, Better.HIGHER, False),
    "frequency": ("impressions / reach", Unit.RATIO, Better.RANGE, False),
    "conversions": ("conversions", Unit.COUNT, Better.HIGHER, False),
    "leads": ("leads", Unit.COUNT, Better.HIGHER, False),
    "cost": ("cost", Unit.CURRENCY, Better.LOWER, False),
    "profit": ("revenue - cost", Unit.CURRENCY, Better.HIGHER, False),
    "margin": ("profit", Unit.CURRENCY, Better.HIGHER, False),
    "roi": ("(revenue - cost) / cost", Unit.PERCENT, Better.HIGHER, False),
    "peak": ("max(leads)", Unit.COUNT, Better.HIGHER, False),
    "complaints": ("complaints", Unit.COUNT, Better.LOWER, False),
}

MEASURES = {
    "cost": MeasureSpec(title=Text(by_language={"": "Cost"}), unit=Unit.CURRENCY),
    "revenue": MeasureSpec(title=Text(by_language={"": "Revenue"}), unit=Unit.CURRENCY),
    "profit": MeasureSpec(title=Text(by_language={"": "Profit"}), unit=Unit.CURRENCY, signed=True),
    "reach": MeasureSpec(title=Text(by_language={"": "Reach"}), additive=False),
} | {
    name: MeasureSpec(title=Text(by_language={"": name}))
    for name in ("clicks", "conversions", "bounces", "leads", "impressions", "complaints")
}


def metric(name: str) -> Metric:
    formula, unit, better, subset = METRICS[name]
    title = Text(by_language={"": name})
    spec = MetricSpec(title=title, formula=formula, unit=unit, better=better, stage=Stage.CONVERSION, subset=subset)
    return Metric(name, spec, parse(formula))


CATALOGUE = Catalogue({name: metric(name) for name in METRICS}, MEASURES)


def target(text: str) -> Target:
    low, dots, high = text.partition("..")
    if dots:
        return Target(text=text, low=number(low), high=number(high))
    return Target(text=text, value=number(text))


def number(text: str) -> float:
    return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def near(text: str) -> Near:
    if text.endswith("%"):
        return Near(amount=number(text), relative=True, text=text)
    return Near(amount=float(text), relative=False, text=text)


def kpi(name: str, goal: str, **more: object) -> Kpi:
    if isinstance(more.get("near"), str):
        more["near"] = near(str(more["near"]))
    if "segments" in more:
        segments = more["segments"]
        assert isinstance(segments, dict)
        more["segments"] = {d: {s: target(t) for s, t in of.items()} for d, of in segments.items()}
    return Kpi(metric=name, target=target(goal), **more)


def campaign(*kpis: Kpi, days: int = 28, baseline: Baseline | None = None, **more: object) -> Campaign:
    return Campaign(
        id="spring",
        folder=Path("campaigns/spring"),
        file="campaigns/spring/campaign.yml",
        name=Text(by_language={"en": "Spring"}),
        period=Period(start=START, end=START + timedelta(days=days - 1)),
        baseline=baseline,
        sources={"ads": Source(files="*.csv", measures={})},
        kpis=kpis,
        **more,
    )


def before(days: int) -> Baseline:
    """The days just before the start."""
    return Baseline(period=Period(start=START - timedelta(days=days), end=START - timedelta(days=1)))


Columns = Mapping[str, Sequence[float]]


def frame(
    columns: Columns, start: date = START, which: tuple[str, str] = (TOTAL, TOTAL), step: int = 1
) -> pd.DataFrame:
    """Series rows, one a step from `start` on."""
    size = len(next(iter(columns.values())))
    dates = [pd.Timestamp(start + timedelta(days=step * n)) for n in range(size)]
    head = {"date": dates, "dimension": [which[0]] * size, "segment": [which[1]] * size}
    return pd.DataFrame(head | {key: np.asarray(column, dtype=float) for key, column in columns.items()})


def data(*frames: pd.DataFrame, spec: Campaign, grain: Grain = Grain.DAY, **more: object) -> CampaignData:
    """Series and the totals that follow from it, for the campaign's window and its baseline's."""
    series = pd.concat(frames, ignore_index=True)
    windows = {"campaign": spec.period}
    if spec.baseline and spec.baseline.period:
        windows["baseline"] = spec.baseline.period
    totals = []
    for window, period in windows.items():
        inside = series[(series["date"] >= pd.Timestamp(period.start)) & (series["date"] <= pd.Timestamp(period.end))]
        for (dimension, segment), rows in inside.groupby(["dimension", "segment"]):
            leaves = {key: aggregate(key, rows[key]) for key in rows.columns[3:]}
            totals.append({"window": window, "dimension": dimension, "segment": segment, "rows": len(rows)} | leaves)
    columns = ["window", "dimension", "segment", "rows", *series.columns[3:]]
    dates = series["date"].dropna()
    return CampaignData(
        series=series,
        totals=pd.DataFrame(totals, columns=columns).astype({"rows": "int64"}),
        windows=windows,
        grain=grain,
        files=(),
        notes=(),
        first=None if dates.empty else dates.min(),
        last=None if dates.empty else dates.max(),
        **more,
    )


def aggregate(key: str, column: pd.Series) -> float:
    if column.notna().sum() == 0:
        return float("nan")
    return float(column.agg(AGGREGATES[key.split("(", maxsplit=1)[0]] if "(" in key else "sum"))


def undated(columns: Mapping[str, float], spec: Campaign, rows: int = 1) -> CampaignData:
    """A campaign whose rows have no date."""
    series = frame({key: [value] for key, value in columns.items()})
    series["date"] = pd.to_datetime([None])
    totals = pd.DataFrame([{"window": "campaign", "dimension": TOTAL, "segment": TOTAL, "rows": rows} | dict(columns)])
    return CampaignData(
        series=series, totals=totals, windows={"campaign": spec.period}, grain=Grain.NONE, files=(), notes=()
    )


def judged(
    spec: Campaign,
    table: CampaignData,
    as_of: date | None = None,
    config: SiteConfig | None = None,
    others: Mapping[str, CampaignResult] | None = None,
) -> Judged:
    day = as_of or spec.period.end + timedelta(days=10)
    return judge(case_of(spec, CATALOGUE, table, config or SiteConfig(), day, others))


def only(result: Judged) -> KpiResult:
    """The first KPI's result."""
    return result.result.kpis[0]


def noisy(size: int, level: float, seed: int, spread: float = 0.2) -> list[float]:
    """Whole numbers around a level."""
    rng = np.random.default_rng(seed)
    return [float(x) for x in np.round(level * rng.uniform(1 - spread, 1 + spread, size))]
