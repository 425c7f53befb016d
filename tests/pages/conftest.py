"""Judged campaigns made by hand, so that pages are tested apart from everything below them."""

from dataclasses import replace
from datetime import date

import pytest
from page_samples import (
    BEFORE,
    COST,
    NOTES,
    SIGNUPS,
    SPRING_KPIS,
    SPRING_METRICS,
    START,
    Many,
    campaign_of,
    judged_of,
    kpi_result,
    metric,
    trend_of,
    words_of,
)

from generator.compare.judged import Judged
from generator.compare.reason import Reason
from generator.compare.result import (
    State,
    Verdict,
)
from generator.metrics.catalogue import Metric, load_catalogue
from generator.pages.words import Words, load_words
from generator.spec.model import (
    Baseline,
    Better,
    Factor,
    FactorKind,
    Period,
    SiteConfig,
    Text,
    Unit,
)
from generator.spec.playbook_file import Playbook, load_playbook
from generator.spec.shipped import shipped_content
from tests.pages import explained as made_up


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
