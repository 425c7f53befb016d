"""results.json keeps to its published schema, and says the same thing the same way every time."""

import json
import math
from datetime import date, timedelta

import jsonschema
import pytest
from made_up import START, before, campaign, data, frame, judged, kpi, noisy, undated

from generator.compare.result import CampaignResult
from generator.compare.result.portfolio import SiteResult
from generator.compare.schema import results_schema, to_json

VALIDATOR = jsonschema.Draft7Validator(results_schema())


def finished() -> CampaignResult:
    spec = campaign(
        kpi("conversion_rate", "3%", segments={"channel": {"search": "3%"}}),
        kpi("frequency", "2..4"),
        kpi("leads", "1000"),
        days=28,
        baseline=before(28),
    )
    columns = {"clicks": noisy(56, 1000, 1), "conversions": noisy(56, 30, 2), "leads": noisy(56, 50, 3)}
    columns |= {"impressions": noisy(56, 900, 4), "reach": noisy(56, 300, 5)}
    start = START - timedelta(days=28)
    rows = [frame(columns, start), frame(columns, start, ("channel", "search"))]
    return judged(spec, data(*rows, spec=spec, unsummable={("campaign", "", ""): {"reach": 28}})).result


def without_dates() -> CampaignResult:
    spec = campaign(kpi("conversion_rate", "25%"), kpi("cost_per_lead", "80"))
    return judged(spec, undated({"conversions": 81.0, "clicks": 263.0, "cost": 10.0, "leads": 0.0}, spec)).result


def test_the_schema_is_a_valid_draft_7_schema_without_later_keywords():
    schema = results_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert [word for word in ("$defs", "prefixItems", "unevaluated") if word in text] == []


@pytest.mark.parametrize("make", [finished, without_dates])
def test_a_campaigns_results_validate(make):
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(to_json(make())))] == []


def test_the_sites_results_validate():
    site = SiteResult(as_of=date(2026, 6, 5), version="0.1.0", campaigns=(finished(), without_dates()))
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(to_json(site)))] == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("schema",), "goalposts/results/2"),
        (("campaign", "verdict"), "won"),
        (("campaign", "period"), ["2026-03-01"]),
        (("kpis", 0, "interval"), [0.1, 0.2, 0.3]),
        (("kpis", 0, "value"), "3%"),
        (("kpis", 0, "surprise"), 1),
    ],
)
def test_the_schema_refuses_what_results_never_say(path, wrong):
    document = json.loads(to_json(finished()))
    at = document
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = wrong
    assert not VALIDATOR.is_valid(document)


def test_the_keys_others_rely_on_are_there():
    kpi_keys = "metric segment unit better role weight value target near verdict attainment progress certainty interval"
    kpi_keys += " confidence method sums rows days baseline counterfactual change forecast"
    document = json.loads(to_json(finished()))
    assert document["schema"] == "goalposts/results/1"
    assert {"campaign", "kpis", "checks", "targets", "data"} <= document.keys()
    assert {"id", "period", "as_of", "state", "verdict", "score"} <= document["campaign"].keys()
    assert set(kpi_keys.split()) <= document["kpis"][0].keys()
    assert {"value", "lift", "interval"} <= document["kpis"][0]["baseline"].keys()
    assert document["campaign"]["period"] == ["2026-03-02", "2026-03-29"]


def test_numbers_come_back_as_they_were():
    result = finished()
    document = json.loads(to_json(result))
    assert document["kpis"][0]["value"] == result.kpis[0].value
    assert CampaignResult.model_validate_json(to_json(result)) == result


def test_the_same_inputs_give_the_same_bytes():
    assert to_json(finished()) == to_json(finished())


def test_what_is_not_a_number_is_written_as_null():
    result = finished()
    broken = result.model_copy(update={"score": result.score.model_copy(update={"value": math.nan})})
    assert json.loads(to_json(broken))["score"]["value"] is None
    assert "NaN" not in to_json(broken)
