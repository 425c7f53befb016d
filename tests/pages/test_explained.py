"""Why it came out so, what else explains it, what next, where it will end: in words that agree with the numbers."""

from dataclasses import replace

import pytest

from generator.compare.judged import Judged
from generator.compare.result import BaselineResult, ForecastState, Verdict
from generator.pages.next_steps import next_steps
from generator.pages.outside import outside
from generator.pages.pace import chance, no_forecast, pace
from generator.pages.scene import KpiView, Scene, scene
from generator.pages.why import why
from generator.pages.words import Words
from generator.spec.model import Better, SiteConfig
from generator.spec.playbook_file import Playbook


@pytest.fixture
def told(explained: Judged, config: SiteConfig, words: Words) -> Scene:
    return scene(explained, config, words)


def changed(one: Scene, metric: str, **values: object) -> KpiView:
    view = one.kpi(metric)
    return replace(view, result=view.result.model_copy(update=values))


def test_drivers_are_told_by_what_pushed_and_what_held_against(told: Scene):
    found = why(told.kpi("cost_per_signup"), told, draw=True)

    assert found is not None
    assert " ".join(found.sentences) == (
        "Cost per sign-up had to fall by $0.39 to reach the target; it rose by $1.19 instead. "
        "Most of that comes from Cost per click (CPC) going from $0.420 to $0.480 (+$1.94). "
        "Working the other way: Sign-up rate going from 3.02% to 3.18% (−$0.75)."
    )
    assert found.chart is not None
    rows = dict(found.chart.table.rows)
    assert rows == {"Cost per click (CPC)": "+$1.94", "Sign-up rate": "−$0.75"}


def test_a_need_that_cannot_be_told_is_not_told(told: Scene, running: Judged, config: SiteConfig, words: Words):
    """While it runs, a total's target is the whole period's and the level before that of the days so far."""
    change = told.kpi("cost_per_signup").result.change
    assert change is not None
    scenes = (told, scene(running, config, words))
    changes = {"change": change.model_copy(update={"needed": None}), "verdict": Verdict.MISSED}
    found = [why(changed(one, "cost_per_signup", **changes), one, draw=False) for one in scenes]
    assert [one.sentences[0].partition(" by ")[0] for one in found if one] == [
        "Before the campaign Cost per sign-up stood at $13.89, which met the target; it then rose",
        "Cost per sign-up rose",
    ]


def test_a_change_that_weekdays_turn_round_is_not_taken_apart(told: Scene):
    """The level shows a rise from 14.00; from the plain 16.00 it would be a fall."""
    change = told.kpi("cost_per_signup").result.change
    assert change is not None
    baseline = BaselineResult(value=14.0, plain=16.0, reweighted=True, source="period")
    changes = {"change": change.model_copy(update={"from_": 16.0, "reweighted": True}), "baseline": baseline}
    found = why(changed(told, "cost_per_signup", **changes), told, draw=True)
    assert found is not None
    assert found.chart is None
    assert len(found.sentences) == 1
    assert found.sentences[0].startswith("Weekday for weekday, Cost per sign-up rose by $1.08, from $14.00 to $15.08.")


def test_levels_that_weekdays_part_are_both_named(told: Scene):
    change = told.kpi("cost_per_signup").result.change
    assert change is not None
    baseline = BaselineResult(value=14.2, plain=13.8874, reweighted=True, source="period")
    changes = {"change": change.model_copy(update={"reweighted": True}), "baseline": baseline}
    found = why(changed(told, "cost_per_signup", **changes), told, draw=False)
    assert found is not None
    assert "plain level before, $13.89. Weighted to the campaign's weekdays that level is $14.20" in found.sentences[-1]


def test_simpsons_paradox_is_called_out_before_any_part(told: Scene):
    found = why(told.kpi("signup_rate"), told, draw=True)

    assert found is not None
    assert found.sentences[1].startswith("Every channel moved one way and Visit-to-sign-up rate as a whole the other")
    assert "social &lt;b&gt;" not in " ".join(found.sentences)  # escaped once, by the template
    assert found.chart is not None
    assert found.chart.table.rows[0][0].startswith("Their own results: search")


def test_segments_within_segments_add_up_to_the_change(told: Scene):
    view = told.kpi("signup_rate")
    found = why(view, told, draw=True)

    assert found is not None
    assert found.nested is not None
    assert found.nested_title == "By region within channel; all parts together are the whole change."
    assert found.nested.columns == ("Part", "Their own results", "How much each weighs")
    assert found.nested.rows == (
        ("search · north", "+0.070 pp", "+0.010 pp"),
        ("social <b> · south", "+0.020 pp", "+0.025 pp"),  # escaped once, by the template
        ("search · south", "−0.010 pp", "−0.010 pp"),
        ("social <b> · north", "−0.010 pp", "−0.005 pp"),
        ("channel", "0.000 pp", "−0.115 pp"),
        ("together", "+0.070 pp", "−0.095 pp"),
    )
    assert view.result.change is not None
    assert view.result.change.to - view.result.change.from_ == pytest.approx(0.0007 - 0.00095)


def test_parts_that_made_up_for_each_other_are_not_most_of_nothing(told: Scene):
    change = told.kpi("cost_per_signup").result.change
    assert change is not None
    one, other = (
        part.model_copy(update={"contribution": size}) for part, size in zip(change.drivers, (2.5, -2.5), strict=True)
    )
    level = change.model_copy(update={"to": change.from_, "drivers": (one, other)})
    found = why(changed(told, "cost_per_signup", change=level), told, draw=False)
    assert found is not None
    assert "stands where it stood before" in found.sentences[0]
    assert found.sentences[1].startswith("Its parts moved and made up for each other: Sign-up rate going from")
    assert not any("Most of that" in sentence for sentence in found.sentences)


def test_small_segments_within_segments_are_one_row(told: Scene):
    view = told.kpi("signup_rate")
    assert view.result.change is not None
    one, *_ = view.result.change.nested
    many = tuple(one.model_copy(update={"segment": f"r{number}", "rate": 0.0001, "mix": 0.0}) for number in range(9))
    change = view.result.change.model_copy(update={"nested": many})
    found = why(changed(told, "signup_rate", change=change), told, draw=True)

    assert found is not None
    assert found.nested is not None
    assert [name for name, *_ in found.nested.rows[5:]] == ["search · r5", "others", "channel", "together"]
    assert found.nested.rows[6][1] == "+0.030 pp"
    total = [one.model_copy(update={"mix": 0.0}) for one in change.segments]
    found = why(changed(told, "signup_rate", change=change.model_copy(update={"segments": total})), told, draw=True)
    assert found is not None
    assert found.nested is not None
    assert found.nested.columns == ("Part", "Contribution")
    assert found.nested.rows[-1] == ("together", "+0.0900 pp")
    whole = why(changed(told, "signup_rate", change=change.model_copy(update={"nested": ()})), told, draw=True)
    assert whole is not None
    assert whole.nested is None


def test_nothing_is_told_of_a_change_that_cannot_be_taken_apart(told: Scene):
    assert why(told.kpi("paid"), told, draw=True) is None


def test_expected_effect_trust_and_verdict_by_it_are_told_in_that_order(told: Scene):
    found = outside(told.kpi("cost_per_signup"), told, draw=True)

    assert found is not None
    said = " ".join(found.sentences)
    order = ["was to be expected without it", "It came to $15.08", "Tried on 4 stretches", "The verdict stays missed"]
    assert sorted(order, key=said.index) == order
    assert "about 1.2 times in a hundred" in said
    assert "the wrong way" in said
    assert "Do not rely on it" in said
    assert "Not used (the KPI itself is made of it): clicks (ads)." in said
    assert (found.verdict, found.tone) == ("Missed", "missed")


def test_an_interval_over_nothing_is_no_clear_difference(told: Scene):
    view = told.kpi("cost_per_signup")
    unclear = view.result.counterfactual.model_copy(update={"interval": (-0.2, 1.4), "placebo": 0.0})
    found = outside(changed(told, "cost_per_signup", counterfactual=unclear), told, draw=False)

    assert found is not None
    assert found.chart is None
    assert "no clear difference" in found.sentences[1]
    assert "Do not rely on it" not in " ".join(found.sentences)


@pytest.mark.parametrize(("gap", "said"), [(0.38, "lay 38% above what"), (-0.12, "lay 12% below what")])
def test_what_the_same_dates_did_a_year_before_is_said_beside_the_expectation(told: Scene, gap: float, said: str):
    before = told.kpi("cost_per_signup").result.counterfactual
    assert before is not None
    kpi = changed(told, "cost_per_signup", counterfactual=before.model_copy(update={"year_before": gap}))
    found = outside(kpi, told, draw=False)
    assert found is not None
    assert said in found.sentences[1]


def test_steps_come_with_their_reason_and_the_campaigns_numbers(told: Scene, playbook: Playbook):
    first, second = next_steps(told.kpi("cost_per_signup"), told, playbook)

    assert first.because == "Cost per click (CPC) is 72% of what moved it."
    assert any("from $0.420 to $0.480" in line for line in first.look_at)
    assert second.because == "Recorded at the same time: competitor."
    assert not any("{" in line for step in (first, second) for line in (*step.look_at, *step.try_next, *step.measure))


def test_where_it_will_end_and_what_it_needs(foreseen: Judged, config: SiteConfig, words: Words):
    one = scene(foreseen, config, words)
    found = pace(one.kpi("signups"), one, room=2)

    assert found is not None
    assert (found.title, found.state, found.tone) == ("Will it reach 12,000?", "On track", "on")
    assert found.chance == "about 15 in 20"
    assert (
        found.sentences[0] == "To finish on target it needs 128 a day for the 56 days left; so far it has averaged 137."
    )
    assert found.chart is not None
    assert found.total is not None
    cost = pace(one.kpi("cost_per_signup"), one, room=0)
    assert cost is not None
    assert (cost.title, cost.chart) == ("Will it stay within $13.50?", None)


def test_a_total_that_is_to_end_within_a_range_has_both_ends_on_its_axis(
    foreseen: Judged, config: SiteConfig, words: Words
):
    one = scene(foreseen, config, words)
    kpi = changed(one, "signups", target=(11_000.0, 13_000.0), near=None, better=Better.RANGE)
    found = pace(kpi, one, room=2)

    assert found is not None
    assert found.chart is not None
    drawn = str(found.chart.wide)
    assert "11,000" in drawn
    assert "13,000" in drawn


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "fewer than 1 in 20"),
        (0.02, "fewer than 1 in 20"),
        (0.03, "about 1 in 20"),
        (0.62, "about 12 in 20"),
        (0.97, "about 19 in 20"),
        (0.99, "more than 19 in 20"),
    ],
)
def test_chances_are_said_in_twentieths(probability: float, said: str, words: Words):
    assert chance(probability, words) == said


def test_every_state_has_words(words: Words):
    for state in ForecastState:
        assert words(f"state.{state.value}")
        assert words(f"lead_state.{state.value}").endswith(".")


def test_why_there_is_no_forecast_is_said(running: Judged, config: SiteConfig, words: Words):
    from generator.compare.reason import Reason

    why_not = {"signups": (Reason.TOO_FEW_STEPS, {"steps": 9, "needed": 14})}
    one = scene(replace(running, not_forecast=why_not), config, words)
    assert no_forecast(one.kpi("signups"), one).startswith("There is no forecast yet.")
    assert no_forecast(one.kpi("cost_per_signup"), one) == ""
