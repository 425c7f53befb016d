"""A campaign in a few lines: all that the rest of the site needs of it. Kept as JSON between builds."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.compare.judged import Judged
from generator.compare.result import (
    CampaignHead,
    ChangeResult,
    CheckResult,
    Interval,
    KpiResult,
    ResultModel,
    ScoreResult,
)
from generator.compare.result.portfolio import SensitivityResult
from generator.history.goals import What
from generator.report.sensitivity import sensitivity
from generator.spec.model import Cause, Learning, Unit

TEACHING = "1234"
"""First digits of the codes whose findings the knowledge pages tell: SMART, baseline, several metrics, outside."""
SMART = "1"


class Move(ResultModel):
    """A target that was changed after the start."""

    day: date
    metric: str
    before: str
    after: str


class Lesson(ResultModel):
    """A learning, as far as it adds up over campaigns."""

    metric: str | None
    cause: Cause
    action: Mapping[str, str] | None
    """By language."""
    owner: str | None
    due: date | None
    check_in: str | None


class Push(ResultModel):
    """A driver's part of a KPI's change."""

    title: Mapping[str, str]
    """By language."""
    unit: Unit
    before: float
    after: float
    contribution: float
    """In the KPI's unit, signed."""


class Split(ResultModel):
    """A KPI's change since before, as far as the knowledge pages tell of it."""

    metric: str
    start: float
    end: float
    by_drivers: bool
    """Whether its page tells the drivers first, rather than the segments."""
    dimension: str | None
    """The dimension whose segments are told, if any."""
    drivers: tuple[Push, ...]
    rate: float
    """What the segments' own results did to the KPI, all together; 0 where no segments are told."""
    mix: float
    """What their shifting shares did."""
    simpson: bool
    """Whether every segment moved against the whole."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the pages beside the campaign's own need of it."""

    head: CampaignHead
    file: str
    """Path of its campaign.yml, from the site's root."""
    kpis: tuple[KpiResult, ...]
    """Whole-campaign KPIs, without the parts that only its own page tells."""
    titles: Mapping[str, Mapping[str, str]]
    """Metric -> its title by language."""
    stages: Mapping[str, str]
    """Metric -> stage of the customer's way."""
    spark: tuple[float | None, ...]
    """The headline KPI step by step, within the campaign."""
    spark_target: float | Interval | None
    lessons: tuple[Lesson, ...] = ()
    sensitivity: SensitivityResult | None = None
    targets: str = ""
    """How the targets stand against git (`history.story.Standing`); empty where nobody asked."""
    raised: tuple[str, ...] = ()
    """Codes of the checks that were raised and not waived."""
    findings: tuple[CheckResult, ...] = ()
    """What those of them found that the knowledge pages tell of (`TEACHING`)."""
    passed: tuple[str, ...] = ()
    """Codes of the checks on SMART that ran and found nothing."""
    splits: tuple[Split, ...] = ()
    """Changes of KPIs that were taken apart."""
    score: ScoreResult | None = None
    moves: tuple[Move, ...] = ()
    """Targets changed after the start, as git tells it, oldest first."""

    @property
    def headline(self) -> KpiResult:
        """The KPI the campaign's row is about."""
        return next(kpi for kpi in self.kpis if kpi.metric == self.head.headline)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "head": self.head.model_dump(mode="json"),
            "file": self.file,
            "kpis": [kpi.model_dump(mode="json", by_alias=True) for kpi in self.kpis],
            "titles": {metric: dict(names) for metric, names in self.titles.items()},
            "stages": dict(self.stages),
            "spark": list(self.spark),
            "spark_target": self.spark_target,
            "lessons": [lesson.model_dump(mode="json") for lesson in self.lessons],
            "sensitivity": self.sensitivity.model_dump(mode="json") if self.sensitivity else None,
            "targets": self.targets,
            "raised": list(self.raised),
            "findings": [one.model_dump(mode="json") for one in self.findings],
            "passed": list(self.passed),
            "splits": [split.model_dump(mode="json") for split in self.splits],
            "score": self.score.model_dump(mode="json") if self.score else None,
            "moves": [move.model_dump(mode="json") for move in self.moves],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Summary":
        """Read what `to_json` gave; raises ValueError or KeyError for anything else."""
        target, turns = raw["spark_target"], raw["sensitivity"]
        return cls(
            CampaignHead.model_validate(raw["head"]),
            raw["file"],
            tuple(KpiResult.model_validate(kpi) for kpi in raw["kpis"]),
            raw["titles"],
            raw["stages"],
            tuple(raw["spark"]),
            (target[0], target[1]) if isinstance(target, list | tuple) else target,
            tuple(Lesson.model_validate(lesson) for lesson in raw["lessons"]),
            SensitivityResult.model_validate(turns) if turns else None,
            raw["targets"],
            tuple(raw["raised"]),
            tuple(CheckResult.model_validate(one) for one in raw["findings"]),
            tuple(raw["passed"]),
            tuple(Split.model_validate(split) for split in raw["splits"]),
            ScoreResult.model_validate(raw["score"]) if raw["score"] else None,
            tuple(Move.model_validate(move) for move in raw["moves"]),
        )


def summarise(judged: Judged) -> Summary:
    """Take from a judged campaign what the rest of the site tells of it."""
    head = judged.result.campaign
    trend = judged.trends.get(head.headline)
    points = [point for point in trend.points if point.window == "campaign"] if trend else []
    found = [one for one in judged.result.checks if one.waived is None]
    return Summary(
        head=head,
        file=judged.campaign.file,
        kpis=tuple(
            kpi.model_copy(update={"reason_values": {}, "change": None, "weekdays": None})
            for kpi in judged.result.kpis
            if kpi.segment is None
        ),
        titles={name: dict(metric.spec.title.by_language) for name, metric in judged.metrics.items()},
        stages={name: metric.spec.stage.value for name, metric in judged.metrics.items()},
        spark=tuple(point.value for point in points),
        spark_target=trend.target if trend else None,
        lessons=tuple(_lesson(learning) for learning in judged.campaign.learnings),
        sensitivity=sensitivity(judged.result),
        targets=judged.result.targets.state.value if judged.result.targets else "",
        raised=tuple(dict.fromkeys(one.code for one in found)),
        findings=tuple(one for one in found if one.code[3] in TEACHING),
        passed=tuple(code for code in judged.result.passed if code[3] == SMART),
        splits=tuple(
            _split(kpi.metric, kpi.change, judged)
            for kpi in judged.result.kpis
            if kpi.segment is None and kpi.change is not None and kpi.change.main != "none"
        ),
        score=judged.result.score,
        moves=tuple(_moves(judged)),
    )


def _moves(judged: Judged) -> Iterator[Move]:
    for change in judged.result.targets.changes if judged.result.targets else ():
        if change.what is What.TARGET and change.kpi and change.on and change.before and change.after:
            yield Move(day=change.on, metric=change.kpi, before=change.before, after=change.after)


def _split(metric: str, change: ChangeResult, judged: Judged) -> Split:
    dimension = (change.simpson or (change.main_dimension,))[0]
    parts = [part for part in change.segments if part.dimension == dimension]
    return Split(
        metric=metric,
        start=change.from_,
        end=change.to,
        by_drivers=change.main == "drivers",
        dimension=dimension,
        drivers=tuple(
            Push(
                title=dict(judged.names[part.driver].title.by_language),
                unit=judged.names[part.driver].unit,
                before=part.before,
                after=part.after,
                contribution=part.contribution,
            )
            for part in change.drivers
            if part.driver in judged.names
        ),
        rate=math.fsum(part.rate for part in parts),
        mix=math.fsum(part.mix for part in parts),
        simpson=bool(change.simpson),
    )


def _lesson(learning: Learning) -> Lesson:
    return Lesson(
        metric=learning.kpi,
        cause=learning.cause,
        action=dict(learning.action.by_language) if learning.action else None,
        owner=learning.owner,
        due=learning.due,
        check_in=learning.check_in,
    )
