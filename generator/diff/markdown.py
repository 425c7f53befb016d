"""A difference as Markdown for a pull request: verdicts first, moved goalposts above all, within a comment's limit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.amounts import counted
from generator.compare.result import Verdict
from generator.diff.model import DataChange, Diff, GoalpostChange, NumberChange
from generator.spec.model import Unit

LIMIT = 65_536
"""Characters of a comment on GitHub."""
MARKER = "<!-- goalposts:diff -->"
"""First line, by which the one comment is found again."""
_ROOM = 2_000
_GLYPHS = {Verdict.MET: "✓", Verdict.NEAR: "≈", Verdict.MISSED: "✕", Verdict.RUNNING: "◌", Verdict.NO_DATA: "–"}
_MARKS = re.compile(r"([\\`*_\[\]()<>|~#!])")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A section; its rows may be cut from the end, and what was cut is named."""

    title: str
    head: str
    rows: tuple[str, ...]
    what: str
    """What its rows are called where they are left out: "number"."""
    foot: str = ""


def markdown(diff: Diff) -> str:
    """Write a difference; empty where nothing changed. The least important rows go first, and are named."""
    if diff.quiet:
        return ""
    begin = f"{MARKER}\n### {_title(diff)}\n"
    foot = f"\n{counted(diff.identical, 'campaign')} byte for byte the same."
    foot += f"\n\n<sub>Compared {_text(diff.base)} with {_text(diff.head)}, as of {diff.as_of}</sub>\n"
    room = LIMIT - len(begin) - len(foot) - _ROOM
    said, left = [], []
    for part in _parts(diff):
        rows: list[str] = []
        room -= len(part.title) + len(part.head) + len(part.foot) + 8
        for row in part.rows:
            if len(row) + 1 > room:
                break
            room -= len(row) + 1
            rows.append(row)
        if gone := len(part.rows) - len(rows):
            left.append(counted(gone, part.what))
        if rows:
            said.append("\n".join(line for line in (part.title, part.head, *rows, part.foot) if line is not None))
    cut = f"\nLeft out for length: {', '.join(left)}. `goalposts diff --format json` has them all.\n" if left else ""
    return begin + "\n" + "\n\n".join(said) + "\n" + cut + foot


def _title(diff: Diff) -> str:
    moved = sum(one.started and one.because is None for one in diff.goalposts)
    whole = sum(one.kpi is None for one in diff.verdicts)
    parts = [f"{counted(whole, 'verdict')} changed", f"{counted(moved, 'goalpost')} moved after the start"]
    return "Campaign KPIs: " + ", ".join(parts)


def _parts(diff: Diff) -> Iterator[_Part]:
    names = diff.names
    moved = [one for one in diff.goalposts if one.started and one.because is None]
    if moved:
        rows = tuple(f"> {_moved(one, diff)}" for one in moved)
        yield _Part("> [!WARNING]", "> **Goalposts were moved after the start.**", rows, "moved goalpost", "")
    table = "| Campaign | Was | Now | Cause |\n| --- | --- | --- | --- |"
    whole = [one for one in diff.verdicts if one.kpi is None]
    single = [one for one in diff.verdicts if one.kpi is not None]
    for title, found in (("**Verdicts**\n", whole), ("**Verdicts of KPIs**\n", single)):
        ranked = sorted(found, key=lambda one: not one.worse)
        rows = tuple(
            f"| {_where(names, one.campaign, one.kpi, one.segment)} | {_verdict(one.was)} | **{_verdict(one.now)}** "
            f"| {one.cause} |"
            for one in ranked
        )
        yield _Part(title, table, rows, "verdict")
    others = tuple(f"- {_moved(one, diff)}" for one in diff.goalposts if one not in moved)
    yield _Part("**Targets changed before the start, or with a reason**\n", "", others, "target")
    for title, ids in (("**Added**\n", diff.added), ("**Removed**\n", diff.removed)):
        yield _Part(title, "", tuple(f"- {_text(names.get(one, one))}" for one in ids), "campaign")
    numbers = sorted(diff.numbers, key=lambda one: (one.beyond is not True, -_size(one)))
    head = "| Campaign and KPI | Was | Now | Change | Beyond the interval | Cause |\n"
    head += "| --- | ---: | ---: | ---: | --- | --- |"
    yield _Part("**Numbers**\n", head, tuple(_number(one, names) for one in numbers), "number")
    head = "| Check | Where | What |\n| --- | --- | --- |"
    for title, findings in (("**New findings**\n", diff.raised), ("**Resolved**\n", diff.resolved)):
        rows = tuple(
            f"| `{one.finding.code}` {one.finding.level} | {_text(names.get(one.campaign, one.campaign))} "
            f"| {_text(one.finding.message)} |"
            for one in findings
        )
        yield _Part(title, head, rows, "finding")
    rows = tuple(f"- {_text(names.get(one.campaign, one.campaign))}: {in_words(one)}" for one in diff.data)
    yield _Part("**Data**\n", "", rows, "data file")
    if diff.wording:
        listed = ", ".join(_text(names.get(one, one)) for one in diff.wording)
        yield _Part("**Wording**\n", "", (f"{counted(len(diff.wording), 'page')} read otherwise: {listed}",), "page")


def in_words(one: DataChange) -> str:
    """Say what happened to a data file."""
    name = f"`{one.file.replace('`', '')}`"
    parts = [f"{name} was {one.state}"] if one.state != "changed" else [name]
    if one.added is not None and one.removed is not None and one.restated is not None:
        counts = ((one.added, "added"), (one.removed, "removed"), (one.restated, "restated"))
        parts += [f"{counted(count, 'row')} {what}" for count, what in counts if count]
    if one.days:
        parts.append(f"{one.days[0]} to {one.days[1]}" if one.days[0] != one.days[1] else one.days[0])
    for columns, what in ((one.new_columns, "new"), (one.lost_columns, "lost")):
        if columns and one.state == "changed":
            parts.append(f"{what} columns {', '.join(map(_text, columns))}")
    return ", ".join(parts)


def _moved(one: GoalpostChange, diff: Diff) -> str:
    what = one.what.value + (f" {_text(one.part)}" if one.part else "")
    before, after = (_text(text) if text else "nothing" for text in (one.before, one.after))
    when = f"{counted(one.days, 'day')} after the start" if one.started else "before the start"
    place = _where(diff.names, one.campaign, one.kpi, None)
    verdict = next(
        (
            f" {_verdict(change.was)} before, {_verdict(change.now)} now."
            for change in diff.verdicts
            if (change.campaign, change.kpi, change.segment) == (one.campaign, one.kpi, None)
        ),
        "",
    )
    because = f" Reason given: {_text(one.because)}" if one.because else ""
    return f"{place}, {what}: {before} became **{after}**, {when} (`{one.at}`).{verdict}{because}"


def _where(names: Mapping[str, str], campaign: str, kpi: str | None, segment: Mapping[str, str] | None) -> str:
    parts: Sequence[str] = [names.get(campaign, campaign), *([kpi] if kpi else []), *(segment or {}).values()]
    return " · ".join(map(_text, parts))


def _verdict(verdict: Verdict) -> str:
    return f"{_GLYPHS[verdict]} {verdict.value}"


def _number(one: NumberChange, names: Mapping[str, str]) -> str:
    beyond = {True: "yes", False: "no", None: "counted in full"}[one.beyond]
    cells = (_amount(one.was, one.unit), f"**{_amount(one.now, one.unit)}**", _amount(one.change, one.unit, sign=True))
    place = _where(names, one.campaign, one.kpi, one.segment)
    return f"| {place} | {' | '.join(cells)} | {beyond} | {one.cause} |"


def _amount(value: float | None, unit: Unit, *, sign: bool = False) -> str:
    if value is None:
        return "–"
    plus = "+" if sign else ""
    if unit is Unit.PERCENT:
        text = f"{100 * value:{plus},.3f}" + (" pp" if sign else "%")
    else:
        text = f"{value:{plus},.0f}" if float(value).is_integer() else f"{value:{plus},.2f}"
    return text.replace("-", "−")


def _size(one: NumberChange) -> float:
    return abs(one.change / one.was) if one.change is not None and one.was else 0.0


def _text(text: str) -> str:
    """Write a user's words so that they mark nothing up, mention nobody, and stay on their line."""
    return _MARKS.sub(r"\\\1", _UNPRINTED.sub(" ", text)).replace("@", "&#64;").replace("&lt", "&amp;lt")
