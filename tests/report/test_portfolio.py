"""A site's results with what its campaigns say together keep to the published schema."""

import json
from datetime import date

import jsonschema
from made_summaries import clear, kpi, lesson, summary

from generator.compare.result.portfolio import SiteResult
from generator.compare.schema import results_schema, to_json
from generator.metrics.catalogue import builtin
from generator.report.objectives import objectives
from generator.report.portfolio import portfolio
from generator.spec.model import Cause, KeyResult, KeyResultArea, Objective, Strategy, Text

TODAY = date(2026, 6, 5)
SUMMARIES = [
    summary(
        f"c{n}",
        clear("roas", 4.0 + n, 3.0, 0.5),
        kpi("signups", 100.0 * n, 100.0),
        lessons=[lesson("roas", Cause.PRICE, "Ask again.", due=date(2026, 6, 1))],
        objective="grow",
        owner="media",
    )
    for n in range(3)
]
STRATEGY = Strategy(
    objectives={
        "grow": Objective(
            title=Text(by_language={"": "Grow"}),
            key_results=(
                KeyResult(
                    id="s", title=Text(by_language={"": "S"}), metric="signups", **{"from": 0, "to": 600}, per="month"
                ),
            ),
        )
    },
    key_result_areas={"sales": KeyResultArea(title=Text(by_language={"": "Sales"}))},
)


def site(summaries):
    return SiteResult(
        as_of=TODAY,
        version="0.1.0",
        campaigns=(),
        portfolio=portfolio(summaries, TODAY),
        objectives=objectives(STRATEGY, summaries, builtin(), TODAY),
    )


def test_the_sites_results_keep_to_the_schema():
    document = json.loads(to_json(site(SUMMARIES)))
    assert [error.message for error in jsonschema.Draft7Validator(results_schema()).iter_errors(document)] == []
    assert {"sensitivity", "chance", "attainment", "targets", "causes", "actions"} == document["portfolio"].keys()
    assert document["objectives"]["objectives"][0]["key_results"][0]["from"] == 0
    assert [one["name"] for one in document["portfolio"]["attainment"]] == ["roas", "signups", "media"]


def test_the_order_of_campaigns_plays_no_part():
    assert to_json(site(SUMMARIES)) == to_json(site(SUMMARIES[::-1]))


def test_a_site_without_campaigns():
    empty = site([])
    assert (empty.portfolio.chance.kpis, empty.portfolio.targets, empty.portfolio.actions) == (0, (), ())
