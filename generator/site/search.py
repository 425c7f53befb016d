"""The search index: put together from what was built, and kept small, for every visitor fetches it whole.

The words of the sections lie beside it, and are fetched when somebody searches: `pages/assets/goalposts-search.js`.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

FILE = "search/search_index.json"
TEXTS = "search/texts.json"
"""Address of a page or section -> its text, where the index has not the whole of it."""
FROM_DISK = "search/search_index.js"
"""The same as a script: from a folder on disk, Material's search takes it instead."""
LONGEST, LONGEST_MADE = 200, 40
"""Characters of text kept of a page written by hand, and of one that is made, of which there are many.

A section within a page has its heading alone.
"""
SENTENCES = 2
"""Sentences kept of a campaign: its verdict, and how many KPIs were met."""
WORKERS, WORKER = "assets/javascripts/workers", "goalposts-search.js"
FILES = (FILE, FROM_DISK, TEXTS, f"{WORKERS}/{WORKER}")
"""All that is written, below a site's folder."""
_WORKER = re.compile(r'("search": "(?:[^"]*/)?)(search\.\w+\.min\.js")')
"""How a page made by Material names its worker in its settings."""
_ALERT = re.compile(r"<p[^>]*>\s*(?:Note|Tip|Important|Warning|Caution)\s*</p>")
"""A title that pymdownx.quotes gives, in English, and that says nothing."""
_TAG = re.compile(r"<[^>]+>")
_BLANK = re.compile(r"\s+")
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|[。！？]|$)")
_SIGN = re.compile(r"^[^\w&(]+")


def write_index(
    folder: Path, made: Iterable[Mapping[str, Any]], old: Path | None, anew: Collection[str], urls: Iterable[str]
) -> None:
    """Write the index of a site into `folder`.

    `made` are the indexes of pages made now, in parts; `old` is a site whose entries stay for pages that are not in
    `anew`. `urls` are the addresses of all pages, in the site's order; entries of others are left out.
    """
    parts = list(made)
    if not parts:
        return
    entries = [plain(entry) for entry in _one_a_campaign(entry for part in parts for entry in part["docs"])]
    if old and (old / TEXTS).exists():
        texts = json.loads((old / TEXTS).read_bytes())
        before = json.loads((old / FILE).read_bytes())["docs"]
        entries += [
            {**entry, "text": texts.get(entry["location"], entry["text"])}
            for entry in before
            if _page(entry) not in anew
        ]
    place = {url: number for number, url in enumerate(urls)}
    kept = sorted((entry for entry in entries if _page(entry) in place), key=lambda entry: place[_page(entry)])
    shown = [brief(entry) for entry in kept]
    texts = {
        whole["location"]: whole["text"]
        for whole, short in zip(kept, shown, strict=True)
        if whole["text"] != short["text"]
    }
    text = _compact({**parts[0], "docs": shown})
    (folder / FILE).write_text(text, encoding="utf-8")
    (folder / FROM_DISK).write_text(f"var __index = {text}", encoding="utf-8")
    (folder / TEXTS).write_text(_compact(texts), encoding="utf-8")
    worker = files("generator.pages") / "assets" / WORKER
    (folder / WORKERS).mkdir(parents=True, exist_ok=True)
    (folder / WORKERS / WORKER).write_text(worker.read_text(encoding="utf-8"), encoding="utf-8")


def name_worker(html: str) -> str:
    """Return a page's HTML with our worker in the place of Material's, which it loads when somebody searches."""
    return _WORKER.sub(rf"\1{WORKER}?\2", html)


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _one_a_campaign(entries: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A campaign's tags stand above its name, which makes two entries of what is one: its name, and what is said."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        page = _page(entry)
        if page.startswith("campaigns/"):
            before = found.get(page)
            found[page] = {**entry, "location": page, **({"title": before["title"]} if before else {})}
        else:
            found[str(entry["location"])] = entry
    return list(found.values())


def plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with its text free of markup; of a campaign, whose page is numbers, what is said of it."""
    text = _SIGN.sub("", _BLANK.sub(" ", _TAG.sub(" ", _ALERT.sub("", entry["text"]))).strip())
    if entry["location"].startswith("campaigns/"):
        text = "".join(_SENTENCE.findall(text)[:SENTENCES]).strip()
    return {**entry, "text": text}


def brief(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A plain entry with as much text as a reader needs to know it again; brief entries stay as they are."""
    text = entry["text"]
    longest = LONGEST_MADE if entry["location"].startswith("metrics/") else LONGEST
    if "#" in entry["location"]:
        text = ""
    if len(text) > longest:
        text = text[: text.rfind(" ", 0, longest) if " " in text[:longest] else longest]
    return {**entry, "text": text}


def _page(entry: Mapping[str, Any]) -> str:
    return str(entry["location"]).partition("#")[0]
