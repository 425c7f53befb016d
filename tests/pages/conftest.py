"""Judged campaigns made by hand, so that pages are tested apart from everything below them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.compare.judged import Judged, Trend, TrendPoint
from generator.compare.reason import Method, Reason
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
from generator.metrics.catalogue import Metric, load_catalogue
from generator.metrics.formula import parse
from generator.pages.next_steps import Playbook
from generator.pages.words import Words, load_words
from generator.spec.model import (
    Baseline,
    Better,
    Campaign,
    Factor,
    FactorKind,
    Kpi,
    MetricSpec,
    Near,
    Period,
    Role,
    ScoreRules,
    SiteConfig,
    Source,
    Stage,
    Target,
    Text,
    Unit,
)
from generator.spec.playbook_file import load_playbook
from generator.spec.shipped import shipped_content
from tests.pages import explained as made_up

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


@pytest.fixture(scope="session")
def spring() -> Judged:
    """Finished and near: 4 of 6 KPIs met, one near, one missed clearly; as in the design's pictures."""
    campaign = campaign_of(
        "spring",
        SPRING_KPIS,
        summary=words_of("A push for **new sign-ups** before the summer."),
        owner="Growth team",
        tags=("E-mail", "Growth"),
        currency="USD",
        budget=195_000.0,
        objective="grow-paying-customers",
        kra="acquisition",
        baseline=Baseline(period=BEFORE),
        factors=(
            Factor(
                what=words_of("rival launch"),
                kind=FactorKind.COMPETITOR,
                when=Period(start=date(2026, 4, 14), end=date(2026, 4, 14)),
                expect="lower",
            ),
            Factor(
                what=words_of("public holiday"),
                kind=FactorKind.HOLIDAY,
                when=Period(start=date(2026, 5, 1), end=date(2026, 5, 5)),
            ),
        ),
        notes="Search terms were **not** capped.\n\n# What I would change\n\n- cap them\n",
    )
    trends = {kpi.metric: trend_of(kpi, volume=kpi.metric == "signups") for kpi in SPRING_KPIS}
    return judged_of(campaign, SPRING_METRICS, SPRING_KPIS, trends, verdict=Verdict.NEAR, spent=191_915.0, notes=NOTES)


@pytest.fixture(scope="session")
def explained(spring: Judged) -> Judged:
    """The same with its changes taken apart, a counterfactual, next steps and findings."""
    return made_up.explained(spring)


@pytest.fixture(scope="session")
def foreseen(running: Judged) -> Judged:
    """The running campaign with forecasts."""
    return made_up.foreseen(running)


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """The shipped entries."""
    known = load_catalogue(None).vocabulary()
    return {entry.id: entry for entry in load_playbook(shipped_content(), None, "en", known)}


@pytest.fixture(scope="session")
def running() -> Judged:
    """On day 35 of 91: sign-ups ahead of an even pace, the cost on the right side, nothing certain."""
    results = (
        SPRING_KPIS[0].model_copy(
            update={
                "value": 4_810.0,
                "verdict": Verdict.RUNNING,
                "certainty": None,
                "attainment": 4810 / 12000,
                "days": 35,
                "baseline": None,
            }
        ),
        SPRING_KPIS[2].model_copy(
            update={
                "value": 13.1,
                "verdict": Verdict.RUNNING,
                "certainty": None,
                "interval": (12.2, 14.0),
                "attainment": 13.5 / 13.1,
                "days": 35,
            }
        ),
    )
    campaign = campaign_of(
        "summer",
        results,
        name=words_of("Summer referral sprint"),
        currency="USD",
        budget=60_000.0,
        baseline=Baseline(period=BEFORE),
        owner="Growth team",
    )
    trends = {kpi.metric: trend_of(kpi, volume=kpi.metric == "signups", weeks=13) for kpi in results}
    metrics = {one.id: one for one in (SIGNUPS, COST)}
    return judged_of(
        campaign,
        metrics,
        results,
        trends,
        state=State.RUNNING,
        verdict=Verdict.RUNNING,
        certainty=None,
        as_of=date(2026, 4, 5),
        data_to=date(2026, 4, 5),
        spent=21_300.0,
    )


@pytest.fixture(scope="session")
def upcoming() -> Judged:
    """Starts after the day of the report; no rows yet."""
    results = (
        kpi_result(
            SIGNUPS,
            "12000",
            None,
            verdict=Verdict.RUNNING,
            certainty=None,
            method=None,
            rows=0,
            days=0,
            reason=Reason.NO_ROWS,
        ),
    )
    return judged_of(
        campaign_of("next", results, name=words_of("Autumn push")),
        {"signups": SIGNUPS},
        results,
        {},
        state=State.UPCOMING,
        verdict=Verdict.RUNNING,
        as_of=date(2026, 2, 18),
        data_to=None,
        data=(),
        grain="none",
    )


@pytest.fixture(scope="session")
def no_data() -> Judged:
    """Finished, but the formula's denominator came to zero; no baseline, owner, budget or dates."""
    results = (
        kpi_result(
            COST,
            "13.5",
            None,
            verdict=Verdict.NO_DATA,
            certainty=None,
            method=None,
            attainment=None,
            days=0,
            sums={"cost": 100.0, "signups": 0.0},
            reason=Reason.ZERO_DENOMINATOR,
            reason_values={"measure": "signups"},
        ),
    )
    return judged_of(
        campaign_of("empty", results, name=words_of("Phone test")),
        {"cost_per_signup": COST},
        results,
        {},
        verdict=Verdict.NO_DATA,
        certainty=None,
        data_to=None,
        grain="none",
    )


@pytest.fixture(scope="session")
def chinese() -> Judged:
    """Named in Chinese, with a range target, met, one KPI."""
    frequency = metric("frequency", "接触频次", "impressions / reach", Unit.RATIO, Better.RANGE)
    results = (
        kpi_result(frequency, "2..4", 2.8125, interval=(2.61, 3.01), sums={"impressions": 90_000.0, "reach": 32_000.0}),
    )
    campaign = campaign_of(
        "chunjie",
        results,
        name=Text(by_language={"zh": "春节推广"}),
        currency="CNY",
        budget=400_000.0,
        owner="增长组",
    )
    return judged_of(campaign, {"frequency": frequency}, results, {"frequency": trend_of(results[0])})


@pytest.fixture
def hostile(spring: Judged) -> Judged:
    """A campaign whose every text tries to act as markup."""
    bad = "<script>alert(1)</script> *a* | `b` [x](javascript:alert(1)) {: onclick=x }\n\n# c"
    campaign = spring.campaign.model_copy(
        update={
            "name": words_of(bad),
            "owner": bad,
            "tags": (bad,),
            "summary": words_of(bad),
            "notes": f"{bad}\n\n```\nnever closed",
            "objective": bad,
            "factors": (Factor(what=words_of(bad), kind=FactorKind.OTHER, when=Period(start=START, end=START)),),
        }
    )
    metrics = {
        name: Metric(name, one.spec.model_copy(update={"title": words_of(bad)}), one.formula)
        for name, one in spring.metrics.items()
    }
    head = spring.result.campaign.model_copy(update={"owner": bad, "tags": (bad,), "objective": bad})
    result = spring.result.model_copy(update={"campaign": head})
    return replace(spring, campaign=campaign, metrics=metrics, result=result)


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words("en")


@pytest.fixture(scope="session")
def config() -> SiteConfig:
    return SiteConfig()


Many = Callable[[int], Judged]


@pytest.fixture(scope="session")
def many(spring: Judged) -> Many:
    """A finished campaign with as many KPIs as asked for."""

    def make(count: int) -> Judged:
        metrics, results, trends = {}, [], {}
        for number in range(count):
            base = SPRING_KPIS[number % len(SPRING_KPIS)]
            name = f"{base.metric}_{number}"
            one = spring.metrics[base.metric]
            metrics[name] = Metric(name, one.spec, one.formula)
            results.append(base.model_copy(update={"metric": name}))
            trends[name] = trend_of(results[-1], volume=base.metric == "signups")
        kpis = tuple(results)
        campaign = campaign_of("many", kpis, baseline=Baseline(period=BEFORE), currency="USD")
        return judged_of(campaign, metrics, kpis, trends, verdict=Verdict.NEAR)

    return make


__all__ = ["Near"]
