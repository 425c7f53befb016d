"""Terms of the glossary, linked at their first use on a built page, with what they mean as a tooltip.

Works on the page's HTML, in one pass: whatever cannot hold a link (headings, links, code, drawings) is stepped over as
a whole. A page that is done already stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath

from generator.spec.glossary_file import GLOSSARY, Term, read_glossary

CLASS = "kpi-term"
_CLOSED = (
    "svg|a|h[1-6]|code|pre|kbd|samp|nav|script|style|button|summary|th|dt|label|title|textarea|select|math"
    r"|caption|small"
)
"""Elements in which no term is linked."""
_ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_PIECE = re.compile(
    rf"<!--.*?-->"
    rf"|<({_CLOSED})\b{_ATTRIBUTES}>.*?</\1\s*>"
    rf"|<p class=\"kpi-tags\">.*?</p>"
    rf"|<div\b{_ATTRIBUTES}\brole=\"heading\"{_ATTRIBUTES}>.*?</div>"
    rf"|<table\b(?={_ATTRIBUTES}\bclass=){_ATTRIBUTES}>.*?</table>"
    rf"|<{_ATTRIBUTES}>"
    rf"|([^<]+)",
    re.DOTALL,
)
"""Group 2 is running text; tables with a class are those of campaigns' numbers, which stay as they are."""
_ARTICLE = re.compile(r"<(article|main)\b[^>]*>")
_LINKED = re.compile(rf'<a class="{CLASS}" href="[^"#]*#([^"]+)"')
_WORD = "0-9A-Za-z_À-ɏ"
"""What a word of Latin letters goes on with; Chinese has no boundaries between words."""
_START, _END = rf"(?<![{_WORD}-])", rf"(?![{_WORD}]|-[{_WORD}])"
_GLOSSARY_PAGE = PurePosixPath(GLOSSARY).with_suffix(".html").as_posix()


class Linker:
    """Links a glossary's terms in pages."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Put the forms of all terms into one pattern, the longest first."""
        self._tips = {term.id: term.tip for term in terms}
        self._ids = {form: term.id for term in terms for form in _spelled(term.forms)}
        self._pattern = _pattern(self._ids)

    def link(self, html: str, page: str) -> str:
        """Return a page with each term's first use linked; `page` is its HTML file, relative to the site."""
        found = _ARTICLE.search(html)
        if self._pattern is None or found is None or page == _GLOSSARY_PAGE:
            return html
        end = html.rfind(f"</{found.group(1)}>")
        body = html[found.end() : end] if end > found.end() else ""
        home = "../" * (len(PurePosixPath(page).parts) - 1)
        done = set(_LINKED.findall(body))
        linked = _PIECE.sub(self._piece(f"{home}{_GLOSSARY_PAGE}", done), body)
        return f"{html[: found.end()]}{linked}{html[end:]}" if linked != body else html

    def _piece(self, glossary: str, done: set[str]) -> Callable[[re.Match[str]], str]:
        pattern, ids, tips = self._pattern, self._ids, self._tips
        if pattern is None:
            raise ValueError("there are no terms to link")

        def word(found: re.Match[str]) -> str:
            text = found.group()
            name = ids[" ".join(text.split())]
            if name in done:
                return text
            done.add(name)
            return f'<a class="{CLASS}" href="{glossary}#{name}" title="{escape(tips[name])}">{text}</a>'

        def piece(found: re.Match[str]) -> str:
            text = found.group(2)
            return pattern.sub(word, text) if text and not text.isspace() else found.group()

        return piece


def linker_of(docs: Path) -> Linker | None:
    """The linker of a docs folder's glossary; None where it has none. Raises ReportError for a broken one."""
    try:
        text = (docs / GLOSSARY).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    return Linker(read_glossary(text, GLOSSARY))


def _spelled(forms: Iterable[str]) -> Iterable[str]:
    """A form as it is written, and with the other case of its first letter where the rest is in lower case."""
    for form in forms:
        written = escape(form, quote=False)
        yield written
        if written[1:] == written[1:].lower():
            yield written[0].swapcase() + written[1:]


def _pattern(ids: Mapping[str, str]) -> re.Pattern[str] | None:
    """One pattern of all forms, sorted by their first letter so that most places are ruled out at once."""
    if not ids:
        return None
    ordered = sorted(ids, key=lambda form: (-len(form), form))
    kinds: dict[tuple[bool, bool], list[str]] = {
        (True, True): [],
        (True, False): [],
        (False, True): [],
        (False, False): [],
    }
    for form in ordered:
        kinds[_is_latin(form[0]), _is_latin(form[-1])].append(form)
    parts = [
        f"{_START if starts else ''}(?:{_alternatives(forms)}){_END if ends else ''}"
        for (starts, ends), forms in kinds.items()
        if forms
    ]
    return re.compile("|".join(parts).replace(r"\ ", r"\s+"))


def _is_latin(letter: str) -> bool:
    return re.match(f"[{_WORD}]", letter) is not None


def _alternatives(forms: Iterable[str]) -> str:
    """Forms by their first letter, in the order given."""
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(tails)})" for first, tails in sorted(by_first.items()))
