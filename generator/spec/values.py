"""The values that spec files are made of: words, periods, targets, bands. What they are, not how they are written."""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from generator.text import Text, say

__all__ = ["Better", "Model", "Near", "Period", "Stage", "Target", "Text", "Unit", "say"]


class Model(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


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
