"""YAML read into plain data, with the place of every key and list item.

Scalars follow the core rules of YAML 1.2 as far as they are safe: null, true and false are themselves, everything else
stays the text that was written. `no`, `12:30`, `1_000` and dates are never silently something else; the field that
wants a number, a day or a yes/no reads the text and says what it cannot read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.spec.text_file import UNSEEN, read_text, unseen
from generator.spec.yaml_events import MAX_DEPTH, MAX_NODES, location, parse, too_many
from generator.text import say

Value = str | bool | int | float | list["Value"] | dict[str, "Value"] | None
KeyPath = tuple[str | int, ...]
Places = Mapping[KeyPath, Location]

CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
LONGEST_INTEGER = 300
UNUSED = "(unused)"
"""Where values go whose key cannot be used: they are read on, so that what is wrong inside them is told too."""
_BRACES = say(en="text that begins with `{{`, `[` or `*` goes in quotes", zh="以 `{{`、`[` 或 `*` 开头的文本要加引号")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its data (None for an empty file), where each key and item stands, and what is wrong in it."""

    file: str
    data: Value
    places: Places
    problems: tuple[Problem, ...] = ()

    def at(self, path: KeyPath) -> Location:
        """Where a key or list item stands, or the nearest enclosing one that is written."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Location(self.file, 1, 1)

    def value(self, path: KeyPath) -> Value:
        """Return what stands at a path; None where nothing does."""
        found: Value = self.data
        for part in path:
            if isinstance(found, dict) and isinstance(part, str):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return None
        return found


def read_yaml(path: Path, root: Path, *, with_numbers: str | None = None) -> Document:
    """Read a YAML file; below the key `with_numbers`, plain numbers become numbers.

    Raises ReportError for what cannot be read at all; duplicate keys and the like are left in `problems`, so that they
    can be told with everything else that is wrong.
    """
    text, file = read_text(path, root)
    return parse_yaml(text, file, with_numbers=with_numbers)


def parse_yaml(text: str, file: str, *, with_numbers: str | None = None) -> Document:
    """Read YAML text as `read_yaml` does; `file` is what problems are said to be in."""
    builder = _Builder(parse(text, file), file, with_numbers)
    data = builder.build()
    return Document(file, data, builder.places, tuple(builder.problems))


@dataclass(slots=True)
class _Builder:
    """Turns events into data. An alias reads its anchor's events again, so that each copy counts and has its places."""

    events: Sequence[Event]
    file: str
    with_numbers: str | None
    places: dict[KeyPath, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    open_anchors: list[str] = field(default_factory=list)
    repeated_at: Location | None = None
    """Where the outermost alias stands whose values are being read again."""
    position: int = 0
    nodes: int = 0

    def build(self) -> Value:
        """Return the data of the only document; None where there is none."""
        starts = [n for n, event in enumerate(self.events) if isinstance(event, DocumentStartEvent)]
        if len(starts) > 1:
            at = location(self.file, self.events[starts[1]])
            self.problems.append(
                Problem(
                    at,
                    say(en="a second document begins here", zh="这里又开始了一个文档"),
                    say(en="one document a file", zh="一个文件只放一个文档"),
                    say(en="remove the `---`", zh="删掉 `---`"),
                )
            )
        if not starts:
            return None
        self.position = starts[0] + 1
        return self._node(())

    def _next(self) -> Event:
        event = self.events[self.position]
        self.position += 1
        return event

    def _node(self, path: KeyPath) -> Value:
        event = self._next()
        if isinstance(event, AliasEvent):
            return self._alias(event, path)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)  # what else the grammar lets begin a node
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            raise ReportError([too_many(self.repeated_at or location(self.file, event))])
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is None:
            return self._content(event, path)
        self.anchors[event.anchor] = self.position - 1
        self.open_anchors.append(event.anchor)
        value = self._content(event, path)
        self.open_anchors.pop()
        return value

    def _content(self, event: ScalarEvent | CollectionStartEvent, path: KeyPath) -> Value:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._sequence(path)

    def _scalar(self, event: ScalarEvent, path: KeyPath) -> Value:
        text: str = event.value
        self._refuse_unseen(text, event)
        if event.implicit[0] and text in CONSTANTS:
            return CONSTANTS[text]
        if event.implicit[0] and self.with_numbers is not None and path[:1] == (self.with_numbers,):
            return _number(text)
        return text

    def _refuse_unseen(self, text: str, event: ScalarEvent) -> None:
        r"""Refuse what a quoted `"\x1b"` brings in: characters that steer a terminal or turn text around."""
        if not text.isprintable() and (found := UNSEEN.search(text)):
            self.problems.append(unseen(found[0], location(self.file, event)))

    def _sequence(self, path: KeyPath) -> Value:
        items: list[Value] = []
        while not isinstance(event := self.events[self.position], SequenceEndEvent):
            inside = (*path, len(items))
            self.places[inside] = location(self.file, event)
            items.append(self._node(inside))
        self.position += 1
        return items

    def _mapping(self, path: KeyPath) -> Value:
        values: dict[str, Value] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            at = location(self.file, event)
            key = self._key(event, at)
            if key is None or key in values:
                if key is not None:
                    self._refuse_twice(key, at, self.places[(*path, key)])
                self._node((*path, UNUSED))
                continue
            inside = (*path, key)
            self.places[inside] = at
            values[key] = self._node(inside)
        return values

    def _key(self, event: Event, at: Location) -> str | None:
        """Return a key's text; None, with a problem noted, where it is not one."""
        if isinstance(event, ScalarEvent) and event.tag is None and event.value not in ("", "<<"):
            self._refuse_unseen(event.value, event)
            return str(event.value)
        if isinstance(event, ScalarEvent) and event.tag is None and event.value == "<<":
            hint = say(en="an alias may stand for a whole value: `near: *band`", zh="别名可以代替整个值：`near: *band`")
            what = say(en="merge keys (`<<`) are not read", zh="不支持合并键（`<<`）")
            self.problems.append(Problem(at, what, say(en="the keys written out", zh="直接写出各个键"), hint))
            return None
        if not isinstance(event, ScalarEvent | AliasEvent):
            self.position -= 1
            self._node((UNUSED,))
        what = say(en="this key is not a word", zh="这个键不是一个词")
        self.problems.append(Problem(at, what, say(en="a key such as `name:`", zh="`name:` 这样的键"), _BRACES))
        return None

    def _alias(self, event: AliasEvent, path: KeyPath) -> Value:
        name = str(event.anchor)
        at = location(self.file, event)
        if name in self.open_anchors:
            raise ReportError(
                [
                    Problem(
                        at,
                        say(en="`*{name}` holds itself", zh="`*{name}` 包含了它自己", name=name),
                        say(en="a value that is complete before it is repeated", zh="先写完整、再重复的值"),
                    )
                ]
            )
        if name not in self.anchors:
            quotes = say(
                en='text that begins with `*` goes in quotes: "*{name}"',
                zh='以 `*` 开头的文本要加引号："*{name}"',
                name=name,
            )
            what = say(
                en="`*{name}` repeats a value that no `&{name}` has named",
                zh="`*{name}` 要重复的值，没有用 `&{name}` 命名过",
                name=name,
            )
            self.problems.append(Problem(at, what, hint=did_you_mean(name, self.anchors) or quotes))
            return None
        back, outer = self.position, self.repeated_at
        self.position, self.repeated_at = self.anchors[name], outer or at
        value = self._node(path)
        self.position, self.repeated_at = back, outer
        return value

    def _refuse_twice(self, key: str, at: Location, first: Location) -> None:
        what = say(
            en="`{key}` is written twice: first at line {line}, column {column}",
            zh="`{key}` 写了两次：第一次在第 {line} 行第 {column} 列",
            key=key,
            line=first.line,
            column=first.column,
        )
        expected, hint = (
            say(en="each key once", zh="每个键只写一次"),
            say(en="remove one of the two", zh="删掉其中一个"),
        )
        self.problems.append(Problem(at, what, expected, hint))

    def _refuse_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        at = location(self.file, event)
        what = say(en="the tag `{tag}` is not read", zh="不支持标签 `{tag}`", tag=tag)
        hint = say(en="remove `{tag}`", zh="删掉 `{tag}`", tag=tag)
        self.problems.append(Problem(at, what, say(en="a plain value", zh="普通的值"), hint))


def _number(text: str) -> str | int | float:
    """Return the number that YAML 1.2's core rules read, else the text."""
    if INTEGER.fullmatch(text) and len(text) < LONGEST_INTEGER:
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text
