"""A campaign in a few lines: what the index and the metrics' pages tell of it. Kept as JSON between builds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.compare.judged import Judged
from generator.compare.result import CampaignHead, Interval, KpiResult
from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.words import Words


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the pages beside the campaign's own need of it."""

    head: CampaignHead
    kpis: tuple[KpiResult, ...]
    """Whole-campaign KPIs, without the sums behind them."""
    titles: Mapping[str, Mapping[str, str]]
    """Metric -> its title by language."""
    stages: Mapping[str, str]
    """Metric -> stage of the customer's way."""
    spark: tuple[float | None, ...]
    """The headline KPI step by step, within the campaign."""
    spark_target: float | Interval | None

    @property
    def headline(self) -> KpiResult:
        """The KPI the campaign's row is about."""
        return next(kpi for kpi in self.kpis if kpi.metric == self.head.headline)

    def title_of(self, metric: str, words: Words) -> str:
        """A metric's title in the reader's language."""
        return line(name_in(self.titles.get(metric, {}), words.language)) or metric

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "head": self.head.model_dump(mode="json"),
            "kpis": [kpi.model_dump(mode="json") for kpi in self.kpis],
            "titles": {metric: dict(names) for metric, names in self.titles.items()},
            "stages": dict(self.stages),
            "spark": list(self.spark),
            "spark_target": self.spark_target,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Summary":
        """Read what `to_json` gave; raises ValueError or KeyError for anything else."""
        target = raw["spark_target"]
        return cls(
            CampaignHead.model_validate(raw["head"]),
            tuple(KpiResult.model_validate(kpi) for kpi in raw["kpis"]),
            raw["titles"],
            raw["stages"],
            tuple(raw["spark"]),
            (target[0], target[1]) if isinstance(target, list | tuple) else target,
        )


def summarise(judged: Judged) -> Summary:
    """Take from a judged campaign what other pages tell of it."""
    head = judged.result.campaign
    trend = judged.trends.get(head.headline)
    points = [point for point in trend.points if point.window == "campaign"] if trend else []
    return Summary(
        head=head,
        kpis=tuple(
            kpi.model_copy(update={"sums": {}, "reason_values": {}, "weekdays": None})
            for kpi in judged.result.kpis
            if kpi.segment is None
        ),
        titles={name: dict(metric.spec.title.by_language) for name, metric in judged.metrics.items()},
        stages={name: metric.spec.stage.value for name, metric in judged.metrics.items()},
        spark=tuple(point.value for point in points),
        spark_target=trend.target if trend else None,
    )
