"""The body of a playbook entry: three lists under fixed headings, with placeholders for a campaign's numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.errors import Location, Problem, did_you_mean
from generator.spec.wording import listed, shown

HEADINGS: Mapping[str, tuple[str, str, str]] = {
    "en": ("What to look at", "What to try", "What to measure"),
    "zh": ("先看什么", "可以试什么", "用什么衡量"),
}
"""Language -> the headings, in their order; an entry in any other language has the English ones."""

PLACEHOLDERS: Mapping[str, str] = {
    "metric": "name of the KPI's metric",
    "before": "the KPI before the campaign",
    "after": "the KPI in the campaign",
    "target": "the KPI's target",
    "driver": "name of the driver that moved",
    "driver_before": "the driver before the campaign",
    "driver_after": "the driver in the campaign",
    "segment": "name of the segment that did most of it",
    "segment_before": "the KPI in that segment before the campaign",
    "segment_after": "the KPI in that segment in the campaign",
    "share_before": "the segment's share of what the KPI is divided by, before the campaign",
    "share_after": "the same in the campaign",
    "contribution": "what the driver, the segment or the mix did to the KPI, in the KPI's unit",
}
"""What a sentence may have filled in -> what it is. A sentence is left out where one of its numbers is not known."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_STRAY = re.compile(r"[{}]")
_HEADING = re.compile(r"#+\s*(.*?)\s*#*")


@dataclass(frozen=True, slots=True)
class Body:
    """The sentences under each heading, Markdown, with their placeholders."""

    look_at: tuple[str, ...]
    try_next: tuple[str, ...]
    measure: tuple[str, ...]


def placeholders(sentence: str) -> frozenset[str]:
    """Name what a sentence needs filled in."""
    return frozenset(_PLACEHOLDER.findall(sentence))


def read_body(lines: Sequence[str], start: Location, language: str) -> tuple[Body, tuple[Problem, ...]]:
    """Read the lines of a body, the first of which stands at `start`; what is wrong is returned with its place."""
    reader = _Reader(start, HEADINGS.get(language, HEADINGS["en"]))
    for offset, line in enumerate(lines):
        reader.take(line, offset)
    reader.close(len(lines))
    look_at, try_next, measure = (tuple(items) for items in reader.sections)
    return Body(look_at, try_next, measure), tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    start: Location
    headings: tuple[str, str, str]
    sections: tuple[list[str], list[str], list[str]] = field(default_factory=lambda: ([], [], []))
    problems: list[Problem] = field(default_factory=list)
    met: list[int] = field(default_factory=list)
    """Positions of the headings read so far."""

    def take(self, line: str, offset: int) -> None:
        """Read one line."""
        at = self._at(offset, len(line) - len(line.lstrip()))
        self.problems += _wrong_placeholders(line, at.line or 1, at.file)
        if not line.strip():
            return
        if line.startswith("#"):
            self._heading(line, at)
        elif not self.met:
            self.problems.append(Problem(at, "text stands before the first heading", f"`## {self.headings[0]}`"))
        elif line.startswith("- "):
            self.sections[self.met[-1]].append(line[2:].strip())
        elif line.startswith("  ") and self.sections[self.met[-1]]:
            self.sections[self.met[-1]][-1] += " " + line.strip()
        else:
            hint = "a sentence that goes on in the next line is indented by two spaces"
            self.problems.append(Problem(at, "this line is in no list", "`- ` and a sentence", hint))

    def close(self, lines: int) -> None:
        """Find the headings that were not met, and those with nothing under them."""
        at = self._at(max(lines - 1, 0), 0)
        for place, heading in enumerate(self.headings):
            if place not in self.met:
                self.problems.append(Problem(at, f"the heading `## {heading}` is missing", "all three headings"))
            elif not self.sections[place]:
                what = f"nothing stands under `## {heading}`"
                self.problems.append(Problem(at, what, "one sentence at least, after `- `"))

    def _heading(self, line: str, at: Location) -> None:
        found = _HEADING.fullmatch(line)
        text = found[1] if found else ""
        if text not in self.headings:
            hint = did_you_mean(text, self.headings)
            what = f"`{shown(text)}` is not one of the headings"
            self.problems.append(Problem(at, what, listed(self.headings), hint))
            return
        place = self.headings.index(text)
        if place in self.met or any(other > place for other in self.met):
            order = ", ".join(f"`{heading}`" for heading in self.headings)
            self.problems.append(Problem(at, f"`{text}` stands in the wrong place", f"once, in the order {order}"))
        self.met.append(place)

    def _at(self, offset: int, column: int) -> Location:
        return Location(self.start.file, (self.start.line or 1) + offset, column + 1)


def _wrong_placeholders(line: str, number: int, file: str) -> Iterator[Problem]:
    """Find placeholders that nothing would fill, and braces that belong to none."""
    for found in _PLACEHOLDER.finditer(line):
        if found[1] not in PLACEHOLDERS:
            at = Location(file, number, found.start() + 1)
            hint = did_you_mean(found[1].strip(), PLACEHOLDERS)
            yield Problem(at, f"`{{{shown(found[1])}}}` is not a placeholder", _list(PLACEHOLDERS), hint)
    blanked = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), line)
    for found in _STRAY.finditer(blanked):
        at = Location(file, number, found.start() + 1)
        yield Problem(at, f"a `{found[0]}` stands alone", "a placeholder such as `{metric}`")


def _list(names: Iterable[str]) -> str:
    return listed([f"{{{name}}}" for name in names])
