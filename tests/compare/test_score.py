"""The campaign's score and verdict: terms, cap, bands, musts and guardrails, and what cannot be scored."""

import pytest

from generator.compare.result import BaselineResult, KpiResult, State, Verdict
from generator.compare.score import campaign_verdict, score
from generator.spec.model import Better, Role, ScoreRules, Unit

RULES = ScoreRules()
MET, NEAR, MISSED, NO_DATA, RUNNING = Verdict.MET, Verdict.NEAR, Verdict.MISSED, Verdict.NO_DATA, Verdict.RUNNING


def one(name: str, attained: float | None, verdict: Verdict = MET, **more: object) -> KpiResult:
    fields: dict[str, object] = {
        "metric": name,
        "unit": Unit.COUNT,
        "better": Better.HIGHER,
        "role": Role.PRIMARY,
        "weight": 1.0,
        "must": False,
        "value": None if attained is None else attained * 100,
        "target": 100.0,
        "target_text": "100",
        "near": 90.0,
        "verdict": verdict,
        "attainment": attained,
        "progress": None,
        "certainty": None,
        "interval": None,
        "confidence": 0.95,
        "method": None,
        "formula": name,
        "sums": {},
        "rows": 1,
        "days": 1,
        "at": "campaign.yml:1:1",
    }
    return KpiResult(**(fields | more))


def verdict(*kpis: KpiResult, rules: ScoreRules = RULES, state: State = State.FINISHED) -> Verdict:
    return campaign_verdict(score(kpis, rules), kpis, state)


def test_the_score_is_the_weighted_mean_of_capped_attainments():
    kpis = (one("a", 1.013, weight=3), one("b", 0.923, NEAR, weight=2), one("c", 1.5, weight=1))
    found = score(kpis, RULES)
    assert found.value == pytest.approx((3 * 1.013 + 2 * 0.923 + 1 * 1.2) / 6)
    assert [term.share for term in found.terms] == pytest.approx([3 / 6, 2 / 6, 1 / 6])
    assert [term.points for term in found.terms] == pytest.approx([3 * 1.013 / 6, 2 * 0.923 / 6, 1.2 / 6])
    assert [term.won for term in found.terms] == pytest.approx([3 * 0.013 / 6, -2 * 0.077 / 6, 0.2 / 6])
    assert [term.capped for term in found.terms] == [False, False, True]
    assert (found.met, found.near, found.cap) == (1.0, 0.9, 1.2)


@pytest.mark.parametrize(
    ("attained", "said"),
    [
        (1.0, MET),
        (0.9999, NEAR),
        (0.9, NEAR),
        (0.8999, MISSED),
        (0.0001, MISSED),
        (3.0, MET),
        (1 - 1e-15, MET),
        (0.9 - 1e-15, NEAR),
    ],
)
def test_the_verdict_follows_the_scores_bands(attained, said):
    assert verdict(one("a", attained, MISSED)) is said


def test_a_thirds_score_of_exactly_one_is_met_whatever_the_floats_say():
    kpis = [one(name, 1.1, weight=0.1) for name in "abc"] + [one("d", 0.7, MISSED, weight=0.1)]
    assert score(kpis, RULES).value == pytest.approx(1.0)
    assert verdict(*kpis) is MET


@pytest.mark.parametrize("more", [{"must": True}, {"role": Role.GUARDRAIL}])
@pytest.mark.parametrize("bad", [MISSED, NO_DATA])
def test_a_missed_must_or_guardrail_holds_the_verdict_back(more, bad):
    guard = one("guard", None if bad is NO_DATA else 0.5, bad, weight=0.1, **more)
    kpis = (one("a", 1.3, weight=10), guard)
    assert verdict(*kpis) is NEAR
    assert score(kpis, RULES).held_back_by == ("guard",)


def test_a_guardrail_that_is_near_holds_nothing_back():
    kpis = (one("a", 1.3, weight=10), one("guard", 0.95, NEAR, role=Role.GUARDRAIL))
    assert verdict(*kpis) is MET
    assert score(kpis, RULES).held_back_by == ()


def test_a_score_that_is_missed_anyway_was_not_held_back():
    kpis = (one("a", 0.5, MISSED), one("guard", 0.5, MISSED, role=Role.GUARDRAIL))
    assert verdict(*kpis) is MISSED
    assert score(kpis, RULES).held_back_by == ()


def test_a_kpi_without_value_leaves_the_weights_and_is_named():
    kpis = (one("a", 1.1), one("b", None, NO_DATA, weight=9))
    found = score(kpis, RULES)
    assert found.value == pytest.approx(1.1)
    assert found.left_out == ("b",)
    assert (found.terms[1].share, found.terms[1].points) == (0.0, None)
    assert verdict(*kpis) is MET


def test_weight_zero_is_shown_and_not_counted():
    kpis = (one("a", 1.0), one("b", 0.1, MISSED, weight=0))
    found = score(kpis, RULES)
    assert found.value == pytest.approx(1.0)
    assert (found.terms[1].share, found.terms[1].points, found.left_out) == (0.0, 0.0, ())
    assert verdict(*kpis) is MET


def baseline(value: float) -> BaselineResult:
    return BaselineResult(value=value, source="values")


def test_progress_stands_in_where_attainment_is_blank():
    kpi = one("a", None, NEAR, value=-20.0, target=0.0, progress=0.8, baseline=baseline(-100.0))
    found = score([kpi], RULES)
    assert found.value == pytest.approx(0.8)
    assert found.terms[0].by_progress


def test_progress_below_the_baseline_scores_nothing_rather_than_less():
    kpi = one("a", None, MISSED, value=-150.0, target=0.0, progress=-0.5, baseline=baseline(-100.0))
    found = score([kpi], RULES)
    assert found.value == 0.0
    assert found.terms[0].won == pytest.approx(-1.0)


def test_progress_away_from_a_target_that_the_baseline_had_met_does_not_count():
    """From 0 down to -500 against a target of -100 would be 500% of the way."""
    kpi = one("a", None, MISSED, value=-500.0, target=-100.0, progress=5.0, baseline=baseline(0.0))
    found = score([kpi], RULES)
    assert (found.value, found.terms[0].by_progress, found.terms[0].by_verdict) == (0.0, False, True)
    assert verdict(kpi) is MISSED


def test_a_result_of_nothing_earns_nothing_instead_of_leaving_the_score():
    """0 of 1,000 conversions beside twice the clicks: one conversion more must never make the verdict worse."""
    clicks = one("clicks", 2.0, MET)
    nothing = one("conversions", None, MISSED, value=0.0, target=1000.0)
    little = one("conversions", 0.001, MISSED, value=1.0, target=1000.0)
    assert score([clicks, nothing], RULES).value == pytest.approx(0.6)
    assert verdict(clicks, nothing) is verdict(clicks, little) is MISSED


def test_a_target_of_nothing_that_is_met_or_near_counts_by_its_verdict():
    kept = one("complaints", None, MET, value=0.0, target=0.0)
    nearly = one("complaints", None, NEAR, value=1.0, target=0.0)
    assert score([kept], RULES).value == 1.0
    assert score([nearly], RULES).value == RULES.near


def test_without_anything_to_score_the_worst_verdict_stands():
    assert verdict(one("a", None, MET), one("b", None, NEAR)) is NEAR
    assert verdict(one("a", None, MET), one("b", None, NO_DATA)) is MET
    assert verdict(one("a", None, MET), one("b", None, NO_DATA, must=True)) is NEAR


def test_without_any_value_there_is_no_data():
    assert verdict(one("a", None, NO_DATA), one("b", None, NO_DATA)) is NO_DATA
    assert score([one("a", None, NO_DATA)], RULES).value is None


def test_a_running_campaign_has_no_verdict_until_every_kpi_is_settled_the_same_way():
    assert verdict(one("a", 1.1, MET), one("b", 0.4, RUNNING), state=State.RUNNING) is RUNNING
    assert verdict(one("a", 1.1, MET), one("b", 1.0, MET), state=State.RUNNING) is MET
    assert verdict(one("a", 0.5, MISSED), state=State.RUNNING) is MISSED
    assert verdict(one("a", 1.1, MET), one("b", 0.5, MISSED), state=State.RUNNING) is RUNNING
    assert verdict(one("a", None, RUNNING), state=State.UPCOMING) is RUNNING


def test_a_broken_ceiling_whose_score_is_still_near_leaves_the_campaign_running():
    assert verdict(one("a", 0.905, MISSED), state=State.RUNNING) is RUNNING


def test_a_sites_own_bands_are_used():
    rules = ScoreRules(cap=1.0, met=0.8, near=0.5)
    kpis = (one("a", 2.0), one("b", 0.7, MISSED))
    assert score(kpis, rules).value == pytest.approx(0.85)
    assert verdict(*kpis, rules=rules) is MET
