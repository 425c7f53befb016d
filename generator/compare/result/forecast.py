"""Where a KPI will end: a part of a campaign's results.json."""

from datetime import date
from enum import StrEnum
from typing import Literal

from generator.compare.result.base import Interval, ResultModel


class ForecastState(StrEnum):
    """Where a running campaign stands: methodology section 8."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    CERTAIN_MET = "certain to be met"
    CERTAIN_MISSED = "certain to be missed"


class ForecastResult(ResultModel):
    """Where a KPI will end: methodology section 8."""

    projected: float
    """Median of the simulated outcomes of the whole period."""
    interval: Interval
    """80%."""
    probability: float
    """Of meeting the target (both ends, for a range)."""
    state: ForecastState | None
    """Null for a finished campaign."""
    expected_to_date: float | None
    """By the plan file, the baseline's weekday profile or evenly; of a ratio, the target."""
    pace: Literal["plan", "weekdays", "even"] | None
    required: float | None
    """What each step left must bring (of a ratio: the rate of the rest of the period) to reach the target."""
    current: float | None
    """What a step brought so far (of a ratio: its value so far)."""
    steps_left: int
    first_likely_miss: date | None = None
    """Of a finished campaign that missed: the first day on which a miss was likely (over 70%) and stayed so."""
