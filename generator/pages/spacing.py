"""The space that Chinese sets between Han characters and Latin letters or digits, where values meet words."""

import re
from collections.abc import Iterable

SPACED = frozenset({"zh"})
"""Languages that set such a space."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SIGNS = frozenset("$¥€£₩₹−+≥≤√")
"""What a number may begin with."""
_TAG = re.compile(r"<[^>]*>|^\[|\]\([^)\s]*\)$")
"""Tags, and what makes a link of a piece of Markdown."""
_ENDS, _BEGINS = re.compile(r"(?:</[^>]*>)+"), re.compile(r"(?:<[^/>][^>]*>)+$")


def run(pieces: Iterable[str]) -> str:
    """Join pieces of text, apart where one ends in Han and the next begins with a letter or number, or so reversed.

    The insides of pieces are left as they are, for a value may be a reader's own words. Tags are looked through.
    """
    text, last = "", ""
    for piece in pieces:
        bare = _TAG.sub("", piece)
        text = _joined(text, piece, apart=bool(bare) and _apart(last, bare[0]))
        last = bare[-1:] or last
    return text


def _joined(text: str, piece: str, *, apart: bool) -> str:
    """Put the space outside elements: after those that end here, before those that begin."""
    if not apart:
        return text + piece
    ends = _ENDS.match(piece)
    if ends:
        return f"{text}{ends.group()} {piece[ends.end() :]}"
    begins = _BEGINS.search(text)
    at = begins.start() if begins else len(text)
    return f"{text[:at]} {text[at:]}{piece}"


def _apart(left: str, right: str) -> bool:
    if _HAN.match(left):
        return (right.isalnum() or right in _SIGNS) and not _HAN.match(right)
    return bool(_HAN.match(right)) and (left.isalnum() or left == "%")
