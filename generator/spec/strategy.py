"""strategy.yml as models. The text under a field is what an editor shows when it is pointed at."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from generator.errors import Location
from generator.spec import fields
from generator.spec.forms import FormError
from generator.spec.values import Model, Stage
from generator.text import say


class Span(StrEnum):
    """The length of time that a volume is counted over."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class KeyResult(Model):
    """A key result: measured by a metric, or read by hand."""

    id: fields.Identifier
    """A short id, once in its objective."""
    title: fields.Words
    """What is to be reached."""
    metric: fields.MetricName | None = None
    """The metric that measures it, over the campaigns that serve the objective; without it, it is read by hand."""
    start: fields.Amount = Field(alias="from")
    """Where it stood at the start."""
    goal: fields.Amount = Field(alias="to")
    """Where it is to get."""
    per: Span | None = None
    """day, week or month: `from` and `to` are what a volume comes to in so long. Left out, they are totals."""
    readings: Mapping[fields.Day, fields.Amount] = Field(default_factory=dict)
    """Day -> what was read on it, for a key result without a metric."""

    @model_validator(mode="after")
    def _must_move(self) -> Self:
        if self.start == self.goal:
            raise FormError(
                say(en="goes from and to the same number", zh="起点和终点是同一个数"),
                say(
                    en="a key result is a change: `from` and `to` differ",
                    zh="关键结果是一种变化：`from` 和 `to` 应当不同",
                ),
            )
        return self


class ObjectiveKind(StrEnum):
    """What is expected of an objective: 1.0 of a committed one, about 0.7 of an aspirational one."""

    ASPIRATIONAL = "aspirational"
    COMMITTED = "committed"


class Objective(Model):
    """An objective and its key results."""

    title: fields.Words
    """What is to be achieved."""
    cycle: fields.Line | None = None
    """When, such as 2026-Q2."""
    kind: ObjectiveKind = ObjectiveKind.COMMITTED
    """committed: 1.0 is owed; aspirational: about 0.7 is good."""
    stage: Stage | None = None
    """Where in the customer's way it aims."""
    key_results: tuple[KeyResult, ...] = ()
    """How its reaching is measured."""


class SuccessFactor(Model):
    """What must go right in a key result area, and the metrics that say so."""

    title: fields.Words
    """What must go right."""
    metrics: tuple[fields.MetricName, ...] = ()
    """The metrics that say whether it does."""


class KeyResultArea(Model):
    """An area in which results are owed."""

    title: fields.Words
    """What the area is called."""
    success_factors: tuple[SuccessFactor, ...] = ()
    """What must go right in it."""


class StrategyFile(Model):
    """What strategy.yml says."""

    objectives: Mapping[str, Objective] = Field(default_factory=dict)
    """Objectives that campaigns serve, each under its id."""
    key_result_areas: Mapping[str, KeyResultArea] = Field(default_factory=dict)
    """Areas in which results are owed, each under its id."""


class Strategy(StrategyFile):
    """strategy.yml."""

    file: str = ""
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)
