"""Results as JSON, and the schema they keep to."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.compare.result import SCHEMA, CampaignResult
from generator.compare.result.portfolio import SiteResult


def to_json(model: BaseModel) -> str:
    """Write results as JSON: fields in the model's order, dates as ISO, numbers unrounded, NaN never."""
    return model.model_dump_json(by_alias=True, indent=2) + "\n"


def results_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of results.json: a campaign's, or the site's."""
    _, together = models_json_schema([(CampaignResult, "serialization"), (SiteResult, "serialization")], by_alias=True)
    definitions = _draft7(together["$defs"])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA,
        "title": "Goalposts results",
        "description": "results.json of a campaign, or of a whole site.",
        "oneOf": [{"$ref": "#/definitions/CampaignResult"}, {"$ref": "#/definitions/SiteResult"}],
        "definitions": definitions,
    }


def schema_of(model: type[BaseModel], name: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of one kind of published JSON."""
    _, together = models_json_schema([(model, "serialization")], by_alias=True)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": name,
        "title": title,
        "$ref": f"#/definitions/{model.__name__}",
        "definitions": _draft7(together["$defs"]),
    }


def _draft7(node: Any) -> Any:
    """Rewrite what draft 2020-12 says otherwise: where definitions stand, and tuples."""
    if isinstance(node, list):
        return [_draft7(item) for item in node]
    if isinstance(node, str):
        return node.replace("#/$defs/", "#/definitions/")
    if not isinstance(node, dict):
        return node
    plain = {key: _draft7(value) for key, value in node.items()}
    if "prefixItems" in plain:
        plain["items"] = plain.pop("prefixItems")
        plain["additionalItems"] = False
    return plain
