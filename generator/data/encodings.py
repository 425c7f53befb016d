"""How a text file is encoded: byte-order mark, then strict UTF-8, then UTF-16 without a mark, then GB18030."""

import codecs
import io
import mmap
import re
from dataclasses import dataclass

from generator.data.files import IN_MEMORY, DataFile
from generator.errors import Problem, ReportError
from generator.text import say

_STEP = 16 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL_SHARE = 0.3
_COMMON_CHINESE = re.compile(r"[^\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\x00-\xff‘’“”…—·¥€￥℃№①-⑩]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and whether it was guessed."""

    name: str
    guessed: bool = False


def find_encoding(file: DataFile, data: bytes | mmap.mmap) -> Encoding:
    """Find a file's encoding; raises ReportError for bytes that are no text."""
    head = data[:4096]
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _checked(file, data, Encoding(name))
    if b"\x00" in head:
        return _checked(file, data, _utf16_without_mark(file, head))
    if _bad_at(data, "utf-8") is None and not (_odd_as_utf8(data) and _looks_chinese(data)):
        return _no_nul(file, data, Encoding("utf-8"))
    for name in ("gb18030", "cp1252"):
        if _bad_at(data, name) is None and (name != "gb18030" or _looks_chinese(data)):
            return _no_nul(file, data, Encoding(name, guessed=True))
    where = _bad_at(data, "utf-8") or 0
    line = data[:where].count(b"\n") + 1
    raise ReportError([
        Problem(
            type(file.at)(file.at.file, line), say(en="bytes that are neither UTF-8, UTF-16 nor GB18030 text",
                                                  zh="这些字节不是 UTF-8、UTF-16 或 GB18030 文本"),
            say(en="a text file", zh="文本文件"), say(en="save the file again as CSV UTF-8", zh="另存为 CSV UTF-8"),
        )
    ])  # fmt: skip


def open_text(file: DataFile, data: bytes | mmap.mmap, encoding: str) -> io.TextIOBase:
    """Return a file's text, with line ends as they are."""
    if len(data) <= IN_MEMORY:
        return io.StringIO(data[:].decode(encoding), newline="")
    return file.path.open(encoding=encoding, newline="")


def _bad_at(data: bytes | mmap.mmap, encoding: str) -> int | None:
    """Return where bytes stop being text of an encoding, or None where they all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    size = len(data)
    for start in range(0, size, _STEP):
        try:
            decoder.decode(data[start : start + _STEP], final=start + _STEP >= size)
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _checked(file: DataFile, data: bytes | mmap.mmap, encoding: Encoding) -> Encoding:
    """Raise ReportError where the bytes are not what their beginning says."""
    if _bad_at(data, encoding.name) is None:
        return encoding
    raise ReportError([
        Problem(file.at, say(en="the file begins as {encoding} and goes on as something else",
                             zh="文件开头是 {encoding}，后面却是别的编码", encoding=encoding.name),
                say(en="text in one encoding", zh="只用一种编码的文本"),
                say(en="it may be cut off or glued together; export it again", zh="可能被截断或拼接过，请重新导出"))
    ])  # fmt: skip


def _no_nul(file: DataFile, data: bytes | mmap.mmap, encoding: Encoding) -> Encoding:
    where = data.find(b"\x00")
    if where < 0:
        return encoding
    line = data[:where].count(b"\n") + 1
    raise ReportError([
        Problem(type(file.at)(file.at.file, line),
                say(en="a NUL byte, which no text has", zh="有 NUL 字节，文本里不会有"),
                say(en="a text file", zh="文本文件"),
                say(en="the file may be binary or damaged; export it again",
                    zh="文件可能是二进制的或已损坏，请重新导出"))
    ])  # fmt: skip


def _utf16_without_mark(file: DataFile, head: bytes) -> Encoding:
    """Tell which half of each pair of bytes is mostly zero."""
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) > _NUL_SHARE * half and head[0::2].count(0) == 0:
        return Encoding("utf-16-le", guessed=True)
    if head[0::2].count(0) > _NUL_SHARE * half and head[1::2].count(0) == 0:
        return Encoding("utf-16-be", guessed=True)
    return _no_nul(file, head, Encoding("utf-8"))


_ALPHABETS = tuple(
    re.compile(f"[{letters}]")
    for letters in (
        "\u0370-\u03ff",
        "\u0400-\u052f",
        "\u0590-\u05ff",
        "\u0600-\u06ff",
        "\u0250-\u036f\u0530-\u058f\u0700-\u07ff",
    )
)  # Greek, Cyrillic, Hebrew, Arabic, and letters that hardly any export is written in
_THREE_BYTES = re.compile(r"[\u0800-\U0010ffff]")


def _odd_as_utf8(data: bytes | mmap.mmap) -> bool:
    """Say whether valid UTF-8 is an unlikely mixture: a few Chinese characters in GB18030 can be valid UTF-8."""
    head = data[:_STEP]
    if head.isascii():
        return False
    text = codecs.getincrementaldecoder("utf-8")().decode(head)
    if _THREE_BYTES.search(text):
        return False
    found = [bool(letters.search(text)) for letters in _ALPHABETS]
    return found[-1] or sum(found) > 1


def _looks_chinese(data: bytes | mmap.mmap) -> bool:
    """Say whether text read as GB18030 has the characters people use; accented Latin read so gives rare ones."""
    text = codecs.getincrementaldecoder("gb18030")().decode(data[:_STEP])
    odd = sum(1 for _ in _COMMON_CHINESE.finditer(text))
    wide = [char for char in text if char > "\u2e7f"]
    if not wide:
        return odd == 0
    common = sum(1 for char in wide if _in_gb2312(char))
    return common >= 0.9 * len(wide) and odd <= 0.1 * len(wide)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
