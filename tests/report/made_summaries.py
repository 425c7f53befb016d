"""Summaries made by hand: a campaign's head and KPIs, as the rest of the site sees them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.compare.reason import Method
from generator.compare.result import CampaignHead, Certainty, Interval, KpiResult, State, Verdict
from generator.report.summary import Lesson, Summary
from generator.spec.model import Better, Cause, Role, Unit

START, END = date(2026, 3, 1), date(2026, 3, 31)


def kpi(metric: str, value: float | None, target: float | Interval = 1.0, **more: Any) -> KpiResult:
    """A KPI whose attainment is value/target; with an interval, by the long-run variance."""
    given: dict[str, Any] = {
        "metric": metric,
        "unit": Unit.RATIO,
        "better": Better.HIGHER,
        "role": Role.PRIMARY,
        "weight": 1.0,
        "must": False,
        "value": value,
        "target": target,
        "target_text": str(target),
        "near": target,
        "verdict": Verdict.MET,
        "attainment": None if value is None or isinstance(target, tuple) else value / target,
        "progress": None,
        "certainty": None,
        "interval": None,
        "confidence": 0.95,
        "method": Method.LONG_RUN if more.get("interval") else None,
        "formula": metric,
        "sums": {},
        "rows": 31,
        "days": 31,
        "at": f"campaigns/x/campaign.yml:9:5 {metric}",
    }
    return KpiResult(**{**given, **more})


def clear(metric: str, value: float, target: float, half: float, **more: Any) -> KpiResult:
    """A KPI with an interval of value -+ half."""
    is_clear = abs(value - target) > half
    certainty = Certainty.CLEAR if is_clear else Certainty.CLOSE_CALL
    verdict = Verdict.MET if value >= target else Verdict.MISSED
    return kpi(
        metric, value, target, interval=(value - half, value + half), certainty=certainty, verdict=verdict, **more
    )


def summary(
    name: str,
    *kpis: KpiResult,
    lessons: Sequence[Lesson] = (),
    period: tuple[date, date] = (START, END),
    stages: Mapping[str, str] | None = None,
    **head: Any,
) -> Summary:
    """A finished campaign of March 2026, unless said otherwise."""
    given: dict[str, Any] = {
        "id": name,
        "name": {"": name},
        "period": period,
        "as_of": period[1],
        "state": State.FINISHED,
        "verdict": Verdict.MET,
        "certainty": None,
        "headline": kpis[0].metric,
        "score": 1.0,
        "grain": "day",
        "data_to": period[1],
        "kpis_met": 1,
        "kpis": len(kpis),
    }
    return Summary(
        head=CampaignHead(**{**given, **head}),
        file=f"campaigns/{name}/campaign.yml",
        kpis=kpis,
        titles={one.metric: {"": one.metric} for one in kpis},
        stages=stages or {one.metric: "conversion" for one in kpis},
        spark=(),
        spark_target=None,
        lessons=tuple(lessons),
    )


def lesson(metric: str | None, cause: Cause, action: str | None = None, **more: Any) -> Lesson:
    given = {"owner": None, "due": None, "check_in": None}
    return Lesson(metric=metric, cause=cause, action={"": action} if action else None, **{**given, **more})
