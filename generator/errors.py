"""What is wrong with a user's file, where, and what to write instead.

A problem is a value: readers collect every one they find and raise `ReportError` once, with all of them.
"""

import difflib
import errno
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from generator.text import Said, Text, said_in, say


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `file` is relative to the site's root, with forward slashes; line and column count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (plain(self.file), self.line, self.column) if part is not None)


COMPARED = 200
"""Characters of a name that is compared with others."""
LONGEST = 4_000
"""Characters of a sentence of a problem."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What moves a cursor, breaks a line, turns the direction of text or is half a character: nothing a reader sees."""


_COMMAND = re.compile(r"\s*\n\s*(?=::)")
"""What would make a command of the next line to a runner that reads the output."""


def plain(text: str) -> str:
    """Return text on one line in which all is seen: line ends and tabs as blanks, what acts unseen as its code."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\n\r" else f"<U+{ord(found[0]):04X}>"


def _seen(text: str, part: str) -> str:
    """Return a part of a problem as it can be shown; a hint alone may have several lines."""
    lines = _COMMAND.sub(" ", text).split("\n") if part == "hint" else [text]
    shown = "\n".join(map(plain, lines))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, what to try.

    What it repeats of a file may come from anyone: it cannot break a line or steer a terminal.
    """

    at: Location
    what: Said
    expected: Said = ""
    hint: Said = ""

    def __post_init__(self) -> None:
        """Make what was handed in readable."""
        for name in ("what", "expected", "hint"):
            words = getattr(self, name)
            change = partial(_seen, part=name)
            object.__setattr__(self, name, change(words) if isinstance(words, str) else words.each(change))

    def __str__(self) -> str:
        return self.said_in("en")

    def said_in(self, language: str) -> str:
        """Say it in a language, below the place, which terminals and editors jump to."""
        lines = [f"{self.at}: {said_in(language, with_expected(self.what, self.expected))}"]
        if self.hint:
            lines.append(f"    {said_in(language, self.hint)}")
        return "\n".join(lines)


class ReportError(Exception):
    """Input that cannot be used, with every problem that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.at.file, p.at.line or 0, p.at.column or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ReportError"], tuple[tuple[Problem, ...]]]:
        """Travel between processes with the problems, not only their text."""
        return type(self), (self.problems,)


def with_expected(what: Said, expected: Said) -> Said:
    """Join what was found with what was expected, where that is said."""
    if not expected:
        return what
    return say(en="{what}; expected {expected}", zh="{what}；应为：{expected}", what=what, expected=expected)


SYSTEM: Mapping[int, Text] = {
    errno.ENOENT: say(en="no such file or directory", zh="没有这个文件或文件夹"),
    errno.EACCES: say(en="permission denied", zh="没有权限"),
    errno.EPERM: say(en="operation not permitted", zh="不允许这样操作"),
    errno.EISDIR: say(en="is a directory", zh="是文件夹，不是文件"),
    errno.ENOTDIR: say(en="not a directory", zh="路径中有一段不是文件夹"),
    errno.EEXIST: say(en="file exists", zh="已经存在"),
    errno.ENOSPC: say(en="no space left on device", zh="磁盘空间不足"),
    errno.EROFS: say(en="read-only file system", zh="文件系统是只读的"),
    errno.ENAMETOOLONG: say(en="file name too long", zh="文件名太长"),
    errno.ELOOP: say(en="too many levels of symbolic links", zh="符号链接的层级太多"),
    errno.EIO: say(en="input/output error", zh="读写出错"),
    errno.EADDRINUSE: say(en="address already in use", zh="端口已被占用"),
    errno.EADDRNOTAVAIL: say(en="cannot assign requested address", zh="本机没有这个地址"),
}
"""What a system refuses most often."""


def system_error(error: OSError) -> Said:
    """Return what the system says is wrong; in its own words where it is a rare one."""
    known = SYSTEM.get(error.errno or 0)
    return known or (error.strerror or str(error) or type(error).__name__)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, capitals aside, or None when none is like it."""
    if len(name) > COMPARED:
        return None
    names = {one.lower(): one for one in known if len(one) <= COMPARED}
    matches = difflib.get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    return names[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> Said:
    """Return the sentence that offers the nearest valid name, or an empty string."""
    return offered(nearest(name, known))


def offered(name: str | None) -> Said:
    """Return the sentence that offers a name, or an empty string where there is none."""
    return say(en="did you mean `{name}`?", zh="是不是想写 `{name}`？", name=name) if name else ""
