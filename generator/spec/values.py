"""The values that spec files are made of: words, periods, targets, bands. What they are, not how they are written."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from string import Formatter

from pydantic import BaseModel, ConfigDict

_HAN_HAN = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uffef]{2}")
"""Signs as wide as Han, between which no space belongs."""
_HAN_LATIN = re.compile("[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`%][\u4e00-\u9fff]")


class Model(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Text(Model):
    """Words in one or more languages; a plain string counts for all of them."""

    by_language: Mapping[str, str]

    def said_in(self, language: str) -> str:
        """Return the words in a language, else in English, else in whichever there is."""
        words = self.by_language
        return words.get(language) or words.get("en") or words.get("") or next(iter(words.values()), "")


def say(*, en: str, zh: str, **values: object) -> Text:
    """Say one thing in both languages: `{name}` is filled in by a value, and a value that is Text by its own words.

    Raises ValueError where a value is missing or idle in one of them, so that the two cannot drift apart. In Chinese
    a value stands as print has it: a space between Han and Latin or digits, none between Han and Han.
    """
    templates = {"en": en, "zh": zh}
    for language, template in templates.items():
        if (asked := _placeholders(template)) != values.keys():
            raise ValueError(f"{language} asks for {sorted(asked)}, was given {sorted(values)}: {template}")
    return Text(by_language={language: _filled(text, values, language) for language, text in templates.items()})


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _filled(template: str, values: Mapping[str, object], language: str) -> str:
    said = ""
    for literal, name, form, _ in Formatter().parse(template):
        parts = [literal]
        if name is not None:
            value = values[name]
            parts.append(value.said_in(language) if isinstance(value, Text) else format(value, form or ""))
        for part in parts:
            said = _beside(said, part) if language == "zh" else said + part
    return said


def _beside(before: str, after: str) -> str:
    """Set two parts of a Chinese sentence beside each other; what is quoted as code stays as it is."""
    if before.count("`") % 2:
        return before + after
    bare, rest = before.rstrip(" "), after.lstrip(" ")
    ends = bare[-1:] + rest[:1]
    if _HAN_HAN.fullmatch(ends):
        return bare + rest
    return f"{before} {after}" if _HAN_LATIN.fullmatch(before[-1:] + after[:1]) else before + after


class Period(Model):
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.end - self.start).days + 1

    def contains(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.start <= day <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def dates(self) -> tuple[date, ...]:
        """Every day of the period."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))


class Target(Model):
    """What a KPI must reach: a number, or a range with both ends included. A percent is held as a fraction."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_range(self) -> bool:
        """True for a target such as `2..4`."""
        return self.value is None

    @property
    def is_percent(self) -> bool:
        """True where it was written with a percent sign."""
        return self.text.endswith("%")

    @property
    def is_zero(self) -> bool:
        """True where every number in it is 0, which needs no unit."""
        return not any((self.value, self.low, self.high))


class Near(Model):
    """How far short of a target still counts as near: a share of the target (relative) or an amount in its unit."""

    amount: float
    relative: bool
    text: str

    @property
    def is_points(self) -> bool:
        """True for an absolute band in percentage points, such as `0.2pp`."""
        return self.text.endswith("pp")


class Unit(StrEnum):
    """How a metric's numbers are read."""

    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"
    CURRENCY = "currency"
    SECONDS = "seconds"
    POINTS = "points"


class Better(StrEnum):
    """Which way a metric should go."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Stage(StrEnum):
    """Where in the customer's way a metric or objective sits."""

    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    CONVERSION = "conversion"
    RETENTION = "retention"
    ADVOCACY = "advocacy"
