"""The strategy's page: objectives scored by their key results, and the chain from areas down to campaigns."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from generator.compare.keyresults import OWED
from generator.compare.result.strategy import ObjectivesResult
from generator.metrics.catalogue import Catalogue
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.rendering import render
from generator.pages.strategy_told import StrategyTold
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import ObjectiveKind

PATH = PurePosixPath("strategy", "index.md")


def strategy_page(found: ObjectivesResult, summaries: Sequence[Summary], catalogue: Catalogue, words: Words) -> Page:
    """Make the page from the scored objectives and the summaries of the campaigns that serve them."""
    told = StrategyTold({one.head.id: one for one in summaries}, catalogue, words)
    objectives = tuple(told.objective(one) for one in found.objectives)
    areas = tuple(told.area(one, found.missing) for one in found.areas)
    markdown = render(
        "strategy.md.jinja",
        words,
        lede=_lede(found, words),
        objectives=objectives,
        note=_note(words),
        areas=areas,
        links=tuple(told.link(one) for one in found.missing),
        ends=tuple(Numbers(words).plain(end, 1) for end in (0.0, 0.5, 1.0)),
    )
    bars = (row.bar for part in objectives for row in part.rows)
    return Page(PATH, markdown, {bar.file: bar.svg for bar in bars})


def _lede(found: ObjectivesResult, words: Words) -> str:
    count = Numbers(words).count
    objectives, areas = len(found.objectives), len(found.areas)
    parts = [
        words.count(key, number, number=count(number))
        for key, number in (("strategy.objectives", objectives), ("strategy.areas", areas))
        if number
    ]
    return words.sentences(parts) if parts else words("strategy.empty")


def _note(words: Words) -> str:
    owed = {kind.value: Numbers(words).plain(OWED[kind], 1) for kind in ObjectiveKind}
    return words("strategy.note", **owed)
