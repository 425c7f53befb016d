"""Where days and values lie in a plot over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot's scales, in px from its top left corner."""

    width: float
    height: float
    days: tuple[date, date]
    """First day, and the day after the last."""
    room: tuple[float, float]
    """Lowest and highest value."""

    def x(self, at: str) -> float:
        """Place of a midnight written as in specs."""
        first, after = self.days
        return (date.fromisoformat(at) - first).days / (after - first).days * self.width

    def y(self, value: float) -> float:
        """Height of a value, downwards."""
        low, high = self.room
        return (high - value) / (high - low) * self.height

    def value(self, y: float) -> float:
        """The value at a height."""
        low, high = self.room
        return high - y / self.height * (high - low)

    def path(self, rows: Sequence[Mapping[str, Any]], name: str) -> list[tuple[float, float]]:
        """A line of the chart (rows with `at` and its value under `name`), cut to the plot's height."""
        return [(self.x(row["at"]), min(max(self.y(row[name]), 0), self.height)) for row in rows]


def ends_of(steps: Sequence[date], end: date) -> list[date]:
    """The midnight at which each step is over; `end` is the last day of the last one."""
    return [*steps[1:], end + timedelta(1)]
