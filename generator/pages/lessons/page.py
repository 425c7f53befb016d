"""A knowledge page made ready for the docs: examples filled in, terms given anchors, the way on at its foot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from generator.pages.escape import html, markdown
from generator.pages.lessons.markers import RULES, Marked, fill, marked, relinked
from generator.pages.lessons.told import Site, Told
from generator.pages.words import Words
from generator.spec.glossary_file import GLOSSARY, with_anchors

SECTION = "learn"


class Lesson(Protocol):
    """A page written by hand."""

    @property
    def path(self) -> str:
        """Where it lies, relative to the docs."""

    @property
    def title(self) -> str:
        """What it is called."""


@dataclass
class Lessons:
    """Makes pages ready, and keeps which campaign was shown where."""

    site: Site
    seen: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Campaign -> path of each page that shows it -> the page's title."""
    _told: dict[tuple[str, str], Told | None] = field(default_factory=dict)

    def ready(self, text: str, page: Lesson, file: str, around: Sequence[Lesson]) -> str:
        """Return a page as the docs have it.

        `file` is what problems name; `around` are all pages of its section in order. Raises ReportError for marks or
        terms that are wrong.
        """
        depth = len(PurePosixPath(page.path).parts) - 1

        def told(place: Marked) -> str | None:
            found = self._tell(place)
            if found is None:
                return None
            for campaign in found.campaigns:
                self.seen[campaign][page.path] = page.title
            return relinked(found.markdown, depth)

        text = fill(text, marked(text, file), told)
        if page.path == GLOSSARY:
            text = with_anchors(text, file)
        return text.rstrip("\n") + foot(text, page, around, self.site.words)

    def _tell(self, place: Marked) -> Told | None:
        key = place.kind, place.name
        if key not in self._told:
            self._told[key] = RULES[place.kind][place.name](self.site)
        return self._told[key]


def foot(text: str, page: Lesson, around: Sequence[Lesson], words: Words) -> str:
    """Where a reader is in the section's order, and the pages before and after; nothing for pages outside of it.

    The section's own page is the way in, and has no number. A page whose last line leads to its neighbours already, for
    readers on GitHub, is not given the same links twice.
    """
    paths = [one.path for one in around]
    if not page.path.startswith(f"{SECTION}/") or page.path not in paths:
        return "\n"
    place = paths.index(page.path)
    sides = (("lesson.foot.previous", around[place - 1 : place]), ("lesson.foot.next", around[place + 1 : place + 2]))
    last = text.rstrip().rpartition("\n")[2]
    ways = [(key, one.title, _way(page.path, one.path)) for key, found in sides for one in found]
    lines = [f"[{words(key, title=markdown(title))}]({way})" for key, title, way in ways if f"]({way})" not in last]
    numbered = [path for path in paths if path != f"{SECTION}/index.md"]
    if page.path in numbered:
        number = words("lesson.foot.place", number=str(numbered.index(page.path) + 1), of=str(len(numbered)))
        lines.insert(0, number)
    return "\n\n".join(["", "---", *lines, ""]).rstrip("\n") + "\n"


def seen_in(pages: Mapping[str, str], words: Words) -> str:
    """Say on a campaign's page which lessons show it."""
    links = [
        f'<a href="../../{html(path.removesuffix("index.md"))}">{html(title)}</a>'
        for path, title in sorted(pages.items())
    ]
    return f'<p class="kpi-seen">{words("lesson.seen_in", lessons=words.join("list_comma", links))}</p>'


def _way(start: str, end: str) -> str:
    """A relative link from one page of the docs to another."""
    here, there = PurePosixPath(start).parent.parts, PurePosixPath(end).parts
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([*[".."] * (len(here) - common), *there[common:]])
