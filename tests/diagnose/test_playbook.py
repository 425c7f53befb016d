"""What the playbook advises: the entries a marketer would reach for, never one whose driver went the other way."""

import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.result import Verdict
from generator.diagnose.playbook import BEST, WEIGHTS, Chosen, Ground, choose, filled
from generator.diagnose.question import Moved, Question
from generator.metrics.catalogue import builtin
from generator.spec.model import Better, Cause, FactorKind
from generator.spec.playbook_body import PLACEHOLDERS
from generator.spec.playbook_file import MIX, SEGMENT, Sign, Way, families_of, load_playbook

CATALOGUE = builtin()
VOCABULARY = CATALOGUE.vocabulary()
CONTENT = Path(__file__).parents[2] / "content"
ENTRIES = load_playbook(CONTENT, None, "en", VOCABULARY)


def question(metric: str, **more: object) -> Question:
    """A KPI that was missed, on the wrong side of its target, with nothing known of why."""
    spec = CATALOGUE.metric(metric).spec
    asked = Question(
        metric=metric,
        families=families_of(VOCABULARY.metrics[metric]),
        stage=spec.stage,
        direction=Way.HIGHER if spec.better is Better.LOWER else Way.LOWER,
        verdict=Verdict.MISSED,
        after=2.0,
        target=3.0,
        before=2.5,
    )
    way = more.get("direction", asked.direction)
    return replace(asked, **{"went": way, "before": 2.5 if way is Way.LOWER else 1.5, **more})


def driver(name: str, way: Way, share: float) -> Moved:
    return Moved(name, way, share, contribution=share * 10, before=1.0, after=2.0)


def part(name: str, share: float, way: Way = Way.LOWER) -> Moved:
    return Moved(name, way, share, -0.4, 0.04, 0.03, 0.3, 0.6)


def ids(chosen: Iterable[Chosen]) -> list[str]:
    return [one.entry.id for one in chosen]


HIGHER, LOWER = Way.HIGHER, Way.LOWER
LEAD_COST = (driver("cost_per_click", HIGHER, 0.59), driver("lead_rate", HIGHER, -0.41))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (question("cost_per_lead", drivers=LEAD_COST), "cpc-up"),
        (question("cost_per_lead", drivers=(driver("lead_rate", LOWER, 0.9), LEAD_COST[0])), "lead-form-down"),
        (question("cost_per_click", drivers=(driver("cpm", HIGHER, 0.8), driver("ctr", HIGHER, -0.2))), "cpm-up"),
        (question("cost_per_click", drivers=(driver("cpm", LOWER, -0.3), driver("ctr", LOWER, 0.7))), "ctr-down"),
        (question("cost_per_mql", drivers=(driver("mql_rate", LOWER, 1.0),)), "lead-quality-down"),
        (question("cost_per_sql", drivers=(driver("sql_rate", LOWER, 1.0),)), "sales-follow-up-slow"),
        (question("roas", drivers=(driver("cost_per_click", HIGHER, 1.0),)), "cpc-up"),
        (question("poas", drivers=(driver("roas", HIGHER, -0.2), driver("gross_margin", LOWER, 0.8))), "margin-eroded"),
        (
            question("revenue", drivers=(driver("sessions", HIGHER, -0.1), driver("aov", LOWER, 0.9))),
            "aov-down",
        ),
        (
            question("revenue", drivers=(driver("sessions", LOWER, 0.8), driver("aov", HIGHER, -0.2))),
            "volume-short",
        ),
        (question("conversions", drivers=(driver("clicks", LOWER, 0.9),)), "volume-short"),
        (question("conversion_rate", mix=part("display", 0.8)), "mix-to-weak-segments"),
        (question("cost_per_lead", mix=part("display", 0.9, HIGHER)), "mix-to-dear-segments"),
        (question("conversion_rate", segment=part("search", 0.9)), "segment-collapsed"),
        (question("cost_per_order", segment=part("search", 0.9, HIGHER)), "segment-became-dear"),
        (question("frequency", direction=HIGHER), "frequency-too-high"),
        (question("frequency", direction=LOWER), "frequency-too-low"),
        (question("reach"), "reach-short"),
        (question("video_completion_rate"), "video-completion-low"),
        (question("view_through_rate"), "view-rate-low"),
        (question("open_rate"), "email-opens-down"),
        (question("click_to_open_rate"), "email-clicks-down"),
        (question("unsubscribe_rate"), "unsubscribes-up"),
        (question("email_bounce_rate"), "email-bounces-up"),
        (question("bounce_rate"), "bounce-rate-up"),
        (question("engagement_rate_by_reach"), "engagement-down"),
        (question("cart_abandonment_rate"), "cart-abandonment-up"),
        (question("trial_to_paid_rate"), "trial-conversion-down"),
        (question("churn_rate"), "churn-up"),
        (question("renewal_rate"), "retention-down"),
        (question("day_7_retention_rate"), "app-retention-down"),
        (question("refund_rate"), "refunds-up"),
        (question("cac"), "paying-for-own-customers"),
        (question("nps"), "satisfaction-down"),
        (question("referral_rate"), "referrals-low"),
        (question("cost"), "cost-overrun"),
        (question("subscription_rate"), "phone-list-weak"),
        (question("win_rate", signs=frozenset({Sign.IMPROVED})), "win-rate-down"),
        (question("csat", signs=frozenset({Sign.GUARDRAIL})), "satisfaction-down"),
        (question("viewable_cpm", signs=frozenset({Sign.CLOSE_CALL})), "close-call"),
        (question("stickiness", verdict=Verdict.MET, signs=frozenset({Sign.FAR_PAST})), "target-too-easy"),
        (question("roas", factors=frozenset({FactorKind.COMPETITOR}), drivers=()), "roas-returns-shrink"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.metric,
)
def test_a_diagnosis_gives_the_entry_a_marketer_would_expect(asked: Question, first: str) -> None:
    assert ids(choose(ENTRIES, asked))[0] == first


@pytest.mark.parametrize(
    ("asked", "among"),
    [
        (question("conversion_rate", factors=frozenset({FactorKind.TRACKING})), "tracking-break"),
        (question("signup_rate", factors=frozenset({FactorKind.HOLIDAY})), "seasonal-dip"),
        (question("share_of_voice", factors=frozenset({FactorKind.COMPETITOR})), "competitor-push"),
        (question("pipeline", factors=frozenset({FactorKind.MARKET})), "market-cooled"),
        (question("leads", signs=frozenset({Sign.MISSING_DAYS})), "missing-days"),
        (question("leads", signs=frozenset({Sign.UNDERSPENT})), "underspent"),
        (question("conversion_rate", signs=frozenset({Sign.OUTSIDE})), "outside-explains-it"),
        (question("roas", signs=frozenset({Sign.IMPROVED}), drivers=()), "target-wishful"),
        (question("ctr", signs=frozenset({Sign.GUARDRAIL})), "guardrail-broken"),
        (question("cost_per_lead", signs=frozenset({Sign.OVERSPENT}), drivers=LEAD_COST), "overspent"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.metric,
)
def test_what_was_recorded_or_shows_is_among_the_best(asked: Question, among: str) -> None:
    assert among in ids(choose(ENTRIES, asked))


def test_the_learnings_own_cause_decides_between_entries_of_the_same_driver() -> None:
    landing = choose(ENTRIES, question("conversion_rate", causes=frozenset({Cause.LANDING})))
    offer = choose(ENTRIES, question("conversion_rate", causes=frozenset({Cause.PRICE})))
    assert (ids(landing)[0], ids(offer)[0]) == ("conversion-rate-landing", "conversion-rate-offer")
    assert landing[0].reasons[1].ground is Ground.LEARNING
    assert landing[0].reasons[1].values == {"cause": "landing"}


def test_a_choice_says_why_with_its_values() -> None:
    (best, *_) = choose(ENTRIES, question("cost_per_lead", drivers=LEAD_COST))
    assert [reason.ground for reason in best.reasons] == [Ground.DRIVER, Ground.METRIC]
    assert best.reasons[0].values == {"driver": "cost_per_click", "share": 0.59}
    assert best.reasons[0].points == pytest.approx(0.59 * WEIGHTS[Ground.DRIVER])
    assert best.facts["driver"] == "cost_per_click"
    assert (best.facts["driver_before"], best.facts["driver_after"]) == (1.0, 2.0)
    assert best.facts["contribution"] == pytest.approx(5.9)


def test_a_choice_travels_between_processes() -> None:
    chosen = choose(ENTRIES, question("cost_per_lead", drivers=LEAD_COST))
    assert pickle.loads(pickle.dumps(chosen)) == chosen


def test_a_driver_that_helped_gives_no_advice() -> None:
    chosen = choose(ENTRIES, question("cost_per_lead", drivers=LEAD_COST))
    assert "lead-form-down" not in ids(chosen)
    assert all("lead_rate" not in one.entry.driver for one in chosen)


def test_a_driver_outside_the_parts_of_the_change_gives_no_advice() -> None:
    """With cost per lead taken apart into clicks' price and lead rate, MQLs did not make it."""
    chosen = choose(ENTRIES, question("cost_per_lead", drivers=(driver("cost_per_click", HIGHER, 1.0),)))
    assert all(set(one.entry.driver) <= {"cost_per_click", "cost_per_session"} for one in chosen)


def test_a_kpi_that_is_its_own_driver_gives_no_advice_whose_other_driver_went_the_other_way() -> None:
    """More impressions and fewer clicks each: what is short is the rate, not the traffic."""
    drivers = (driver("impressions", HIGHER, -0.4), driver("ctr", LOWER, 0.6))
    assert ids(choose(ENTRIES, question("clicks", drivers=drivers))) == ["ctr-down"]


def test_a_driver_that_hardly_moved_is_no_reason() -> None:
    drivers = (driver("cost_per_click", HIGHER, 0.05), driver("lead_rate", LOWER, 0.95))
    assert "cpc-up" not in ids(choose(ENTRIES, question("cost_per_lead", drivers=drivers)))


def test_the_larger_driver_comes_first() -> None:
    drivers = (driver("cpm", HIGHER, 0.3), driver("ctr", LOWER, 0.7))
    assert ids(choose(ENTRIES, question("cost_per_click", drivers=drivers)))[:2] == ["ctr-down", "cpm-up"]


def test_mix_and_segment_entries_need_a_mix_or_a_segment() -> None:
    chosen = choose(ENTRIES, question("conversion_rate"))
    assert {one.entry.driver for one in chosen}.isdisjoint({(MIX,), (SEGMENT,)})
    best = choose(ENTRIES, question("conversion_rate", mix=part("display", 0.8)))[0]
    assert best.reasons[0].values == {"segment": "display", "share": 0.8}
    assert {"segment", "share_before", "share_after", "contribution"} <= best.facts.keys()


def test_nothing_is_advised_where_nothing_fits() -> None:
    """A family and a stage alone are no ground: better no advice than any."""
    assert choose(ENTRIES, question("average_deal_size")) == ()
    assert choose(ENTRIES, question("average_call_time")) == ()
    assert choose((), question("ctr")) == ()


def test_a_kpi_that_was_met_is_left_alone_unless_the_target_was_easy() -> None:
    assert choose(ENTRIES, question("cost_per_lead", verdict=Verdict.MET, drivers=LEAD_COST)) == ()


def test_a_sites_own_metric_has_advice_by_its_drivers_and_by_what_was_recorded() -> None:
    own = replace(question("ctr"), metric="our_cost", families=frozenset({"all", "costs"}), direction=HIGHER)
    assert ids(choose(ENTRIES, own)) == []
    assert ids(choose(ENTRIES, replace(own, drivers=LEAD_COST)))[0] == "cpc-up"
    assert ids(choose(ENTRIES, replace(own, factors=frozenset({FactorKind.COMPETITOR}))))[0] == "competitor-push"


def test_sentences_are_filled_in_and_those_that_lack_a_number_are_left_out() -> None:
    sentences = ("{metric} is at {after}.", "{driver} went from {driver_before} to {driver_after}.", "Look at bids.")
    known = {"metric": "CTR", "after": "1.2%", "driver": "CPC"}
    assert filled(sentences, known) == ("CTR is at 1.2%.", "Look at bids.")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_shipped_entry_can_be_filled_in(language: str) -> None:
    values = dict.fromkeys(PLACEHOLDERS, "7")
    for entry in load_playbook(CONTENT, None, language, VOCABULARY):
        for sentences in (entry.look_at, entry.try_next, entry.measure):
            told = filled(sentences, values)
            assert len(told) == len(sentences)
            assert not any("{" in sentence for sentence in told)


ways = st.sampled_from([HIGHER, LOWER])
movers = st.builds(
    driver,
    st.sampled_from(["cost_per_click", "lead_rate", "ctr", "cpm", "aov", "clicks", "conversion_rate", "mql_rate"]),
    ways,
    st.floats(-1, 1, allow_nan=False),
)
questions = st.builds(
    lambda metric, way, drivers, factors, causes, signs: question(
        metric, direction=way, drivers=tuple(drivers), factors=factors, causes=causes, signs=signs
    ),
    st.sampled_from(sorted(CATALOGUE.metrics)),
    ways,
    st.lists(movers, max_size=4, unique_by=lambda moved: moved.id),
    st.frozensets(st.sampled_from(FactorKind)),
    st.frozensets(st.sampled_from(Cause)),
    st.frozensets(st.sampled_from(Sign)),
)


@given(questions, st.randoms(use_true_random=False))
def test_the_laws_of_choosing(asked: Question, random) -> None:
    chosen = choose(ENTRIES, asked)
    assert len(chosen) <= BEST
    assert [one.score for one in chosen] == sorted((one.score for one in chosen), reverse=True)
    shuffled = list(ENTRIES)
    random.shuffle(shuffled)
    assert ids(choose(shuffled, asked)) == ids(chosen), "the order of the entries must not matter"
    for one in chosen:
        assert one.reasons
        assert not one.entry.when or asked.signs.intersection(one.entry.when)
        seen = [moved for moved in asked.drivers if moved.id in one.entry.driver]
        right = [moved for moved in seen if moved.direction is one.entry.direction and moved.share > 0]
        assert right or not seen, "its driver went the other way"


TITLES_ON_A_MOVE = {entry.id for entry in ENTRIES if entry.driver}


@pytest.mark.parametrize(
    "asked",
    [
        question("signup_rate", went=HIGHER, signs=frozenset({Sign.IMPROVED})),
        question("conversion_rate", went=None),
        question("conversion_rate", before=None, went=None, signs=frozenset({Sign.UNMEASURED})),
        question("revenue", before=None, went=None, signs=frozenset({Sign.UNMEASURED})),
        question("conversions", drivers=(replace(driver("conversion_rate", LOWER, 0.9), clear=False),)),
    ],
    ids=["it rose", "within noise", "no baseline", "nothing measured", "a driver's mix"],
)
def test_no_step_states_a_move_that_was_not_measured_or_went_the_other_way(asked: Question) -> None:
    assert TITLES_ON_A_MOVE.isdisjoint(ids(choose(ENTRIES, asked)))


def test_where_nothing_was_measured_the_step_is_to_measure() -> None:
    asked = question("revenue", before=None, went=None, signs=frozenset({Sign.UNMEASURED}))
    assert ids(choose(ENTRIES, asked)) == ["measure-before"]


def test_where_it_got_better_the_step_is_about_the_target() -> None:
    asked = question("signup_rate", went=HIGHER, signs=frozenset({Sign.IMPROVED}))
    assert ids(choose(ENTRIES, asked)) == ["target-wishful"]


def test_a_miss_that_is_all_mix_is_not_put_down_to_the_kpi_itself() -> None:
    chosen = ids(choose(ENTRIES, question("conversion_rate", mix=part("display", 0.8))))
    assert chosen[0] == "mix-to-weak-segments"
    assert not any(one.startswith("conversion-rate") for one in chosen)
