"""The playbook: what to look at, try and measure after a miss. One Markdown file an entry, with YAML front matter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.errors import Location, Problem, ReportError
from generator.spec import fields
from generator.spec.agreement.asked import unknown
from generator.spec.campaign import Cause
from generator.spec.forms import IDENTIFIER
from generator.spec.inside import leads_outside
from generator.spec.load import validated
from generator.spec.part import Part
from generator.spec.playbook_body import read_body
from generator.spec.text_file import read_text, relative
from generator.spec.values import Better, Model, Stage, Unit
from generator.spec.vocabulary import MetricWords, Vocabulary
from generator.spec.yaml_lines import Document, Value, parse_yaml
from generator.text import say

FOLDER = "playbook"
"""Its folder inside a folder of content; inside it, one folder a language."""
MIX = "mix"
"""In place of a driver: segments' shares moved."""
SEGMENT = "segment"
"""In place of a driver: one segment itself did worse."""
FAMILIES = ("all", "volumes", "rates", "costs")
"""In place of metrics: every one; totals that are counted; percents; money for each of something, better low."""
_FALLBACK = "en"
_LISTS = ("metric", "driver", "cause", "when")
"""Keys that hold a list; one value may be written without its brackets, and `none` for a driver."""
_FENCE = "---"


class Way(StrEnum):
    """Which way the driver went, or the KPI itself where an entry names no driver."""

    LOWER = "lower"
    HIGHER = "higher"
    EITHER = "either"


class Sign(StrEnum):
    """What else a result may show, that an entry can depend on."""

    IMPROVED = "improved"
    """The KPI did better than before the campaign, and still fell short."""
    REACHED_BEFORE = "reached_before"
    """The target was met, and had been before the campaign began."""
    FAR_PAST = "far_past"
    """The target was passed by a wide margin."""
    CLOSE_CALL = "close_call"
    """A repeat might well land on the other side of the target."""
    GUARDRAIL = "guardrail"
    """The KPI is a guardrail."""
    UNDERSPENT = "underspent"
    """A good part of the budget was left."""
    OVERSPENT = "overspent"
    """More than the budget was spent."""
    MISSING_DAYS = "missing_days"
    """A good part of the period's days holds no data."""
    UNMEASURED = "unmeasured"
    """What the KPI was before the campaign is not known."""
    OUTSIDE = "outside"
    """Without what moved from outside, the target would have been met."""


class EntryHead(Model):
    """The front matter of an entry."""

    title: fields.Line
    """What happened, in a few words."""
    metric: Annotated[tuple[fields.Line, ...], Field(min_length=1)]
    """The metrics it is for, or a family of them: all, volumes, rates, costs."""
    stage: Stage
    """Where in the customer's way it belongs."""
    driver: tuple[fields.Line, ...]
    """What moved: a metric or measure (any of several), `mix`, `segment`, or `none`."""
    direction: Way
    """Which way the driver went; without one, which side of the target the KPI is on."""
    cause: Annotated[tuple[Cause, ...], Field(min_length=1)]
    """The causes, as in a campaign's learnings, that it is an answer to."""
    when: tuple[Sign, ...] = ()
    """It fits only where the result shows one of these."""
    source: fields.Line
    """Where the advice comes from."""


class Entry(EntryHead):
    """One entry of the playbook."""

    id: str
    language: str
    file: str
    look_at: tuple[str, ...]
    """Sentences, Markdown, with placeholders."""
    try_next: tuple[str, ...]
    measure: tuple[str, ...]


def families_of(words: MetricWords) -> frozenset[str]:
    """Name the families a metric belongs to."""
    costs = words.unit is Unit.CURRENCY and words.better is Better.LOWER and not words.volume
    belongs = {"all": True, "volumes": words.volume, "rates": words.unit is Unit.PERCENT, "costs": costs}
    return frozenset(name for name in FAMILIES if belongs[name])


Playbook = Mapping[str, Entry]
"""Id -> entry, in the reader's language."""


def load_playbook(
    shipped: Path, own: Path | None, language: str, vocabulary: Vocabulary, others: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """Read the entries of a language, by id: those that come with the package, with a site's own in place or beside.

    `shipped` and `own` are folders of content. An entry that is not written in the language is read in the first of
    `others` that has it, else in English. A file that has not changed is not parsed again. Raises ReportError with
    every problem of all files.
    """
    found: dict[str, tuple[Path, Path]] = {}
    for spoken in (*reversed([one for one in dict.fromkeys((*others, _FALLBACK)) if one != language]), language):
        found |= dict(_files(shipped, spoken))
        if own is not None and own.resolve() != shipped.resolve():
            found |= dict(_files(own, spoken))
    metrics, measures = frozenset(vocabulary.metrics), vocabulary.measures
    entries: list[Entry] = []
    problems: list[Problem] = []
    for name, (path, content) in sorted(found.items()):
        try:
            text, file = _text(path, content)
            entries.append(_entry(text, file, name, metrics, measures))
        except ReportError as error:
            problems += error.problems
    if problems:
        raise ReportError(problems)
    return tuple(entries)


def _files(content: Path, language: str) -> Iterator[tuple[str, tuple[Path, Path]]]:
    """Find the entries of a folder of content by id, each with that folder."""
    for path in sorted((content / FOLDER / language).glob("*.md")):
        if not path.name.startswith("."):
            yield path.stem, (path, content)


def _text(path: Path, content: Path) -> tuple[str, str]:
    """Return an entry's text and how problems name its file."""
    if leads_outside(path, content):
        at = Location(relative(path, content.parent))
        what = say(en="leads out of the content folder", zh="这个链接指向内容文件夹之外")
        raise ReportError([Problem(at, what, say(en="a file inside it", zh="内容文件夹里的文件"))])
    return read_text(path, content.parent)


@lru_cache(maxsize=512)
def _entry(text: str, file: str, name: str, metrics: frozenset[str], measures: frozenset[str]) -> Entry:
    """Read one entry; raises ReportError with everything that is wrong in it."""
    lines = text.splitlines()
    language = file.split("/")[-2]
    end = _end_of_head(lines, file)
    body, problems = read_body(lines[end + 1 :], Location(file, end + 2), language)
    if not re.fullmatch(IDENTIFIER, name):
        what = say(en="`{name}` cannot be an entry's id", zh="`{name}` 不能作条目的 ID", name=name)
        expected = say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`")
        problems += (Problem(Location(file), what, expected, say(en="rename the file", zh="给文件改名")),)
    # The opening fence is a document mark to YAML, and so the lines keep their numbers.
    document = _with_lists(parse_yaml("\n".join(lines[:end]), file))
    head = validated(EntryHead, document, lambda part: (*problems, *_disagreements(part, metrics, measures)))
    return Entry.model_construct(
        **dict(head),
        id=name,
        language=language,
        file=file,
        look_at=body.look_at,
        try_next=body.try_next,
        measure=body.measure,
    )


def _end_of_head(lines: Sequence[str], file: str) -> int:
    """Return the position of the line that closes the front matter."""
    fences = [number for number, text in enumerate(lines) if text.rstrip() == _FENCE]
    if len(fences) > 1 and fences[0] == 0:
        return fences[1]
    expected = say(
        en="`{fence}` in the first line, keys such as `title:` and `metric:`, and `{fence}` again",
        zh="第一行写 `{fence}`，接着是 `title:`、`metric:` 这样的键，再写一行 `{fence}`",
        fence=_FENCE,
    )
    what = say(en="the file has no front matter", zh="文件没有页首信息（front matter）")
    raise ReportError([Problem(Location(file, 1, 1), what, expected)])


def _with_lists(document: Document) -> Document:
    """Put brackets round what may be written without them."""
    if not isinstance(document.data, dict):
        return document
    written = {key: value for key, value in document.data.items() if key in _LISTS and isinstance(value, str)}
    lists: dict[str, Value] = {
        key: [] if (key, value) == ("driver", "none") else [value] for key, value in written.items()
    }
    return replace(document, data={**document.data, **lists})


def _disagreements(part: Part, metrics: frozenset[str], measures: frozenset[str]) -> Iterator[Problem]:
    """Find names that nothing has, braces in the title, and a driver that is said to go either way."""
    for metric in part["metric"].items():
        kind = say(en="a metric of the catalogue or a family of them", zh="指标目录中的指标或一类指标")
        yield from unknown(metric, kind, metrics | set(FAMILIES))
    drivers = [one for one in part["driver"].items() if one.text not in (None, MIX, SEGMENT)]
    for driver in drivers:
        kind = say(en="a metric, a measure, `mix`, `segment` or `none`", zh="指标、度量、`mix`、`segment` 或 `none`")
        yield from unknown(driver, kind, metrics | measures)
    title = part["title"]
    if title.text and re.search("[{}]", title.text):
        what = say(en="a title has nothing filled in", zh="标题里不会填入数值")
        yield title.problem(what, say(en="text without braces", zh="不带花括号的文本"))
    if drivers and part["direction"].text == Way.EITHER:
        what = say(en="a driver moved one way or the other", zh="驱动因素只会朝一个方向变化")
        yield part["direction"].problem(what, say(en="`lower` or `higher`", zh="`lower` 或 `higher`"))
