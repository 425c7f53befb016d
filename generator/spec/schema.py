"""JSON Schemas of what users write, draft-07 as yaml-language-server takes it, with a text for every key."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.spec import campaign, metrics_file, site_config, strategy
from generator.spec.values import Model, Near

DRAFT = "http://json-schema.org/draft-07/schema#"
FILES: Mapping[str, tuple[type[Model], str]] = {
    "campaign": (campaign.CampaignFile, "campaign.yml: one campaign, its sources and its KPIs"),
    "strategy": (strategy.StrategyFile, "strategy.yml: objectives, key results and key result areas"),
    "metrics": (metrics_file.MetricsInput, "metrics.yml: metrics and measures of your own"),
    "site": (site_config.SiteFile, "site_config.yml: the settings of a site"),
}
"""Which file -> its model and what it is."""
AS_PERCENT = ("confidence", "cap", "met", "near")
"""Keys whose default is a fraction in the model and a percent in the file."""


class _Draft7(GenerateJsonSchema):
    """Pydantic's schemas with the keywords of draft-07, and with defaults as they are written in the file."""

    schema_dialect = DRAFT

    def encode_default(self, dft: Any) -> Any:
        """Write a near band as text; leave models out, whose keys say their own defaults."""
        if isinstance(dft, Near):
            return dft.text
        return {} if isinstance(dft, Model) else super().encode_default(dft)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Say a default only where there is one to say."""
        described = super().default_schema(schema)
        if described.get("default", ...) in (None, {}, []):
            described.pop("default")
        return described


def json_schema(which: str) -> dict[str, Any]:
    """Return the schema of `campaign`, `strategy`, `metrics` or `site`; raises KeyError for any other."""
    model, title = FILES[which]
    raw = model.model_json_schema(schema_generator=_Draft7, ref_template="#/definitions/{model}")
    definitions = {name: _described(name, part) for name, part in raw.pop("$defs", {}).items()}
    head = {"$schema": DRAFT, **_described(model.__name__, raw), "title": title}
    return {**head, "definitions": definitions} if definitions else head


def _described(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a model's schema with the text that stands under each field; `$ref` alone, as draft-07 wants it."""
    texts = _texts().get(name, {})
    properties = {
        key: _property(key, part, texts.get(key, part.get("description", "")))
        for key, part in schema.get("properties", {}).items()
    }
    return {**schema, "properties": properties} if properties else dict(schema)


def _property(key: str, schema: Mapping[str, Any], text: str) -> dict[str, Any]:
    described = {"title": key.replace("_", " ").capitalize(), **schema, "description": text}
    if key in AS_PERCENT and isinstance(described.get("default"), float):
        described["default"] = f"{described['default']:.0%}"
    if "$ref" in described:
        described["allOf"] = [{"$ref": described.pop("$ref")}]
    return described


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    """Return model -> key -> the text under its field, from the source of the models: they are said once, there."""
    return {name: texts for module in (campaign, strategy, metrics_file, site_config) for name, texts in _in(module)}


def _in(module: ModuleType) -> Iterator[tuple[str, Mapping[str, str]]]:
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, dict(_fields(node, getattr(module, node.name)))


def _fields(node: ast.ClassDef, model: type[Model]) -> Iterator[tuple[str, str]]:
    """Pair each annotated field with the string that follows it."""
    for field, text in zip(node.body, node.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            name = field.target.id
            yield model.model_fields[name].alias or name, " ".join(str(text.value.value).split())
