"""What every part of a campaign's page is told from: the campaign, its KPIs ready to print, words and numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.compare.judged import Judged, Trend
from generator.compare.result import KpiResult, State, Verdict
from generator.pages.escape import line
from generator.pages.figures import Figures, figures
from generator.pages.numbers import Numbers
from generator.pages.words import Words
from generator.spec.model import Campaign, Kpi, Period, Role, SiteConfig

TONES: Mapping[Verdict, str] = {Verdict.MET: "met", Verdict.NEAR: "near", Verdict.MISSED: "missed"}
SIGNS: Mapping[Verdict, str] = {
    Verdict.MET: "✓",
    Verdict.NEAR: "≈",
    Verdict.MISSED: "✕",
    Verdict.RUNNING: "◌",
    Verdict.NO_DATA: "–",
}
"""Plain characters, not emoji: they stand where no style sheet draws the glyph."""


def key_of(metric: str) -> str:
    """What a KPI's anchor and files are named by."""
    return re.sub(r"[^\w-]+", "-", metric)


def kpi_anchor(metric: str) -> str:
    """Id of a KPI's section on its campaign's page."""
    return f"kpi-{key_of(metric)}"


@dataclass(frozen=True, slots=True)
class KpiView:
    """One KPI, ready to print."""

    result: KpiResult
    title: str
    figures: Figures
    volume: bool
    spec: Kpi | None
    trend: Trend | None
    segments: tuple["KpiView", ...] = ()

    @property
    def key(self) -> str:
        """What its anchor and its files are named by."""
        return key_of(self.result.metric)

    @property
    def anchor(self) -> str:
        """Id of its section, whatever its verdict."""
        return kpi_anchor(self.result.metric)

    @property
    def verdict(self) -> Verdict:
        """What happened."""
        return self.result.verdict


@dataclass(frozen=True, slots=True)
class Scene:
    """One campaign in one language."""

    judged: Judged
    config: SiteConfig
    words: Words
    numbers: Numbers
    name: str
    kpis: tuple[KpiView, ...]

    @property
    def campaign(self) -> Campaign:
        """The spec."""
        return self.judged.campaign

    @property
    def period(self) -> Period:
        """The campaign's whole period."""
        return self.campaign.period

    @property
    def state(self) -> State:
        """Whether it has begun and ended."""
        return self.judged.result.campaign.state

    @property
    def finished(self) -> bool:
        """Whether its verdict is final."""
        return self.state is State.FINISHED

    @property
    def upcoming(self) -> bool:
        """Whether it has yet to begin."""
        return self.state is State.UPCOMING

    @property
    def confidence(self) -> str:
        """Of its intervals: "95%"."""
        return self.numbers.share(self.kpis[0].result.confidence)

    @property
    def covered(self) -> Period:
        """The part of the period that the results cover: all of it once it has ended."""
        return self.period if self.finished else Period(start=self.period.start, end=self.last_day)

    @property
    def last_day(self) -> date:
        """Last day that counts: with data, in the period, up to the day of the report."""
        head = self.judged.result.campaign
        return max(self.period.start, min(head.data_to or head.as_of, head.as_of, self.period.end))

    @property
    def day(self) -> int:
        """The number of that day in the period, from 1."""
        return (self.last_day - self.period.start).days + 1

    @property
    def time_gone(self) -> float:
        """Share of the period up to that day."""
        return self.day / self.period.days

    @property
    def barring(self) -> tuple[KpiView, ...]:
        """Musts and guardrails that did not hold: whatever the score, they keep the campaign from being met."""
        bound = (view for view in self.kpis if view.result.must or view.result.role is Role.GUARDRAIL)
        return tuple(view for view in bound if view.verdict in (Verdict.MISSED, Verdict.NO_DATA))

    def kpi(self, metric: str) -> KpiView:
        """Find the KPI on a metric."""
        return next(view for view in self.kpis if view.result.metric == metric)

    def title_of(self, metric: str) -> str:
        """Name a metric of the campaign; one that it has no KPI on goes by its id."""
        return next((view.title for view in self.kpis if view.result.metric == metric), metric)


def scene(judged: Judged, config: SiteConfig, words: Words) -> Scene:
    """Make everything about a campaign ready to print."""
    numbers = Numbers(words, judged.campaign.currency)
    specs = {kpi.metric: kpi for kpi in judged.campaign.kpis}
    views: list[KpiView] = []
    for result in judged.result.kpis:
        metric = judged.metrics[result.metric]
        title = line(metric.spec.title.said_in(words.language))
        volume = metric.formula.is_volume
        if result.segment is None:
            trend = judged.trends.get(result.metric)
            views.append(KpiView(result, title, figures(result, numbers), volume, specs.get(result.metric), trend))
        else:
            parts = [words("scorecard.segment", dimension=k, segment=v) for k, v in result.segment.items()]
            name = words.join("list_comma", parts)
            part = KpiView(result, line(name), figures(result, numbers), volume, specs.get(result.metric), None)
            views[-1] = replace(views[-1], segments=(*views[-1].segments, part))
    name = line(judged.campaign.name.said_in(words.language))
    return Scene(judged, config, words, numbers, name, tuple(views))
