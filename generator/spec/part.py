"""A part of a file as it was written, for checks that go on where other keys are broken.

Nothing here raises: what is absent, of another kind or cannot be read is None or empty, and is told elsewhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.errors import Location, Problem
from generator.spec.forms import FormError
from generator.spec.yaml_lines import Document, KeyPath, Value
from generator.text import Said

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands at a path of keys and positions."""

    document: Document
    path: KeyPath
    raw: Value

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.document.at(self.path)

    @property
    def key(self) -> str:
        """Its key, or the key of the list it is an item of."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), self.document.file)

    @property
    def text(self) -> str | None:
        """Its text, if it is text."""
        return self.raw if isinstance(self.raw, str) and self.raw.strip() else None

    def __getitem__(self, key: str) -> "Part":
        """The part under a key."""
        value = self.raw.get(key) if isinstance(self.raw, dict) else None
        return Part(self.document, (*self.path, key), value)

    def has(self, key: str) -> bool:
        """Say whether a key is written, with a value or without."""
        return isinstance(self.raw, dict) and key in self.raw

    def items(self) -> Iterator["Part"]:
        """The items of a list."""
        for position, value in enumerate(self.raw if isinstance(self.raw, list) else ()):
            yield Part(self.document, (*self.path, position), value)

    def entries(self) -> Iterator[tuple[str, "Part"]]:
        """The keys of a mapping with their parts."""
        for key, value in self.raw.items() if isinstance(self.raw, dict) else ():
            yield key, Part(self.document, (*self.path, key), value)

    def read(self, form: Callable[[object], T]) -> T | None:
        """Its value by a form; None where it is absent or cannot be read."""
        if self.raw is None:
            return None
        try:
            return form(self.raw)
        except FormError:
            return None

    def problem(self, what: Said, expected: Said = "", hint: Said = "") -> Problem:
        """Return a problem at this place."""
        return Problem(self.at, what, expected, hint)


def whole(document: Document) -> Part:
    """Return the file itself as a part."""
    return Part(document, (), document.data)
