"""A user's text file, read: UTF-8, of a reasonable size, without control characters."""

import re
from pathlib import Path

from generator.errors import Location, Problem, ReportError, system_error
from generator.text import say

MAX_BYTES = 1_000_000
"""A campaign.yml has some thousand bytes."""
MAX_NOTES = 100_000
"""Of notes.md, some 15,000 words: Markdown can be written so that its reader's time grows faster than its length."""

TURNING = "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What lets a line read otherwise than it is written; marks of a direction (U+200E, U+200F) turn nothing around."""
CONTROL = re.compile(f"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{TURNING}]")
"""What YAML 1.2 does not allow in a file, and what no file of a reviewed change may hold."""


UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u061b\u061d-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Also what is written as an escape in YAML; and line separators and what turns the direction of text around."""


def unseen(character: str, at: Location) -> Problem:
    """Return the problem of a character that no reader sees and that acts all the same."""
    what = say(
        en="the control character U+{sign:04X} stands here", zh="这里有控制字符 U+{sign:04X}", sign=ord(character)
    )
    if character in TURNING:
        what = say(
            en="the character that turns text around, U+{sign:04X} stands here",
            zh="这里有改变文字方向的字符 U+{sign:04X}",
            sign=ord(character),
        )
    return Problem(at, what, say(en="printable text", zh="可打印的文本"), say(en="remove it", zh="删掉它"))


def relative(path: Path, root: Path) -> str:
    """Return a path as problems name it: relative to the site's root where it lies inside, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_text(path: Path, root: Path, most: int = MAX_BYTES) -> tuple[str, str]:
    """Return a file's text and its name relative to the root; raises ReportError."""
    file = relative(path, root)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ReportError(
                [Problem(Location(file), say(en="is not a file", zh="不是文件"), say(en="a text file", zh="文本文件"))]
            )
        if size > most:
            what = say(en="the file is too large ({size:,} bytes)", zh="文件太大（{size:,} 字节）", size=size)
            limit = say(en="at most {most:,} bytes", zh="最多 {most:,} 字节", most=most)
            raise ReportError([Problem(Location(file), what, limit)])
        raw = path.read_bytes()
    except OSError as error:
        what = say(en="the file cannot be read: {reason}", zh="文件无法读取：{reason}", reason=system_error(error))
        raise ReportError([Problem(Location(file), what)]) from None
    return decoded(raw, file), file


def decoded(raw: bytes, file: str) -> str:
    """Return bytes as text, without a byte order mark; raises ReportError with the place of what is not UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = say(en="the file is written in UTF-16", zh="文件的编码是 UTF-16")
        raise ReportError([Problem(Location(file, 1, 1), what, "UTF-8", say(en="save it as UTF-8", zh="另存为 UTF-8"))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        what = say(
            en="the byte 0x{byte:02X} is not UTF-8", zh="字节 0x{byte:02X} 不是 UTF-8", byte=error.object[error.start]
        )
        hint = say(en="save the file as UTF-8", zh="把文件另存为 UTF-8")
        raise ReportError([Problem(place(before, len(before), file), what, "UTF-8", hint)]) from None
    if found := CONTROL.search(text):
        raise ReportError([unseen(found[0], place(text, found.start(), file))])
    return text


def place(text: str, offset: int, file: str) -> Location:
    """Return line and column of a position in a text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)
