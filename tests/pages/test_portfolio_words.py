"""What a site's campaigns say together, in words."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.compare.judged import Judged
from generator.compare.result import Verdict
from generator.compare.result.portfolio import (
    ActionResult,
    ActionState,
    AttainmentReading,
    AttainmentResult,
    CauseCount,
    ChanceResult,
    ChanceVerdict,
    PortfolioResult,
    SensitivityResult,
)
from generator.pages.index import index_page
from generator.pages.portfolio import together_of
from generator.pages.portfolio_chance import chance_said, standing_out, star_said
from generator.pages.portfolio_learnings import MOST_ACTIONS, MOST_CAMPAIGNS, cause_rows, late_actions
from generator.pages.portfolio_names import Names, names_of
from generator.pages.portfolio_scores import MOST, narrow_scores
from generator.pages.portfolio_targets import MOST as MOST_TARGETS
from generator.pages.portfolio_targets import attained_groups
from generator.pages.words import Words
from generator.report.summary import Summary, summarise
from generator.spec.model import Cause, SiteConfig

NOTHING = ChanceResult(kpis=0, clear=0, clear_met=0, expected=0.0, interval=(0, 0), rate=0.05, survivors=0, verdicts=())
EMPTY = PortfolioResult(sensitivity=(), chance=NOTHING, attainment=(), targets=(), causes=(), actions=())


def chance(**more: Any) -> ChanceResult:
    return NOTHING.model_copy(update={"kpis": 40, "clear": 12, "expected": 2.0, "interval": (0, 5), **more})


def attained(name: str, *shares: float, **more: Any) -> AttainmentResult:
    given = {"by": "metric", "results": 5, "reading": None}
    return AttainmentResult(name=name, lowest=shares[0], quartiles=shares[1:4], highest=shares[4], **{**given, **more})  # type: ignore[arg-type]  # five shares, in order


def action(state: ActionState, **more: Any) -> ActionResult:
    given: dict[str, Any] = {
        "campaign": "one",
        "metric": "signups",
        "cause": Cause.CREATIVE,
        "action": {"": "Test two forms"},
        "owner": "Mia",
        "due": date(2026, 5, 1),
        "check_in": None,
        "days_late": 30,
    }
    return ActionResult(state=state, **{**given, **more})


def turns(**more: Any) -> SensitivityResult:
    given: dict[str, Any] = {
        "campaign": "one",
        "verdict": Verdict.MET,
        "score": 1.004,
        "line": 1.0,
        "gap": 0.004,
        "other": Verdict.NEAR,
        "metric": "signups",
        "weight": 5.0,
        "weight_then": 4.4,
        "barred": (),
    }
    return SensitivityResult(**{**given, **more})


@pytest.fixture(scope="module")
def campaigns(spring: Judged) -> list[Summary]:
    base = summarise(spring)
    names = ("one", "two", *(f"more-{number}" for number in range(8)))
    return [
        replace(base, head=base.head.model_copy(update={"id": name, "name": {"": f"{name.title()} <b>"}}))
        for name in names
    ]


@pytest.fixture(scope="module")
def names(campaigns: list[Summary], words: Words) -> Names:
    return names_of(campaigns, words)


def test_chance_is_said_with_its_span_and_what_stands_out(words: Words) -> None:
    assert chance_said(chance(survivors=7), words) == (
        "12 of the 40 verdicts that have an interval are clear. If every KPI stood exactly at its target, about 2 "
        "would look clear by chance alone (0 to 5 in 95% of cases). Looked at together, 7 of the 40 stand out from "
        "chance and are marked * in the table."
    )


def test_of_few_verdicts_chance_gives_fewer_than_one(words: Words) -> None:
    said = chance_said(chance(kpis=7, clear=1, expected=0.35, interval=(0, 2)), words)
    assert "1 of the 7 verdicts that have an interval is clear." in said
    assert "fewer than one would look clear by chance alone, on average, and at most 2 in 95% of cases." in said
    assert said.endswith("none of them stands out from chance.")


@pytest.mark.parametrize("found", [NOTHING, chance(clear=0), chance(kpis=1, clear=1)])
def test_nothing_is_said_of_no_clear_verdict_or_a_single_one(found: ChanceResult, words: Words) -> None:
    assert chance_said(found, words) == ""


def test_the_mark_is_explained_where_it_is_used(words: Words) -> None:
    assert star_said(chance(survivors=0), words) == ""
    assert "at most 5% of these marks are false" in star_said(chance(survivors=3), words)


def verdict(metric: str, *, survives: bool) -> ChanceVerdict:
    return ChanceVerdict(
        campaign="one", metric=metric, verdict=Verdict.MET, clear=True, p=0.01, adjusted=0.02, survives=survives
    )


def test_only_survivors_are_marked_in_the_table(campaigns: list[Summary], config: SiteConfig, words: Words) -> None:
    verdicts = (verdict("signup_rate", survives=True), verdict("paid", survives=False))
    found = EMPTY.model_copy(update={"chance": chance(survivors=1, verdicts=verdicts)})
    text = index_page(campaigns, found, config, words).markdown
    assert standing_out(found.chance) == {("one", "signup_rate")}
    assert re.findall(r'#kpi-(\w+)"[^>]*><span[^>]*>[^<]*</span> [^<]*<sup>\*</sup></a>', text) == ["signup_rate"]


def test_a_reading_comes_first_and_rounding_never_crosses_its_line(names: Names) -> None:
    easy = attained("signups", 1.1004, 1.2, 1.3, 1.4, 1.5, reading=AttainmentReading.TOO_EASY)
    plain = attained("paid", 0.5, 0.9, 0.9996, 1.1, 2.4, results=9)
    (group,) = attained_groups((plain, easy), names)
    assert [(row.name, row.lowest, row.median, row.reading) for row in group.rows] == [
        ("Sign-ups", "110.04%", "130%", "Too easy"),
        ("Paid by day 30", "50%", "99.96%", ""),
    ]
    assert group.rows[0].href == "metrics/signups/"
    assert group.rows[0].strip.label == "Sign-ups: from 110.04% to 150% of target, median 130%"


def test_wishful_targets_of_an_owner(names: Names) -> None:
    shares = (0.2, 0.3, 0.4, 0.5, 0.5999)
    (group,) = attained_groups((attained("Mia", *shares, by="owner", reading=AttainmentReading.WISHFUL),), names)
    (row,) = group.rows
    assert (row.name, row.href, row.highest, row.reading) == ("Mia", "", "59.99%", "Wishful")


def test_a_long_list_of_targets_says_what_it_leaves_out(names: Names) -> None:
    many = [attained(f"metric_{number:02}", 0.9, 0.9, 1.0, 1.0, 1.1) for number in range(MOST_TARGETS + 1)]
    (group,) = attained_groups(many, names)
    assert (len(group.rows), group.more) == (MOST_TARGETS, "1 more metric: on its own page and in results.json.")


def test_a_cause_names_its_first_campaigns(names: Names) -> None:
    ids = tuple(f"more-{number}" for number in range(MOST_CAMPAIGNS + 2))
    (row,) = cause_rows((CauseCount(cause=Cause.LANDING, learnings=9, campaigns=ids, metrics=()),), names)
    assert (row.cause, row.learnings, len(row.campaigns), row.more) == (
        "Landing page",
        "9",
        MOST_CAMPAIGNS,
        "and 2 more",
    )
    assert row.campaigns[0].href == "campaigns/more-0/"


def test_only_late_actions_are_shown(names: Names) -> None:
    found = [action(state) for state in ActionState]
    assert len(late_actions(found, names).rows) == 2


def test_an_action_leads_to_the_campaign_that_passed_it_by(names: Names) -> None:
    found = (action(ActionState.NOT_TAKEN_UP, check_in="two", metric=None, due=None, days_late=None),)
    (row,) = late_actions(found, names).rows
    assert (row.campaign.href, row.about, row.begun) == ("campaigns/one/", "Creative", True)
    assert row.check_in is not None
    assert row.check_in.href == "campaigns/two/"
    assert (row.due, row.late) == ("–", "")


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day late"), (729, "729 days late"), (731, "2 years late"), (5530, "15 years late")]
)
def test_a_delay_is_told_in_days_or_years(days: int, said: str, names: Names) -> None:
    (row,) = late_actions((action(ActionState.OVERDUE, days_late=days),), names).rows
    assert row.late == said


def test_an_action_for_a_campaign_that_is_not_there_names_none(names: Names) -> None:
    (row,) = late_actions((action(ActionState.OVERDUE, check_in="gone"),), names).rows
    assert row.check_in is None


def test_a_long_list_of_actions_says_what_it_leaves_out(names: Names) -> None:
    late = late_actions([action(ActionState.OVERDUE)] * (MOST_ACTIONS + 3), names)
    assert (len(late.rows), late.more) == (MOST_ACTIONS, "3 more actions: in results.json.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {},
            (
                "The score is 0.004 above 1.000, where met begins. "
                "With a weight of 4.40 instead of 5 for Sign-ups it would have stood at that line."
            ),
        ),
        ({"weight_then": 2.0}, "The score is 0.004 above 1.000, where met begins."),
        ({"metric": None, "weight": None, "weight_then": None}, "The score is 0.004 above 1.000, where met begins."),
        ({"score": 1.0, "gap": 0.0, "weight_then": 5.0}, "The score stands exactly at 1.000, where met begins."),
        (
            {"verdict": Verdict.MISSED, "other": Verdict.NEAR, "score": 0.8992, "line": 0.9, "gap": -0.0008}
            | {"weight_then": 9.0},
            "The score is 0.001 below 0.900, where near begins.",
        ),
        (
            {"score": 1.00001, "gap": 0.00001, "weight_then": 4.9996},
            (
                "The score is 0.00001 above 1.000, where met begins. "
                "With a weight of 4.99959 instead of 5 for Sign-ups it would have stood at that line."
            ),
        ),
    ],
)
def test_a_narrow_verdict_says_what_it_hangs_on(more: dict[str, Any], said: str, names: Names) -> None:
    (row,) = narrow_scores((turns(**more),), names).rows
    assert row.hangs == said


def test_a_small_weight_is_enough_though_the_score_is_far_from_its_line(names: Names) -> None:
    (row,) = narrow_scores((turns(score=1.05, gap=0.05, weight_then=4.0),), names).rows
    assert "With a weight of 4.0 instead of 5" in row.hangs


@pytest.mark.parametrize(
    "more", [{"score": 1.05, "gap": 0.05, "weight_then": 1.0}, {"gap": -0.004, "score": 0.996, "barred": ("paid",)}]
)
def test_a_firm_or_barred_verdict_is_not_among_them(more: dict[str, Any], names: Names) -> None:
    assert narrow_scores((turns(**more),), names).rows == ()


def test_the_narrowest_come_first(names: Names) -> None:
    found = [turns(campaign="two", gap=0.008), turns(gap=-0.002, score=0.998)]
    found += [turns(campaign=f"more-{number % 8}", gap=0.009) for number in range(MOST)]
    narrow = narrow_scores(found, names)
    assert [row.campaign.href for row in narrow.rows[:2]] == ["campaigns/one/", "campaigns/two/"]
    assert narrow.more == "2 more campaigns: in results.json."


def test_where_there_is_nothing_to_say_nothing_is_shown(
    campaigns: list[Summary], config: SiteConfig, words: Words
) -> None:
    page = index_page(campaigns, EMPTY, config, words)
    assert not together_of(EMPTY, campaigns, words).pictures
    assert "kpi-together" not in page.markdown
    assert re.findall(r"^## (.+)$", page.markdown, re.MULTILINE) == ["Every KPI at a glance"]


def test_the_parts_stand_in_order_and_names_are_escaped(
    campaigns: list[Summary], config: SiteConfig, words: Words
) -> None:
    found = EMPTY.model_copy(
        update={
            "chance": chance(survivors=1, verdicts=(verdict("paid", survives=True),)),
            "attainment": (attained("Mia <i>", 0.9, 0.9, 1.0, 1.0, 1.1, by="owner"),),
            "causes": (CauseCount(cause=Cause.LANDING, learnings=1, campaigns=("one",), metrics=()),),
            "actions": (action(ActionState.NOT_TAKEN_UP, check_in="two", action={"": "Ask <u>why"}),),
            "sensitivity": (turns(),),
        }
    )
    page = index_page(campaigns, found, config, words)
    heads = re.findall(r"^## (.+)$", page.markdown, re.MULTILINE)
    assert heads == [
        "Every KPI at a glance",
        "Were the targets right?",
        "What recurs",
        "Verdicts that hang on little",
    ]
    assert not [text for text in ("Mia <i>", "One <b>", "Ask <u>") if text in page.markdown]
    assert '<a href="campaigns/two/">Two &lt;b&gt;</a> was to take it up and has begun without it.' in page.markdown
    assert "spread-owner-1.svg" in page.files


def test_the_column_of_readings_is_there_only_with_one(
    campaigns: list[Summary], config: SiteConfig, words: Words
) -> None:
    plain = attained("signups", 0.9, 0.9, 1.0, 1.0, 1.1)
    easy = attained("signups", 1.2, 1.2, 1.3, 1.3, 1.4, reading=AttainmentReading.TOO_EASY)
    for found, shown in ((plain, False), (easy, True)):
        text = index_page(campaigns, EMPTY.model_copy(update={"attainment": (found,)}), config, words).markdown
        assert ('<th scope="col">Reading</th>' in text) is shown
