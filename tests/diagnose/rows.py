"""A campaign's rows written day by day for each cell of its dimensions, read and judged by the real pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from generator.compare.result import ChangeResult, KpiResult
from generator.compare.run import Case, case_of, judge
from generator.data.read import read_campaigns
from generator.diagnose.change import change
from generator.metrics.catalogue import Catalogue, builtin
from generator.metrics.project import Frame
from generator.report.asked import request
from generator.spec.model import Baseline, Campaign, Kpi, Period, SiteConfig, Source, Strategy, Target, Text

START = date(2026, 3, 2)  # a Monday
Cells = Mapping[tuple[str, ...], Mapping[str, float]]
"""Segment of each dimension -> measure -> what a day brings."""


@dataclass
class Rows:
    """A campaign of `days` days after a baseline of `days_before`, the same every day."""

    root: Path
    before: Cells
    after: Cells
    by: tuple[str, ...] = ("channel",)
    days: int = 28
    days_before: int = 28
    as_of: date = date(2026, 6, 1)
    baseline: Baseline | None = None
    catalogue: Catalogue = field(default_factory=builtin)

    @property
    def measures(self) -> tuple[str, ...]:
        cells = [cell for window in (self.before, self.after) for cell in window.values()]
        return tuple(dict.fromkeys(name for cell in cells for name in cell))

    def campaign(self, targets: Mapping[str, str]) -> Campaign:
        first = START - timedelta(days=self.days_before)
        period = Period(start=START, end=START + timedelta(days=self.days - 1))
        source = Source(files="*.csv", date="date", by=self.by, measures={name: name for name in self.measures})
        return Campaign(
            id="spring",
            folder=self.root,
            file="campaigns/spring/campaign.yml",
            name=Text(by_language={"": "Spring"}),
            period=period,
            currency="EUR",
            baseline=self.baseline or Baseline(period=Period(start=first, end=START - timedelta(days=1))),
            sources={"ads": source},
            kpis=tuple(Kpi(metric=name, target=target(text)) for name, text in targets.items()),
        )

    def case(self, targets: Mapping[str, str]) -> tuple[Case, list[KpiResult]]:
        """Write the file, read it, judge it."""
        spec, config = self.campaign(targets), SiteConfig()
        self._write()
        frame = Frame(self.root, config, self.catalogue, Strategy(), self.catalogue.vocabulary(), ())
        data = read_campaigns([request(frame, spec, self.as_of)], config.engine, self.root)[spec.id]
        case = case_of(spec, self.catalogue, data, config, self.as_of)
        return case, list(judge(case).result.kpis)

    def changed(self, metric: str, goal: str = "1") -> ChangeResult:
        found = self.kpi(metric, goal).change
        assert found is not None
        return found

    def kpi(self, metric: str, goal: str = "1") -> KpiResult:
        """The KPI's result with its change."""
        case, kpis = self.case({metric: goal})
        return kpis[0].model_copy(update={"change": change(kpis[0], case)})

    def _write(self) -> None:
        lines = [",".join(("date", *self.by, *self.measures))]
        for first, days, cells in (
            (START - timedelta(days=self.days_before), self.days_before, self.before),
            (START, self.days, self.after),
        ):
            lines += [
                ",".join((str(first + timedelta(days=n)), *segments, *(str(cell.get(m, "")) for m in self.measures)))
                for n in range(days)
                for segments, cell in cells.items()
            ]
        (self.root / "ads.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def target(text: str) -> Target:
    low, dots, high = text.partition("..")
    if dots:
        return Target(text=text, low=float(low), high=float(high))
    return Target(text=text, value=float(text))


def total(change: ChangeResult, dimension: str) -> float:
    """What a dimension's parts come to."""
    return sum(part.rate + part.mix for part in change.segments if part.dimension == dimension)
