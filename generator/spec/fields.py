"""The types of the fields of spec files: how a value is read, how an error calls it, and what an editor is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.spec import day_forms, forms, world
from generator.spec.values import Near, Period, Target, Text


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How a field is written. `expected` completes "expected ..." in an error."""

    read: Callable[[object], object]
    expected: str
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read the text first, then let pydantic check the value's type."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe what is written in the file, not the value it becomes."""
        return dict(self.schema)


def _pattern(pattern: str, *examples: str) -> Mapping[str, Any]:
    written = {"type": "string", "pattern": f"^(?:{pattern})$"}
    return {**written, "examples": list(examples)} if examples else written


_DIGITS = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WORD = {"type": ["string", "number"]}


def _number(pattern: str, *examples: str, **limits: float) -> Mapping[str, Any]:
    """A number as YAML reads it, or text of a pattern (a number in quotes, a percent)."""
    return {"anyOf": [{"type": "number", **limits}, _pattern(rf"\s*{pattern}\s*", *examples)]}


def _text(expected: str, **more: Any) -> Form:
    return Form(forms.line, expected, {**_WORD, "minLength": 1, **more})


Line = Annotated[str, _text("text")]

Words = Annotated[
    Text,
    Form(
        forms.words,
        "text, or text by language: {en: …, zh: …}",
        {
            "anyOf": [
                {**_WORD, "minLength": 1},
                {
                    "type": "object",
                    "propertyNames": {"pattern": f"^{forms.LANGUAGE}$"},
                    "additionalProperties": {**_WORD, "minLength": 1},
                    "minProperties": 1,
                    "examples": [{"en": "Spring push", "zh": "春季推广"}],
                },
            ]
        },
    ),
]

Flag = Annotated[bool, Form(forms.flag, "true or false", {"type": "boolean"})]
Number = Annotated[float, Form(forms.number, "a number", _number(_DIGITS, "1200"))]
NotNegative = Annotated[
    float,
    Form(forms.not_negative, "a number of 0 or more", _number(r"\+?[0-9.]+([eE][+-]?[0-9]{1,3})?", "3", minimum=0)),
]
Amount = Annotated[float, Form(forms.amount, "a number or a percent", _number(rf"{_DIGITS}(\s*%)?", "2.6%", "80"))]
Goal = Annotated[
    Target,
    Form(
        forms.target,
        "a number, a percent, or a range such as 2..4",
        _number(rf"{_DIGITS}(\s*%)?(\s*\.\.\s*{_DIGITS}(\s*%)?)?", "3.0%", "80", "2..4"),
    ),
]
Band = Annotated[
    Near,
    Form(
        forms.near,
        "a share of the target (10%) or an amount (0.2pp, 5)",
        _number(rf"{_DIGITS}\s*(%|pp)?", "10%", "0.2pp", minimum=0),
    ),
]
ShareBand = Annotated[
    Near, Form(forms.near_share, "a share of the target, such as 10%", _pattern(rf"{_DIGITS}\s*%", "10%"))
]
Share = Annotated[
    float,
    Form(
        forms.share,
        "a percent",
        _number(rf"{_DIGITS}(\s*%)?", "120%", exclusiveMinimum=0, exclusiveMaximum=forms.WHOLE),
    ),
]
Confidence = Annotated[
    float,
    Form(
        forms.confidence,
        "80%, 90%, 95% or 98%",
        {"enum": [*(f"{known:.0%}" for known in forms.CONFIDENCES), *forms.CONFIDENCES]},
    ),
]
Day = Annotated[date, Form(day_forms.day, "a day such as 2026-03-01", _pattern(_DAY, "2026-03-01"))]
Days = Annotated[
    Period,
    Form(
        day_forms.period,
        "first and last day, such as 2026-03-01..2026-04-30",
        _pattern(rf"\s*{_DAY}\s*\.\.\s*{_DAY}\s*", "2026-03-01..2026-04-30"),
    ),
]
DayOrDays = Annotated[
    Period,
    Form(
        day_forms.days,
        "a day, or first and last day, such as 2026-03-15..2026-03-21",
        _pattern(rf"\s*{_DAY}(\s*\.\.\s*{_DAY})?\s*", "2026-03-15..2026-03-21", "2026-04-05"),
    ),
]


WholeNumber = Annotated[
    int,
    Form(
        forms.whole, "a whole number of 0 or more", {"anyOf": [{"type": "integer", "minimum": 0}, _pattern("[0-9]+")]}
    ),
]
Column = Annotated[str, _text("the name of a column")]
MetricName = Annotated[str, _text("a metric of the catalogue")]
KpiName = Annotated[str, _text("the metric of one of the campaign's KPIs")]
MeasureName = Annotated[str, _text("a measure of that source")]
SourceName = Annotated[str, _text("the name of one of the campaign's sources")]
CampaignName = Annotated[str, _text("the id of a campaign")]
ObjectiveName = Annotated[str, _text("the id of an objective in strategy.yml")]
AreaName = Annotated[str, _text("the id of a key result area in strategy.yml")]
Glob = Annotated[str, _text("files in the campaign's folder, such as data/*.csv", examples=["data/*.csv"])]
Address = Annotated[str, _text("the name of one of the site's connections")]
Connection = Annotated[
    str,
    Form(
        forms.matching(forms.ADDRESS, "is not an address"),
        "an Ibis address such as postgres://…",
        _pattern(forms.ADDRESS, "postgres://reader@db.example/marketing", "duckdb://data/sales.duckdb"),
    ),
]
Size = Annotated[
    int,
    Form(forms.size, "a size such as 200MB", _number(r"[0-9]+(\.[0-9]+)?\s*([KMG]?B)?", "200MB", exclusiveMinimum=0)),
]
Positive = Annotated[
    int,
    Form(
        forms.positive,
        "a whole number above 0",
        {"anyOf": [{"type": "integer", "minimum": 1}, _pattern("[0-9]*[1-9][0-9]*")]},
    ),
]
Formula = Annotated[str, _text("measures and + - * /, such as cost / leads", examples=["cost / leads"])]
DateColumn = Annotated[
    str | None,
    Form(
        forms.line_or_none,
        "the date column, or `none` where rows have no date",
        {**_WORD, "examples": ["date", "none"]},
    ),
]
Decimal = Annotated[str, Form(forms.one_of((".", ",")), "`.` or `,`", {"enum": [".", ","]})]
Direction = Annotated[str, Form(forms.one_of(("lower", "higher")), "lower or higher", {"enum": ["lower", "higher"]})]
Timezone = Annotated[
    str,
    Form(world.timezone, "a time zone such as Asia/Shanghai", {"type": "string", "examples": ["Asia/Shanghai", "UTC"]}),
]
Currency = Annotated[
    str | None,
    Form(
        world.currency,
        "a currency's three letters (ISO 4217) such as CNY, or none",
        _pattern("([A-Z]{3}|none)", "CNY", "EUR", "none"),
    ),
]
Identifier = Annotated[
    str,
    Form(
        forms.matching(forms.IDENTIFIER, "is not an id"),
        "lower-case letters, digits, `-` and `_`",
        _pattern(forms.IDENTIFIER, "spring-push"),
    ),
]
CheckCode = Annotated[
    str,
    Form(
        forms.matching(forms.CHECK, "is not the code of a check"),
        "a code such as KPI301",
        _pattern(forms.CHECK, "KPI301"),
    ),
]
CheckSelector = Annotated[
    str,
    Form(
        forms.matching(forms.CHECKS, "does not select checks"),
        "KPI, a group such as KPI3, or a code such as KPI301",
        _pattern(forms.CHECKS, "KPI", "KPI3", "KPI301"),
    ),
]
LANGUAGES = ("en", "zh")
PALETTES = ("default", "red-good")
Palette = Annotated[str, Form(forms.one_of(PALETTES), "default or red-good", {"enum": [*PALETTES]})]
Language = Annotated[str, Form(forms.one_of(LANGUAGES), "en or zh", {"enum": [*LANGUAGES]})]
WebAddress = Annotated[
    str,
    Form(
        forms.matching(forms.WEB, "is not a web address"), "an address that begins with https://", _pattern(forms.WEB)
    ),
]
Folder = Annotated[
    str, Form(forms.folder, "a folder inside the site's own, such as campaigns", {"type": "string", "minLength": 1})
]
Engine = Annotated[
    str,
    Form(
        forms.matching(forms.ENGINE, "is not an engine"),
        "duckdb, or an Ibis address such as postgres://…",
        _pattern(forms.ENGINE, "duckdb"),
    ),
]

COMPARED = Form(
    forms.compared,
    "a period, {campaign: id} or {values: {metric: number}}",
    {
        "anyOf": [
            _pattern(rf"\s*{_DAY}\s*\.\.\s*{_DAY}\s*", "2026-01-01..2026-02-28"),
            {
                "type": "object",
                "properties": {
                    "period": {
                        **_pattern(rf"\s*{_DAY}\s*\.\.\s*{_DAY}\s*"),
                        "title": "Period",
                        "description": "Days before the campaign, in the same sources.",
                    },
                    "campaign": {
                        **_WORD,
                        "title": "Campaign",
                        "description": "Id of the campaign to compare with.",
                    },
                    "values": {
                        "type": "object",
                        "title": "Values",
                        "description": "Metric -> its value before, where its earlier data is not at hand.",
                        "additionalProperties": _number(rf"{_DIGITS}(\s*%)?", "2.6%"),
                    },
                },
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ]
    },
)
"""The form of a baseline, which pydantic then reads as its model."""
