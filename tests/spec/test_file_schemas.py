"""The JSON Schemas are draft-07, say something about every key, take what is valid and refuse what is misspelt."""

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from generator.spec.schema import DRAFT, FILES, json_schema
from generator.spec.yaml_lines import parse_yaml

EXAMPLES = Path(__file__).parent / "examples"
FILE_OF = {"site": "site_config.yml"}


def example(which):
    """The file as text values only, as our own reader sees it."""
    text = (EXAMPLES / FILE_OF.get(which, f"{which}.yml")).read_text(encoding="utf-8")
    return parse_yaml(text, which).data


def as_an_editor_reads(value):
    """The same with numbers as numbers, as YAML 1.2's core rules have it."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(inner) for inner in value]
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def mappings(value):
    """Every mapping in a value, the value itself among them."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(inner)


@pytest.mark.parametrize("which", FILES)
def test_the_schema_is_draft_07_and_nothing_newer(which):
    schema = json_schema(which)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT == "http://json-schema.org/draft-07/schema#"
    keywords = {key for mapping in mappings(schema) for key in mapping}
    assert not keywords & {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired", "minContains"}
    assert all(mapping.keys() == {"$ref"} for mapping in mappings(schema) if "$ref" in mapping)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("which", FILES)
def test_every_key_has_a_title_and_a_description(which):
    schema = json_schema(which)
    keys = 0
    for mapping in [schema, *schema.get("definitions", {}).values()]:
        for key, described in mapping.get("properties", {}).items():
            keys += 1
            assert described.get("title"), key
            assert described.get("description"), key
    assert keys >= 10


@pytest.mark.parametrize("which", FILES)
def test_the_format_descriptions_example_is_valid(which):
    validator = Draft7Validator(json_schema(which))
    assert [error.message for error in validator.iter_errors(example(which))] == []
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(example(which)))] == []


@pytest.mark.parametrize("which", FILES)
def test_a_misspelt_key_is_refused_wherever_keys_are_known(which):
    schema = json_schema(which)
    validator = Draft7Validator(schema)
    assert schema["additionalProperties"] is False
    models = [part for part in schema["definitions"].values() if part["type"] == "object"]
    assert all(model["additionalProperties"] is False for model in models)
    broken = {**example(which), "zzz": 1}
    assert any("zzz" in error.message for error in validator.iter_errors(broken))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("period",), "2026-03-01"),
        (("kpis", 0, "target"), "ten"),
        (("kpis", 0, "target"), True),
        (("kpis", 0, "near"), "x"),
        (("kpis", 0, "must"), "yes"),
        (("kpis", 0, "role"), "main"),
        (("kpis", 0, "weight"), -1),
        (("kpis",), []),
        (("sources",), {}),
        (("waive", 0, "check"), "KPI3"),
        (("currency",), "RMB "),
        (("baseline",), {"campaign": "a", "values": {"x": 1}}),
        (("baseline",), {}),
        (("name",), {"english": "x"}),
        (("factors", 0, "kind"), "war"),
        (("amendments", 0, "from"), None),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(path, value):
    data = copy.deepcopy(example("campaign"))
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    assert not Draft7Validator(json_schema("campaign")).is_valid(data)


@pytest.mark.parametrize(
    "baseline", ["2026-01-01..2026-02-28", {"campaign": "winter"}, {"values": {"ctr": "2.6%", "clicks": 3}}]
)
def test_every_form_of_a_baseline_is_taken(baseline):
    assert Draft7Validator(json_schema("campaign")).is_valid({**example("campaign"), "baseline": baseline})


def test_defaults_stand_as_they_are_written_in_the_file():
    definitions = json_schema("site")["definitions"]
    assert definitions["VerdictRules"]["properties"]["near"]["default"] == "10%"
    assert definitions["VerdictRules"]["properties"]["confidence"]["default"] == "95%"
    assert definitions["ScoreRules"]["properties"]["cap"]["default"] == "120%"
    assert json_schema("campaign")["properties"]["timezone"]["default"] == "UTC"


def test_aliased_keys_are_those_of_the_file():
    amendment = json_schema("campaign")["definitions"]["Amendment"]
    assert {"from", "to"} <= amendment["properties"].keys()
    assert not {"before", "after"} & amendment["properties"].keys()


def test_what_the_reader_adds_is_no_key_of_the_file():
    assert not {"id", "folder", "file", "notes", "places"} & json_schema("campaign")["properties"].keys()


def test_an_unknown_file_has_no_schema():
    with pytest.raises(KeyError):
        json_schema("results")
