"""What the checks found: a part of a campaign's results.json."""

from collections.abc import Mapping
from enum import StrEnum

from generator.compare.result.base import ResultModel


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class CheckResult(ResultModel):
    """What a check found, or that it passed."""

    code: str
    level: Level
    at: str
    """file:line:column of the offending key or row."""
    message: str
    """In English."""
    said: Mapping[str, str] = {}
    """The same in each language."""
    waived: str | None = None
    """The reason, where it is waived."""

    def said_in(self, language: str) -> str:
        """Return the message in a language, else in English."""
        return self.said.get(language, self.message)
