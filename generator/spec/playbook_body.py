"""The body of a playbook entry: three lists under fixed headings, with placeholders for a campaign's numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.errors import Location, Problem, did_you_mean
from generator.spec.wording import listed, shown
from generator.text import Text, quoted, say

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
            what = say(en="text stands before the first heading", zh="第一个标题之前就有文字")
            self.problems.append(Problem(at, what, f"`## {self.headings[0]}`"))
        elif line.startswith("- "):
            self.sections[self.met[-1]].append(line[2:].strip())
        elif line.startswith("  ") and self.sections[self.met[-1]]:
            self.sections[self.met[-1]][-1] += " " + line.strip()
        else:
            hint = say(
                en="a sentence that goes on in the next line is indented by two spaces",
                zh="一句话要换行时，下一行缩进两个空格",
            )
            what = say(en="this line is in no list", zh="这一行不在任何列表里")
            self.problems.append(Problem(at, what, say(en="`- ` and a sentence", zh="`- ` 加一句话"), hint))

    def close(self, lines: int) -> None:
        """Find the headings that were not met, and those with nothing under them."""
        at = self._at(max(lines - 1, 0), 0)
        for place, heading in enumerate(self.headings):
            if place not in self.met:
                what = say(en="the heading `## {heading}` is missing", zh="缺少标题 `## {heading}`", heading=heading)
                self.problems.append(Problem(at, what, say(en="all three headings", zh="三个标题都有")))
            elif not self.sections[place]:
                what = say(en="nothing stands under `## {heading}`", zh="`## {heading}` 下面没有内容", heading=heading)
                expected = say(en="one sentence at least, after `- `", zh="至少一句，写在 `- ` 后面")
                self.problems.append(Problem(at, what, expected))

    def _heading(self, line: str, at: Location) -> None:
        found = _HEADING.fullmatch(line)
        text = found[1] if found else ""
        if text not in self.headings:
            hint = did_you_mean(text, self.headings)
            what = say(en="`{text}` is not one of the headings", zh="`{text}` 不是规定的标题", text=shown(text))
            self.problems.append(Problem(at, what, listed(self.headings), hint))
            return
        place = self.headings.index(text)
        if place in self.met or any(other > place for other in self.met):
            what = say(en="`{text}` stands in the wrong place", zh="`{text}` 的位置不对", text=text)
            expected = say(
                en="once, in the order {order}", zh="各出现一次，顺序为 {order}", order=quoted(self.headings)
            )
            self.problems.append(Problem(at, what, expected))
        self.met.append(place)

    def _at(self, offset: int, column: int) -> Location:
        return Location(self.start.file, (self.start.line or 1) + offset, column + 1)


def _wrong_placeholders(line: str, number: int, file: str) -> Iterator[Problem]:
    """Find placeholders that nothing would fill, and braces that belong to none."""
    for found in _PLACEHOLDER.finditer(line):
        if found[1] not in PLACEHOLDERS:
            at = Location(file, number, found.start() + 1)
            hint = did_you_mean(found[1].strip(), PLACEHOLDERS)
            what = say(en="`{{{name}}}` is not a placeholder", zh="`{{{name}}}` 不是占位符", name=shown(found[1]))
            yield Problem(at, what, _list(PLACEHOLDERS), hint)
    blanked = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), line)
    for found in _STRAY.finditer(blanked):
        at = Location(file, number, found.start() + 1)
        what = say(en="a `{sign}` stands alone", zh="`{sign}` 没有配对", sign=found[0])
        yield Problem(at, what, say(en="a placeholder such as `{{metric}}`", zh="`{{metric}}` 这样的占位符"))


def _list(names: Iterable[str]) -> Text:
    return listed([f"{{{name}}}" for name in names])
