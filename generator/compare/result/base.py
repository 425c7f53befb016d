"""What every part of the results stands on."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

Interval = tuple[float, float]


class Verdict(StrEnum):
    """What happened. `running` is said until the period has ended or the outcome is certain."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    RUNNING = "running"
    NO_DATA = "no data"


class Certainty(StrEnum):
    """Whether it would hold again."""

    CLEAR = "clear"
    CLOSE_CALL = "close call"
    COUNTED = "counted"


class ResultModel(BaseModel):
    """A frozen piece of the published JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
