"""After any builder: charts shown as images are put into their page, where they follow its palette without a request.

Works on the markup our pages come out with, as plain text; whatever it does not know stays as it is. Nothing it adds is
a script or a style of its own, so a strict Content-Security-Policy holds. Doing it twice changes nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from pathlib import Path

from generator.charts.finish import inline
from generator.site.head import finish_head, name_alerts
from generator.site.search import name_worker
from generator.site.terms import Linker, linker_of

CHART = ".vl.svg"
SMALL = 8_192
"""Characters up to which an SVG that is no chart (a bullet, a sparkline) is put inline too."""
_OURS = "var(--kpi-"
"""Only what is drawn in our tokens gains by standing in the page; other people's images stay images."""
_ACTS = re.compile(r"<script|<foreignObject|@import|javascript:|\son\w+=", re.IGNORECASE)
"""What an image may hold harmlessly and a page may not."""

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_PICTURE = re.compile(r"<picture\b[^>]*>\s*((?:<source\b[^>]*>\s*)*)(<img\b[^>]*>)\s*</picture>")
_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\bsrc="([^"]+\.svg)"')
_NARROW = re.compile(r'\bsrcset="([^"\s]+\.svg)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_CLASS = re.compile(r'\bclass="([^"]*)"')
_ID = re.compile(r'\bid="([^"]+)"')
_FOLDER_LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?:\.\.?/|[\w%.~-]+/)+|\.\.?)([?#][^"]*)?"')
_MARKDOWN_LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^"#?]*)\.md([?#][^"]*)?"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)

_ALIGNED = re.compile(r'(<t[dh]\b) align="(left|center|right)"')
"""As builders write a table's alignment where styles are forbidden; HTML knows the attribute no more."""

_LANGUAGE_LINK = re.compile(
    r'<(?P<tag>a|link rel="alternate ?") href="[^"]*" hreflang="(?P<language>[\w-]+)"(?P<rest>[^>]*>)'
)
"""As Material writes the links between languages, in a page's head and in its header."""
_FOR_SEARCH_ENGINES = 'link rel="alternate "'
"""The same to readers of HTML as without the space. Material's script, which asks for a list of pages beside each such
link to find out where it leads, knows it not: all links lead to their page already."""

Read = Callable[[str], str | None]
"""The text of a file beside the page, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Twin:
    """The site in one of its languages."""

    language: str
    prefix: str
    """Where it stands below the site's root: nothing, or `zh/`."""
    docs: Path
    """The sources of its pages."""


def finish_html(html: str, read: Read, linker: Linker | None = None, name: str = "") -> str:
    """Return a page's HTML with its SVG images inline, and its links to folders and Markdown leading to HTML files.

    With a `linker`, terms of the glossary are linked; `name` is then the page's HTML file, relative to the site.
    """
    page = _Page(read)
    if linker is not None:
        html = linker.link(html, name)
    if ".svg" in html:
        html = _PARAGRAPH.sub(page.paragraph, html)
        html = _IMAGE.sub(page.image, _PICTURE.sub(page.picture, html))
    html = _ALIGNED.sub(r'\1 class="kpi-align-\2"', html)
    return _MARKDOWN_LINK.sub(_to_html, _FOLDER_LINK.sub(_to_index, html))


def finish_site(  # noqa: PLR0913  each is a fact of the site of its own
    site: Path,
    pages: Iterable[str],
    docs: Path,
    prefix: str = "",
    twins: Sequence[Twin] = (),
    *,
    url: str = "",
    title: str = "",
) -> None:
    """Finish built pages in place; `pages` are HTML files relative to the site, and to `docs` the files beside them.

    `prefix` is where the pages stand below the root of a site in several languages, `twins` all of these, `url` where
    the pages are published, if that is known, and `title` the site's name.
    """
    linker = linker_of(docs)
    for name in pages:
        file = site / name
        if file.exists():
            html = file.read_bytes().decode()
            html = finish_html(html, partial(read_beside, (docs / name).parent, docs), linker, name)
            html = finish_head(name_alerts(name_worker(html)), name, title, prefix, url)
            file.write_bytes(join_languages(html, name, prefix, twins, url).encode())


def join_languages(html: str, name: str, prefix: str, twins: Sequence[Twin], url: str = "") -> str:
    """Return a page's HTML with each link to another language leading to the same page there, else to its home.

    Links stay relative, so that a folder on disk works too. Those for search engines are whole, as these want them, and
    left out where `url` is not known.
    """
    if len(twins) < 2:  # noqa: PLR2004  one language has nothing to join
        return html
    up = "../" * f"{prefix}{name}".count("/")
    start = url.removesuffix(prefix) if url else ""
    there = {twin.language: f"{twin.prefix}{name if _has(twin.docs, name) else 'index.html'}" for twin in twins}

    def lead(found: re.Match[str]) -> str:
        page = there.get(found["language"])
        if page is None:
            return found.group()
        language = f'hreflang="{found["language"]}"'
        if found["tag"] == "a":
            return f'<a href="{up}{page}" {language}{found["rest"]}'
        return f'<{_FOR_SEARCH_ENGINES} href="{start}{page}" {language}{found["rest"]}' if start else ""

    return _LANGUAGE_LINK.sub(lead, html)


def _has(docs: Path, name: str) -> bool:
    """Whether a site's docs have the source of an HTML page."""
    page = Path(docs, name)
    sources = page.with_suffix(".md"), page.with_name("README.md"), page.parent.with_suffix(".md")
    return any(source.is_file() for source in (sources if page.stem == "index" else sources[:1]))


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
    """One page on its way: which pictures it has shown so far."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._shown: dict[str, int] = {}

    def paragraph(self, found: re.Match[str]) -> str:
        """In running text no figure may stand; an image that is all of its paragraph takes the paragraph's place."""
        inside = found.group(1).strip()
        if ".svg" not in inside:
            return found.group()
        if _IMAGE.fullmatch(inside) and CHART in inside:
            shown = self._figure(inside, _narrow_of(inside))
            return shown or found.group()
        return _IMAGE.sub(lambda image: self._pictures(image.group(), None) or image.group(), found.group())

    def picture(self, found: re.Match[str]) -> str:
        """`<picture>` with a narrow variant: both drawings, of which the style shows one."""
        sources, image = found.groups()
        narrow = _NARROW.search(sources)
        return self._figure(image, unescape(narrow.group(1)) if narrow else None) or found.group()

    def image(self, found: re.Match[str]) -> str:
        """An image of an SVG file that stands by itself."""
        return self._figure(found.group(), _narrow_of(found.group())) or found.group()

    def _figure(self, image: str, narrow: str | None) -> str | None:
        """A chart's pictures in the element that answers to touch; other pictures as they are."""
        shown = self._pictures(image, narrow)
        source = _source(image)
        if shown is None or not source.endswith(CHART):
            return shown
        name = source.rpartition("/")[2].removesuffix(CHART)
        classes = dict.fromkeys(["kpi-chart", *_classes(image)])
        return f'<figure class="{escape(" ".join(classes))}" data-chart="{escape(name)}" tabindex="0">{shown}</figure>'

    def _pictures(self, image: str, narrow: str | None) -> str | None:
        """The wide drawing, and the narrow one where it differs, each in the element that is shown at its width."""
        source = _source(image)
        wide = self._svg(source)
        if wide is None:
            return None
        label = _ALT.search(image)
        alt = unescape(label.group(1)) if label else ""
        slim = self._svg(narrow) if narrow else None
        if narrow and slim and slim != wide:
            both = ("kpi-w", self._labelled(source, wide, alt)), ("kpi-n", self._labelled(narrow, slim, alt))
            return "".join(f'<span class="{width}">{svg}</span>' for width, svg in both)
        if source.endswith(CHART):
            return f'<span class="kpi-w kpi-n">{self._labelled(source, wide, alt)}</span>'
        return self._labelled(source, wide, alt, " ".join(_classes(image)) or "kpi-svg")

    def _svg(self, source: str) -> str | None:
        text = self._read(source) if source and not _ELSEWHERE.match(source) else None
        if text is None or not text.lstrip().startswith("<svg") or _OURS not in text or _ACTS.search(text):
            return None
        return text if source.endswith(CHART) or len(text) <= SMALL else None

    def _labelled(self, source: str, svg: str, alt: str, classes: str = "kpi-svg") -> str:
        """The picture with its text alternative; ids differ where a page shows one picture twice."""
        shown = inline(svg, alt, classes)
        if not alt:
            shown = shown.replace('role="img" aria-label=""', 'aria-hidden="true"', 1)
        times = self._shown[source] = self._shown.get(source, 0) + 1
        for name in set(_ID.findall(shown)) if times > 1 else ():
            shown = shown.replace(f'id="{name}"', f'id="{name}-{times}"').replace(f"#{name})", f"#{name}-{times})")
            shown = shown.replace(f'href="#{name}"', f'href="#{name}-{times}"')
        return shown


def _source(image: str) -> str:
    """The SVG file an image shows, or nothing."""
    found = _SOURCE.search(image)
    return unescape(found.group(1)) if found else ""


def _classes(image: str) -> list[str]:
    found = _CLASS.search(image)
    return unescape(found.group(1)).split() if found else []


def _narrow_of(image: str) -> str | None:
    """Where a chart's narrow drawing stands, by our names."""
    source = _source(image)
    return f"{source.removesuffix(CHART)}-n{CHART}" if source.endswith(CHART) else None


def _to_index(found: re.Match[str]) -> str:
    """A folder's link, for a folder opened from disk shows no index of itself."""
    start, folder, rest = found.groups()
    slash = "" if folder.endswith("/") else "/"
    return f'{start}{folder}{slash}index.html{rest or ""}"'


def _to_html(found: re.Match[str]) -> str:
    """A link in raw HTML, which builders leave as it is."""
    start, page, rest = found.groups()
    folder, slash, name = page.rpartition("/")
    return f'{start}{folder}{slash}{"index" if name == "README" else name}.html{rest or ""}"'
