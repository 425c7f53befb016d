"""Follow every reference inside a built site: files that must be there, and anchors that must be on their page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

REFERENCES = {"href", "src", "srcset", "data-src", "poster"}


class _Page(HTMLParser):
    """One page's references and anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := values.get(name))}
        # Links between languages lead out of a folder that holds one of them: they can be left out.
        for name, value in attrs:
            if name in REFERENCES and value:
                self.references.append(f"hreflang {value}" if "hreflang" in values else value)


def read(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def broken(site: Path, *, languages: bool = True) -> list[tuple[str, str]]:
    """Return (page, reference) of all that lead nowhere; without `languages`, those between languages are not asked."""
    pages = {file: read(file) for file in sorted(site.rglob("*.html")) if file.name != "404.html"}
    assert pages
    return [
        (file.relative_to(site).as_posix(), reference)
        for file, page in pages.items()
        for reference in sorted(_asked(page, languages=languages))
        if not _leads_somewhere(file, reference, pages)
    ]


def _asked(page: _Page, *, languages: bool) -> Iterator[str]:
    for reference in set(page.references):
        plain = reference.removeprefix("hreflang ")
        parts = urlsplit(plain)
        if not parts.scheme and not parts.netloc and (languages or plain == reference):
            yield plain


def _leads_somewhere(file: Path, reference: str, pages: dict[Path, _Page]) -> bool:
    parts = urlsplit(reference)
    target = file.parent / unquote(parts.path) if parts.path else file
    target = (target / "index.html" if target.is_dir() else target).resolve()
    if not target.is_file():
        return False
    anchor = unquote(parts.fragment)
    if not anchor or anchor.startswith(("__", ":~:")) or re.match(r"^[a-z]+=", anchor):
        return True
    page = pages.get(target) or (read(target) if target.suffix == ".html" else None)
    return page is not None and anchor in page.anchors
