"""The metrics' pages, from their own definitions, with the campaigns that use each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.compare.result import KpiResult
from generator.compare.result.portfolio import PortfolioResult
from generator.metrics.catalogue import Catalogue, Metric
from generator.pages.escape import safe_markdown
from generator.pages.figures import figures
from generator.pages.headline import sign, tone
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.portfolio_names import names_of
from generator.pages.portfolio_past import Past, past_of
from generator.pages.rendering import render
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import Stage, Text


@dataclass(frozen=True, slots=True)
class Use:
    """One campaign's result on a metric, worded."""

    id: str
    name: str
    result: str
    target: str
    tone: str
    sign: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One metric in the list."""

    id: str
    title: str
    formula: str
    direction: str
    uses: str


def reference_pages(
    catalogue: Catalogue, summaries: Sequence[Summary], together: PortfolioResult, words: Words
) -> tuple[Page, ...]:
    """Make the list of metrics and one page a metric, with what campaigns reached on it."""
    uses: dict[str, list[Use]] = {name: [] for name in catalogue.metrics}
    for one in summaries:
        for kpi in one.kpis:
            if kpi.metric in uses:
                uses[kpi.metric].append(_use(one, kpi, words))
    names = names_of(summaries, words, "../../")
    pages = [
        _page(metric, uses[name], past_of(name, metric.spec.title.said_in(words.language), together, names), words)
        for name, metric in sorted(catalogue.metrics.items())
    ]
    return (_list(catalogue, uses, words), *pages)


def _list(catalogue: Catalogue, uses: dict[str, list[Use]], words: Words) -> Page:
    count = Numbers(words).count
    stages = []
    for stage in Stage:
        metrics = [metric for metric in catalogue.metrics.values() if metric.spec.stage is stage]
        entries = [
            Entry(
                metric.id,
                metric.spec.title.said_in(words.language),
                metric.spec.formula,
                words(f"better.{metric.spec.better.value}"),
                count(len(uses[metric.id])) if uses[metric.id] else words("nothing"),
            )
            for metric in metrics
        ]
        if entries:
            stages.append((words(f"stage.{stage.value}"), sorted(entries, key=lambda entry: entry.title)))
    markdown = render("metrics.md.jinja", words, stages=stages, number=count(len(catalogue.metrics)))
    return Page(PurePosixPath("metrics", "index.md"), markdown)


def _page(metric: Metric, uses: Sequence[Use], past: Past, words: Words) -> Page:
    spec = metric.spec
    markdown = render(
        "metric.md.jinja",
        words,
        id=metric.id,
        title=spec.title.said_in(words.language),
        formula=spec.formula,
        unit=words(f"unit_name.{spec.unit.value}"),
        direction=words(f"better.{spec.better.value}"),
        stage=words(f"stage.{spec.stage.value}"),
        source=_said(spec.source, words),
        explains=_said(spec.explains, words),
        confused=_said(spec.confused_with, words),
        drivers=spec.drivers or "",
        own=metric.own,
        uses=uses,
        past=past,
    )
    files = {past.strip.file: past.strip.svg} if past.strip else {}
    return Page(PurePosixPath("metrics", metric.id, "index.md"), markdown, files)


def _said(text: Text | None, words: Words) -> str:
    return safe_markdown(text.said_in(words.language)) if text else ""


def _use(one: Summary, kpi: KpiResult, words: Words) -> Use:
    shown = figures(kpi, Numbers(words, one.head.currency))
    return Use(
        id=one.head.id,
        name=name_in(one.head.name, words.language),
        result=shown.value or words("nothing"),
        target=shown.target,
        tone=tone(kpi.verdict),
        sign=sign(kpi.verdict),
        verdict=words(f"verdict.{kpi.verdict.value}"),
    )
