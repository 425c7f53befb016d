"""What is said of a KPI: one rule a question, in words that keep to the numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from explained import fan, forecast
from page_samples import (
    COST,
    RATE,
    SIGNUPS,
    SPRING_KPIS,
    before,
    campaign_of,
    judged_of,
    kpi_result,
    metric,
)

from generator.compare.judged import Judged
from generator.compare.reason import Reason
from generator.compare.result import BaselineResult, Certainty, ForecastResult, ForecastState, KpiResult, State, Verdict
from generator.metrics.catalogue import Metric
from generator.pages.campaign import campaign_page
from generator.pages.compared import changes, lift_bar
from generator.pages.headline import lead, says, sure, sure_title
from generator.pages.pace import odds, pace
from generator.pages.page import Around
from generator.pages.scene import Scene, scene
from generator.pages.sentences import judged, lift, listed, shortfall, so_far_sentence
from generator.pages.upcoming import upcoming_sentence
from generator.pages.words import Words
from generator.spec.model import Better, Role, SiteConfig, Unit

RANGE = metric("frequency", "Frequency", "impressions / reach", Unit.RATIO, Better.RANGE)


def told(of: Metric, result: KpiResult, words: Words, **head: Any) -> Scene:
    campaign = campaign_of("one", (result,), currency="USD")
    return scene(judged_of(campaign, {of.id: of}, (result,), **head), SiteConfig(), words)


CASES = [
    (RATE, "3.0%", 0.034, {"interval": (0.0312, 0.0368)}, "Met, clearly: even the low end, 3.12%, reaches the target."),
    (COST, "80", 70.0, {"interval": (64.0, 76.0)}, "Met, clearly: even the high end, $76.00, stays within the limit."),
    (
        RANGE,
        "2..4",
        3.0,
        {"interval": (2.5, 3.5)},
        "Met, clearly: the whole interval, 2.50 – 3.50, lies in the target range.",
    ),
    (
        RATE,
        "3.0%",
        0.031,
        {"interval": (0.029, 0.033), "certainty": Certainty.CLOSE_CALL},
        "Met, but a close call: run again, it could well fall short.",
    ),
    (
        COST,
        "80",
        79.0,
        {"interval": (75.0, 83.0), "certainty": Certainty.CLOSE_CALL},
        "Met, but a close call: run again, it could well go over.",
    ),
    (
        RANGE,
        "2..4",
        3.9,
        {"interval": (3.5, 4.3), "certainty": Certainty.CLOSE_CALL},
        "Met, but a close call: run again, it could well leave the range.",
    ),
    (SIGNUPS, "100", 120.0, {"certainty": Certainty.COUNTED}, "Met: 120 counted."),
    (
        RATE,
        "3.0%",
        0.028,
        {"interval": (0.026, 0.0296), "verdict": Verdict.NEAR},
        "Near, and clearly short of the target.",
    ),
    (
        RATE,
        "3.0%",
        0.0295,
        {"interval": (0.028, 0.031), "verdict": Verdict.NEAR, "certainty": Certainty.CLOSE_CALL},
        "Near; it may in truth have reached the target.",
    ),
    (SIGNUPS, "100", 95.0, {"verdict": Verdict.NEAR, "certainty": Certainty.COUNTED}, "Near: 5 short of the target."),
    (COST, "80", 82.0, {"verdict": Verdict.NEAR, "certainty": Certainty.COUNTED}, "Near: $2 over the limit."),
    (
        COST,
        "80",
        100.0,
        {"interval": (92.0, 108.0), "verdict": Verdict.MISSED},
        "Missed, clearly: even the best end, $92.00, is over the limit.",
    ),
    (
        RANGE,
        "2..4",
        5.0,
        {"interval": (4.5, 5.5), "verdict": Verdict.MISSED},
        "Missed, clearly: even the best end, 4.50, lies outside the range.",
    ),
    (
        RANGE,
        "2..4",
        1.0,
        {"interval": (0.5, 1.5), "verdict": Verdict.MISSED},
        "Missed, clearly: even the best end, 1.50, lies outside the range.",
    ),
    (
        RATE,
        "3.0%",
        0.02,
        {"interval": (0.01, 0.031), "verdict": Verdict.MISSED, "certainty": Certainty.CLOSE_CALL},
        "Missed, though the interval still includes the target.",
    ),
    (SIGNUPS, "100", 50.0, {"verdict": Verdict.MISSED, "certainty": Certainty.COUNTED}, "Missed: 50 counted."),
    (RATE, "3.0%", 0.034, {"certainty": None}, "Met. How certain that is cannot be said."),
]


@pytest.mark.parametrize(("of", "text", "value", "more", "sentence"), CASES, ids=[case[4][:40] for case in CASES])
def test_verdict_and_certainty_in_one_sentence(
    of: Metric, text: str, value: float, more: dict[str, Any], sentence: str, words: Words
) -> None:
    one = told(of, kpi_result(of, text, value, **more), words)
    assert judged(one.kpis[0], one) == sentence


def test_no_verdict_says_why(words: Words) -> None:
    more = {"reason": Reason.ZERO_DENOMINATOR, "reason_values": {"measure": "visits"}, "certainty": None}
    one = told(RATE, kpi_result(RATE, "3%", None, verdict=Verdict.NO_DATA, **more), words)
    assert judged(one.kpis[0], one) == (
        "No verdict: the formula divides by visits, which is zero. So the target was not tested."
    )


@pytest.mark.parametrize(
    ("of", "text", "value", "verdict", "sentence"),
    [
        (RATE, "3.20%", 0.03015, Verdict.NEAR, "It fell short of 3.20% by 0.185 percentage points."),
        (COST, "13.50", 15.08, Verdict.MISSED, "It went over $13.50 by $1.58."),
        (COST, "13.50", 12.0, Verdict.MET, "It stayed $1.50 under the limit of $13.50."),
        (SIGNUPS, "12000", 12725.0, Verdict.MET, "It passed the target of 12,000 by 725."),
        (SIGNUPS, "12000", 12000.0, Verdict.MET, "It came out exactly at the target of 12,000."),
        (RANGE, "2..4", 3.0, Verdict.MET, "It stayed inside the range 2 – 4."),
        (RANGE, "2..4", 5.5, Verdict.MISSED, "It went beyond the range 2 – 4 by 1.50."),
        (RANGE, "2..4", 1.5, Verdict.MISSED, "It fell short of the range 2 – 4 by 0.50."),
    ],
)
def test_how_far_from_the_target(
    of: Metric, text: str, value: float, verdict: Verdict, sentence: str, words: Words
) -> None:
    interval = (0.02936, 0.03094) if of is RATE else None
    one = told(of, kpi_result(of, text, value, verdict=verdict, interval=interval), words)
    assert shortfall(one.kpis[0], one) == sentence


@pytest.mark.parametrize(
    ("baseline", "sentence"),
    [
        (
            before(13.8874, 0.086, (0.041, 0.132)),
            "Against the baseline of $13.89 it is up 8.6% (95% interval +4.1% to +13.2%).",
        ),
        (
            before(13.8874, -0.086, (-0.132, 0.004)),
            "Against the baseline of $13.89 there is no clear change (95% interval −13.2% to +0.4%).",
        ),
        (
            before(13.8874, 0.086, None).model_copy(update={"reason": Reason.NO_SERIES}),
            (
                "Against the baseline of $13.89 it is up 8.6%; how sure that is cannot be said: the rows have no "
                "dates, and "
                "there are no counts that would give an interval."
            ),
        ),
        (before(13.8874, 0.0, None), "Against the baseline of $13.89 it is the same."),
        (
            BaselineResult(value=None, source="period", reason=Reason.ZERO_DENOMINATOR),
            "It cannot be compared with the baseline: before the campaign or in it, the formula divides by zero.",
        ),
    ],
)
def test_compared_with_before(baseline: BaselineResult, sentence: str, words: Words) -> None:
    one = told(COST, SPRING_KPIS[2].model_copy(update={"baseline": baseline}), words)
    said = lift(one.kpis[0], one)
    assert said is not None
    assert said.sentence == sentence


def test_no_clear_change_is_never_called_no_change(words: Words) -> None:
    one = told(RATE, SPRING_KPIS[1], words)
    said = lift(one.kpis[0], one)
    assert said is not None
    assert said.words == "no clear change (up 1.1%)"


def test_an_end_of_a_change_is_not_rounded_to_zero(words: Words) -> None:
    one = told(COST, SPRING_KPIS[2].model_copy(update={"baseline": before(10.0, 0.4, (0.0004, 0.9))}), words)
    said = lift(one.kpis[0], one)
    assert said is not None
    assert said.interval == "95% interval +0.04% to +90.00%"


@pytest.mark.parametrize(
    ("of", "was", "now", "way", "drawn"),
    [
        (RANGE, 1.0, 3.0, "right", 2.0),  # into the range
        (RANGE, 5.0, 3.0, "right", 0.4),
        (RANGE, 3.0, 6.0, "wrong", -1.0),  # out of it
        (RANGE, 3.0, 1.5, "wrong", -0.5),
        (RATE, 2.5, 5.0, "wrong", -1.0),  # higher is better of the metric, but its target has an upper end
        (COST, 1.0, 1.5, "right", 0.5),  # lower is better of the metric, but its target has a lower end
    ],
)
def test_nearer_to_a_range_is_better(of: Metric, was: float, now: float, way: str, drawn: float, words: Words) -> None:
    since = before(was, now / was - 1, (now / was - 1.1, now / was - 0.9))
    one = told(of, kpi_result(of, "2..4", now, verdict=Verdict.MISSED, baseline=since), words)
    change = changes(one)[of.id]
    assert change.row.lift == pytest.approx(drawn)
    assert change.row.interval == pytest.approx((drawn - 0.1, drawn + 0.1))
    bar = lift_bar(one.kpis[0], change, 2.0, words)
    assert bar is not None
    assert f", in the {way} direction; " in bar.label


def test_a_move_inside_the_range_is_neither_better_nor_worse(words: Words) -> None:
    one = told(RATE, kpi_result(RATE, "2..4", 3.0, baseline=before(2.5, 0.2, (0.1, 0.3))), words)
    change = changes(one)[RATE.id]
    assert (change.row.lift, change.row.interval, change.row.text) == (None, None, "up 20%, within the range")
    assert lift_bar(one.kpis[0], change, 2.0, words) is None


def test_names_are_joined_as_in_a_sentence(words: Words) -> None:
    assert [listed(list("abc")[:n], words) for n in range(4)] == ["", "a", "a and b", "a, b, and c"]


def test_the_verdict_names_the_worst_miss_and_the_score(spring: Judged, config: SiteConfig, words: Words) -> None:
    one = scene(spring, config, words)
    assert lead(one) == "Nearly."
    assert says(one) == (
        "Spring sign-up push met 4 of its 6 KPIs. Cost per sign-up came to $15.08, where the target was at most "
        "$13.50. "
        "That leaves its score at 0.991 of the 1.000 needed."
    )


def test_how_sure_names_the_miss_and_the_close_call(spring: Judged, config: SiteConfig, words: Words) -> None:
    assert sure(scene(spring, config, words)) == (
        "The miss of Cost per sign-up is clear: even the best end of its 95% interval, $14.54, is over the limit. "
        "Paid by day 30 is a close call: 4.02% meets the target of at least 4.0%, yet its 95% interval runs from 3.56% "
        "to 4.47%, so the same campaign run again could well fall short."
    )


def test_a_score_that_was_enough_but_held_back(words: Words, config: SiteConfig) -> None:
    kpis = (
        kpi_result(SIGNUPS, "100", 200.0, certainty=Certainty.COUNTED),
        kpi_result(COST, "80", 100.0, verdict=Verdict.MISSED, must=True, interval=(95.0, 105.0), weight=0.1),
    )
    campaign = campaign_of("held", kpis, currency="USD")
    one = scene(
        judged_of(campaign, {"signups": SIGNUPS, "cost_per_signup": COST}, kpis, verdict=Verdict.NEAR), config, words
    )
    assert says(one).endswith(
        "Its score of 1.164 would have been enough, but Cost per sign-up had to hold and did not."
    )


def test_the_headline_says_what_bars_the_verdict_and_which_kpi_cost_most(words: Words, config: SiteConfig) -> None:
    kpis = (
        kpi_result(SIGNUPS, "100", 92.0, verdict=Verdict.NEAR, certainty=Certainty.COUNTED, weight=9),
        kpi_result(COST, "80", 100.0, verdict=Verdict.MISSED, interval=(95.0, 105.0)),
    )
    metrics = {"signups": SIGNUPS, "cost_per_signup": COST}
    campaign = campaign_of("short", kpis, currency="USD")
    plain = scene(judged_of(campaign, metrics, kpis, verdict=Verdict.NEAR), config, words)
    assert says(plain).endswith("Its score is 0.908 of the 1.000 needed; Sign-ups cost it the most points.")
    bound = (kpis[0], kpis[1].model_copy(update={"must": True}))
    barred = scene(judged_of(campaign, metrics, bound, verdict=Verdict.NEAR), config, words)
    assert says(barred).endswith(
        "Its score is 0.908 of the 1.000 needed, and Cost per sign-up had to hold and did not."
    )


def test_a_running_campaign_is_set_against_an_even_pace(running: Judged, config: SiteConfig, words: Words) -> None:
    one = scene(running, config, words)
    assert lead(one) == "Still running."
    assert says(one) == (
        "Summer referral sprint is on day 35 of 91, with Sign-ups at 4,810; going by an even pace to 12,000, "
        "4,615 would have come by now."
    )
    assert sure(one) == "The verdict is given once, on the data up to 31 May 2026."
    assert [so_far_sentence(view, one) for view in one.kpis] == [
        "Going by an even pace, 4,615 would have been reached by day 35; it stands at 4,810, ahead of that.",
        "So far it stands at $13.10, on the right side of the target of $13.50.",
    ]


@pytest.mark.parametrize(
    ("by", "words_for_it"),
    [("weekdays", "its weekday pace"), ("even", "an even pace"), ("plan", "its plan")],
)
def test_a_total_is_said_to_go_by_the_pace_it_is_held_against(
    by: str, words_for_it: str, config: SiteConfig, words: Words
) -> None:
    foreseen = forecast(ForecastState.ON_TRACK, 0.8, 12400.0, by)
    kpis = (kpi_result(SIGNUPS, "12000", 4810.0, verdict=Verdict.RUNNING, forecast=foreseen),)
    judged = judged_of(campaign_of("sums", kpis), {"signups": SIGNUPS}, kpis, verdict=Verdict.RUNNING)
    one = scene(judged, config, words)
    assert so_far_sentence(one.kpis[0], one).startswith(f"Going by {words_for_it}, 4,615 would have been reached by")


def running_total(found: ForecastResult, value: float, words: Words) -> Scene:
    kpis = (kpi_result(SIGNUPS, "12000", value, verdict=Verdict.RUNNING, forecast=found),)
    return told_of(kpis, words, found)


def told_of(kpis: tuple[KpiResult, ...], words: Words, found: ForecastResult) -> Scene:
    metrics = {"signups": SIGNUPS, "cost_per_signup": COST}
    campaign = campaign_of("sums", kpis, currency="USD")
    judged = judged_of(campaign, metrics, kpis, verdict=Verdict.RUNNING, state=State.RUNNING, as_of=date(2026, 4, 5))
    series = fan(12000, kpis[0].value or 0.0, found.projected)
    return scene(replace(judged, fans={"signups": series}), SiteConfig(), words)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("plan", "It stands at 4,615 on day 35, as planned."),
        ("even", "Going by an even pace, 4,615 would have come by day 35; it stands at exactly that."),
    ],
)
def test_what_is_exactly_as_planned_is_not_ahead(by: str, said: str, words: Words) -> None:
    found = forecast(ForecastState.OFF_TRACK, 0.1, 11000.0, by).model_copy(update={"expected_to_date": 4615.0})
    one = running_total(found, 4615.0, words)
    assert so_far_sentence(one.kpis[0], one) == said


@pytest.mark.parametrize(
    ("by", "value", "state", "told"),
    [
        ("plan", 4615.4, ForecastState.OFF_TRACK, True),
        ("plan", 4700.0, ForecastState.AT_RISK, True),
        ("plan", 4000.0, ForecastState.OFF_TRACK, False),
        ("plan", 4700.0, ForecastState.ON_TRACK, False),
        ("even", 4700.0, ForecastState.OFF_TRACK, False),
    ],
)
def test_a_plan_that_is_kept_and_a_forecast_that_misses_are_reconciled(
    by: str, value: float, state: ForecastState, *, told: bool, words: Words
) -> None:
    found = forecast(state, 0.2, 11000.0, by).model_copy(update={"required": 150.0})
    one = running_total(found, value, words)
    said = pace(one.kpis[0], one, room=0)
    assert said is not None
    sentence = "Its plan is kept so far, and expects the 56 days left to bring more than those before;"
    assert any(part.startswith(sentence) for part in said.sentences) is told


def reached_already(words: Words, *, guardrail: Verdict) -> Scene:
    found = forecast(ForecastState.CERTAIN_MET, 1.0, 13000.0)
    kpis = (
        kpi_result(SIGNUPS, "12000", 12100.0, verdict=Verdict.MET, forecast=found),
        kpi_result(COST, "80", 100.0, verdict=guardrail, role=Role.GUARDRAIL),
    )
    return told_of(kpis, words, found)


def test_what_is_certain_is_not_said_to_have_a_chance(words: Words) -> None:
    one = reached_already(words, guardrail=Verdict.RUNNING)
    assert (lead(one), sure_title(one)) == ("Reached already.", "12,000 is reached already.")
    said = pace(one.kpis[0], one, room=0)
    assert said is not None
    assert (said.chance, said.chance_note) == ("it is reached", "")
    missed = forecast(ForecastState.CERTAIN_MISSED, 0.0, 13000.0)
    assert odds(missed, words) == "it is missed"


def test_a_guardrail_that_is_lost_keeps_a_reached_target_from_being_a_success(words: Words) -> None:
    one = reached_already(words, guardrail=Verdict.MISSED)
    assert lead(one) == "Cannot be met any more."
    assert says(one).endswith(
        "Sign-ups has reached its target already. "
        "Cost per sign-up has missed its target already: what it has come to cannot be undone. "
        "Cost per sign-up had to hold: whatever the other KPIs reach, the campaign cannot be met any more."
    )
    page = campaign_page(one.judged, Around(), one.config, words).markdown
    head = page[: page.index("Cannot be met any more.")]
    assert "✕" in head
    assert "✓" not in head


def test_a_campaign_that_has_not_started(upcoming: Judged, config: SiteConfig, words: Words) -> None:
    one = scene(upcoming, config, words)
    assert (lead(one), says(one)) == ("Not started yet.", "Autumn push starts on 2 Mar 2026. Its one target is set.")


def test_before_the_start_a_page_tells_targets_and_levels_and_no_verdict(
    upcoming: Judged, config: SiteConfig, words: Words
) -> None:
    before_start = {"value": None, "verdict": Verdict.RUNNING, "certainty": None, "interval": None, "attainment": None}
    kpis = (
        SPRING_KPIS[0].model_copy(
            update={**before_start, "baseline": BaselineResult(value=None, plain=5600.0, days=56, source="period")}
        ),
        SPRING_KPIS[1].model_copy(update={**before_start, "baseline": before(0.02982, 0.0, None)}),
    )
    head = upcoming.result.campaign.model_copy(update={"grain": "day", "kpis": 2})
    scored = upcoming.result.score.model_copy(update={"value": None})
    result = upcoming.result.model_copy(update={"campaign": head, "kpis": kpis, "score": scored})
    metrics = {"signups": SIGNUPS, "signup_rate": RATE}
    page = campaign_page(replace(upcoming, result=result, metrics=metrics), Around(), config, words)
    one = scene(replace(upcoming, result=result, metrics=metrics), config, words)
    assert [upcoming_sentence(view, one) for view in one.kpis] == [
        "The target is at least 12,000. At the campaign's length, the time before it came to 9,100.",
        "The target is at least 3.20%. Before the campaign it stood at 2.98%.",
    ]
    assert "<dd>9,100 at the campaign&#39;s length, from a total of 5,600 over 56 days with data</dd>" in page.markdown
    assert page.markdown.count("<b>Not started</b>") == 4
    for never in ("Running", "worst KPI", "no row", "Compared with before", "bullet", "so far"):
        assert never not in page.markdown


def test_a_campaign_without_data(no_data: Judged, config: SiteConfig, words: Words) -> None:
    one = scene(no_data, config, words)
    assert (lead(one), says(one)) == ("No verdict.", "None of the KPIs of Phone test could be judged.")
    assert sure(one) == "Cost per sign-up has no result: the formula divides by signups, which is zero."
