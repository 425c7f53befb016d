"""Making campaign pages, in worker processes where there are many: words, pictures and files of one campaign."""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from generator.charts.ready import keep_in
from generator.compare.judged import Judged
from generator.pages.page import Around, Page
from generator.site.editions import Edition
from generator.spec.model import SiteConfig

FEW = 4
"""Up to so many pages are made in this process: a worker's start costs more than they do."""


@dataclass(frozen=True, slots=True)
class Order:
    """A page to make."""

    judged: Judged
    around: Around
    drawn: Mapping[str, str]
    """Chart, with its edition's place before its name -> hash of what it was drawn from, where its files are there."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page made."""

    id: str
    summary: Mapping[str, Any]
    charts: Mapping[str, str]
    """Chart, as in the order -> hash of what it is drawn from."""
    raised: int
    """Errors and warnings of the checks that nobody waived."""
    changed: frozenset[str]
    """The page in each language in which a file of its folder was written anew, with the edition's place before it."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every page needs."""

    cache: Path
    """Folder of what is the same for every site and slow to make."""
    config: SiteConfig
    editions: tuple[Edition, ...]
    """The site in each of its languages, the one at its root first."""

    @property
    def docs(self) -> Path:
        """Where the pages at the site's root are, and with them what is the same in every language."""
        return self.editions[0].docs


def make_page(order: Order, shop: Workshop) -> Made:
    """Write one campaign's page in every language, drawing only the charts whose input changed."""
    from generator.checks.run import raised
    from generator.report.summary import summarise

    prints: dict[str, str] = {}
    changed = set()
    for edition in shop.editions:
        page, differs = _write_edition(order, shop.config, edition, prints)
        if differs:
            changed.add(f"{edition.prefix}{page.path.as_posix()}")
    found = len(raised(order.judged.result.checks))
    return Made(order.judged.campaign.id, summarise(order.judged).to_json(), prints, found, frozenset(changed))


def _write_edition(order: Order, config: SiteConfig, edition: Edition, prints: dict[str, str]) -> tuple[Page, bool]:
    """Write the page in one language, note what its charts are drawn from, and say whether a file differs."""
    from generator.charts.render import draw, fingerprint
    from generator.pages.campaign import campaign_page
    from generator.pages.words import load_words
    from generator.site.write import write_page

    page = campaign_page(order.judged, order.around, config, load_words(edition.language), edition.playbook)
    # The words are in the specs; what is not are the fonts a language takes, and the colours.
    drawn_in = f"{edition.language} {config.site.palette}"
    own = {chart.name: f"{drawn_in} {fingerprint(chart)}" for chart in page.charts}
    stale = [chart for chart in page.charts if order.drawn.get(f"{edition.prefix}{chart.name}") != own[chart.name]]
    drawings = dict(zip((chart.name for chart in stale), draw(stale, edition.language), strict=True))
    prints.update({f"{edition.prefix}{name}": drawn_from for name, drawn_from in own.items()})
    return page, bool(write_page(page, edition.docs, drawings, config.site.palette))


def make_pages(orders: Iterable[Order], count: int, shop: Workshop) -> Iterator[Made]:
    """Make `count` pages as their orders come, in parallel where it pays; they come back in no fixed order."""
    if count <= FEW:
        for order in orders:
            yield make_page(order, shop)
        return
    fresh = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fresh, initializer=keep_in, initargs=(shop.cache,)) as pool:
        waiting: set[Future[Made]] = set()
        for order in orders:
            waiting.add(pool.submit(make_page, order, shop))
            # Orders hold a campaign's numbers: a bounded queue bounds the memory.
            if len(waiting) >= 16 * (os.cpu_count() or 1):
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in waiting)
