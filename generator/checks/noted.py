"""What the data layer noted on reading, as findings: nothing is computed twice, only placed and put in words."""

from collections.abc import Callable, Iterator

from generator.checks.check import Context, Finding
from generator.compare.result import NoteResult
from generator.errors import Location
from generator.spec.values import Text

Say = Callable[[NoteResult], Text]


def noted(context: Context, *codes: str) -> Iterator[NoteResult]:
    """Return the notes with these codes, in the order they were made."""
    return (note for note in context.judged.result.notes if note.code in codes)


def from_notes(say: Say, *codes: str) -> Callable[[Context], Iterator[Finding]]:
    """Make a check's function out of a sentence: one finding a note with one of these codes."""

    def find(context: Context) -> Iterator[Finding]:
        for note in noted(context, *codes):
            yield Finding(place(context, note), say(note))

    return find


def place(context: Context, note: NoteResult) -> Location:
    """Say where a note belongs: the first row it names, else the source of its file, else all sources."""
    if note.file and note.rows:
        return Location(row_file(context, note.file), note.rows[0], 1)
    return source_place(context, note.file, str(note.values.get("source", "")))


def row_file(context: Context, file: str) -> str:
    """Return a data file's path from the site's root."""
    folder = context.campaign.file.rpartition("/")[0]
    return f"{folder}/{file}" if folder else file


def source_place(context: Context, file: str = "", source: str = "") -> Location:
    """Return where the spec names a source's files, by a file of it or its name; of a single source, that one's."""
    named = {record.file: record.source for record in context.judged.result.data}
    sources = context.campaign.sources
    only = next(iter(sources)) if len(sources) == 1 else ""
    name = named.get(file) or source or only
    return context.campaign.at("sources", name, "files") if name in sources else context.campaign.at("sources")
