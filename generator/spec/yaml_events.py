"""YAML text parsed into events by PyYAML's C parser, within limits, so that no file can be a trap."""

from yaml import CSafeLoader, YAMLError
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.errors import Location, Problem, ReportError
from generator.spec.yaml_words import in_plain_words
from generator.text import say

MAX_DEPTH = 24
"""How deeply lists and mappings may be nested; a campaign needs five."""
MAX_NODES = 50_000
"""How many values a file may hold once its aliases are written out: more than a megabyte of ordinary YAML has."""

OPENING = (MappingStartEvent, SequenceStartEvent)
CLOSING = (MappingEndEvent, SequenceEndEvent)


def parse(text: str, file: str) -> list[Event]:
    """Parse into events, stopping at what is nested too deeply or too long."""
    parser = CSafeLoader(text)
    events: list[Event] = []
    depth = 0
    try:
        while (event := parser.get_event()) is not None:
            events.append(event)
            depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
            if depth > MAX_DEPTH:
                at = location(file, event)
                raise ReportError(
                    [
                        Problem(
                            at,
                            say(en="lists and mappings are nested too deeply", zh="列表和映射嵌套得太深"),
                            say(en="at most {most} deep", zh="最多 {most} 层", most=MAX_DEPTH),
                        )
                    ]
                )
            if len(events) > 2 * MAX_NODES:
                raise ReportError([too_many(location(file, event))])
    except YAMLError as error:
        raise ReportError([in_plain_words(error, text, file)]) from None
    return events


def location(file: str, event: Event) -> Location:
    """Where an event begins."""
    mark = event.start_mark
    assert mark is not None  # the C parser marks every event
    return Location(file, mark.line + 1, mark.column + 1)


def too_many(at: Location) -> Problem:
    """Return the problem of a file beyond MAX_NODES."""
    hint = say(
        en="an alias (`*name`) repeats everything its anchor holds: write the values out instead",
        zh="别名（`*name`）会把锚点的内容全部重复一遍：请改为直接写出这些值",
    )
    what = say(en="the file holds too many values", zh="文件里的值太多")
    return Problem(at, what, say(en="at most {most:,}", zh="最多 {most:,} 个", most=MAX_NODES), hint)
