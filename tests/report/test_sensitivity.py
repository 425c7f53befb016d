"""What would have turned a campaign's verdict, and what a summary keeps of it."""

import json
from datetime import date

import pytest
from made_summaries import END, START, kpi, lesson, summary

from generator.compare.result import (
    CampaignHead,
    CampaignResult,
    ResultModel,
    State,
    Verdict,
)
from generator.compare.score import campaign_verdict, score
from generator.report.sensitivity import nearest_weight, sensitivity
from generator.report.summary import Summary
from generator.spec.model import Cause, Role, ScoreRules


def result(*kpis, state: State = State.FINISHED) -> CampaignResult:
    scored = score(kpis, ScoreRules())
    head = CampaignHead(
        id="spring",
        name={"": "Spring"},
        period=(START, END),
        as_of=END,
        state=state,
        verdict=campaign_verdict(scored, kpis, state),
        certainty=None,
        headline=kpis[0].metric,
        score=scored.value,
        grain="day",
        kpis_met=0,
        kpis=len(kpis),
    )
    return CampaignResult(campaign=head, kpis=kpis, score=scored, data=(), notes=())


def test_a_near_campaign_and_the_weight_that_would_have_met_it():
    # (3 x 0.8 + 1 x 1.2) / 4 = 0.9; with weight 1 for the first: (0.8 + 1.2) / 2 = 1.0.
    found = sensitivity(result(kpi("a", 0.8, weight=3.0, verdict=Verdict.MISSED), kpi("b", 1.2)))
    assert (found.verdict, found.other, found.line) == (Verdict.NEAR, Verdict.MET, 1.0)
    assert found.gap == pytest.approx(-0.1)
    assert (found.metric, found.weight) == ("a", 3.0)
    assert found.weight_then == pytest.approx(1.0)


def test_a_missed_campaign_is_told_against_the_line_of_near():
    found = sensitivity(result(kpi("a", 0.5, verdict=Verdict.MISSED), kpi("b", 1.0)))
    assert (found.verdict, found.other, found.line, found.gap) == (Verdict.MISSED, Verdict.NEAR, 0.9, 0.75 - 0.9)
    # (0.5 w + 1) / (w + 1) = 0.9 gives w = 0.25, four times less; the other's (0.5 + w) / (1 + w) = 0.9 gives w = 4.
    assert found.metric in {"a", "b"}
    assert found.weight_then == pytest.approx(0.25)


def test_a_missed_must_bars_what_a_weight_could_not_give():
    found = sensitivity(result(kpi("a", 0.8, must=True, verdict=Verdict.MISSED), kpi("b", 1.2), kpi("c", 1.2)))
    assert (found.verdict, found.other, found.barred) == (Verdict.NEAR, Verdict.MET, ("a",))
    assert (found.metric, found.weight_then) == (None, None)
    assert found.gap > 0


def test_a_met_campaign_turns_to_near():
    guarded = kpi("a", 1.1, role=Role.GUARDRAIL)
    found = sensitivity(result(guarded, kpi("b", 0.95, verdict=Verdict.NEAR)))
    assert (found.verdict, found.other, found.barred) == (Verdict.MET, Verdict.NEAR, ())
    assert found.gap == pytest.approx(0.025)


def test_nothing_turns_while_it_runs_or_where_nothing_was_scored():
    assert sensitivity(result(kpi("a", 0.8, verdict=Verdict.RUNNING), state=State.RUNNING)) is None
    assert sensitivity(result(kpi("a", None, verdict=Verdict.NO_DATA))) is None


def test_a_term_at_the_line_moves_nothing():
    terms = score([kpi("a", 1.0), kpi("b", 0.9)], ScoreRules()).terms
    assert nearest_weight(terms, 1.0) == (terms[1], 0.0)
    assert nearest_weight(terms[:1], 1.0) is None


def test_a_summary_survives_json_with_its_lessons_and_what_would_turn_it():
    judged = result(kpi("a", 0.8, weight=3.0, verdict=Verdict.MISSED, sums={"x": 1.5}), kpi("b", 1.2))
    lessons = [
        lesson("a", Cause.PRICE, "Ask again.", due=date(2026, 6, 1), check_in="summer"),
        lesson(None, Cause.OTHER),
    ]
    made = summary("spring", *judged.kpis, lessons=lessons)
    whole = Summary(
        made.head, made.file, made.kpis, made.titles, made.stages, (1.0, None), (2.0, 3.0), made.lessons,
        sensitivity(judged),
    )  # fmt: skip
    assert isinstance(whole.sensitivity, ResultModel)
    assert Summary.from_json(json.loads(json.dumps(whole.to_json()))) == whole
