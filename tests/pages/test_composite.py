"""The score term by term, and what would have turned the verdict."""

from dataclasses import replace
from math import fsum
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from page_samples import SPRING_KPIS

from generator.compare.judged import Judged
from generator.compare.result import KpiResult, ScoreTerm, Verdict
from generator.compare.score import score as rescore
from generator.compare.verdict import at_least
from generator.pages.composite import composite, turning
from generator.pages.scene import scene
from generator.pages.words import Words
from generator.report.sensitivity import nearest_weight
from generator.spec.model import Role, ScoreRules, SiteConfig


def terms(pairs: list[tuple[float, float]]) -> list[ScoreTerm]:
    total = fsum(weight for weight, _ in pairs)
    return [
        ScoreTerm(
            metric=str(n),
            weight=weight,
            share=weight / total,
            attainment=used,
            used=used,
            points=weight / total * used,
            won=0.0,
        )
        for n, (weight, used) in enumerate(pairs)
    ]


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0, 1.2)), min_size=1, max_size=6))
def test_with_the_weight_that_is_named_the_score_stands_at_the_line(pairs: list[tuple[float, float]]) -> None:
    found = nearest_weight(terms(pairs), 1.0)
    assume(found is not None)
    assert found is not None
    term, weight = found
    changed = [(weight if str(n) == term.metric else w, used) for n, (w, used) in enumerate(pairs)]
    total = fsum(w for w, _ in changed)
    assert fsum(w * used for w, used in changed) / total == pytest.approx(1.0, rel=1e-6)


def test_no_weight_turns_a_score_whose_terms_all_lie_below() -> None:
    assert nearest_weight(terms([(1, 0.5), (2, 0.9)]), 1.0) is None


def test_the_designs_score(spring: Judged, config: SiteConfig, words: Words) -> None:
    score = composite(scene(spring, config, words))
    assert score.title == "Score: 0.991 of the 1.000 needed"
    assert [(term.weight, term.used, term.points, term.won) for term in score.terms] == [
        ("0.25", "1.060", "0.265", "+0.015"),
        ("0.15", "0.942", "0.141", "−0.009"),
        ("0.30", "0.895", "0.269", "−0.031"),
        ("0.15", "1.038", "0.156", "+0.006"),
        ("0.10", "1.004", "0.100", "+0.000"),
        ("0.05", "1.200", "0.060", "+0.010"),
    ]
    assert score.terms[-1].note == "capped from 126%"
    assert score.after == (
        "It is 0.009 short of 1.00, the line for met.",
        "The verdict would be met if the weight of Cost per sign-up were 4.2 instead of 6.",
        "It would also be met if that line stood at 0.991 or lower.",
    )


@given(st.floats(0, 1.2))
def test_at_the_printed_line_and_beyond_it_the_verdict_does_turn(value: float) -> None:
    assert not at_least(value, float(turning(value, higher=True)))
    assert at_least(value, float(turning(value, higher=False)))


def of_pairs(spring: Judged, verdict: Verdict, *kpis: KpiResult) -> Judged:
    scored = rescore(kpis, ScoreRules())
    head = spring.result.campaign.model_copy(update={"verdict": verdict, "kpis": len(kpis)})
    result = spring.result.model_copy(update={"campaign": head, "kpis": kpis, "score": scored})
    return replace(spring, result=result)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"must": True}, "Cost per sign-up, a must-hit KPI, is missed"),
        ({"role": Role.GUARDRAIL}, "Cost per sign-up, a guardrail, is missed"),
        (
            {"must": True, "verdict": Verdict.NO_DATA, "value": None, "interval": None, "attainment": None},
            "Cost per sign-up, a must-hit KPI, has no result",
        ),
    ],
)
def test_a_kpi_that_had_to_hold_is_named_rather_than_a_weight(
    more: dict[str, Any], why: str, spring: Judged, config: SiteConfig, words: Words
) -> None:
    missed = SPRING_KPIS[2].model_copy(update=more)
    told = scene(of_pairs(spring, Verdict.NEAR, SPRING_KPIS[1], missed), config, words)
    assert composite(told).after[1:] == (f"A higher score would not make it met: {why}.",)


def test_a_must_that_was_missed_does_not_stand_between_missed_and_near(
    spring: Judged, config: SiteConfig, words: Words
) -> None:
    missed = SPRING_KPIS[2].model_copy(update={"must": True, "attainment": 0.5})
    told = scene(of_pairs(spring, Verdict.MISSED, missed), config, words)
    assert composite(told).after[1:] == ("It would be near if that line stood at 0.500 or lower.",)


def test_a_weight_that_would_have_to_grow_out_of_all_measure_is_left_out(
    spring: Judged, config: SiteConfig, words: Words
) -> None:
    one = SPRING_KPIS[0].model_copy(update={"attainment": 1.0001, "weight": 1.0})
    other = SPRING_KPIS[1].model_copy(update={"attainment": 0.95, "weight": 1.0})
    told = scene(of_pairs(spring, Verdict.NEAR, one, other, SPRING_KPIS[2]), config, words)
    unlikely = nearest_weight(told.judged.result.score.terms, 1.0)
    assert unlikely is not None
    assert unlikely[1] > 10 * unlikely[0].weight
    assert composite(told).after[1:] == ("It would be met if that line stood at 0.915 or lower.",)


def test_what_held_the_verdict_back_is_named(spring: Judged, config: SiteConfig, words: Words) -> None:
    held = spring.result.score.model_copy(update={"value": 1.01, "held_back_by": ("unsubscribed",)})
    one = replace(spring, result=spring.result.model_copy(update={"score": held}))
    assert composite(scene(one, config, words)).after == (
        "The score reaches 1.00, yet the verdict is near: Unsubscribe rate had to hold and did not.",
    )


def test_a_score_is_no_verdict_while_the_campaign_runs(running: Judged, config: SiteConfig, words: Words) -> None:
    score = composite(scene(running, config, words))
    assert score.title.startswith("Score to date")
    assert score.intro.endswith("It is not a verdict.")
    assert score.after == ()


def test_a_score_that_was_enough_is_not_told_as_a_part_of_what_was_needed(
    chinese: Judged, config: SiteConfig, words: Words
) -> None:
    assert composite(scene(chinese, config, words)).title == "Score: 1.000, with 1.000 needed"


def test_without_any_share_there_is_no_table(no_data: Judged, config: SiteConfig, words: Words) -> None:
    score = composite(scene(no_data, config, words))
    assert (score.title, score.terms) == ("Score: none", ())
    assert no_data.result.campaign.verdict is Verdict.NO_DATA
