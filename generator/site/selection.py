"""MkDocs, made to read, render and write only some of a site's pages. A plugin object of ours, never in mkdocs.yml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import meta

from generator.site.aside import ids, put_back, relink, set_aside

UNSEARCHED = "data-search-exclude"
"""From the tag with this attribute on, a page is left out of the search index, which every visitor fetches whole."""
_BRIEF = ("campaigns/", "metrics/")
"""Folders of pages that are many and much alike: below their first heading they are left out as well."""
_GENERATED = (*_BRIEF, "index.md")
"""Pages whose raw HTML is all ours."""
_FIRST, _LAST = 100, -100


@dataclass(slots=True)
class Seen:
    """What MkDocs found in a site."""

    files: dict[str, str] = field(default_factory=dict)
    """Destination -> source, of files that are copied."""
    pages: dict[str, str] = field(default_factory=dict)
    """Source of every page, in the site's order -> its destination."""
    urls: dict[str, str] = field(default_factory=dict)
    """Source of every page -> its address, as the search index names it."""


class Selection:
    """Builds the pages of `wanted` (sources relative to the docs) and copies no file."""

    def __init__(self, wanted: Collection[str], prefix: str = "") -> None:
        """Choose the pages; `prefix` is where they stand below the root of a site in several languages."""
        self.wanted = wanted
        self._prefix = prefix
        self.seen = Seen()
        self._whole = ""
        self._aside: tuple[str, ...] = ()

    def on_files(self, files: Any, *, config: Any) -> Any:  # noqa: ARG002  MkDocs hands it over by name
        """Mark what is not to be made as made already; MkDocs asks each file."""
        for file in files:
            if file.inclusion.is_excluded():
                continue
            if file.is_documentation_page():
                self.seen.pages[file.src_uri] = file.dest_uri
                self.seen.urls[file.src_uri] = "" if file.url in {".", "./"} else file.url
                fresh = file.src_uri in self.wanted
            else:
                fresh = file.generated_by is not None
                if not fresh:
                    self.seen.files[file.dest_uri] = file.abs_src_path
            file.is_modified = _always if fresh else _never
        return files

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:  # noqa: ARG002  as above
        """Give pages that are not read again what the navigation shows of them."""
        for page in nav.pages:
            if not page.file.is_modified():
                page.meta = front_matter(Path(page.file.abs_src_path))
        return nav

    def on_page_markdown(self, markdown: str, *, page: Any, config: Any, files: Any) -> str:
        """Take raw HTML out of the parser's way; its links are checked and changed as MkDocs does with others."""
        self._aside = ()
        if not page.file.src_uri.startswith(_GENERATED):
            return markdown
        text, blocks = set_aside(markdown)
        self._links = _RelativePathTreeprocessor(page.file, files, config)
        self._aside = tuple(relink(block, self._address) for block in blocks)
        return text

    def _address(self, url: str) -> str:
        """Where a link leads on the site; one to a folder, which raw HTML may have, leads to its page."""
        if self._is_shared(url):
            return url
        folder, mark, anchor = url.partition("#")
        relative = folder.endswith("/") and not folder.startswith("/") and ":" not in folder
        return str(self._links.path_to_url(f"{folder}index.md{mark}{anchor}" if relative else url))

    def _is_shared(self, url: str) -> bool:
        """Whether a link leads out of the docs, to a file that stands once for all languages."""
        page = dirname(self._links.file.src_uri)
        return bool(self._prefix) and normpath(f"{page}/{url}".lstrip("/")).startswith("../")

    def on_page_content(self, html: str, *, page: Any, config: Any, files: Any) -> str:  # noqa: ARG002  as above
        """Put it back."""
        if self._aside:
            page.present_anchor_ids |= ids(self._aside)
            for target, links in self._links.links_to_anchors.items():
                page.links_to_anchors.setdefault(target, {}).update(links)
        return put_back(html, self._aside)

    def _hide(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:  # noqa: ARG002  as above
        """Show the search plugin only what a page wants found: reading all of it takes longer than building it."""
        self._whole = page.content
        found = [page.content.find(UNSEARCHED)]
        if page.file.src_uri.startswith(_BRIEF):
            found.append(page.content.find("<h2"))
        ends = [page.content.rfind("<", 0, place + 1) for place in found if place >= 0]
        page.content = page.content[: min(ends, default=None)]
        return context

    def _restore(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:  # noqa: ARG002  as above
        """Give the page back what was hidden, before it is written."""
        page.content = self._whole
        return context

    event_priority(_LAST)(on_files)
    event_priority(_LAST)(on_page_markdown)
    event_priority(_FIRST)(on_page_content)
    event_priority(_FIRST)(_hide)
    event_priority(_LAST)(_restore)
    on_page_context = CombinedEvent(_hide, _restore)


def front_matter(file: Path) -> Mapping[str, Any]:
    """A page's own settings; none where there are none to read."""
    try:
        _, data = meta.get_data(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(data)


def _always() -> bool:
    return True


def _never() -> bool:
    return False
