"""The form of a field: how its value is read, how an error calls it, and what an editor is told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.spec import forms
from generator.text import Said

DIGITS = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
WORD = {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How a field is written. `expected` completes "expected ..." in an error."""

    read: Callable[[object], object]
    expected: Said
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read the text first, then let pydantic check the value's type."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe what is written in the file, not the value it becomes."""
        return dict(self.schema)


def pattern(regex: str, *examples: str) -> Mapping[str, Any]:
    """Describe text of a pattern to an editor."""
    written = {"type": "string", "pattern": f"^(?:{regex})$"}
    return {**written, "examples": list(examples)} if examples else written


def number(regex: str, *examples: str, **limits: float) -> Mapping[str, Any]:
    """Describe a number as YAML reads it, or text of a pattern (a number in quotes, a percent)."""
    return {"anyOf": [{"type": "number", **limits}, pattern(rf"\s*{regex}\s*", *examples)]}


def text(expected: Said, **more: Any) -> Form:
    """Return the form of text that is not empty."""
    return Form(forms.line, expected, {**WORD, "minLength": 1, **more})
