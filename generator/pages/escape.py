"""Users' text made safe for a page: names and cells say what they say, and nothing in them acts as markup."""

import json
import re
from itertools import pairwise

from markupsafe import Markup, escape

from generator.errors import plain

_SAFE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"} | {c: f"&#{ord(c)};" for c in "\\`*_[]{}|#~^=$"}
_MARKDOWN = str.maketrans(_SAFE)
"""Characters that could mean something to a Markdown reader, as references: the same in text and in raw HTML."""

_TICKED = re.compile(r"&#96;(.+?)&#96;")
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"})
"""What ends a text or an attribute in double quotes."""

_COLON = re.compile(r":(?=[^\s&])")
"""A colon inside a word: part of an address or of an emoji's name, which some readers would act on."""
_LINK = re.compile(r"(\]\()([^)]*)")
_DEFINITION = re.compile(r"(\]:)(\s*\S+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-\\]*", re.IGNORECASE)
_ALLOWED = frozenset({"http", "https", "mailto"})
_IMAGE = re.compile(r"!(?=\[)(?!\[[^\[\]]*\]\((?!/)[\w./-]+\))")
"""The mark of any picture but one beside the page, plainly named."""
_DIRECTIVE = re.compile(r"^([ \t>]*)([:/])(?=\2\2)", re.MULTILINE)
"""Three colons or slashes begin a block that some extensions run, such as `::: module` and `/// html`."""
_BRACKETS = 300
"""Square brackets in one block of Markdown that are read as links, and marks of code that are read as such."""
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_NESTED = re.compile(
    r"^((?:[ \t]*(?:>|[0-9]+\.|[-*+])(?=[ \t>])){8}|[ \t]{40})(?=[ \t]*(?:>|[0-9]+\.|[-*+]))", re.MULTILINE
)
"""Lists and quotations inside one another, eight on a line or ten by their indentation."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_DEEPER = 2
"""Headings of an analyst's notes stand below the page's own."""
_DEEPEST = 6


_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula begins in a spreadsheet program; the wide forms count in Chinese and Japanese ones."""
_SEPARATED = re.compile(r";(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet that splits at semicolons would find another formula."""


def line(text: str) -> str:
    """Text on one line: a line break inside a name would end the block it stands in. What acts unseen is shown."""
    return plain(" ".join(text.split()))


def html(text: object) -> Markup:
    """Text for raw HTML."""
    return escape(line(str(text)))


def markdown(text: object) -> Markup:
    """Text for a Markdown line, heading or table cell. HTML handed in as Markup stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(_COLON.sub("&#58;", line(str(text)).translate(_MARKDOWN)))  # noqa: S704  every character that could act is a reference


def with_code(text: str) -> Markup:
    """A sentence of ours for either, in which a name between backticks becomes code."""
    return Markup(_TICKED.sub(r"<code>\1</code>", str(markdown(text))))  # noqa: S704  the text is escaped


def yaml(text: str) -> str:
    """Text as a quoted scalar of front matter: JSON is YAML. Themes put it into HTML as it is."""
    return json.dumps(line(text).translate(_ATTRIBUTE), ensure_ascii=False)


def safe_markdown(text: str) -> str:
    """Markdown of a user, kept as Markdown: HTML in it is shown, not obeyed; links lead to web pages or mail only.

    Headings are moved below the page's own, a code block left open is closed, and pictures of other hosts become links.
    """
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")
    shown = _IMAGE.sub("", _DEFINITION.sub(_harmless, _LINK.sub(_harmless, shown)))
    shown = _DIRECTIVE.sub(lambda found: f"{found[1]}&#{ord(found[2])};", shown)
    shown = "".join(map(_bounded, _BLANK_LINES.split(shown.replace("\r\n", "\n").strip("\n"))))
    return "\n".join(_tidy(shown.split("\n")))


def _bounded(block: str) -> str:
    """Take the meaning from brackets and list marks of which nobody sets so many: a reader of Markdown would hang."""
    if block.count("[") > _BRACKETS:
        block = block.replace("[", "&#91;")
    if block.count("`") > _BRACKETS:
        block = block.replace("`", "&#96;")
    return _NESTED.sub(lambda found: f"{found[1]}&#8203;", block)


def _harmless(found: re.Match[str]) -> str:
    """Point a link with any scheme but the allowed ones at nothing; browsers ignore blanks inside a scheme."""
    scheme, colon, _ = re.sub(r"[\s\x00-\x1f]", "", found.group(2)).partition(":")
    if colon and _SCHEME.fullmatch(scheme) and scheme.lower() not in _ALLOWED:
        return f"{found.group(1)}#"
    return found.group(0)


def _tidy(lines: list[str]) -> list[str]:
    result: list[str] = []
    fence = ""
    for before, this in pairwise(["", *lines]):
        if opening := _FENCE.fullmatch(this):
            fence = _after_fence(fence, opening)
            result.append(this)
        elif fence:
            result.append(this)
        elif _UNDERLINE.fullmatch(this) and before.strip() and result and not result[-1].startswith("#"):
            result[-1] = f"### {result[-1].strip()}"
        else:
            result.append(_HEADING.sub(_lowered, this))
    return [*result, fence] if fence else result


def _after_fence(fence: str, opening: re.Match[str]) -> str:
    """Return the open fence after a line that looks like one."""
    mark, rest = opening.groups()
    if not fence:
        return mark
    closes = mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip()
    return "" if closes else fence


def _lowered(found: re.Match[str]) -> str:
    return "#" * min(len(found.group(1)) + _DEEPER, _DEEPEST)


def csv_text(text: object) -> str:
    """Text for a spreadsheet's cell: one that would be taken for a formula gets an apostrophe before it."""
    cell = _SEPARATED.sub("; ", line(str(text)))
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
