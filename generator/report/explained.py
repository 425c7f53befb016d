"""Judged campaigns with all that explains them: changes taken apart, what would have happened anyway, what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.compare import pacing
from generator.compare.before import Why
from generator.compare.frames import WHOLE
from generator.compare.judged import Advice, Judged, Named
from generator.compare.reason import Reason
from generator.compare.result import ChangeResult, KpiResult, State, Verdict
from generator.compare.run import Case
from generator.compare.value import Values, read
from generator.compare.verdict import goal_of_result
from generator.diagnose import external
from generator.diagnose.change import change
from generator.diagnose.playbook import choose
from generator.diagnose.question import ask
from generator.metrics.catalogue import Catalogue
from generator.report.models import Models
from generator.spec.model import Text, Unit
from generator.spec.playbook_file import Entry
from generator.spec.vocabulary import Vocabulary

PER = " / "
"""Between the two measures of a driver that is their quotient."""
Opened = tuple[Case, Judged]


@dataclass(frozen=True, slots=True)
class Explained:
    """What the models say of one campaign, by metric, and of which KPIs they can say nothing."""

    outside: Mapping[str, external.Answer]
    pace: Mapping[str, pacing.Answer]
    not_outside: Mapping[str, Why]
    not_forecast: Mapping[str, Why]


def explained(opened: Sequence[Opened], models: Models, entries: Sequence[Entry], known: Vocabulary) -> list[Judged]:
    """Add to judged campaigns what explains their KPIs; the models are asked once for all of them."""
    asked: list[tuple[int, str, external.Question | pacing.Question]] = []
    silent: list[tuple[dict[str, Why], dict[str, Why]]] = [({}, {}) for _ in opened]
    for place, (case, judged) in enumerate(opened):
        kpis = judged.result.kpis
        for refused, questions in zip(silent[place], (external.questions(case, kpis), _paces(case, kpis)), strict=True):
            for metric, question in questions:
                if isinstance(question, Why):
                    refused[metric] = question
                else:
                    asked.append((place, metric, question))
    answers = models.answers([question for _, _, question in asked])
    outside: list[dict[str, external.Answer]] = [{} for _ in opened]
    pace: list[dict[str, pacing.Answer]] = [{} for _ in opened]
    for (place, metric, question), answer in zip(asked, answers, strict=True):
        if isinstance(answer, external.Answer):
            outside[place][metric] = answer
        elif isinstance(answer, pacing.Answer):
            pace[place][metric] = answer
        elif isinstance(question, external.Question):
            silent[place][0][metric] = Why(Reason.NO_VARIATION)
    found = [Explained(*known, *why) for known, why in zip(zip(outside, pace, strict=True), silent, strict=True)]
    told = [_with(case, judged, one) for (case, judged), one in zip(opened, found, strict=True)]
    return [advised(judged, entries, known) for judged in told]


def _paces(case: Case, kpis: Sequence[KpiResult]) -> Iterator[tuple[str, pacing.Question | Why]]:
    """Ask where each KPI of a running campaign will end."""
    if case.state is not State.RUNNING:
        return
    for kpi in kpis:
        if kpi.segment is None and kpi.value is not None:
            yield kpi.metric, _pace(case, kpi)


def _pace(case: Case, kpi: KpiResult) -> pacing.Question | Why:
    metric = case.catalogue.metrics[kpi.metric]
    reading = read(metric, case.context.table, WHOLE, case.window, case.catalogue.measures)
    return pacing.question(kpi, reading, case.context)


def _with(case: Case, judged: Judged, found: Explained) -> Judged:
    kpis = tuple(_kpi(case, kpi, found) for kpi in judged.result.kpis)
    return replace(
        judged,
        result=judged.result.model_copy(update={"kpis": kpis}),
        versus={metric: answer.versus for metric, answer in found.outside.items()},
        fans={metric: answer.fan for metric, answer in found.pace.items()},
        not_outside=_told(found.not_outside),
        not_forecast=_told(found.not_forecast),
        names=_names([kpi.change for kpi in kpis if kpi.change], case.catalogue),
    )


def _told(silent: Mapping[str, Why]) -> Mapping[str, tuple[Reason, Values]]:
    return {metric: (why.code, why.values) for metric, why in silent.items() if why.code}


def _kpi(case: Case, kpi: KpiResult, found: Explained) -> KpiResult:
    if kpi.segment is not None:
        return kpi
    update: dict[str, object] = {"change": change(kpi, case)}
    if kpi.metric in found.outside:
        result = found.outside[kpi.metric].result
        update["counterfactual"] = external.against_the_target(result, kpi, goal_of_result(kpi), case.state)
    if kpi.metric in found.pace:
        update["forecast"] = found.pace[kpi.metric].forecast
    elif case.state is State.FINISHED and kpi.verdict is Verdict.MISSED:
        question = _pace(case, kpi)
        update["forecast"] = None if isinstance(question, Why) else pacing.look_back(question)
    return kpi.model_copy(update=update)


def _names(changes: Sequence[ChangeResult], catalogue: Catalogue) -> Mapping[str, Named]:
    """Title and unit of every driver; a metric goes before a measure of the same name."""
    drivers = {part.driver for told in changes for part in told.drivers}
    return {driver: _named(driver, catalogue) for driver in sorted(drivers)}


def _named(driver: str, catalogue: Catalogue) -> Named:
    above, per, below = driver.partition(PER)
    if per:
        top, bottom = _named(above, catalogue), _named(below, catalogue)
        languages = top.title.by_language.keys() | bottom.title.by_language.keys()
        title = {code: f"{top.title.said_in(code)}{PER}{bottom.title.said_in(code)}" for code in sorted(languages)}
        return Named(Text(by_language=title), Unit.CURRENCY if top.unit is Unit.CURRENCY else Unit.RATIO)
    spec = catalogue.metrics[driver].spec if driver in catalogue.metrics else catalogue.measures[driver]
    return Named(spec.title, spec.unit)


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
