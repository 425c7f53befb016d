"""A difference as what a host shows beside the lines that changed: GitHub's annotations, GitLab's code quality."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checks.formats.entry import place
from generator.checks.formats.github import COMMANDS, command_text, property_text
from generator.checks.formats.gitlab import SEVERITIES
from generator.compare.result import Level
from generator.diff.look import GOALPOSTS
from generator.diff.model import Diff, Look, Which
from generator.errors import Location
from generator.pages.diff import told
from generator.pages.diff.voice import Voice
from generator.pages.navigation import name_in
from generator.pages.words import Words

MOST = 10
"""Annotations of a level that GitHub shows of one step."""
SUMMARY_LIMIT = 1_048_576
"""Bytes of a step's summary on GitHub."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing at one place, in plain text."""

    level: Level
    code: str
    """What kind of thing: `goalposts-moved`, `verdict-worse`, or a check's code."""
    at: Location
    text: str
    key: str
    """What makes it the same when its words change."""


class _Plain(Voice):
    """Tells without marks: a log shows them as they are."""

    def text(self, text: str) -> str:
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())

    def code(self, text: str) -> str:
        return self.text(text)

    def name(self, campaign: str) -> str:
        return self.text(name_in(self.diff.names.get(campaign, {}), self.words.language) or campaign)

    def at(self, text: str) -> str:
        found = place(text)
        return self.words("diff.line", file=found.file, line=found.line) if found.line else found.file


def notices(diff: Diff, words: Words) -> Iterator[Notice]:
    """Say what happened at which line of which spec, what matters most first."""
    voice = _Plain(diff, words)
    for one in diff.goalposts:
        level = Level.WARNING if one.moved else Level.NOTE
        key = f"{one.campaign} {one.what} {one.kpi} {one.part}"
        yield Notice(level, "goalposts-moved" if one.moved else "target-changed", place(one.at),
                     told.moved(one, voice).replace("**", ""), key)  # fmt: skip
    for lost in diff.unjudged:
        level = Level.ERROR if lost.side is Which.HEAD else Level.WARNING
        for problem in lost.problems:
            yield Notice(level, Look.UNJUDGED.value, place(problem.partition(": ")[0]), voice.text(problem), problem)
    for change in diff.verdicts:
        place_ = voice.kpi(change.campaign, change.kpi, change.segment)
        was, now = voice.verdict(change.was), voice.verdict(change.now)
        said = words("diff.verdict_line", place=place_, was=was, now=now, why=told.why(change, voice))
        code = "verdict-worse" if change.worse else "verdict-changed"
        level = Level.WARNING if change.worse else Level.NOTE
        key = f"{change.campaign} {change.kpi} {sorted((change.segment or {}).items())}"
        yield Notice(level, code, _spec_of(change.campaign, change.kpi, diff), said, key)
    told_at = {one.at for one in diff.goalposts}
    for found in diff.raised:
        one_ = found.finding
        if one_.code.startswith(GOALPOSTS) and one_.at in told_at:
            continue  # said already, with both judgements
        text = voice.text(one_.said_in(words.language))
        yield Notice(one_.level, one_.code, place(one_.at), text, f"{found.campaign} {one_.message}")


def _spec_of(campaign: str, kpi: str | None, diff: Diff) -> Location:
    """Where a verdict's rule stands: what changed of it, else the KPI, else the spec."""
    moved = [one for one in diff.goalposts if one.campaign == campaign and one.kpi in (kpi, None)]
    if moved:
        return place(moved[0].at)
    return place(diff.places.get(f"{campaign}/{kpi}" if kpi else campaign, f"campaigns/{campaign}/campaign.yml"))


def to_github(diff: Diff, words: Words) -> str:
    """Write `::warning file=…,line=…,title=…::text`, ten of a level at the most; the last says how many more."""
    by_level: dict[Level, list[Notice]] = {}
    for one in notices(diff, words):
        by_level.setdefault(one.level, []).append(one)
    lines = []
    for level in (Level.ERROR, Level.WARNING, Level.NOTE):
        found = by_level.get(level, [])
        shown = found if len(found) <= MOST else found[: MOST - 1]
        lines += [_command(one) for one in shown]
        if rest := len(found) - len(shown):
            said = words.count("diff.more_notices", rest, number=rest)
            lines.append(f"::{COMMANDS[level]} title=goalposts::{command_text(said)}")
    return "\n".join(lines)


def _command(one: Notice) -> str:
    properties = {"file": one.at.file, "line": one.at.line, "title": one.code}
    written = ",".join(f"{name}={property_text(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{COMMANDS[one.level]} {written}::{command_text(one.text)}"


def to_gitlab(diff: Diff, words: Words) -> str:
    """Write a Code Quality report: an array of issues, each with a fingerprint that outlives other edits."""
    seen: Counter[str] = Counter()
    issues = []
    for one in notices(diff, words):
        core = f"{one.code}\n{one.at.file}\n{one.key}"
        seen[core] += 1
        issues.append(
            {
                "description": one.text,
                "check_name": one.code,
                "fingerprint": hashlib.sha256(f"{core}\n{seen[core]}".encode()).hexdigest(),
                "severity": SEVERITIES[one.level],
                "location": {"path": one.at.file, "lines": {"begin": one.at.line or 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)


def write_summary(path: Path, text: str) -> None:
    """Add a difference to a step's summary, cut at what the host takes; other steps' words in it stay."""
    raw = text.encode()[:SUMMARY_LIMIT].decode("utf-8", "ignore")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{raw}\n")
