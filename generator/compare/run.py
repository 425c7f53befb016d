"""One campaign judged: spec, catalogue, data and a day in; the published result and its trends out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.compare.baseline import compare
from generator.compare.before import Context
from generator.compare.certainty import Rules, assess, certainty
from generator.compare.frames import WHOLE, Slice, Table
from generator.compare.judged import Judged, Trend
from generator.compare.other import by_weekday
from generator.compare.reason import Reason
from generator.compare.remarks import spec_notes
from generator.compare.result import (
    BaselineResult,
    CampaignHead,
    CampaignResult,
    DroppedRow,
    FileResult,
    KpiResult,
    NoteResult,
    ScoreResult,
    State,
    Verdict,
)
from generator.compare.score import campaign_verdict, score
from generator.compare.trend import Drawn, span_of, trend
from generator.compare.value import ADDITIVE, Reading, read
from generator.compare.verdict import Goal, attainment, goal_of, progress, state_of, verdict_of, verdict_while_running
from generator.data.table import CampaignData, FileRecord
from generator.metrics.catalogue import Catalogue, Metric
from generator.spec.model import Campaign, Kpi, Period, Role, SiteConfig, Target

LASTING = frozenset({Reason.UNSUMMABLE, Reason.MISSING_MEASURE, Reason.OVERFLOW})
"""Reasons for having no value that more days will not mend."""


@dataclass(frozen=True, slots=True)
class Case:
    """One campaign to judge, with all that its KPIs share."""

    campaign: Campaign
    catalogue: Catalogue
    config: SiteConfig
    as_of: date
    state: State
    context: Context

    @property
    def window(self) -> tuple[str, Period]:
        """The window that is judged."""
        return "campaign", self.context.judged


def case_of(
    campaign: Campaign,
    catalogue: Catalogue,
    data: CampaignData,
    config: SiteConfig,
    as_of: date,
    others: Mapping[str, CampaignResult] | None = None,
) -> Case:
    """Lay out a campaign as of a day; `others` holds results of the campaigns that may be its baseline."""
    period = campaign.period
    judged = Period(start=period.start, end=max(period.start, min(period.end, as_of)))
    rules = Rules(config.verdict.confidence, catalogue.measures)
    state = state_of((as_of - period.start).days, (period.end - as_of).days)
    context = Context(campaign.baseline, Table(data), rules, others or {}, period, judged)
    return Case(campaign, catalogue, config, as_of, state, context)


def judge(case: Case) -> Judged:
    """Judge a campaign.

    Reads no clock and draws no random number: the same inputs give the same result.
    """
    campaign, catalogue = case.campaign, case.catalogue
    kpis: list[KpiResult] = []
    whole: list[KpiResult] = []
    trends: dict[str, Trend] = {}
    for number, kpi in enumerate(campaign.kpis):
        metric = catalogue.metrics[kpi.metric]
        reading = read(metric, case.context.table, WHOLE, case.window, catalogue.measures)
        result = _judge_kpi(case, kpi, kpi.target, reading, WHOLE, ("kpis", number))
        whole.append(result)
        kpis += [result, *_segments(case, kpi, metric, number)]
        span = span_of(case.context, reading.grain)
        if span is not None and kpi.metric not in trends:
            trends[kpi.metric] = trend(reading, result, Drawn(span, case.context))
    metrics = {kpi.metric: catalogue.metrics[kpi.metric] for kpi in campaign.kpis}
    return Judged(campaign, metrics, _result(case, tuple(kpis), whole), trends)


def _segments(case: Case, kpi: Kpi, metric: Metric, number: int) -> list[KpiResult]:
    """Judge a KPI's segments against their own targets, from the segments' own rows."""
    results = []
    for dimension, targets in kpi.segments.items():
        for segment, target in targets.items():
            which = Slice(dimension, segment)
            reading = read(metric, case.context.table, which, case.window, case.catalogue.measures)
            at = ("kpis", number, "segments", dimension, segment)
            results.append(_judge_kpi(case, kpi, target, reading, which, at))
    return results


def _judge_kpi(
    case: Case, kpi: Kpi, target: Target, reading: Reading, which: Slice, at: tuple[str | int, ...]
) -> KpiResult:
    spec = reading.metric.spec
    goal = goal_of(spec.better, target, kpi.near or case.config.verdict.near)
    assessment = assess(reading, case.context.rules)
    verdict = _verdict(case, goal, reading)
    baseline = compare(reading, assessment, which, case.context)
    value = reading.value
    return KpiResult(
        metric=kpi.metric,
        segment=None if which == WHOLE else {which.dimension: which.segment},
        unit=spec.unit,
        better=spec.better,
        role=kpi.role,
        weight=kpi.weight,
        must=kpi.must,
        value=value,
        target=goal.target,
        target_text=target.text,
        near=goal.near,
        verdict=verdict,
        attainment=None if value is None else attainment(goal, value),
        progress=_progress(case, goal, reading, baseline),
        certainty=certainty(verdict, goal, assessment),
        interval=assessment.interval,
        spread=assessment.spread,
        confidence=case.context.rules.confidence,
        method=assessment.method,
        reason=reading.reason or assessment.reason,
        reason_values=reading.reason_values or assessment.reason_values,
        formula=reading.metric.formula.text,
        sums=reading.sums,
        rows=reading.rows,
        days=len(reading.steps.days),
        grain=reading.grain.value,
        weekdays=by_weekday(reading),
        baseline=baseline,
        at=str(case.campaign.at(*at)),
    )


def _verdict(case: Case, goal: Goal, reading: Reading) -> Verdict:
    if case.state is State.FINISHED:
        return Verdict.NO_DATA if reading.value is None else verdict_of(goal, reading.value)
    if reading.reason in LASTING:
        return Verdict.NO_DATA
    return verdict_while_running(goal, reading.value, only_grows=_only_grows(reading, case.catalogue))


def _only_grows(reading: Reading, catalogue: Catalogue) -> bool:
    """Say whether a figure can never fall again: a total of a measure without negative numbers, in kind and so far."""
    leaf = reading.metric.formula.leaves[0]
    if not reading.is_volume or leaf.function not in ADDITIVE:
        return False
    if any((column < 0).any() for column in reading.steps.columns.values()):
        return False  # refunds or corrections were booked, so more may come
    measure = catalogue.measures.get(leaf.measure)
    return leaf.function == "count" or measure is None or not measure.signed


def _progress(case: Case, goal: Goal, reading: Reading, baseline: BaselineResult | None) -> float | None:
    """Share of the way from baseline to target; not of a volume to date, whose target is for the whole period."""
    if reading.value is None or baseline is None or baseline.value is None:
        return None
    if case.state is not State.FINISHED and reading.is_volume:
        return None
    return progress(goal, reading.value, baseline.value)


def _result(case: Case, kpis: tuple[KpiResult, ...], whole: list[KpiResult]) -> CampaignResult:
    data = case.context.table.data
    scored = score(whole, case.config.scorecard)
    return CampaignResult(
        campaign=_head(case, whole, scored),
        kpis=kpis,
        score=scored,
        data=tuple(_file(record) for record in data.files),
        notes=tuple(
            NoteResult(kind=n.kind.value, code=n.code, file=n.file, rows=n.rows, values=n.values)
            for n in (*data.notes, *spec_notes(case.campaign, case.catalogue, case.config))
        ),
    )


def _head(case: Case, whole: list[KpiResult], scored: ScoreResult) -> CampaignHead:
    campaign, data, as_of = case.campaign, case.context.table.data, case.as_of
    headline = next((kpi for kpi in whole if kpi.role is Role.PRIMARY), whole[0])
    verdict = campaign_verdict(scored, whole, case.state)
    return CampaignHead(
        id=campaign.id,
        name=dict(campaign.name.by_language),
        period=(campaign.period.start, campaign.period.end),
        as_of=as_of,
        state=case.state,
        verdict=verdict,
        certainty=headline.certainty,
        headline=headline.metric,
        score=scored.value,
        owner=campaign.owner,
        tags=campaign.tags,
        currency=campaign.currency,
        budget=campaign.budget,
        spent=case.context.table.total("campaign", WHOLE).sums.get("cost"),
        objective=campaign.objective,
        kra=campaign.kra,
        grain=data.grain.value,
        data_to=None if data.last is None else min(data.last.date(), as_of),
        kpis_met=sum(kpi.verdict is Verdict.MET for kpi in whole),
        kpis=len(whole),
    )


def _file(record: FileRecord) -> FileResult:
    return FileResult(
        file=record.file,
        source=record.source,
        sha256=record.sha256,
        size=record.size,
        rows=record.rows,
        dropped=tuple(DroppedRow(row=row, why=why) for row, why in record.dropped),
        encoding=record.encoding,
        delimiter=record.delimiter,
        decimal=record.decimal,
    )
