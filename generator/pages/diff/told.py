"""The sentences of a difference: what moved, how a number changed, what happened to a file, what to look at."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.compare.result import Certainty, Verdict
from generator.compare.verdict import same
from generator.diff.model import Cause, DataChange, GoalpostChange, Look, LookAt, NumberChange, VerdictChange
from generator.history.goals import What
from generator.pages.diff.voice import Voice
from generator.pages.figures import digits_for, on_its_side
from generator.pages.numbers import MOST_DIGITS, rounded, scaled
from generator.spec.model import Better, Unit

_CENTS, _WHOLE = 2, 10_000
_CELLS = 10
_FULL, _EMPTY = "▰", "▱"
_NAMES = 12
"""Names in a list; the rest is counted."""


def moved(one: GoalpostChange, voice: Voice) -> str:
    """Tell a goalpost that moved: from, to, when, by whom, and both judgements."""
    words = voice.words
    values = {
        "place": voice.kpi(one.campaign),
        "what": named(one, voice),
        "before": voice.text(one.before) if one.before else words("diff.nothing"),
        "after": voice.text(one.after) if one.after else words("diff.nothing"),
        "when": _when(one, voice),
        "at": voice.at(one.at),
    }
    if one.by and one.commit:
        said = words("diff.moved_by", **values, by=voice.text(one.by), commit=voice.code(one.commit[:7]))
    else:
        said = words("diff.moved", **values)
    if one.restored:
        said = words("diff.moved_back", said=said)
    parts = [said]
    if one.started and one.first is not None and one.now is not None:
        parts.append(words("diff.both", old=voice.verdict(one.first), new=voice.verdict(one.now)))
    if one.because:
        parts.append(words("diff.because", because=voice.text(one.because)))
    return words.sentences(parts)


def named(one: GoalpostChange, voice: Voice) -> str:
    """Say what was changed: "Target of Conversion rate"."""
    words, key = voice.words, f"seal.what_{one.what.value}"
    if one.kpi is None or one.what is What.FILTER:
        needs = one.what in (What.COLUMN, What.MEASURE, What.SCORE)
        return words(key, part=voice.text(one.part or "")) if needs else words(key)
    name = words(key, kpi=voice.title(one.kpi))
    return words("seal.of_part", what=name, part=voice.text(one.part)) if one.part else name


def _when(one: GoalpostChange, voice: Voice) -> str:
    if one.days is None:
        return voice.words("diff.before_start")
    if one.days == 0:
        return voice.words("diff.on_start")
    key, days = ("diff.after", one.days) if one.days > 0 else ("diff.before_days", -one.days)
    return voice.words.count(key, days, number=voice.numbers().count(days))


def sure(certainty: Certainty | None, verdict: Verdict, voice: Voice) -> str:
    """Say how certain a verdict is; one that was not given is not certain or uncertain."""
    if certainty is None or verdict in (Verdict.RUNNING, Verdict.NO_DATA):
        return "–"
    return voice.words(f"certainty.{certainty.value}").lower()


def why(one: VerdictChange, voice: Voice) -> str:
    """Say why a verdict changed: its cause, and of a campaign what it is made of."""
    words = voice.words
    said = cause(one.cause, one.campaign, voice)
    if one.kpi is not None:
        return said
    return words("diff.why_join", first=said, last=made_of(one.campaign, voice))


def made_of(campaign: str, voice: Voice) -> str:
    """Say how many of a campaign's KPIs are met, and which are not."""
    words, now = voice.words, voice.diff.standings.get(campaign)
    if now is None:
        return ""
    said = words("diff.met_of", met=now.kpis_met, all=now.kpis)
    if not now.not_met:
        return said
    names = words.join("list_comma", [voice.title(one) for one in now.not_met])
    return words("diff.why_join", first=said, last=words("diff.not_met", kpis=names))


def cause(found: Cause, campaign: str, voice: Voice) -> str:
    """Name a cause; where it is data, with what happened to the rows."""
    words = voice.words
    name = words(f"diff.cause_{found.value}")
    files = [one for one in voice.diff.data if one.campaign == campaign]
    if found is not Cause.DATA or len(files) != 1:
        return name
    return words("diff.cause_file", cause=name, rows=in_words(files[0], voice, short=True))


def in_words(one: DataChange, voice: Voice, *, short: bool = False) -> str:
    """Say what happened to a data file; in short, without its columns and dates."""
    words, count = voice.words, voice.numbers().count
    parts = [words(f"diff.file_{one.state}", file=voice.code(one.file))]
    known = [(number, key) for number, key in
             ((one.added, "added"), (one.removed, "removed"), (one.restated, "restated")) if number]  # fmt: skip
    parts += [words.count(f"diff.rows_{key}", number, number=count(number)) for number, key in known]
    before, after = one.rows
    if one.state == "changed" and one.added is None:
        both = before is not None and after is not None
        parts.append(words("diff.rows_total", before=count(before or 0), after=count(after or 0)) if both
                     else words("diff.rows_unknown"))  # fmt: skip
    if not short:
        if one.days:
            first, last = one.days
            parts.append(
                words("diff.date", first=first) if first == last else words("diff.dates", first=first, last=last)
            )
        for columns, key in ((one.new_columns, "new"), (one.lost_columns, "lost")):
            if columns:
                names = words.join("list_comma", [voice.code(name) for name in columns])
                parts.append(words.count(f"diff.columns_{key}", len(columns), names=names))
    return words.join("diff.sentence_list", parts)


def amounts(one: NumberChange, voice: Voice) -> tuple[str, str, str]:
    """Write a value before and now, and the change: as finely as the change asks for, on their sides of the targets."""
    numbers = voice.numbers(one.currency)
    digits = _digits(one)
    before, after = (
        "–" if value is None else numbers.value(value, one.unit, _on_side(value, target, one, digits))
        for value, target in ((one.was, one.was_target), (one.now, one.target))
    )
    if one.change is None:
        return before, after, "–"
    text = numbers.signed(scaled(one.change, one.unit), digits)
    if one.unit is Unit.PERCENT:
        return before, after, voice.words("unit_part.percent", number=text)
    sign, bare = (text[0], text[1:]) if text[0] in "+−" else ("", text)
    return before, after, sign + numbers.with_unit(bare, one.unit)


def change(one: NumberChange, voice: Voice) -> str:
    """Write a change, with whether it is more than its interval."""
    text = amounts(one, voice)[2]
    if one.beyond is None:
        return text
    return voice.words("diff.beyond" if one.beyond else "diff.within", change=text)


def _digits(one: NumberChange) -> int:
    ends = [scaled(value, one.unit) for value in (one.was, one.now) if value is not None]
    if all(end == end.to_integral_value() for end in ends):
        return 0
    size = scaled(one.change, one.unit) if one.change else Decimal(0)
    digits = digits_for(float(abs(size)))
    if one.unit is Unit.CURRENCY and max(map(abs, ends)) < _WHOLE:
        return max(_CENTS, digits)
    return digits


def _on_side(value: float, target: float | tuple[float, float], one: NumberChange, digits: int) -> int:
    """Add decimals where rounding would carry a value across its target."""
    ends = target if isinstance(target, tuple) else (target,)
    levels = [(scaled(end, one.unit), one.better is Better.LOWER) for end in ends if not same(end, value)]
    number = scaled(value, one.unit)
    if number == rounded(number, digits):
        return digits
    return min(on_its_side(number, digits, levels), MOST_DIGITS)


def reach(share: float | None, voice: Voice) -> str:
    """Draw a share of the target as a bar of text: full at the target."""
    if share is None:
        return "–"
    # Nearly there is not there: the last cell is filled by the target alone.
    filled = _CELLS if share >= 1 else max(0, min(int(share * _CELLS), _CELLS - 1))
    shown = int(share * 100) / 100 if share < 1 else share
    return f"{_FULL * filled}{_EMPTY * (_CELLS - filled)} {voice.numbers().share(shown)}"


def look_at(one: LookAt, voice: Voice, lessons: Mapping[str, str]) -> str:
    """Say what to look at and where to read about it; `lessons` maps folders to titles."""
    words = voice.words
    place = voice.kpi(one.campaign, one.kpi)
    if one.why is Look.RESTATED and one.detail:
        place = f"{place}, {voice.code(one.detail)}" if words.language == "en" else f"{place}，{voice.code(one.detail)}"
    values: dict[str, object] = {"place": place, "number": voice.numbers().count(one.count)}
    if one.why is Look.FINDING:
        values["code"] = voice.check(one.detail)
    said = words.told(words.plural(f"diff.look_{one.why.value}", one.count), values)
    return words("diff.read_on", said=said, lesson=voice.lesson(one.lesson, lessons.get(one.lesson, one.lesson)))


def listed(names: Sequence[str], voice: Voice) -> str:
    """List names, the rest counted."""
    words = voice.words
    said = words.join("list_comma", names[:_NAMES])
    if len(names) <= _NAMES:
        return said
    return words("diff.unchanged_more", names=said, number=voice.numbers().count(len(names) - _NAMES))
