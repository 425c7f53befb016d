"""What is wrong with a user's file, where, and what to write instead.

A problem is a value: readers collect every one they find and raise `ReportError` once, with all of them.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `file` is relative to the site's root, with forward slashes; line and column count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, what to try."""

    at: Location
    what: str
    expected: str = ""
    hint: str = ""

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
    names = {one.lower(): one for one in known}
    matches = difflib.get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    return names[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the sentence that offers the nearest valid name, or an empty string."""
    match = nearest(name, known)
    return f"did you mean `{match}`?" if match else ""
