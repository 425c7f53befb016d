"""Judged campaigns with all that explains them: changes taken apart, what would have happened anyway, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.compare.judged import Advice, Judged, Named
from generator.compare.result import ChangeResult, KpiResult
from generator.compare.run import Case
from generator.compare.verdict import goal_of_result
from generator.diagnose import external
from generator.diagnose.change import change
from generator.diagnose.playbook import choose
from generator.diagnose.question import ask
from generator.metrics.catalogue import Catalogue
from generator.report.models import Models
from generator.spec.playbook_file import Entry
from generator.spec.vocabulary import Vocabulary

Opened = tuple[Case, Judged]


def explained(opened: Sequence[Opened], models: Models, entries: Sequence[Entry], known: Vocabulary) -> list[Judged]:
    """Add to judged campaigns what explains their KPIs; the models are asked once for all of them."""
    asked = [
        (place, question)
        for place, (case, judged) in enumerate(opened)
        for question in external.questions(case, judged.result.kpis)
    ]
    answers = models.answers([question for _, question in asked])
    found: list[dict[str, external.Answer]] = [{} for _ in opened]
    for (place, question), answer in zip(asked, answers, strict=True):
        if answer is not None:
            found[place][question.metric] = answer
    told = [_with(case, judged, answers) for (case, judged), answers in zip(opened, found, strict=True)]
    return [advised(judged, entries, known) for judged in told]


def _with(case: Case, judged: Judged, answers: Mapping[str, external.Answer]) -> Judged:
    kpis = tuple(_kpi(case, kpi, answers) for kpi in judged.result.kpis)
    return replace(
        judged,
        result=judged.result.model_copy(update={"kpis": kpis}),
        versus={metric: answer.versus for metric, answer in answers.items()},
        names=_names([kpi.change for kpi in kpis if kpi.change], case.catalogue),
    )


def _kpi(case: Case, kpi: KpiResult, answers: Mapping[str, external.Answer]) -> KpiResult:
    if kpi.segment is not None:
        return kpi
    update: dict[str, object] = {"change": change(kpi, case)}
    if kpi.metric in answers:
        found = answers[kpi.metric].result
        update["counterfactual"] = external.against_the_target(found, kpi, goal_of_result(kpi), case.state)
    return kpi.model_copy(update=update)


def _names(changes: Sequence[ChangeResult], catalogue: Catalogue) -> Mapping[str, Named]:
    """Title and unit of every driver; a metric goes before a measure of the same name."""
    drivers = {part.driver for told in changes for part in told.drivers}
    named = {}
    for driver in sorted(drivers):
        spec = catalogue.metrics[driver].spec if driver in catalogue.metrics else catalogue.measures[driver]
        named[driver] = Named(spec.title, spec.unit)
    return named


def advised(judged: Judged, entries: Sequence[Entry], known: Vocabulary) -> Judged:
    """Add the entries of the playbook that fit each KPI that needs next steps."""
    advice: dict[str, tuple[Advice, ...]] = {}
    for kpi in judged.result.kpis:
        metric = judged.metrics[kpi.metric].spec
        head, campaign = judged.result.campaign, judged.campaign
        question = ask(kpi, head, campaign, known.metrics[kpi.metric], metric.stage) if kpi.segment is None else None
        chosen = choose(entries, question) if question else ()
        if chosen:
            advice[kpi.metric] = tuple(
                Advice(
                    one.entry.id,
                    tuple((reason.ground.value, dict(reason.values)) for reason in one.reasons),
                    dict(one.facts),
                )
                for one in chosen
            )
    kpis = tuple(
        kpi.model_copy(update={"next_steps": tuple(one.entry for one in advice[kpi.metric])})
        if kpi.segment is None and kpi.metric in advice
        else kpi
        for kpi in judged.result.kpis
    )
    return replace(judged, result=judged.result.model_copy(update={"kpis": kpis}), advice=advice)
