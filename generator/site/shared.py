"""What is one for the whole site: the index, the metrics' pages, the knowledge pages, results.json, and the assets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from generator import __version__
from generator.compare.result import SCHEMA
from generator.compare.result_portfolio import PortfolioResult
from generator.compare.result_strategy import ObjectivesResult
from generator.metrics.project import Frame
from generator.pages.checks import check_pages
from generator.pages.index import index_page
from generator.pages.navigation import name_in
from generator.pages.page import Page
from generator.pages.playbook import playbook_page
from generator.pages.reference import reference_pages
from generator.report.objectives import objectives
from generator.report.portfolio import portfolio
from generator.report.summary import Summary
from generator.pages.strategy import strategy_page
from generator.pages.terminal import results_csv
from generator.pages.words import Words, load_words
from generator.site.assets import write_assets
from generator.site.content import Article, write_content
from generator.site.state import Record
from generator.site.workers import Workshop
from generator.site.write import put, remove_pages, write_page
from generator.spec.shipped import shipped_content


@dataclass(frozen=True, slots=True)
class Shared:
    """What was written."""

    articles: tuple[Article, ...]
    changed: frozenset[str]
    """Pages (relative to the docs) that differ from before, or are gone."""


def write_shared(frame: Frame, records: Mapping[str, Record], shop: Workshop, as_of: date) -> Shared:
    """Write everything but the campaigns' own pages, and take away pages of campaigns and metrics that are gone."""
    from generator.charts.render import draw

    summaries = tuple(Summary.from_json(record.summary) for record in records.values())
    content = write_content(shop.docs, shipped_content(), frame.root / frame.config.paths.content, shop.language)
    changed = set(content.changed)
    together = portfolio(summaries, as_of)
    served = objectives(frame.strategy, summaries, frame.catalogue, as_of)
    for page in _pages(frame, summaries, together, served, shop):
        drawings = dict(zip((chart.name for chart in page.charts), draw(page.charts, shop.language), strict=True))
        if write_page(page, shop.docs, drawings):
            changed.add(page.path.as_posix())
    changed |= set(remove_pages(shop.docs, "campaigns", frozenset(records)))
    changed |= set(remove_pages(shop.docs, "metrics", frozenset(frame.catalogue.metrics)))
    put(shop.docs / "results.json", _results(shop.docs, summaries, together, served, as_of))
    kpis = ((one.head.id, kpi) for one in sorted(summaries, key=lambda one: one.head.id) for kpi in one.kpis)
    put(shop.docs / "results.csv", results_csv(kpis))
    write_assets(shop.docs, shop.cache)
    return Shared(content.articles, frozenset(changed))


def _pages(
    frame: Frame, summaries: Sequence[Summary], together: PortfolioResult, served: ObjectivesResult, shop: Workshop
) -> Iterator[Page]:
    words = load_words(shop.language)
    yield index_page(summaries, together, frame.config, words)
    yield strategy_page(served, summaries, frame.catalogue, words)
    yield from reference_pages(frame.catalogue, summaries, together, words)
    yield playbook_page(shop.playbook, frame.catalogue, words)
    yield from check_pages(words, _raised(summaries, words))


def _raised(summaries: Sequence[Summary], words: Words) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Code -> ids and names of the campaigns in which it was raised and not waived."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(summaries, key=lambda one: one.head.id):
        for code in one.raised:
            found.setdefault(code, []).append((one.head.id, name_in(one.head.name, words.language)))
    return {code: tuple(campaigns) for code, campaigns in found.items()}


def _results(
    docs: Path, summaries: Sequence[Summary], together: PortfolioResult, served: ObjectivesResult, as_of: date
) -> str:
    """Every campaign's results.json in one, and what they say together.

    The campaigns' own are put together as text, since they were checked when written.
    """
    campaigns = ",".join(
        (docs / PurePosixPath("campaigns", name, "results.json")).read_text(encoding="utf-8")
        for name in sorted(one.head.id for one in summaries)
    )
    said = together.model_dump_json(by_alias=True)
    serving = served.model_dump_json(by_alias=True)
    head = f'"schema":"{SCHEMA}","as_of":"{as_of.isoformat()}","version":"{__version__}"'
    return f'{{{head},"campaigns":[{campaigns}],"portfolio":{said},"objectives":{serving}}}\n'
