"""The catalogue of words: every sentence, label and caption a reader of the site sees, one file a language.

Code asks for an entry by its key and hands over the values; what is missing or idle is an error, found by a test
before a reader finds it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

from generator.pages.spacing import SPACED, run

FOLDER = Path(__file__).parent / "words"


class WordsError(LookupError):
    """A key that the catalogue does not have, or values that do not fit its entry."""


class Words:
    """One language's catalogue. Entries are plain text, or HTML where they are asked for by `html`."""

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        """Keep the entries, and for each the names of the values it needs."""
        self.language = language
        self.entries = entries
        self._needs = {key: placeholders(text) for key, text in entries.items()}
        self._parts = {key: parts(text) for key, text in entries.items()} if language in SPACED else {}

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __call__(self, key: str, /, **values: object) -> str:
        """Return an entry with its values filled in; raises WordsError where a key or value is missing or idle."""
        text = self._entry(key, values)
        if not self._parts:
            return text.format(**values)
        return run(str(values[part]) if named else part for part, named in self._parts[key])

    def html(self, key: str, /, **values: object) -> Markup:
        """Return an entry that may hold HTML, its values escaped."""
        text = Markup(self._entry(key, values))  # noqa: S704  entries are ours, values are escaped
        if not self._parts:
            return text.format(**values)
        return Markup(run(str(escape(values[part])) if named else part for part, named in self._parts[key]))  # noqa: S704

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return `key.one` or `key.other` by the number; a language without a singular has `key.other` alone.

        A singular may leave out a value that the plural needs, such as the number itself.
        """
        return self.told(self.plural(key, number), values)

    def sentences(self, texts: Iterable[str]) -> str:
        """Let sentences follow one another, as far apart as the language sets them; empty ones are left out."""
        return self("between").join(text for text in texts if text)

    def join(self, key: str, texts: Sequence[str]) -> str:
        """Join texts one after the other by an entry with `first` and `last`."""
        joined = texts[0] if texts else ""
        for text in texts[1:]:
            joined = self(key, first=joined, last=text)
        return joined

    def told(self, key: str, values: Mapping[str, Any]) -> str:
        """Return an entry for values that come from a lower layer: those the sentence does not ask for are left out."""
        needs = self._needs.get(key, frozenset())
        return self(key, **{name: value for name, value in values.items() if name in needs})

    def needs(self, key: str) -> frozenset[str]:
        """Name the values an entry needs; raises WordsError where there is no such entry."""
        if key not in self.entries:
            raise WordsError(f"no words for `{key}` in {self.language}")
        return self._needs[key]

    def plural(self, key: str, number: int) -> str:
        """Return the key of the form that a number takes."""
        one = f"{key}.one"
        return one if number == 1 and one in self.entries else f"{key}.other"

    def _entry(self, key: str, values: Mapping[str, object]) -> str:
        if key not in self.entries:
            raise WordsError(f"no words for `{key}` in {self.language}")
        if values.keys() != self._needs[key]:
            raise WordsError(f"`{key}` needs {sorted(self._needs[key])}, was given {sorted(values)}")
        return self.entries[key]


def placeholders(text: str) -> frozenset[str]:
    """Name the values an entry needs."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def parts(text: str) -> tuple[tuple[str, bool], ...]:
    """Take an entry apart: (words, False) and (name of a value, True), in their order."""
    found: list[tuple[str, bool]] = []
    for literal, name, _, _ in Formatter().parse(text):
        if literal:
            found.append((literal, False))
        if name:
            found.append((name, True))
    return tuple(found)


def flat(tables: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Join nested tables' names with dots: `[verdict] met` is `verdict.met`."""
    for name, value in tables.items():
        if isinstance(value, str):
            yield above + name, value
        else:
            yield from flat(value, f"{above}{name}.")


@cache
def load_words(language: str) -> Words:
    """Read a language's catalogue, once a process."""
    return Words(language, dict(flat(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))))
