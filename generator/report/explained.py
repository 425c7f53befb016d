"""Judged campaigns with all that explains them: what would have happened anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.compare.judged import Judged
from generator.compare.result import KpiResult
from generator.compare.run import Case
from generator.compare.verdict import Goal, goal_of
from generator.diagnose import external
from generator.report.models import Models


def explained(cases: Sequence[tuple[Case, Judged]], models: Models) -> list[Judged]:
    """Add to judged campaigns what models and splits tell of their KPIs; the models are asked once for all of them."""
    asked = [
        (place, question)
        for place, (case, judged) in enumerate(cases)
        for question in external.questions(case, judged.result.kpis)
    ]
    answers = models.answers([question for _, question in asked])
    found: list[dict[str, external.Answer]] = [{} for _ in cases]
    for (place, question), answer in zip(asked, answers, strict=True):
        if answer is not None:
            found[place][question.metric] = answer
    return [_with(case, judged, answers) for (case, judged), answers in zip(cases, found, strict=True)]


def _with(case: Case, judged: Judged, answers: Mapping[str, external.Answer]) -> Judged:
    kpis = tuple(_kpi(case, kpi, answers) for kpi in judged.result.kpis)
    versus = {metric: answer.versus for metric, answer in answers.items()}
    return replace(judged, result=judged.result.model_copy(update={"kpis": kpis}), versus=versus)


def _kpi(case: Case, kpi: KpiResult, answers: Mapping[str, external.Answer]) -> KpiResult:
    if kpi.segment is not None or kpi.metric not in answers:
        return kpi
    found = external.against_the_target(answers[kpi.metric].result, kpi, _goal(case, kpi), case.state)
    return kpi.model_copy(update={"counterfactual": found})


def _goal(case: Case, kpi: KpiResult) -> Goal:
    spec = next(one for one in case.campaign.kpis if one.metric == kpi.metric)
    return goal_of(kpi.better, spec.target, spec.near or case.config.verdict.near)
