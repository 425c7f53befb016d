"""After any builder: charts shown as images are put into their page, where they follow its palette without a request.

Works on the markup our pages come out with, as plain text; whatever it does not know stays as it is. Nothing it adds is
a script or a style of its own, so a strict Content-Security-Policy holds. Doing it twice changes nothing.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape, unescape
from pathlib import Path

from generator.charts.finish import inline

CHART = ".vl.svg"
SMALL = 8_192
"""Bytes up to which an SVG that is no chart (a bullet, a sparkline) is put inline too."""

_OURS = "var(--kpi-"
"""Only what is drawn in our tokens gains by standing in the page; other people's images stay images."""

_PICTURE = re.compile(r"<picture\b[^>]*>\s*((?:<source\b[^>]*>\s*)*)(<img\b[^>]*>)\s*</picture>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALONE = re.compile(r"<p>\s*(<img\b[^>]*>)\s*</p>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc=(?:"([^"]+\.svg)"|'([^']+\.svg)')""", re.IGNORECASE)
_NARROW = re.compile(r'\bsrcset="([^"\s]+\.svg)"', re.IGNORECASE)
_ALT = re.compile(r'\balt="([^"]*)"', re.IGNORECASE)
_CLASS = re.compile(r'\bclass="([^"]*)"', re.IGNORECASE)
_FOLDER_LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?:\.\.?/|[\w%.~-]+/)+|\.\.?)([?#][^"]*)?"', re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ACTS = re.compile(r"<script|<foreignObject|<style[^>]*>[^<]*@import|javascript:|\son\w+=", re.IGNORECASE)
"""What an image may hold harmlessly and a page may not."""
_ID = re.compile(r'\bid="([^"]+)"')

Read = Callable[[str], str | None]
"""The text of a file beside the page, or None where there is none."""


def finish_html(html: str, read: Read) -> str:
    """Return a page's HTML with its SVG images inline and its links to folders made links to their index."""
    page = _Page(read)
    html = _PICTURE.sub(page.picture, html)
    html = _ALONE.sub(page.alone, html)
    html = _IMAGE.sub(page.image, html)
    return _FOLDER_LINK.sub(_to_index, html)


def finish_site(site: Path, pages: Iterable[str]) -> None:
    """Finish built pages in place; `pages` are HTML files relative to the site."""
    for name in pages:
        file = site / name
        html = file.read_bytes().decode()
        finished = finish_html(html, partial(read_beside, file.parent, site))
        if finished != html:
            file.write_bytes(finished.encode())


def read_beside(folder: Path, root: Path, name: str) -> str | None:
    """Read a file that a page in `folder` names, unless it lies outside `root`."""
    file = Path(folder, name)
    try:
        if ".." in name and not file.resolve().is_relative_to(root.resolve()):
            return None
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


class _Page:
    """One page on its way: which ids its pictures have used so far."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._shown: dict[str, int] = {}

    def picture(self, found: re.Match[str]) -> str:
        """`<picture>` with a narrow variant: both drawings, of which the style shows one."""
        sources, image = found.groups()
        narrow = _NARROW.search(sources)
        return self._inline(image, unescape(narrow.group(1)) if narrow else None) or found.group()

    def alone(self, found: re.Match[str]) -> str:
        """A Markdown image in a paragraph of its own becomes the figure that answers to touch."""
        image = found.group(1)
        source = _source(image)
        shown = self._inline(image, _narrow_of(source)) if source and source.endswith(CHART) else None
        if source is None or shown is None:
            return found.group()
        name = source.rsplit("/", 1)[-1].removesuffix(CHART)
        return f'<figure class="kpi-chart" data-chart="{escape(name)}">{shown}</figure>'

    def image(self, found: re.Match[str]) -> str:
        """Any other image of an SVG file."""
        source = _source(found.group())
        if source is None:
            return found.group()
        return self._inline(found.group(), _narrow_of(source)) or found.group()

    def _inline(self, image: str, narrow: str | None) -> str | None:
        source = _source(image)
        wide = self._svg(source) if source else None
        if source is None or wide is None:
            return None
        alt = _ALT.search(image)
        label = unescape(alt.group(1)) if alt else ""
        if not source.endswith(CHART):
            classes = _CLASS.search(image)
            return self._labelled(source, wide, label, unescape(classes.group(1)) if classes else "kpi-svg")
        slim = self._svg(narrow) if narrow else None
        if narrow is None or slim is None or slim == wide:
            return f'<span class="kpi-w kpi-n">{self._labelled(source, wide, label)}</span>'
        both = ("kpi-w", self._labelled(source, wide, label)), ("kpi-n", self._labelled(narrow, slim, label))
        return "".join(f'<span class="{classes}">{svg}</span>' for classes, svg in both)

    def _svg(self, source: str) -> str | None:
        text = None if _SCHEME.match(source) or source.startswith("/") else self._read(source)
        if text is None or not text.lstrip().startswith("<svg") or _OURS not in text or _ACTS.search(text):
            return None
        return text if source.endswith(CHART) or len(text) <= SMALL else None

    def _labelled(self, source: str, svg: str, label: str, classes: str = "kpi-svg") -> str:
        """The picture with its text alternative; ids differ where a page shows one picture twice."""
        shown = inline(svg, label, classes)
        if not label:
            shown = shown.replace('role="img" aria-label=""', 'aria-hidden="true"', 1)
        times = self._shown[source] = self._shown.get(source, 0) + 1
        if times > 1:
            for name in set(_ID.findall(shown)):
                shown = shown.replace(f'id="{name}"', f'id="{name}-{times}"').replace(f"#{name})", f"#{name}-{times})")
                shown = shown.replace(f'href="#{name}"', f'href="#{name}-{times}"')
        return shown


def _source(image: str) -> str | None:
    found = _SOURCE.search(image)
    return unescape(found.group(1) or found.group(2)) if found else None


def _narrow_of(source: str | None) -> str | None:
    """Where a chart's narrow drawing stands, by our names."""
    return f"{source.removesuffix(CHART)}-n{CHART}" if source and source.endswith(CHART) else None


def _to_index(found: re.Match[str]) -> str:
    """From a folder on disk a browser opens no index of itself."""
    start, folder, rest = found.groups()
    slash = "" if folder.endswith("/") else "/"
    return f'{start}{folder}{slash}index.html{rest or ""}"'
