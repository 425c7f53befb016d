"""The playbook's page: every entry, by stage of the customer's way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.metrics.catalogue import Catalogue
from generator.pages.escape import line
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.rendering import render
from generator.pages.words import Words
from generator.spec.model import Stage
from generator.spec.playbook_file import MIX, SEGMENT, Entry, Playbook

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, worded without a campaign's numbers."""

    id: str
    title: str
    moved: str
    look_at: tuple[str, ...]
    try_next: tuple[str, ...]
    measure: tuple[str, ...]
    source: str


def playbook_page(playbook: Playbook, catalogue: Catalogue, words: Words) -> Page:
    """Make the page."""
    stages = []
    for stage in Stage:
        entries = [_told(entry, catalogue, words) for entry in playbook.values() if entry.stage is stage]
        if entries:
            stages.append((words(f"stage.{stage.value}"), sorted(entries, key=lambda entry: entry.title)))
    number = Numbers(words).count(len(playbook))
    return Page(PurePosixPath("playbook", "index.md"), render("playbook.md.jinja", words, stages=stages, number=number))


def _told(entry: Entry, catalogue: Catalogue, words: Words) -> Told:
    driver = _driver(entry, catalogue, words)
    look_at, try_next, measure = (
        tuple(_general(sentences, driver, words)) for sentences in (entry.look_at, entry.try_next, entry.measure)
    )
    moved = words(f"playbook.moved_{entry.direction.value}", what=driver)
    return Told(entry.id, line(entry.title), moved, look_at, try_next, measure, line(entry.source))


def _driver(entry: Entry, catalogue: Catalogue, words: Words) -> str:
    """Name what moved, in general."""
    if not entry.driver:
        return words("playbook.the_kpi")
    if entry.driver in ((MIX,), (SEGMENT,)):
        return words(f"playbook.{entry.driver[0]}")
    name = entry.driver[0]
    known: Mapping[str, object] = catalogue.metrics
    spec = catalogue.metrics[name].spec if name in known else catalogue.measures[name]
    return line(spec.title.said_in(words.language))


def _general(sentences: Iterable[str], driver: str, words: Words) -> Iterable[str]:
    """Fill placeholders with what they stand for: names where there are some, three dots for numbers."""
    named = {"driver": driver, "metric": words("playbook.the_kpi"), "segment": words("playbook.the_segment")}
    for sentence in sentences:
        text = _PLACEHOLDER.sub(lambda found: named.get(found[1], words("playbook.number")), sentence)
        yield line(text[:1].upper() + text[1:])
