"""A committed campaign.yml to its goals, parsing no more of it than judges: texts that judge alike are parsed once."""

import re
from collections.abc import Mapping
from typing import TypeVar

from generator.errors import ReportError
from generator.history.goals import Goals
from generator.spec import fields
from generator.spec.load import validated
from generator.spec.text_file import MAX_BYTES, decoded
from generator.spec.values import Model
from generator.spec.yaml_lines import Document, parse_yaml

DATING = ("period", "timezone")
JUDGING = (*DATING, "currency", "sources", "kpis")
_AT_THE_MARGIN = re.compile(r"(?m)^[^ \t\r\n#\-].*")
_KEY = re.compile(r"([a-z_]+):(?=[ \t\r]|$)")
_WHOLE_FILE = re.compile(r"(?m)[:\-,\[{][ \t]*[&*]|(?<=\n)---")
"""Anchors reach from one key into another; a second document, or a file that is one `{…}`, has no keys to cut at."""
_WORD = re.compile(r"\w+")
_BLOCK_TEXT = re.compile(r"(?m)[|>][-+0-9]*[ \t\r]*$")
_IDLE_LINE = re.compile(r"(?m)^[ \t]*(?:#.*)?\r?\n")


class Start(Model):
    """When a campaign begins, and when it ends."""

    period: fields.Days
    timezone: fields.Timezone = "UTC"


M = TypeVar("M", bound=Model)
Texts = tuple[str, ...]
"""The part of a campaign.yml that judges: a text for each of JUDGING, or the whole where it cannot be cut."""


class Parser:
    """Goals of contents, each distinct one parsed once."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._goals: dict[Texts, Goals | None] = {}
        self._starts: dict[Texts, Start | None] = {}
        self._words: dict[Texts, frozenset[str]] = {}
        self._cut: dict[bytes, Texts | None] = {}

    def goals(self, content: bytes) -> Goals | None:
        """Return what a campaign.yml lays down; None where it could not be read as a spec."""
        texts = self._judging(content)
        if texts is None:
            return None
        if texts not in self._goals:
            self._goals[texts] = _parsed(texts, Goals, JUDGING)
        return self._goals[texts]

    def start(self, content: bytes) -> Start | None:
        """Return its period, without reading on; None where it could not be read."""
        texts = self._judging(content)
        if texts is None:
            return None
        short = texts if len(texts) == 1 else texts[: len(DATING)]
        if short not in self._starts:
            self._starts[short] = _parsed(short, Start, DATING)
        return self._starts[short]

    def words(self, content: bytes) -> frozenset[str]:
        """Return every word of the part that judges, metrics among them."""
        texts = self._judging(content) or ()
        if texts not in self._words:
            self._words[texts] = frozenset(_WORD.findall(texts[-1])) if texts else frozenset()
        return self._words[texts]

    def _judging(self, content: bytes) -> Texts | None:
        if content not in self._cut:
            self._cut[content] = _judging(content)
        return self._cut[content]


def _judging(content: bytes) -> Texts | None:
    if len(content) > MAX_BYTES:
        return None
    try:
        text = decoded(content, "")
    except ReportError:
        return None
    blocks = _blocks(text)
    return (text,) if blocks is None else tuple(blocks.get(key, "") for key in JUDGING)


def _blocks(text: str) -> Mapping[str, str] | None:
    """Take YAML apart into its top-level keys; None where that cannot be told from the margin alone."""
    if _WHOLE_FILE.search(text):
        return None
    starts: list[tuple[str, int]] = []
    for line in _AT_THE_MARGIN.finditer(text):
        key = _KEY.match(line[0])
        if key is None:
            return None
        starts.append((key[1], line.start()))
    if len({name for name, _ in starts}) != len(starts):
        return None
    ends = [start for _, start in starts[1:]] + [len(text)]
    return {name: _plain(text[start:end]) for (name, start), end in zip(starts, ends, strict=True) if name in JUDGING}


def _plain(block: str) -> str:
    """Leave out comments and blank lines, but not where they may be part of a text."""
    return block if _BLOCK_TEXT.search(block) else _IDLE_LINE.sub("", block.rstrip() + "\n")


def _parsed(texts: Texts, model: type[M], keys: tuple[str, ...]) -> M | None:
    try:
        read = parse_yaml("".join(texts), "")
        if not isinstance(read.data, dict):
            return None
        data = {key: read.data[key] for key in keys if key in read.data}
        return validated(model, Document("", data, read.places))
    except ReportError:
        return None
