"""Making campaign pages, in worker processes where there are many: words, pictures and files of one campaign."""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from generator.compare.judged import Judged
from generator.pages.next_steps import Playbook
from generator.pages.page import Around
from generator.spec.model import SiteConfig

FEW = 4
"""Up to so many pages are made in this process: a worker's start costs more than they do."""


@dataclass(frozen=True, slots=True)
class Order:
    """A page to make."""

    judged: Judged
    around: Around
    drawn: Mapping[str, str]
    """Chart -> hash of what it was drawn from, for those whose files are still there."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page made."""

    id: str
    summary: Mapping[str, Any]
    charts: Mapping[str, str]
    raised: int
    """Errors and warnings of the checks that nobody waived."""
    changed: bool
    """True where a file of the page's folder was written anew."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every page needs."""

    docs: Path
    cache: Path
    """Folder of what is the same for every site and slow to make."""
    config: SiteConfig
    language: str
    playbook: Playbook


def make_page(order: Order, shop: Workshop) -> Made:
    """Write one campaign's page, drawing only the charts whose input changed."""
    from generator.charts.render import draw, fingerprint
    from generator.checks.run import raised
    from generator.pages.campaign import campaign_page
    from generator.pages.words import load_words
    from generator.report.summary import summarise
    from generator.site.write import write_page

    page = campaign_page(order.judged, order.around, shop.config, load_words(shop.language), shop.playbook)
    prints = {chart.name: fingerprint(chart) for chart in page.charts}
    stale = [chart for chart in page.charts if order.drawn.get(chart.name) != prints[chart.name]]
    drawings = dict(zip((chart.name for chart in stale), draw(stale, shop.language), strict=True))
    changed = write_page(page, shop.docs, drawings)
    found = len(raised(order.judged.result.checks))
    return Made(order.judged.campaign.id, summarise(order.judged).to_json(), prints, found, bool(changed))


def make_pages(orders: Iterable[Order], count: int, shop: Workshop) -> Iterator[Made]:
    """Make `count` pages as their orders come, in parallel where it pays; they come back in no fixed order."""
    if count <= FEW:
        for order in orders:
            yield make_page(order, shop)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        waiting: set[Future[Made]] = set()
        for order in orders:
            waiting.add(pool.submit(make_page, order, shop))
            # Orders hold a campaign's numbers: a bounded queue bounds the memory.
            if len(waiting) >= 16 * (os.cpu_count() or 1):
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in waiting)
