"""What explains the campaigns made by hand: a change taken apart, a counterfactual, a forecast, advice, findings."""

from dataclasses import replace
from datetime import date, timedelta

from generator.compare.judged import Advice, Fan, Judged, Named, Versus
from generator.compare.result import (
    ChangeResult,
    CheckResult,
    CounterfactualResult,
    DriverPart,
    ForecastResult,
    ForecastState,
    Level,
    SegmentPart,
    Verdict,
)
from generator.spec.model import Text, Unit

START = date(2026, 3, 2)


def _equal_part(
    dimension: str, segment: str, rate: float, mix: float, values: tuple[float, float], **within: str
) -> SegmentPart:
    """A segment that is half of the whole, before and after."""
    return SegmentPart(
        dimension=dimension, segment=segment, rate=rate, mix=mix, before=values[0], after=values[1],
        share_before=0.5, share_after=0.5, within=within,
    )  # fmt: skip


def dearer_clicks() -> ChangeResult:
    """Of the cost per sign-up: clicks got dearer, more of them signed up; by channel no single one stands out."""
    return ChangeResult(
        from_=13.8874,
        to=15.0817,
        needed=-0.3874,
        drivers=(
            DriverPart(driver="cost_per_click", before=0.42, after=0.4802, contribution=1.9402),
            DriverPart(driver="click_signup_rate", before=0.03024, after=0.03184, contribution=-0.7459),
        ),
        segments=tuple(
            _equal_part("channel", name, rate, mix, (13.0, 14.0))
            for name, rate, mix in (("search", 0.5, 0.2), ("social", 0.4, 0.0943))
        ),
        nested=tuple(
            _equal_part("region", region, rate, mix, (13.0, 14.0), channel=channel)
            for channel, region, rate, mix in (
                ("search", "north", 0.35, 0.05),
                ("social", "south <b>", 0.3, 0.1),
                ("search", "south <b>", 0.15, -0.05),
            )
        ),
        main="drivers",
    )


def by_channel() -> ChangeResult:
    """Of the visit-to-sign-up rate: each channel did better and the weaker ones grew."""

    def part(
        name: str, rate: float, mix: float, before: float, after: float, shares: tuple[float, float]
    ) -> SegmentPart:
        return SegmentPart(
            dimension="channel", segment=name, rate=rate, mix=mix, before=before, after=after,
            share_before=shares[0], share_after=shares[1],
        )  # fmt: skip

    def inner(channel: str, region: str, rate: float, mix: float) -> SegmentPart:
        return _equal_part("region", region, rate, mix, (0.03, 0.03), channel=channel)

    return ChangeResult(
        from_=0.0304,
        to=0.03015,
        needed=0.0016,
        segments=(
            part("search", 0.0006, -0.0009, 0.041, 0.0422, (0.55, 0.45)),
            part("social <b>", 0.0003, -0.00025, 0.0174, 0.018, (0.45, 0.55)),
        ),
        nested=(
            inner("search", "north", 0.0007, 0.0001),
            inner("social <b>", "south", 0.0002, 0.00025),
            inner("search", "south", -0.0001, -0.0001),
            inner("social <b>", "north", -0.0001, -0.00005),
        ),
        simpson=("channel",),
        main="segments",
        main_dimension="channel",
    )


def without_campaign() -> CounterfactualResult:
    """A little dearer than the market, which itself became dearer."""
    return CounterfactualResult(
        actual=15.0817, expected=14.31, effect=0.7717, interval=(0.12, 1.41), relative=0.0539,
        relative_interval=(0.008, 0.1), average=0.7717, average_interval=(0.12, 1.41), p=0.012, placebo=0.25,
        placebo_runs=4, method="controls", controls=("market.clicks",), left_out={"ads.clicks": "moved_by_campaign"},
        level="level", season=7, steps=13, history=8, outside=0.0304, outside_interval=(-0.01, 0.07), adjusted=14.6363,
        adjusted_verdict=Verdict.MISSED,
    )  # fmt: skip


def versus() -> Versus:
    """Eight weeks before and thirteen in the campaign."""
    starts = tuple(START + timedelta(weeks=week) for week in range(-8, 13))
    expected = tuple(None if week == 0 else 13.8 + 0.03 * week for week in range(21))
    actual = tuple(13.8 + 0.03 * week + (0.7 if week >= 8 else 0.05 * (week % 3 - 1)) for week in range(21))
    half = tuple(0.0 if week < 8 else 0.9 for week in range(21))
    low = tuple(None if value is None else value - wide for value, wide in zip(expected, half, strict=True))
    high = tuple(None if value is None else value + wide for value, wide in zip(expected, half, strict=True))
    running = tuple(0.7 + 0.005 * week for week in range(13))
    spread = tuple(0.9 / (1 + week) ** 0.5 for week in range(13))
    return Versus(
        starts=starts,
        actual=actual,
        expected=expected,
        low=low,
        high=high,
        launched=START,
        running=running,
        running_low=tuple(value - wide for value, wide in zip(running, spread, strict=True)),
        running_high=tuple(value + wide for value, wide in zip(running, spread, strict=True)),
    )


def fan(target: float, so_far: float, ending: float, *, days: int = 91, over: int = 35, total: bool = True) -> Fan:
    """A course straight to its ending, give or take a twentieth."""
    share = [(day + 1) / days if total else 1.0 for day in range(days)]
    past = tuple(so_far * (day + 1) / over if total else so_far for day in range(over))
    left = days - over

    def path(wide: float) -> tuple[float, ...]:
        return tuple(
            so_far + (ending - so_far) * (day + 1) / left + wide * ending * ((day + 1) / left) ** 0.5
            for day in range(left)
        )

    widths = {"2.5": -0.1, "10": -0.06, "25": -0.03, "50": 0.0, "75": 0.03, "90": 0.06, "97.5": 0.1}
    return Fan(
        days=tuple(START + timedelta(days=day) for day in range(days)),
        plan=tuple(target * part for part in share),
        so_far=past,
        quantiles={name: path(wide) for name, wide in widths.items()},
        outcomes=tuple(ending * (1 + (place - 9.5) / 100) for place in range(20)),
    )


def forecast(state: ForecastState, probability: float, ending: float, pace: str | None = "even") -> ForecastResult:
    return ForecastResult.model_validate(
        {
            "projected": ending, "interval": (ending * 0.94, ending * 1.06), "probability": probability,
            "state": state, "expected_to_date": 4615.4 if pace else 13.5, "pace": pace, "required": 128.4,
            "current": 137.4, "steps_left": 56,
        }
    )  # fmt: skip


CHECKS = (
    CheckResult(
        code="KPI303", level=Level.WARNING, at="campaigns/spring/campaign.yml:20:1",
        message="none of the 6 KPIs is a guardrail <b>: nothing says what may not get worse meanwhile",
    ),
    CheckResult(
        code="KPI201", level=Level.WARNING, at="campaigns/spring/campaign.yml:7:1",
        message="the campaign has no baseline",
        waived="No *earlier* period.",
    ),
)  # fmt: skip


def explained(spring: Judged) -> Judged:
    """The finished campaign with all of it."""
    changes = {"cost_per_signup": dearer_clicks(), "signup_rate": by_channel()}
    kpis = tuple(
        kpi.model_copy(
            update={
                "change": changes.get(kpi.metric),
                "counterfactual": without_campaign() if kpi.metric == "cost_per_signup" else None,
            }
        )
        for kpi in spring.result.kpis
    )
    result = spring.result.model_copy(update={"kpis": kpis, "checks": CHECKS, "passed": ("KPI202", "KPI301")})
    names = {
        "cost_per_click": Named(Text(by_language={"en": "Cost per click (CPC)"}), Unit.CURRENCY),
        "click_signup_rate": Named(Text(by_language={"en": "Sign-up rate"}), Unit.PERCENT),
    }
    facts = {
        "metric": "cost_per_signup", "before": 13.8874, "after": 15.0817, "target": 13.5, "driver": "cost_per_click",
        "driver_before": 0.42, "driver_after": 0.4802, "contribution": 1.9402,
    }  # fmt: skip
    advice = (
        Advice("cpc-up", (("driver", {"driver": "cost_per_click", "share": 0.72}),), facts),
        Advice("competitor-push", (("factor", {"factor": "competitor"}),), {"metric": "cost_per_signup"}),
    )
    return replace(
        spring,
        result=result,
        versus={"cost_per_signup": versus()},
        names=names,
        advice={"cost_per_signup": advice},
    )


def foreseen(running: Judged) -> Judged:
    """The running campaign with forecasts: sign-ups on track, their cost at risk."""
    forecasts = {
        "signups": forecast(ForecastState.ON_TRACK, 0.74, 12_420.0),
        "cost_per_signup": forecast(ForecastState.AT_RISK, 0.45, 13.6, None),
    }
    kpis = tuple(kpi.model_copy(update={"forecast": forecasts.get(kpi.metric)}) for kpi in running.result.kpis)
    fans = {"signups": fan(12_000.0, 4_810.0, 12_420.0), "cost_per_signup": fan(13.5, 13.1, 13.6, total=False)}
    return replace(running, result=running.result.model_copy(update={"kpis": kpis}), fans=fans)
