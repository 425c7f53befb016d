"""The parts of a difference in the order in which they matter, each as rows that may be cut from the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.compare.result import Level
from generator.diff.model import CheckChange, Diff, NumberChange, VerdictChange, Which
from generator.pages.diff import told
from generator.pages.diff.voice import Voice

_SHOWN = 10
"""Numbers that are shown before the rest is folded."""
_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
_BREAK = 400
"""Characters of a finding that are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section; its rows may be cut from the end, and what was cut is named."""

    title: str
    head: str
    """What stands above the rows of a table."""
    rows: tuple[str, ...]
    left: str
    """What its rows are called where they are left out: a key below `diff.left_`."""
    folded: bool = False
    """Shown when it is asked for."""
    warning: bool = False


def parts(voice: Voice, lessons: Mapping[str, str]) -> Iterator[Part]:
    """Lay out a difference, empty parts left out; `lessons` maps lessons' folders to their titles."""
    for part in _parts(voice, lessons):
        if part.rows:
            yield part


def heading(voice: Voice) -> str:
    """Count what matters most: "1 verdict changed, 1 goalpost moved after the start"."""
    diff, words, numbers = voice.diff, voice.words, voice.numbers()
    whole = sum(one.kpi is None for one in diff.verdicts) or len(diff.verdicts)
    counts = [
        ("verdicts_changed", whole),
        ("moved_count", sum(one.moved for one in diff.goalposts)),
        ("unjudged_count", len(diff.unjudged)),
        ("added_count", len(diff.added) - len(diff.renamed)),
        ("removed_count", len(diff.removed) - len(diff.renamed)),
        ("renamed_count", len(diff.renamed)),
    ]
    if not any(count for _, count in counts):
        counts += [("numbers_count", len(diff.numbers)), ("findings_count", len(diff.raised))]
    said = [words.count(f"diff.{key}", count, number=numbers.count(count)) for key, count in counts if count]
    said = said if whole or any(one.moved for one in diff.goalposts) else [words("diff.none_changed"), *said]
    return words.join("diff.sentence_list", said)


def _parts(voice: Voice, lessons: Mapping[str, str]) -> Iterator[Part]:
    diff, words = voice.diff, voice.words
    moved = [one for one in diff.goalposts if one.moved]
    if moved:
        lead = words.count("diff.moved_lead", len(moved))
        say_why = words("diff.say_why", key=voice.code("amendments:"))
        yield Part(lead, "", (*(told.moved(one, voice) for one in moved), say_why), "target", warning=True)
    lost = [
        words(
            f"diff.unjudged_{'base' if one.side is Which.BASE else 'head'}",
            name=voice.kpi(one.campaign),
            problems=voice.text("; ".join(one.problems)[:_BREAK]),
        )
        for one in diff.unjudged
    ]
    yield Part(words("diff.unjudged"), "", tuple(f"- {one}" for one in lost), "campaign")
    head = _table(voice, ("campaign", "was", "now", "sure", "why"))
    yield Part(words("diff.verdicts"), head, tuple(_verdicts(voice)), "verdict")
    looks = tuple(f"{number}. {told.look_at(one, voice, lessons)}" for number, one in enumerate(diff.look, 1))
    yield Part(words("diff.look"), "", looks, "look")
    others = tuple(f"- {told.moved(one, voice)}" for one in diff.goalposts if not one.moved)
    yield Part(words("diff.other_targets"), "", others, "target")
    were = frozenset(diff.renamed.values())
    added = [one for one in diff.added if one not in diff.renamed]
    for key, ids in (("added", added), ("removed", [one for one in diff.removed if one not in were])):
        yield Part(words(f"diff.{key}"), "", tuple(f"- {_state(one, voice)}" for one in ids), "campaign")
    rows = tuple(
        "- " + words("diff.renamed_to", name=voice.name(now), before=voice.code(was), after=voice.code(now))
        for now, was in diff.renamed.items()
    )
    yield Part(words("diff.renamed"), "", rows, "campaign")
    yield from _numbers(voice)
    yield from _findings(voice)
    rows = tuple(
        "- " + words("diff.of_campaign", name=voice.name(one.campaign), said=told.in_words(one, voice))
        for one in diff.data
    )
    yield Part(words("diff.data"), "", rows, "file")
    rows = tuple(
        "- " + words.count("diff.wording_pages", one.pages, file=voice.code(one.file),
                           number=voice.numbers().count(one.pages))
        for one in diff.wording
    )  # fmt: skip
    yield Part(words("diff.wording"), "", rows, "file", folded=len(rows) > _SHOWN)


def _table(voice: Voice, columns: tuple[str, ...], right: tuple[str, ...] = ()) -> str:
    names = " | ".join(voice.words(f"diff.{column}") for column in columns)
    marks = " | ".join("---:" if column in right else "---" for column in columns)
    return f"| {names} |\n| {marks} |"


def _verdicts(voice: Voice) -> Iterator[str]:
    """Campaigns first, those that got worse before the others; then targets that moved and changed nothing."""
    diff = voice.diff

    def rank(one: VerdictChange) -> tuple[bool, bool]:
        return one.kpi is not None, not one.worse

    for one in sorted(diff.verdicts, key=rank):
        place = voice.kpi(one.campaign, one.kpi, one.segment)
        certain = told.sure(one.certainty, one.now, voice)
        cells = (place, voice.verdict(one.was), f"**{voice.verdict(one.now)}**", certain, told.why(one, voice))
        yield f"| {' | '.join(cells)} |"
    changed = {one.campaign for one in diff.verdicts if one.kpi is None}
    for name in dict.fromkeys(one.campaign for one in diff.goalposts if one.moved and one.campaign not in changed):
        now = diff.standings.get(name)
        if now is not None:
            verdict, certain = voice.verdict(now.verdict), told.sure(now.certainty, now.verdict, voice)
            yield f"| {voice.name(name)} | {verdict} | {verdict} | {certain} | {voice.words('diff.cause_moved')} |"


def _state(name: str, voice: Voice) -> str:
    now = voice.diff.standings.get(name)
    if now is None:
        return voice.name(name)
    said = voice.words("diff.state", name=voice.name(name), verdict=voice.verdict(now.verdict))
    return voice.words("diff.why_join", first=said, last=told.made_of(name, voice))


def _numbers(voice: Voice) -> Iterator[Part]:
    found = ranked(voice.diff)
    first = [one for at, one in enumerate(found) if one.beyond or at < _SHOWN]
    rest = found[len(first) :]
    head = _table(voice, ("campaign_kpi", "was", "now", "change", "reached", "cause"), ("was", "now", "change"))
    yield Part(voice.words("diff.numbers"), head, tuple(_number(one, voice) for one in first), "number")
    title = voice.words.count("diff.more_numbers", len(rest), number=voice.numbers().count(len(rest)))
    yield Part(title, head, tuple(_number(one, voice) for one in rest), "number", folded=True)


def ranked(diff: Diff) -> list[NumberChange]:
    """Put numbers that moved beyond their intervals first, then by how far they moved."""
    return sorted(diff.numbers, key=lambda one: (one.beyond is not True, -_size(one)))


def _number(one: NumberChange, voice: Voice) -> str:
    was, now, _ = told.amounts(one, voice)
    cells = (
        voice.kpi(one.campaign, one.kpi, one.segment), was, f"**{now}**", told.change(one, voice),
        told.reach(one.reached[1], voice), told.cause(one.cause, one.campaign, voice),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _size(one: NumberChange) -> float:
    return abs(one.change / one.was) if one.change is not None and one.was else 0.0


def _findings(voice: Voice) -> Iterator[Part]:
    diff, words = voice.diff, voice.words
    head = _table(voice, ("check", "where", "what"))
    title = words(
        "diff.raised_counts", title=words("diff.raised"), new=len(diff.raised), fixed=len(diff.resolved),
        same=diff.same_findings,
    )  # fmt: skip
    raised = sorted(diff.raised, key=lambda one: _RANK[one.finding.level])
    yield Part(title, head, tuple(_finding(one, voice) for one in raised), "finding")
    yield Part(words("diff.resolved"), head, tuple(_finding(one, voice) for one in diff.resolved), "finding",
               folded=bool(raised))  # fmt: skip


def _finding(one: CheckChange, voice: Voice) -> str:
    found = one.finding
    said = found.said_in(voice.words.language).replace("`", "")
    cut = said if len(said) <= _BREAK else f"{said[:_BREAK]}…"
    place = voice.words.join("diff.sentence_list", [voice.name(one.campaign), voice.at(found.at)])
    return f"| {voice.check(found.code)} | {place} | {voice.text(cut)} |"


def unchecked(voice: Voice) -> str:
    """Say of how many campaigns the checks were not compared; empty where all were."""
    number = voice.diff.unchecked
    if not number:
        return ""
    return voice.words.count(
        "diff.unchecked", number, number=voice.numbers().count(number), command="`goalposts check`"
    )


def unchanged(voice: Voice) -> tuple[str, str]:
    """Say how many campaigns are byte for byte the same, and name the first of them."""
    diff = voice.diff
    title = voice.words.count("diff.unchanged", diff.identical, number=voice.numbers().count(diff.identical))
    return title, told.listed([voice.code(one) for one in diff.unchanged], voice)


def compared(voice: Voice) -> str:
    """Say which versions were compared, and up to which day the data goes."""
    diff, words = voice.diff, voice.words
    ends = [one.data_to for one in diff.standings.values() if one.data_to]
    values = {"base": voice.version(0), "head": voice.version(1), "day": voice.numbers().day(diff.as_of)}
    return (
        words("diff.compared_to", data=voice.numbers().day(max(ends)), **values)
        if ends
        else words("diff.compared", **values)
    )
