"""What is one for the whole site: the index, the metrics' pages, the knowledge pages, results.json, and the assets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from generator import __version__
from generator.compare.result import SCHEMA
from generator.compare.result.portfolio import PortfolioResult
from generator.compare.result.strategy import ObjectivesResult
from generator.diff.model import Diff
from generator.metrics.project import Frame
from generator.pages.checks import check_pages
from generator.pages.index import index_page
from generator.pages.labels import FOLDER as TAGS
from generator.pages.labels import label_pages, labels_of
from generator.pages.lessons.page import Lessons
from generator.pages.lessons.told import Site
from generator.pages.llms import FILE as LLMS
from generator.pages.llms import llms
from generator.pages.navigation import name_in
from generator.pages.page import Page
from generator.pages.playbook import playbook_page
from generator.pages.recent import FEED, Told, feed, told
from generator.pages.reference import reference_pages
from generator.pages.strategy import strategy_page
from generator.pages.terminal import results_csv
from generator.pages.words import Words, load_words
from generator.report.objectives import objectives
from generator.report.portfolio import portfolio
from generator.report.recent import Event, events
from generator.report.summary import Summary
from generator.site.assets import write_assets
from generator.site.changes import write_changes
from generator.site.content import Article, Content, write_content
from generator.site.editions import Edition, fallbacks
from generator.site.seen import mark_seen
from generator.site.state import Record
from generator.site.workers import Workshop
from generator.site.write import put, remove_pages, write_page
from generator.spec.shipped import shipped_content


@dataclass(frozen=True, slots=True)
class Shared:
    """What was written."""

    articles: Mapping[str, tuple[Article, ...]]
    """Language -> its pages of knowledge."""
    changed: frozenset[str]
    """Pages (below the site's root) that differ from before, or are gone."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the site's campaigns come to together, before it is worded."""

    summaries: tuple[Summary, ...]
    together: PortfolioResult
    served: ObjectivesResult
    events: tuple[Event, ...]
    changes: Diff | None = None


def write_shared(
    frame: Frame, records: Mapping[str, Record], shop: Workshop, as_of: date, changes: Diff | None = None
) -> Shared:
    """Write everything but the campaigns' own pages, and take away pages of campaigns and metrics that are gone.

    `changes` is the difference from another version, for the page that tells it; without one there is no such page.
    """
    summaries = tuple(Summary.from_json(record.summary) for record in records.values())
    whole = Whole(
        summaries,
        portfolio(summaries, as_of),
        objectives(frame.strategy, summaries, frame.catalogue, as_of),
        events(summaries, as_of, [Event.from_json(raw) for record in records.values() for raw in record.noted]),
        changes,
    )
    articles: dict[str, tuple[Article, ...]] = {}
    changed: set[str] = set()
    for edition in shop.editions:
        content = _write_edition(frame, whole, edition)
        articles[edition.language] = content.articles
        changed |= {f"{edition.prefix}{page}" for page in content.changed}
    put(shop.docs / "results.json", _results(shop.docs, whole, as_of))
    kpis = ((one.head.id, kpi) for one in sorted(summaries, key=lambda one: one.head.id) for kpi in one.kpis)
    put(shop.docs / "results.csv", results_csv(kpis))
    write_assets(shop.docs, shop.cache, frame.config.site.palette)
    return Shared(articles, frozenset(changed))


def _write_edition(frame: Frame, whole: Whole, edition: Edition) -> Content:
    """Write the pages of one language; `changed` names all of them that differ, not those of knowledge alone."""
    from generator.charts.render import draw

    own = frame.root / frame.config.paths.content
    others = fallbacks(edition.language, frame.config.site.languages)
    words = load_words(edition.language)
    examples = Lessons(Site(whole.summaries, whole.together, whole.served, words, partial(_lines, frame.root)))
    content = write_content(
        edition.docs, shipped_content(), own, edition.language, others, keep=edition.others, ready=examples.ready
    )
    changed = set(content.changed) | set(mark_seen(edition.docs, examples.seen, words))
    lately = told(whole.events, whole.summaries, words)
    for page in _pages(frame, whole, lately, content.articles, edition):
        drawings = dict(zip((chart.name for chart in page.charts), draw(page.charts, edition.language), strict=True))
        if write_page(page, edition.docs, drawings, frame.config.site.palette):
            changed.add(page.path.as_posix())
    ids = frozenset(one.head.id for one in whole.summaries)
    changed |= write_changes(whole.changes, edition, content.articles, frame.config.site.palette)
    changed |= set(remove_pages(edition.docs, "campaigns", ids))
    changed |= set(remove_pages(edition.docs, "metrics", frozenset(frame.catalogue.metrics)))
    changed |= set(remove_pages(edition.docs, TAGS, frozenset(label.slug for label in labels_of(whole.summaries))))
    return Content(content.articles, frozenset(changed))


def _pages(
    frame: Frame, whole: Whole, lately: Sequence[Told], articles: Sequence[Article], edition: Edition
) -> Iterator[Page]:
    words, summaries, together = load_words(edition.language), whole.summaries, whole.together
    root = "../" if edition.prefix else ""
    since = words("diff.index_link", base=whole.changes.base) if whole.changes else ""
    index = index_page(summaries, together, frame.config, words, lately, root=root, changes=since)
    lessons = [(article.title, article.path) for article in articles]
    beside = {
        FEED: feed(lately, frame.config, words, edition.prefix),
        LLMS: llms(summaries, lessons, frame.config, words, edition.prefix),
    }
    yield replace(index, files={**index.files, **beside})
    yield from label_pages(summaries, words)
    yield strategy_page(whole.served, summaries, frame.catalogue, words)
    yield from reference_pages(frame.catalogue, summaries, together, words)
    yield playbook_page(edition.playbook, frame.catalogue, words)
    yield from check_pages(words, _raised(summaries, words))


def _raised(summaries: Sequence[Summary], words: Words) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Code -> ids and names of the campaigns in which it was raised and not waived."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(summaries, key=lambda one: one.head.id):
        for code in one.raised:
            found.setdefault(code, []).append((one.head.id, name_in(one.head.name, words.language)))
    return {code: tuple(campaigns) for code, campaigns in found.items()}


def _lines(root: Path, file: str) -> tuple[str, ...]:
    """The lines of a campaign's spec; none where it cannot be read."""
    try:
        return tuple((root / file).read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()


def _results(docs: Path, whole: Whole, as_of: date) -> str:
    """Every campaign's results.json in one, and what they say together.

    The campaigns' own are put together as text, since they were checked when written.
    """
    campaigns = ",".join(
        (docs / PurePosixPath("campaigns", name, "results.json")).read_text(encoding="utf-8")
        for name in sorted(one.head.id for one in whole.summaries)
    )
    said = whole.together.model_dump_json(by_alias=True)
    serving = whole.served.model_dump_json(by_alias=True)
    head = f'"schema":"{SCHEMA}","as_of":"{as_of.isoformat()}","version":"{__version__}"'
    return f'{{{head},"campaigns":[{campaigns}],"portfolio":{said},"objectives":{serving}}}\n'
