"""The way back from a campaign to the lessons that show it, put on its page once they have chosen."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from generator.pages.lessons.page import seen_in
from generator.pages.words import Words
from generator.site.write import put, put_listed

CAMPAIGNS, FILE = "campaigns", ".seen.json"
"""A file in the docs' folder of campaigns: those whose pages name lessons, from the build before."""
_BEFORE = '<div class="kpi-around"'
"""What the links stand above."""
_SEEN = re.compile(r'<p class="kpi-seen">.*?</p>\n\n')


def mark_seen(docs: Path, seen: Mapping[str, Mapping[str, str]], words: Words) -> tuple[str, ...]:
    """Write on campaigns' pages which lessons show them; returns the pages (relative to the docs) that changed.

    `seen` maps a campaign to the pages that show it, path to title. Pages of campaigns that no lesson shows any more
    lose theirs.
    """
    changed = []
    for campaign in sorted({*_before(docs), *seen}):
        page = f"campaigns/{campaign}/index.md"
        try:
            text = (docs / page).read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        said = f"{seen_in(seen[campaign], words)}\n\n" if campaign in seen else ""
        plain = _SEEN.sub("", text)
        start = plain.rfind(_BEFORE)
        if start >= 0 and put(docs / page, f"{plain[:start]}{said}{plain[start:]}"):
            changed.append(page)
    put_listed(docs / CAMPAIGNS, {FILE: json.dumps(sorted(seen))} if seen else {})
    return tuple(changed)


def _before(docs: Path) -> list[str]:
    try:
        names = json.loads((docs / CAMPAIGNS / FILE).read_bytes())
    except (OSError, ValueError):
        return []
    return [name for name in names if isinstance(name, str) and "/" not in name]
