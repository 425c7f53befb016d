"""What is wrong with a user's file, where, and what to write instead.

A problem is a value: readers collect every one they find and raise `ReportError` once, with all of them.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, what to try.

    What it repeats of a file may come from anyone: it cannot break a line or steer a terminal.
    """

    at: Location
    what: str
    expected: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        """Make what was handed in readable."""
        for name in ("what", "expected", "hint"):
            lines = _COMMAND.sub(" ", getattr(self, name)).split("\n") if name == "hint" else [getattr(self, name)]
            text = "\n".join(map(plain, lines))
            object.__setattr__(self, name, text if len(text) <= LONGEST else f"{text[:LONGEST]}…")

    def __str__(self) -> str:
        text = f"{self.at}: {self.what}"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.hint:
            text += f"\n    {self.hint}"
        return text


class ReportError(Exception):
    """Input that cannot be used, with every problem that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.at.file, p.at.line or 0, p.at.column or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ReportError"], tuple[tuple[Problem, ...]]]:
        """Travel between processes with the problems, not only their text."""
        return type(self), (self.problems,)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, capitals aside, or None when none is like it."""
    if len(name) > COMPARED:
        return None
    names = {one.lower(): one for one in known if len(one) <= COMPARED}
    matches = difflib.get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    return names[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the sentence that offers the nearest valid name, or an empty string."""
    match = nearest(name, known)
    return f"did you mean `{match}`?" if match else ""
