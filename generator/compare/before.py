"""The side of a comparison that came before, wherever it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.compare.certainty import Rules
from generator.compare.frames import Table
from generator.compare.reason import Method, Reason
from generator.compare.result import CampaignResult
from generator.compare.value import Values
from generator.spec.model import Baseline, Period
from generator.stats.change import LogEstimate


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with the values of its sentence."""

    code: Reason | None = None
    values: Values = field(default_factory=dict)


NO_REASON = Why()


@dataclass(frozen=True, slots=True)
class Before:
    """The baseline's side of a comparison: a value on the campaign's scale, and its uncertainty."""

    value: float | None
    plain: float | None = None
    reweighted: bool = False
    method: Method | None = None
    days: int | None = None
    source: str = "period"
    why: Why = NO_REASON
    """Why there is no value or no interval, or why it was compared as it is."""
    log: LogEstimate | None = None
    """None where its uncertainty is not known; its centre need not be on the campaign's scale of a volume."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every comparison of one campaign needs."""

    baseline: Baseline | None
    table: Table
    rules: Rules
    others: Mapping[str, CampaignResult]
    period: Period
    """The campaign's whole period."""
    judged: Period
    """The same up to the day of the report."""
