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
                    [Problem(at, "lists and mappings are nested too deeply", f"at most {MAX_DEPTH} deep")]
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
    hint = "an alias (`*name`) repeats everything its anchor holds: write the values out instead"
    return Problem(at, "the file holds too many values", f"at most {MAX_NODES:,}", hint)
