"""Objectives scored, and the chain from areas to campaigns with what is missing in it."""

from datetime import date

import pytest
from made_summaries import kpi, summary

from generator.compare.reason import Method
from generator.compare.result.strategy import Band, Gap
from generator.errors import Location
from generator.metrics.catalogue import builtin
from generator.report.objectives import objectives
from generator.spec.model import KeyResult, KeyResultArea, Objective, ObjectiveKind, Strategy, SuccessFactor, Text

TODAY = date(2026, 3, 31)


def words(text):
    return Text(by_language={"": text})


def key_result(name, start, goal, **more):
    return KeyResult(id=name, title=words(name), **{"from": start, "to": goal}, **more)


def strategy(**more):
    given = {
        "objectives": {
            "grow": Objective(
                title=words("Grow"),
                cycle="2026-Q1",
                kind=ObjectiveKind.ASPIRATIONAL,
                key_results=(
                    key_result("signups", 0, 1000, metric="signups"),
                    key_result("nps", 20, 30, readings={date(2026, 3, 1): 29.0}),
                    key_result("later", 0, 1, readings={date(2027, 1, 1): 1.0}),
                ),
            )
        },
        "key_result_areas": {
            "acquisition": KeyResultArea(
                title=words("Acquisition"),
                success_factors=(
                    SuccessFactor(title=words("Traffic"), metrics=("ctr", "cost_per_click")),
                    SuccessFactor(title=words("Users"), metrics=("signups",)),
                ),
            )
        },
        "file": "campaigns/strategy.yml",
    }
    return Strategy(**{**given, **more})


SIGNUPS = kpi("signups", 500.0, 900.0, method=Method.COUNTED)


def of(spec, *summaries):
    return objectives(spec, summaries, builtin(), TODAY)


def gaps(spec, *summaries):
    return {
        (link.gap, link.campaign or link.metric or link.key_result or link.area or link.objective)
        for link in of(spec, *summaries).missing
    }


def test_an_objectives_score_is_the_mean_of_its_key_results():
    (found,) = of(
        strategy(), summary("spring", SIGNUPS, kpi("ctr", 0.01), objective="grow", kra="acquisition")
    ).objectives
    assert [result.score for result in found.key_results] == [0.5, pytest.approx(0.9), None]
    assert (found.score, found.band, found.owed) == (pytest.approx(0.7), Band.GREEN, 0.7)
    assert (found.gone, found.expected, found.reached) == (1.0, pytest.approx(0.7), True)
    assert found.campaigns == ("spring",)


def test_what_is_owed_of_an_objective_is_the_mean_of_what_is_owed_of_its_key_results():
    ended = key_result("signups", 400, 1000, metric="signups")
    nps = key_result("nps", 20, 30, readings={date(2026, 2, 1): 29.0})
    grow = Objective(title=words("Grow"), cycle="2026-H1", kind=ObjectiveKind.ASPIRATIONAL, key_results=(ended, nps))
    (found,) = of(strategy(objectives={"grow": grow}), summary("spring", SIGNUPS, objective="grow")).objectives
    by_now = 0.7 * 90 / 181
    assert [result.expected for result in found.key_results] == [0.7, pytest.approx(by_now)]
    assert found.expected == pytest.approx((0.7 + by_now) / 2)


def test_a_committed_one_owes_all_of_it():
    spec = strategy(
        objectives={
            "grow": Objective(title=words("Grow"), key_results=(key_result("signups", 0, 550, metric="signups"),))
        }
    )
    (found,) = of(spec, summary("spring", SIGNUPS, objective="grow")).objectives
    assert (found.score, found.owed, found.reached, found.expected) == (pytest.approx(500 / 550), 1.0, False, None)


@pytest.mark.parametrize(("value", "reached"), [(961.0, False), (999.0, False), (1000.0, True)])
def test_what_only_rounds_to_all_of_it_is_not_reached(value, reached):
    goal = key_result("signups", 0, 1000, metric="signups")
    spec = strategy(objectives={"grow": Objective(title=words("Grow"), key_results=(goal,))})
    (found,) = of(spec, summary("spring", kpi("signups", value, 900.0), objective="grow")).objectives
    assert (found.score, found.band, found.reached) == (pytest.approx(value / 1000), Band.GREEN, reached)


def test_the_chain_down_and_up():
    result = of(strategy(), summary("spring", SIGNUPS, kpi("ctr", 0.01), objective="grow", kra="acquisition"))
    (area,) = result.areas
    assert area.campaigns == ("spring",)
    assert [dict(factor.metrics) for factor in area.factors] == [
        {"ctr": ("spring",), "cost_per_click": ()}, {"signups": ("spring",)}
    ]  # fmt: skip
    assert [(chain.metric, chain.area, chain.objective, [f[""] for f in chain.factors]) for chain in result.chains] == [
        ("signups", "acquisition", "grow", ["Users"]),
        ("ctr", "acquisition", "grow", ["Traffic"]),
    ]


def test_a_whole_chain_lacks_only_the_reading():
    whole = summary("spring", SIGNUPS, kpi("ctr", 0.01), objective="grow", kra="acquisition")
    assert gaps(strategy(), whole) == {(Gap.KEY_RESULT_UNMEASURED, "later")}


def test_what_campaigns_lack():
    lost = summary("spring", kpi("roas", 4.0))
    assert gaps(strategy(), lost) == {
        (Gap.CAMPAIGN_WITHOUT_OBJECTIVE, "spring"),
        (Gap.CAMPAIGN_WITHOUT_AREA, "spring"),
        (Gap.METRIC_WITHOUT_FACTOR, "spring"),
        (Gap.AREA_WITHOUT_CAMPAIGN, "acquisition"),
        (Gap.FACTOR_WITHOUT_TARGET, "acquisition"),
        (Gap.OBJECTIVE_WITHOUT_CAMPAIGN, "grow"),
        (Gap.KEY_RESULT_UNMEASURED, "signups"),
        (Gap.KEY_RESULT_UNMEASURED, "later"),
    }


def test_what_the_strategy_lacks():
    bare = strategy(
        objectives={"empty": Objective(title=words("Empty"))},
        key_result_areas={
            "bare": KeyResultArea(title=words("Bare")),
            "vague": KeyResultArea(title=words("Vague"), success_factors=(SuccessFactor(title=words("?")),)),
        },
    )
    found = gaps(bare, summary("spring", SIGNUPS, objective="empty", kra="vague"))
    assert found == {
        (Gap.AREA_WITHOUT_FACTOR, "bare"),
        (Gap.AREA_WITHOUT_CAMPAIGN, "bare"),
        (Gap.FACTOR_WITHOUT_METRIC, "vague"),
        (Gap.OBJECTIVE_WITHOUT_KEY_RESULT, "empty"),
        (Gap.METRIC_WITHOUT_FACTOR, "spring"),
    }


def test_a_metric_of_another_area_is_said_to_be_outside():
    areas = {**strategy().key_result_areas, "sales": KeyResultArea(title=words("Sales"), success_factors=(
        SuccessFactor(title=words("Deals"), metrics=("roas",)),))}  # fmt: skip
    result = of(strategy(key_result_areas=areas), summary("spring", SIGNUPS, objective="grow", kra="sales"))
    link = next(one for one in result.missing if one.gap is Gap.METRIC_OUTSIDE_AREA)
    assert (link.metric, link.campaign, link.area, link.at) == ("signups", "spring", "sales", SIGNUPS.at)
    assert result.chains[0].factors == ({"": "Users"},)


def test_a_missing_link_is_named_at_its_line():
    places = {("key_result_areas", "acquisition", "success_factors", 0): Location("campaigns/strategy.yml", 24, 9)}
    result = of(strategy(places=places), summary("spring", SIGNUPS, objective="grow", kra="acquisition"))
    link = next(one for one in result.missing if one.gap is Gap.FACTOR_WITHOUT_TARGET)
    assert (link.at, link.factor) == ("campaigns/strategy.yml:24:9", {"": "Traffic"})


def test_a_site_without_a_strategy():
    result = of(Strategy(), summary("spring", SIGNUPS))
    assert (result.objectives, result.areas) == ((), ())
    assert {link.gap for link in result.missing} == {
        Gap.CAMPAIGN_WITHOUT_OBJECTIVE, Gap.CAMPAIGN_WITHOUT_AREA, Gap.METRIC_WITHOUT_FACTOR
    }  # fmt: skip
