"""The space that Chinese sets between Han characters and Latin letters or digits, where values meet words."""

import re
from collections.abc import Iterable

SPACED = frozenset({"zh"})
"""Languages that set such a space."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SIGNS = frozenset("$¥€£₩₹−+≥≤√")
"""What a number may begin with."""
_TAG = re.compile(r"<[^>]*>")


def run(pieces: Iterable[str]) -> str:
    """Join pieces of text, apart where one ends in Han and the next begins with a letter or number, or so reversed.

    The insides of pieces are left as they are, for a value may be a reader's own words. Tags are looked through.
    """
    text, last = "", ""
    for piece in pieces:
        bare = _TAG.sub("", piece)
        if bare:
            text += " " if _apart(last, bare[0]) else ""
            last = bare[-1]
        text += piece
    return text


def _apart(left: str, right: str) -> bool:
    if _HAN.match(left):
        return (right.isalnum() or right in _SIGNS) and not _HAN.match(right)
    return bool(_HAN.match(right)) and (left.isalnum() or left == "%")
