"""SMART, letter by letter: what the spec says, what the checks found, and what they looked for in vain."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from generator.compare.result import CheckResult
from generator.pages.escape import html, markdown
from generator.pages.lessons.told import HOME, Site, Told, latest, link, said
from generator.pages.pitfalls import message_of, title_of
from generator.pages.words import Words
from generator.report.summary import Summary

Letter = Literal["S", "M", "A", "R", "T"]
LETTERS: Mapping[Letter, tuple[str, ...]] = {
    "S": ("KPI101", "KPI118"),
    "M": ("KPI108", "KPI115"),
    "A": ("KPI109", "KPI110", "KPI111", "KPI112", "KPI116", "KPI117"),
    "R": ("KPI102", "KPI103", "KPI104", "KPI105", "KPI106", "KPI107"),
    "T": ("KPI113", "KPI114"),
}
"""What asks whether a KPI is specific, measurable, achievable, relevant and time-bound."""
KEYS: Mapping[Letter, tuple[str, bool]] = {
    "S": ("metric", True),
    "M": ("target", True),
    "A": ("baseline", False),
    "R": ("objective", False),
    "T": ("period", False),
}
"""The key of the spec that answers each letter, and whether it stands within the KPI."""
_PLACE = re.compile(r"(.+?):(\d+)(?::\d+)?")
_LONGEST = 60


def smart(site: Site) -> Told | None:
    """A spec in which no check on SMART found anything: the one for which most of them ran."""
    found = [one for one in site.summaries if not _raised(one) and all(_passed(one, letter) for letter in LETTERS)]
    one = min(found, key=lambda one: (-len(one.passed), latest(one)), default=None)
    return None if one is None else _told("lesson.smart.lead", one, site)


def not_smart(site: Site) -> Told | None:
    """The spec in which most letters are in doubt."""
    found = [one for one in site.summaries if _raised(one)]
    one = min(found, key=lambda one: (-len(_letters(one)), -len(_raised(one)), latest(one)), default=None)
    return None if one is None else _told("lesson.smart.lead_not", one, site)


def quoted(at: str, site: Site) -> Markup:
    """The line of a file that a finding is about, as code; nothing where it cannot be read."""
    found = _PLACE.fullmatch(at)
    if found is None:
        return Markup("")
    lines, number = site.lines(found.group(1)), int(found.group(2))
    return code(lines[number - 1]) if 0 < number <= len(lines) else Markup("")


def code(text: str) -> Markup:
    """A line of a spec as code, without its comment, cut where it is long."""
    plain = re.sub(r"\s#.*", "", text).strip().removeprefix("- ")
    short = plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()} …"
    return Markup(f"<code>{markdown(short)}</code>") if short else Markup("")  # noqa: S704  the text is escaped


def check_link(code_of: str) -> Markup:
    """A check's code, leading to its page, in Markdown."""
    return Markup(f"[{html(code_of)}]({HOME}checks/{html(code_of.lower())}/index.md)")  # noqa: S704  ours


def _told(key: str, one: Summary, site: Site) -> Told:
    words = site.words
    rows = [_row(letter, one, site) for letter in LETTERS]
    heads = ("", words("lesson.smart.spec"), words("lesson.smart.checks"))
    table = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * 3, *rows))
    return Told(f"{said(words, key, campaign=link(one, words))}\n\n{table}", (one.head.id,))


def _row(letter: Letter, one: Summary, site: Site) -> Sequence[str]:
    words, name = site.words, site.words(f"lesson.smart.letter_{letter}")
    raised = [finding for finding in _raised(one) if finding.code in LETTERS[letter]]
    if raised:
        first = raised[0]
        told = "<br>".join(
            said(words, "lesson.smart.raised", **_worded(finding, words)) for finding in _each_once(raised)
        )
        return name, quoted(first.at, site) or _answer(letter, one, site), told
    passed = _passed(one, letter)
    told = (
        words("lesson.smart.passed", codes=words.join("list_comma", [check_link(found) for found in passed]))
        if passed
        else ""
    )
    return name, _answer(letter, one, site), told or words("lesson.smart.not_asked")


def _worded(finding: CheckResult, words: Words) -> Mapping[str, object]:
    code, message = check_link(finding.code), message_of(finding, words)
    return {"check": code, "title": title_of(finding.code, words.language), "message": message}


def _each_once(found: Sequence[CheckResult]) -> Iterator[CheckResult]:
    """The first finding of each check."""
    seen: set[str] = set()
    for one in found:
        if one.code not in seen:
            seen.add(one.code)
            yield one


def _answer(letter: Letter, one: Summary, site: Site) -> Markup:
    """The line of the spec that answers a letter, of its headline KPI where it is a KPI's."""
    key, within = KEYS[letter]
    lines = site.lines(one.file)
    place = _PLACE.fullmatch(one.headline.at.split(" ")[0])
    start = int(place.group(2)) - 1 if within and place else 0
    pattern = re.compile(rf"\s*(?:-\s+)?\{{?{key}:" if within else rf"{key}:")
    found = next((text for text in lines[start:] if pattern.match(text)), "")
    return code(found)


def _raised(one: Summary) -> Sequence[CheckResult]:
    asked = {code for codes in LETTERS.values() for code in codes}
    return [finding for finding in one.findings if finding.code in asked]


def _letters(one: Summary) -> Sequence[Letter]:
    codes = {finding.code for finding in _raised(one)}
    return [letter for letter, asked in LETTERS.items() if codes & set(asked)]


def _passed(one: Summary, letter: Letter) -> Sequence[str]:
    return [code for code in LETTERS[letter] if code in one.passed]
