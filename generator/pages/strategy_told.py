"""The words of the strategy's page: each objective, area and missing link, in one language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.charts.reach_bar import SIZE, reach_bar
from generator.charts.svg import as_file
from generator.compare.result import KpiResult, Verdict
from generator.compare.result.strategy import (
    AreaResult,
    FactorResult,
    KeyResultResult,
    Measured,
    MissingLink,
    ObjectiveResult,
)
from generator.metrics.catalogue import Catalogue
from generator.pages.escape import line
from generator.pages.figures import on_its_side
from generator.pages.headline import sign, tone
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers, scaled
from generator.pages.pace import SIGNS as PACE_SIGNS
from generator.pages.pace import TONES as PACE_TONES
from generator.pages.scorecard import Bar
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import Unit

_SCORE_DIGITS = 2
_MOST_DIGITS = 4
"""Decimals of a key result's figures at the most, unless more are needed to stay on the aim's side."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A campaign with its verdict on one metric."""

    id: str
    name: str
    anchor: str
    tone: str
    sign: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One key result's row, worded."""

    title: str
    way: str
    how: str
    bar: Bar
    score: str
    campaigns: tuple[tuple[str, str], ...]
    """Id and name."""


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """One objective, worded."""

    id: str
    title: str
    facts: str
    rows: tuple[ReachRow, ...]
    score: str
    says: str
    campaigns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of a success factor, and the campaigns that have a target on it."""

    id: str
    title: str
    count: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """A success factor."""

    title: str
    metrics: tuple[Metric, ...]
    gap: str
    """What is missing below it, or empty."""


@dataclass(frozen=True, slots=True)
class Area:
    """A key result area."""

    id: str
    title: str
    factors: tuple[Factor, ...]
    gaps: tuple[str, ...]


class StrategyTold:
    """Words the parts of the page, in one language."""

    def __init__(self, campaigns: Mapping[str, Summary], catalogue: Catalogue, words: Words) -> None:
        self.campaigns, self.catalogue, self.words = campaigns, catalogue, words

    def objective(self, one: ObjectiveResult) -> ObjectivePart:
        """Word an objective and its key results."""
        words, numbers = self.words, Numbers(self.words)
        facts = [words(f"strategy.kind_{one.kind.value}")]
        if one.cycle:
            facts.append(line(one.cycle))
        if one.gone is not None:
            facts.append(
                words("strategy.gone_all") if one.gone >= 1 else words("strategy.gone", share=numbers.share(one.gone))
            )
        owed = numbers.plain(one.owed, 1)
        says = words(f"strategy.owed_{one.kind.value}", owed=owed)
        if one.reached is not None:
            says = words("strategy.and_reached" if one.reached else "strategy.and_not_reached", owed=says)
        return ObjectivePart(
            id=one.id,
            title=self.name(one.title),
            facts=words("strategy.facts_join").join(facts),
            rows=tuple(self._row(one, result) for result in one.key_results),
            score=words("nothing") if one.score is None else self._score(one.score, one.owed),
            says=says,
            campaigns=self._named(one.campaigns),
        )

    def _row(self, one: ObjectiveResult, result: KeyResultResult) -> ReachRow:
        words = self.words
        title = self.name(result.title)
        score = words("nothing") if result.score is None else self._score(result.score, one.owed)
        label = words("strategy.bar_label", title=title, score=score, owed=Numbers(words).plain(one.owed, 1))
        drawn = reach_bar(result.score, one.owed, result.expected, label)
        return ReachRow(
            title=title,
            way=self._way(result),
            how=self._how(result),
            bar=Bar(f"reach-{one.id}-{result.id}.svg", label, *SIZE, as_file(drawn)),
            score=score,
            campaigns=self._named(result.campaigns),
        )

    def _score(self, score: float, owed: float) -> str:
        """Write a score to two decimals, never rounded across what is owed."""
        exactly = scaled(score, Unit.RATIO)
        digits = on_its_side(exactly, _SCORE_DIGITS, [(scaled(owed, Unit.RATIO), False)])
        return Numbers(self.words).plain(exactly, digits)

    def _way(self, result: KeyResultResult) -> str:
        """Where it began, where it is, where it is to go."""
        unit, numbers = self._unit(result)
        digits = max(_decimals(end, unit) for end in (result.start, result.goal))
        values = {
            "start": numbers.value(result.start, unit, digits),
            "aim": numbers.value(result.goal, unit, digits),
        }
        if result.current is None:
            return self.words("strategy.way_unknown", **values)
        lower = result.goal < result.start
        exactly = scaled(result.current, unit)
        shown = on_its_side(exactly, digits, [(scaled(result.goal, unit), lower)])
        return self.words("strategy.way", current=numbers.value(result.current, unit, shown), **values)

    def _unit(self, result: KeyResultResult) -> tuple[Unit, Numbers]:
        if result.metric is None or result.metric not in self.catalogue.metrics:
            return Unit.RATIO, Numbers(self.words)
        spec = self.catalogue.metrics[result.metric].spec
        currencies = {self.campaigns[name].head.currency for name in result.campaigns if name in self.campaigns}
        return spec.unit, Numbers(self.words, currencies.pop() if len(currencies) == 1 else None)

    def _how(self, result: KeyResultResult) -> str:
        """How the figure came about, or why there is none."""
        words = self.words
        if result.reason is not None:
            return words(f"strategy.reason.{result.reason.name.lower()}")
        if result.measured is None or result.read_on is None:
            return ""
        day = Numbers(words).day(result.read_on)
        key = "read" if result.measured is Measured.READ else "measured"
        said = words(f"strategy.{key}", day=day)
        if result.measured is Measured.PACE:
            said = words("strategy.at_its_pace", said=said)
        return said

    def area(self, one: AreaResult, missing: Sequence[MissingLink]) -> Area:
        """Word an area, its factors, and what is missing in it."""
        named = [link for link in missing if link.area == one.id and link.campaign is None]
        own = tuple(self.words(f"strategy.gap.{_key(link)}") for link in named if link.factor is None)
        return Area(one.id, self.name(one.title), tuple(self._factor(factor) for factor in one.factors), own)

    def _factor(self, one: FactorResult) -> Factor:
        metrics = tuple(self._metric(metric, campaigns) for metric, campaigns in one.metrics.items())
        gap = ""
        if not metrics:
            gap = self.words("strategy.gap.factor_without_metric")
        elif not any(metric.chips for metric in metrics):
            gap = self.words("strategy.gap.factor_without_target")
        return Factor(self.name(one.title), metrics, gap)

    def _metric(self, metric: str, campaigns: Sequence[str]) -> Metric:
        number = Numbers(self.words).count(len(campaigns))
        return Metric(
            id=metric,
            title=self._metric_title(metric),
            count=self.words.count("strategy.campaigns", len(campaigns), number=number),
            chips=tuple(self._chips(metric, campaigns)),
        )

    def _metric_title(self, metric: str) -> str:
        known = self.catalogue.metrics.get(metric)
        return line(known.spec.title.said_in(self.words.language)) if known else metric

    def _chips(self, metric: str, campaigns: Sequence[str]) -> Iterator[Chip]:
        for name in campaigns:
            one = self.campaigns[name]
            kpi = next(kpi for kpi in one.kpis if kpi.metric == metric)
            shape, mark, said = self._verdict(kpi)
            yield Chip(name, self.name(one.head.name), f"kpi-{metric}", shape, mark, said)

    def _verdict(self, kpi: KpiResult) -> tuple[str, str, str]:
        """Glyph, sign and word: solid for a verdict, hollow for a forecast."""
        state = kpi.forecast.state if kpi.forecast and kpi.verdict is Verdict.RUNNING else None
        if state is not None:
            shape = PACE_TONES[state]
            return shape, PACE_SIGNS[shape], self.words(f"state.{state.value}")
        return tone(kpi.verdict), sign(kpi.verdict), self.words(f"verdict.{kpi.verdict.value}")

    def link(self, one: MissingLink) -> tuple[str, str]:
        """Say which link is missing, and where the file is that lacks it."""
        values = {
            "area": one.area or "",
            "factor": self.name(one.factor) if one.factor else "",
            "metric": self._metric_title(one.metric) if one.metric else "",
            "campaign": next((name for _, name in self._named([one.campaign or ""])), ""),
            "objective": one.objective or "",
            "key_result": one.key_result or "",
        }
        return self.words.told(f"strategy.missing.{_key(one)}", values), one.at

    def _named(self, campaigns: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.name(self.campaigns[name].head.name)) for name in campaigns if name in self.campaigns)

    def name(self, by_language: Mapping[str, str]) -> str:
        """A name in the page's language, fit for one line."""
        return line(name_in(by_language, self.words.language))


def _key(link: MissingLink) -> str:
    return link.gap.name.lower()


def _decimals(number: float, unit: Unit) -> int:
    """Decimals that a number was written with, in its unit's scale."""
    text = f"{scaled(number, unit).normalize():f}"
    return min(len(text.partition(".")[2]), _MOST_DIGITS)
