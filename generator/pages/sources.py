"""Data quality and provenance: what happened to the data on the way in, and which files the numbers come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from generator import __version__
from generator.compare.result import FileResult, NoteResult
from generator.data.notes import SHOWN_ROWS
from generator.data.table import NoteKind
from generator.pages.numbers import Numbers
from generator.pages.recorded import Grid
from generator.pages.scene import Scene
from generator.pages.sentences import step
from generator.pages.working import written_sum

_ORDER = tuple(kind.value for kind in (NoteKind.WARNING, NoteKind.DROPPED, NoteKind.REPAIRED, NoteKind.GUESSED))
_MOST_ROWS = 12
"""Row numbers (or runs of them) that one note prints; the CSV has them all."""
_HASH_ENDS = 4
_TERMS = frozenset({"grain", "from", "to", "order"})
"""Values of notes that are words of ours, and not of the files."""
_LISTS = frozenset({"columns", "sources", "others", "kpis"})
"""Values of notes that are several names."""


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes of one kind."""

    title: str
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Both sections, worded."""

    complete: str
    groups: tuple[NoteGroup, ...]
    files: Grid
    built: str


def sources(scene: Scene) -> Sources:
    """Word the sections on data."""
    result = scene.judged.result
    groups = []
    notes = sorted(result.notes, key=lambda note: _ORDER.index(note.kind))
    for kind, found in groupby(notes, key=lambda note: note.kind):
        groups.append(NoteGroup(scene.words(f"data.{kind}"), tuple(_note(note, scene) for note in found)))
    return Sources(_complete(scene), tuple(groups), _files(result.data, scene), _built(scene))


def note_text(note: NoteResult, numbers: Numbers) -> str:
    """Word a note; its numbers are written as the reader's language does."""
    words = numbers.words
    values = {key: _value(key, value, numbers) for key, value in note.values.items()}
    if "count" in note.values and "grain" in note.values:
        values["grain"] = step(str(note.values["grain"]), words)  # what is counted, as in "3 weeks"
    key = f"note.{note.code}"
    if key in words:
        return words.told(key, values)
    count = note.values.get("count", 0)
    singular = f"{key}.one"
    return words.told(singular if count == 1 and singular in words else f"{key}.other", values)


def _value(key: str, value: str | float, numbers: Numbers) -> str:
    if not isinstance(value, str):
        return written_sum(float(value), numbers)
    if key in _TERMS and f"note_term.{value}" in numbers.words:
        return numbers.words(f"note_term.{value}")
    return numbers.words.join("list_comma", value.split(", ")) if key in _LISTS else value


def _note(note: NoteResult, scene: Scene) -> Markup:
    if not note.file:
        return scene.words.html("data.in_data", sentence=note_text(note, scene.numbers))
    rows = _rows(note.rows, unlisted(note), scene)
    return scene.words.html("data.in_file", sentence=note_text(note, scene.numbers), file=note.file, rows=rows)


def unlisted(note: NoteResult) -> int:
    """Count the rows a note is about beyond those it lists: a long list is cut short where the note is made."""
    count = note.values.get("count")
    cut = len(note.rows) >= SHOWN_ROWS and note.kind != NoteKind.DROPPED and isinstance(count, int | float)
    return max(0, int(count) - len(note.rows)) if cut and count is not None else 0


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Join row numbers that follow one another: 3, 4, 5, 9 is 3-5 and 9."""
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _rows(rows: Sequence[int], more: int, scene: Scene) -> str:
    if not rows:
        return ""
    found = runs(rows)
    shown = found[:_MOST_ROWS]
    text = scene.words.join("list_comma", [str(low) if low == high else f"{low}–{high}" for low, high in shown])
    left = len(set(rows)) - sum(high - low + 1 for low, high in shown) + more
    if left:
        text = scene.words("data.rows_more", rows=text, number=scene.numbers.count(left))
    return scene.words.count("data.rows", len(set(rows)), rows=text)


def _complete(scene: Scene) -> str:
    """Say how much of the period the data cover."""
    result, words, count = scene.judged.result, scene.words, scene.numbers.count
    if not result.data:
        return words("data.no_files")
    if scene.upcoming:
        return words("data.upcoming")
    if result.campaign.grain == "none":
        return words("data.undated")
    longest = max((view.result for view in scene.kpis), key=attrgetter("days"))
    steps, grain = longest.days, longest.grain
    if grain == "day" and steps >= scene.period.days:
        return words("data.complete")
    values: Mapping[str, str] = {"number": count(steps)}
    if grain == "day":
        values = {**values, "days": count(scene.period.days)}
    return words.count(f"data.complete_{grain}", steps, **values)


def _files(files: Sequence[FileResult], scene: Scene) -> Grid:
    words = scene.words
    heads = tuple(words(f"sources.{head}") for head in ("file", "rows", "dropped", "encoding", "hash"))
    return Grid(words("sources.title"), heads, tuple(_file(file, scene) for file in files))


def _file(file: FileResult, scene: Scene) -> tuple[str, ...]:
    count = scene.numbers.count
    short = f"{file.sha256[:_HASH_ENDS]}…{file.sha256[-_HASH_ENDS:]}"
    return file.file, count(file.rows), count(len(file.dropped)), file.encoding or scene.words("sources.own"), short


def _built(scene: Scene) -> Markup:
    day = scene.judged.result.campaign.as_of
    return scene.words.html(
        "sources.spec",
        spec=Markup("<code>{}</code>").format(scene.campaign.file),
        version=__version__,
        day=scene.numbers.day(day),
        command=Markup("<code>goalposts build --as-of {}</code>").format(day.isoformat()),
    )
