"""A campaign in a few lines: all that the rest of the site needs of it. Kept as JSON between builds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.compare.judged import Judged
from generator.compare.result import CampaignHead, Interval, KpiResult, ResultModel
from generator.compare.result_portfolio import SensitivityResult
from generator.report.sensitivity import sensitivity
from generator.spec.model import Cause, Learning


class Lesson(ResultModel):
    """A learning, as far as it adds up over campaigns."""

    metric: str | None
    cause: Cause
    action: Mapping[str, str] | None
    """By language."""
    owner: str | None
    due: date | None
    check_in: str | None


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
        )


def summarise(judged: Judged) -> Summary:
    """Take from a judged campaign what the rest of the site tells of it."""
    head = judged.result.campaign
    trend = judged.trends.get(head.headline)
    points = [point for point in trend.points if point.window == "campaign"] if trend else []
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
        raised=tuple(dict.fromkeys(one.code for one in judged.result.checks if one.waived is None)),
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
