"""The results: frozen models that are also the published JSON, `goalposts/results/1`.

Numbers are plain numbers (0.0304, never "3.04%"); absent is null, never 0.
"""

from generator.compare.result.base import Certainty, Interval, ResultModel, Verdict
from generator.compare.result.campaign import SCHEMA, CampaignHead, CampaignResult, State
from generator.compare.result.change import ChangeResult, DriverPart, SegmentPart
from generator.compare.result.checks import CheckResult, Level
from generator.compare.result.data import DroppedRow, FileResult, NoteResult
from generator.compare.result.forecast import ForecastResult, ForecastState
from generator.compare.result.kpi import BaselineResult, KpiResult, WeekdaysResult
from generator.compare.result.outside import CounterfactualResult
from generator.compare.result.score import ScoreResult, ScoreTerm

__all__ = [
    "SCHEMA",
    "BaselineResult",
    "CampaignHead",
    "CampaignResult",
    "Certainty",
    "ChangeResult",
    "CheckResult",
    "CounterfactualResult",
    "DriverPart",
    "DroppedRow",
    "FileResult",
    "ForecastResult",
    "ForecastState",
    "Interval",
    "KpiResult",
    "Level",
    "NoteResult",
    "ResultModel",
    "ScoreResult",
    "ScoreTerm",
    "SegmentPart",
    "State",
    "Verdict",
    "WeekdaysResult",
]
