"""Events, worded: for the portfolio's list, and for the feed that people subscribe to."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from generator.compare.result import Verdict
from generator.pages.escape import line
from generator.pages.headline import sign, tone
from generator.pages.navigation import name_in
from generator.pages.numbers import MOST_DIGITS, Numbers
from generator.pages.summary import title_of
from generator.pages.words import Words
from generator.report.recent import Event, Happened
from generator.report.summary import Summary
from generator.spec.model import SiteConfig

SHOWN = 10
"""Events that the portfolio lists."""
FED = 50
"""Events in the feed."""
FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Told:
    """One event, worded."""

    key: str
    day: date
    when: str
    what: str
    id: str
    name: str
    tone: str
    sign: str


def told(found: Sequence[Event], summaries: Sequence[Summary], words: Words) -> tuple[Told, ...]:
    """Word events; their campaigns are among the summaries."""
    by_id = {one.head.id: one for one in summaries}
    return tuple(_told(event, by_id[event.campaign], words) for event in found)


def _told(event: Event, one: Summary, words: Words) -> Told:
    verdict = Verdict(event.after) if event.kind is Happened.VERDICT else None
    return Told(
        key=event.key,
        day=event.day,
        when=Numbers(words).day(event.day),
        what=_what(event, one, words),
        id=one.head.id,
        name=line(name_in(one.head.name, words.language)),
        tone=tone(verdict) if verdict else "",
        sign=sign(verdict) if verdict else "",
    )


def _what(event: Event, one: Summary, words: Words) -> str:
    before, after, key = event.before, event.after, f"recent.{event.kind.value}"
    if event.kind is Happened.VERDICT:
        key += "_changed" if before else ""
        before, after = (words(f"verdict.{verdict}") if verdict else "" for verdict in (before, after))
    if event.kind is Happened.RESTATED and event.metric:
        before, after = _apart(event, one, words)
    kpi = title_of(one, event.metric, words) if event.metric else ""
    return words.told(key, {"kpi": kpi, "before": before, "after": after})


def _apart(event: Event, one: Summary, words: Words) -> tuple[str, str]:
    """Write two values with as many decimals as tell them apart."""
    unit = next(kpi.unit for kpi in one.kpis if kpi.metric == event.metric)
    numbers = Numbers(words, one.head.currency)
    pair = ("", "")
    for digits in range(MOST_DIGITS):
        before, after = (numbers.value(float(end), unit, digits) for end in (event.before, event.after))
        pair = before, after
        if before != after:
            break
    return pair


def feed(found: Sequence[Told], config: SiteConfig, words: Words, prefix: str = "") -> str:
    """Write an Atom feed (RFC 4287) of verdicts and targets, latest first.

    Ids are made from what happened, so that a reader sees nothing twice; links are whole where the site names its
    address, else relative.
    """
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    base = address(config, prefix)
    _add(root, "id", _urn(f"{base}{config.site.name}/{words.language}"))
    _add(root, "title", config.site.name)
    _add(root, "updated", _moment(found[0].day if found else date(1970, 1, 1)))
    author = _add(root, "author")
    _add(author, "name", config.site.name)
    _add(root, "link", href=f"{base}{FEED}", rel="self", type="application/atom+xml")
    _add(root, "link", href=f"{base}index.html", rel="alternate", type="text/html")
    for one in found[:FED]:
        entry = _add(root, "entry")
        _add(entry, "id", _urn(f"{base}{words.language}/{one.key}"))
        _add(entry, "title", words("recent.entry", name=one.name, what=one.what))
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", href=f"{base}campaigns/{one.id}/index.html", rel="alternate", type="text/html")
        _add(entry, "summary", one.what)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def address(config: SiteConfig, prefix: str) -> str:
    """What whole links of an edition begin with; empty for a site that does not name its address."""
    return f"{config.site.url.rstrip('/')}/{prefix}" if config.site.url else ""


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _plain(text) or None
    return child


def _plain(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
