"""A difference as a page of the site, in the comment's order, with pictures of the numbers before and after."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.charts.svg import as_file
from generator.charts.versus_before import Versus, versus_before
from generator.diff.model import Diff, NumberChange
from generator.pages.diff import told
from generator.pages.diff.sections import Part, compared, heading, parts, ranked, unchanged, unchecked
from generator.pages.diff.voice import Voice
from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.page import Page
from generator.pages.words import Words

FOLDER = "changes"
PATH = PurePosixPath(FOLDER, "index.md")
_MOST = 30
"""Pictures on the page."""


def changes_page(diff: Diff, words: Words, lessons: Mapping[str, str]) -> Page:
    """Write the page; `lessons` maps lessons' folders to their titles."""
    voice = Voice(diff, words, page=True)
    title = words("diff.page_title", counts=heading(voice))
    blocks = ["---\nhide:\n  - navigation\n---", f"# {title}", compared(voice)]
    if diff.quiet:
        blocks.append(words("diff.nothing_changed"))
    files: dict[str, str] = {}
    charts = list(_charts(voice, files))
    for part in parts(voice, lessons):
        blocks.append(_written(part))
        if part.left == "number" and charts:
            blocks.append("\n\n".join([f"## {words('diff.charts')}", words("diff.chart_caption"), *charts]))
            charts = []
    if said := unchecked(voice):
        blocks.append(said)
    if diff.identical:
        summary, names = unchanged(voice)
        blocks.append(_folded(summary, names))
    return Page(PATH, "\n\n".join(blocks) + "\n", files)


def _written(part: Part) -> str:
    if part.warning:
        lead, *others = part.rows
        return "\n>\n".join([f"> [!WARNING]\n> **{part.title}** {lead}", *(f"> {row}" for row in others)])
    body = "\n".join([*([part.head] if part.head else []), *part.rows])
    return _folded(part.title, body) if part.folded else f"## {part.title}\n\n{body}"


def _folded(title: str, body: str) -> str:
    return f'<details markdown="1">\n<summary>{title}</summary>\n\n{body}\n\n</details>'


def _charts(voice: Voice, files: dict[str, str]) -> Iterator[str]:
    for at, one in enumerate(ranked(voice.diff)[:_MOST], 1):
        if one.was is None or one.now is None:
            continue
        name = f"number-{at}.svg"
        label, svg = _picture(one, voice)
        files[name] = as_file(svg, label)
        yield f"{voice.kpi(one.campaign, one.kpi, one.segment)}\n\n![{voice.text(label)}]({name})"


def _picture(one: NumberChange, voice: Voice) -> tuple[str, str]:
    words = voice.words
    was, now, _ = told.amounts(one, voice)
    assert one.was is not None
    assert one.now is not None
    names = voice.diff.names.get(one.campaign, {}), voice.diff.titles.get(one.kpi, {})
    plain = [name_in(found, words.language) for found in names]
    place = " · ".join(line(name or key) for name, key in zip(plain, (one.campaign, one.kpi), strict=True))
    label = words("diff.chart_alt", place=place, was=was, now=now, target=one.target_text)
    chart = Versus(
        one.was,
        one.now,
        _ends(one.target),
        _ends(one.was_target),
        words("diff.chart_was", value=was),
        words("diff.chart_now", value=now),
        words("diff.chart_target", target=one.target_text),
    )
    return label, versus_before(chart, label)


def _ends(target: float | tuple[float, float]) -> tuple[float, ...]:
    return target if isinstance(target, tuple) else (target,)
