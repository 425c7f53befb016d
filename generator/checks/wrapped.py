"""Paragraphs broken to a terminal's width, in which a Chinese character takes two columns."""

import re
import textwrap
import unicodedata

WIDTH = 88
INDENT = "  "
_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_PIECES = re.compile(f" +|`[^`]*`|[{_WIDE}]|[^ `{_WIDE}]+|`")
_NEVER_FIRST = frozenset("，。；：、？！）」》")
_NEVER_LAST = frozenset("（「《")


def wrapped(text: str, language: str) -> str:
    """Break a paragraph into indented lines: at spaces, and in Chinese between any two characters."""
    if language != "zh":
        return textwrap.fill(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False)
    lines = [""]
    for piece in _PIECES.findall(text):
        line = lines[-1]
        full = columns(INDENT + line + piece.rstrip()) > WIDTH
        if full and piece not in _NEVER_FIRST and line[-1:] not in _NEVER_LAST:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(f"{INDENT}{line.rstrip()}" for line in lines)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
