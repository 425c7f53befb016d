"""A difference as Markdown for a pull request: within a comment's limit, readable as plain text."""

from collections.abc import Mapping

from generator.diff.model import Diff
from generator.pages.diff.sections import Part, compared, heading, parts, unchanged, unchecked
from generator.pages.diff.voice import Voice
from generator.pages.words import Words, load_words

LIMIT = 65_536
"""Characters of a comment on GitHub."""
MARKER = "<!-- goalposts:diff -->"
"""First line, by which the one comment is found again."""
_ROOM = 2_500
"""Kept free for the foot and for naming what is left out."""


def markdown(diff: Diff, words: Words | None = None, lessons: Mapping[str, str] | None = None, prefix: str = "") -> str:
    """Write a difference; empty where nothing changed. The least important rows go first, and are named.

    `lessons` maps lessons' folders to their titles; `prefix` is where the language's pages stand on the site.
    """
    if diff.quiet:
        return ""
    voice = Voice(diff, words or load_words("en"), prefix=prefix)
    begin = f"{MARKER}\n### {voice.words('diff.title', counts=heading(voice))}\n"
    foot = _foot(voice)
    room = LIMIT - len(begin) - len(foot) - _ROOM
    said: list[str] = []
    left: dict[str, int] = {}
    for part in parts(voice, lessons or {}):
        rows: list[str] = []
        # A part that does not fit leaves the ones below it, which matter less, no room either.
        room -= len(_written(part, ()))
        for row in part.rows:
            if len(row) + 3 > room:
                room = 0
                break
            room -= len(row) + 3
            rows.append(row)
        if gone := len(part.rows) - len(rows):
            left[part.left] = left.get(part.left, 0) + gone
        if rows:
            said.append(_written(part, rows))
    return begin + "\n" + "\n\n".join(said) + "\n" + _cut(left, voice) + foot


def _written(part: Part, rows: tuple[str, ...] | list[str]) -> str:
    if part.warning:
        lead, *others = rows or ("",)
        return "\n>\n".join([f"> [!WARNING]\n> **{part.title}** {lead}", *(f"> {row}" for row in others)])
    body = "\n".join([*([part.head] if part.head else []), *rows])
    if part.folded:
        return f"<details><summary>{part.title}</summary>\n\n{body}\n\n</details>"
    return f"**{part.title}**\n\n{body}"


def _cut(left: Mapping[str, int], voice: Voice) -> str:
    if not left:
        return ""
    words, count = voice.words, voice.numbers().count
    named = [words.count(f"diff.left_{key}", number, number=count(number)) for key, number in left.items()]
    said = words("diff.left_out", parts=words.join("list_comma", named), command="`goalposts diff --format json`")
    return f"\n{said}\n"


def _foot(voice: Voice) -> str:
    words, found = voice.words, []
    if said := unchecked(voice):
        found.append(said)
    if voice.diff.identical:
        title, names = unchanged(voice)
        found.append(f"<details><summary>{title}</summary>\n\n{names}\n\n</details>")
    if voice.diff.site_url:
        links = (
            voice.link(words("diff.site"), ""),
            voice.link(words("diff.how_to_read"), "learn/how-results-are-judged/"),
        )
        found.append(" · ".join(links))
    found.append(f"<sub>{compared(voice)}</sub>")
    return "\n" + "\n\n".join(found) + "\n"
