"""Several KPIs together: a weighted mean of attainments, each capped so that none pays for another without limit."""

import math
from collections.abc import Sequence

from generator.compare.result import KpiResult, ScoreResult, ScoreTerm, State, Verdict
from generator.compare.verdict import at_least
from generator.spec.model import Better, Role, ScoreRules

SEVERITY = (Verdict.MET, Verdict.NEAR, Verdict.MISSED)


def score(kpis: Sequence[KpiResult], rules: ScoreRules) -> ScoreResult:
    """Add up a campaign's whole-campaign KPIs (not the segments' own).

    What enters is the attainment, or where that is blank the progress, never below 0 nor above the cap. Where a value
    or target of 0 or less leaves both blank, the verdict itself counts: 1 for met, the score's near line for near, 0
    for missed; leaving such a KPI out would let a campaign gain by a result of 0. A KPI without a value is left out of
    the weights and named. A must or guardrail that is missed or has no value holds the verdict
    back from `met` where the score would have given it.
    """
    scored = [_scored(kpi, rules) for kpi in kpis]
    weight = math.fsum(kpi.weight for kpi, one in zip(kpis, scored, strict=True) if one is not None)
    terms = tuple(_term(kpi, one, weight, rules.cap) for kpi, one in zip(kpis, scored, strict=True))
    counted = [term.points for term in terms if term.points is not None]
    value = math.fsum(counted) if weight > 0 else None
    reached = value is not None and at_least(value, rules.met)
    return ScoreResult(
        value=value,
        met=rules.met,
        near=rules.near,
        cap=rules.cap,
        terms=terms,
        held_back_by=tuple(kpi.metric for kpi in kpis if holds_back(kpi)) if reached else (),
        left_out=tuple(kpi.metric for kpi, one in zip(kpis, scored, strict=True) if one is None),
    )


def campaign_verdict(result: ScoreResult, kpis: Sequence[KpiResult], state: State) -> Verdict:
    """Judge a campaign by its score's bands; a guardrail or must that is missed leaves it `near` at best.

    Where nothing can be scored (every weight is 0) the worst of the KPIs' own verdicts stands. While the period runs it
    is `running`, unless every KPI is settled and the score can only move further the way it went.
    """
    if state is not State.FINISHED:
        return _while_running(result, kpis)
    if all(kpi.verdict is Verdict.NO_DATA for kpi in kpis):
        return Verdict.NO_DATA
    return _by_score(result, kpis)


def _by_score(result: ScoreResult, kpis: Sequence[KpiResult]) -> Verdict:
    if result.value is None:
        known = [SEVERITY.index(kpi.verdict) for kpi in kpis if kpi.verdict in SEVERITY]
        worst = SEVERITY[max(known, default=0)] if known else Verdict.NO_DATA
        return Verdict.NEAR if worst is Verdict.MET and any(map(holds_back, kpis)) else worst
    if at_least(result.value, result.met):
        return Verdict.NEAR if result.held_back_by else Verdict.MET
    return Verdict.NEAR if at_least(result.value, result.near) else Verdict.MISSED


def _while_running(result: ScoreResult, kpis: Sequence[KpiResult]) -> Verdict:
    verdicts = {kpi.verdict for kpi in kpis}
    if verdicts == {Verdict.NO_DATA}:
        return Verdict.NO_DATA
    settled = _by_score(result, kpis)
    # A volume that reached its target only rises, a ceiling that was broken only falls further below.
    return settled if verdicts == {settled} and settled in (Verdict.MET, Verdict.MISSED) else Verdict.RUNNING


def holds_back(kpi: KpiResult) -> bool:
    """Say whether a KPI keeps its campaign from `met`: a must or guardrail that was missed or has no value."""
    return (kpi.must or kpi.role is Role.GUARDRAIL) and kpi.verdict in (Verdict.MISSED, Verdict.NO_DATA)


def _scored(kpi: KpiResult, rules: ScoreRules) -> float | None:
    """Return what enters the score before the cap."""
    if kpi.attainment is not None:
        return kpi.attainment
    if _progress_counts(kpi):
        return kpi.progress
    if kpi.value is None:
        return None
    return {Verdict.MET: 1.0, Verdict.NEAR: rules.near, Verdict.MISSED: 0.0}.get(kpi.verdict)


def _progress_counts(kpi: KpiResult) -> bool:
    """Say whether progress leads towards the target.

    With a baseline that was better than the target already, falling further behind would count as progress.
    """
    if kpi.progress is None or kpi.baseline is None or kpi.baseline.value is None:
        return False
    if isinstance(kpi.target, tuple):
        return True
    short = kpi.target - kpi.baseline.value
    return short > 0 if kpi.better is Better.HIGHER else short < 0


def _term(kpi: KpiResult, scored: float | None, weight: float, cap: float) -> ScoreTerm:
    if scored is None:
        return ScoreTerm(
            metric=kpi.metric, weight=kpi.weight, share=0.0, attainment=kpi.attainment, used=None, points=None, won=None
        )
    used = min(max(scored, 0.0), cap)
    share = kpi.weight / weight if weight > 0 else 0.0
    return ScoreTerm(
        metric=kpi.metric,
        weight=kpi.weight,
        share=share,
        attainment=kpi.attainment,
        used=used,
        capped=not at_least(cap, scored),
        by_progress=kpi.attainment is None and _progress_counts(kpi),
        by_verdict=kpi.attainment is None and not _progress_counts(kpi),
        points=share * used,
        won=share * used - share,
    )
