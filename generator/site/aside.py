"""Raw HTML of generated pages, kept away from the Markdown parser and put back as it was.

Python-Markdown reads raw HTML with a parser written in Python, twice with MkDocs: more than half the time of a page.
Blocks that hold no Markdown are replaced by a mark before it runs; what a reader gets is the same, but that headings in
a block stay out of the table of contents. Only for pages whose raw HTML is ours: in hand-written ones a block may stand
in an example of code.
"""

import re
from collections.abc import Callable, Iterator

TAGS = ("table", "div", "details", "figure", "dl", "fieldset", "p", "ul", "ol", "section", "nav")
_OPENING = re.compile(rf"<({'|'.join(TAGS)})\b([^>]*)>")
_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"&]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_MARK = re.compile(r"<p>goalposts-aside-(\d+)</p>")
_ENDS = {tag: re.compile(rf"<(/?){tag}\b") for tag in TAGS}


def set_aside(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Return the Markdown with a mark in place of each block of raw HTML, and the blocks.

    A block begins with its tag at the start of a line, after a blank line or another block, ends with the end of a
    line, and says nowhere that Markdown is to be read in it.
    """
    kept: list[str] = []
    blocks: list[str] = []
    for text, raw in _parts(markdown):
        if raw:
            kept.append(f"\n\ngoalposts-aside-{len(blocks)}\n\n")
            blocks.append(text)
        else:
            kept.append(text)
    return "".join(kept), tuple(blocks)


def put_back(html: str, blocks: tuple[str, ...]) -> str:
    """Return the HTML made of such Markdown, with the blocks where their marks are."""
    known = {str(number): block for number, block in enumerate(blocks)}
    return _MARK.sub(lambda found: known.get(found.group(1), found.group()), html)


def ids(blocks: tuple[str, ...]) -> set[str]:
    """Anchors within the blocks."""
    return {name for block in blocks for name in _ID.findall(block)}


def relink(block: str, address: Callable[[str], str]) -> str:
    """Return a block with each address of a link or image as `address` says it is on the site."""
    return _LINK.sub(lambda found: f'{found.group(1)}{address(found.group(2))}"', block)


def _parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """Stretches of the Markdown in order, and whether each is a block of raw HTML."""
    done = start = 0
    while (start := markdown.find("<", start)) >= 0:
        end = _end_of_block(markdown, start) if _may_begin(markdown, start, done) else None
        if end is None:
            start += 1
            continue
        yield markdown[done:start], False
        yield markdown[start:end], True
        done = start = end
    yield markdown[done:], False


def _may_begin(markdown: str, start: int, done: int) -> bool:
    """Whether the place is the start of a line after a blank line, another block, or nothing."""
    between = markdown[max(done, start - 2) : start]
    return start == 0 or between == "\n\n" or (between == "\n" and start == done + 1)


def _end_of_block(markdown: str, start: int) -> int | None:
    """Where the element that begins here ends, if that is the end of a line and no Markdown is to be read in it."""
    opening = _OPENING.match(markdown, start)
    if opening is None or "markdown" in opening.group(2):
        return None
    depth = 0
    for tag in _ENDS[opening.group(1)].finditer(markdown, start):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            end = markdown.find(">", tag.end()) + 1
            line_ends = end == len(markdown) or markdown[end] == "\n"
            return end if line_ends and " markdown=" not in markdown[start:end] else None
    return None
