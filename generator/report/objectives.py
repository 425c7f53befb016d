"""Objectives scored as of a day, from the summaries of the campaigns that serve them: methodology section 9."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.compare.cycle import cycle_days
from generator.compare.keyresults import OWED, Frame, Serving, band_of, expected_by, key_result, share_gone
from generator.compare.result.strategy import KeyResultResult, ObjectiveResult, ObjectivesResult
from generator.compare.verdict import at_least
from generator.metrics.catalogue import Catalogue
from generator.report.chain import areas, chains, missing_links
from generator.report.summary import Summary
from generator.spec.model import Objective, Period, Strategy


@dataclass(frozen=True, slots=True)
class _Case:
    """What every objective is scored from."""

    summaries: Sequence[Summary]
    catalogue: Catalogue
    as_of: date


def objectives(strategy: Strategy, summaries: Sequence[Summary], catalogue: Catalogue, as_of: date) -> ObjectivesResult:
    """Score every objective, and walk the chain from areas to campaigns both ways; nothing is called an appraisal."""
    ordered = sorted(summaries, key=lambda one: one.head.id)
    case = _Case(ordered, catalogue, as_of)
    scored = tuple(_objective(name, spec, case) for name, spec in strategy.objectives.items())
    return ObjectivesResult(
        objectives=scored,
        areas=areas(strategy, ordered),
        chains=chains(strategy, ordered),
        missing=missing_links(strategy, ordered, scored),
    )


def _objective(name: str, spec: Objective, case: _Case) -> ObjectiveResult:
    serving = [one for one in case.summaries if one.head.objective == name]
    cycle, owed = cycle_days(spec.cycle), OWED[spec.kind]
    frame = Frame(
        campaigns=[_serving(one) for one in serving],
        metrics=case.catalogue.metrics,
        measures=case.catalogue.measures,
        cycle=cycle,
        as_of=case.as_of,
        owed=owed,
    )
    results = tuple(key_result(one, frame) for one in spec.key_results)
    score = _mean(result.score for result in results)
    return ObjectiveResult(
        id=name,
        title=dict(spec.title.by_language),
        cycle=spec.cycle,
        period=(cycle.start, cycle.end) if cycle else None,
        kind=spec.kind,
        stage=spec.stage,
        owed=owed,
        gone=share_gone(cycle, case.as_of),
        expected=_expected(results, expected_by(cycle, case.as_of, owed)),
        score=score,
        band=None if score is None else band_of(score),
        reached=None if score is None else at_least(score, owed),
        key_results=results,
        campaigns=tuple(one.head.id for one in serving),
    )


def _serving(one: Summary) -> Serving:
    head = one.head
    return Serving(
        id=head.id,
        period=Period(start=head.period[0], end=head.period[1]),
        judged_to=head.as_of,
        state=head.state,
        currency=head.currency,
        data_to=head.data_to,
        kpis={kpi.metric: kpi for kpi in one.kpis},
    )


def _expected(results: Sequence[KeyResultResult], by_now: float | None) -> float | None:
    """Return what is owed of the key results that make up the score; None where that is not known of one of them."""
    owed = [result.expected for result in results if result.score is not None]
    if any(part is None for part in owed):
        return None
    return _mean(owed) if owed else by_now


def _mean(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return math.fsum(known) / len(known) if known else None
