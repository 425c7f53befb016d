"""Why a KPI came out so: its change from before taken apart, in a picture and two or three sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.charts.chart import Chart, Table
from generator.charts.inputs import WaterfallData, WaterfallGroup, WaterfallLabels, WaterfallRow
from generator.charts.waterfall import waterfall
from generator.compare.result import ChangeResult, SegmentPart, Verdict
from generator.diagnose.story import Cause, Story, story
from generator.pages.amounts import Amounts, amounts
from generator.pages.escape import line
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import capitalised, listed
from generator.pages.trends import axis_of
from generator.pages.words import Words

FOLDED = 0.05
"""A part below this share of all movement is drawn with the others."""
UNLIKE = 0.01
"""How far, relative to it, the level evened out by weekday may be from the plain one before both are named."""
MOST_ROWS = 8
"""Segments of a group that are drawn by name at the most."""
MOST_NESTED = 6
"""Segments within segments that are told by name at the most."""


@dataclass(frozen=True, slots=True)
class Why:
    """The part of a KPI's section, worded."""

    chart: Chart | None
    sentences: tuple[str, ...]
    nested: Table | None = None
    """The second dimension within the first, behind the chart."""
    nested_title: str = ""


def why(view: KpiView, scene: Scene, *, draw: bool) -> Why | None:
    """Tell what moved a KPI; None where its change cannot be taken apart."""
    change, told = view.result.change, story(view.result)
    if change is None or told is None or told.split == "none":
        return None
    written = amounts(view, scene, told)
    evened = told.start + told.weekdays
    if told.came * (told.end - evened) < 0:
        # Weekday for weekday it went the other way: the plain change would contradict the level that is shown.
        return Why(None, (_evened("why.weekdays_against", told, written, scene.words),))
    sentences = _sentences(told, written, scene, reweighted=change.reweighted)
    if not draw:
        return Why(None, tuple(sentences))
    chart, within = _chart(view, scene, change, told), _nested(change, written, scene.words)
    return Why(chart, tuple(sentences), *within) if within else Why(chart, tuple(sentences))


def _sentences(told: Story, written: Amounts, scene: Scene, *, reweighted: bool) -> Iterable[str]:
    words = scene.words
    yield _way(told, written, words, finished=scene.finished)
    if told.simpson:
        yield words("why.simpson", dimension=line(told.simpson[0]), kpi=written.title)
    yield from _causes(told, written, words)
    for key, found in (("why.new", told.new), ("why.vanished", told.vanished)):
        if found:
            yield words(key, segments=listed([line(segment) for _, segment in found], words))
    if reweighted and abs(told.weekdays) > UNLIKE * abs(told.start):
        yield _evened("why.plain_unlike", told, written, words)
    elif reweighted:
        yield words("why.plain")


def _evened(key: str, told: Story, written: Amounts, words: Words) -> str:
    """Tell the change weekday for weekday, and why it is another than that of the plain baseline."""
    evened = told.start + told.weekdays
    moved = words("why.rose" if told.end > evened else "why.fell")
    came, start, end = written.size(told.end - evened), written.level(evened), written.level(told.end)
    values = {"kpi": written.title, "moved": moved, "came": came, "start": start, "end": end}
    return words.told(key, values | {"plain": written.level(told.start)})


def _way(told: Story, written: Amounts, words: Words, *, finished: bool) -> str:
    """How much of what was needed came; nothing of need while a campaign runs and it cannot be told."""
    values = {
        "kpi": written.title,
        "start": written.level(told.start),
        "end": written.level(told.end),
        "came": written.size(told.came),
        "moved": words("why.rose" if told.came > 0 else "why.fell"),
    }
    if abs(told.came) <= written.nothing:
        return words.told("why.still", values)
    if told.needed is None or told.part_of_needed is None:
        fell_away = finished and told.verdict in (Verdict.NEAR, Verdict.MISSED)
        return words.told("why.had_reached" if fell_away else "why.moved", values)
    values |= {"needed": written.size(told.needed), "up": words("why.rise" if told.needed > 0 else "why.fall")}
    share = told.part_of_needed
    if share < 0:
        return words.told("why.away", values)
    return words.told("why.enough" if share >= 1 else "why.part", values | {"share": written.share(share)})


def _causes(told: Story, written: Amounts, words: Words) -> Iterable[str]:
    """The causes told, those that pushed with the change before those that held against it.

    Where the whole stands still there is nothing that most of could come from: its parts levelled each other out.
    """
    if told.causes and abs(told.came) <= written.nothing:
        yield words("why.levelled", parts=listed([_cause(cause, written, words) for cause in told.causes], words))
        return
    with_it = [cause for cause in told.causes if cause.contribution * told.came > 0]
    against = [cause for cause in told.causes if cause.contribution * told.came <= 0]
    if with_it:
        parts = [_cause(cause, written, words) for cause in with_it]
        yield capitalised(words("why.because", parts=listed(parts, words)))
    if against:
        parts = [_cause(cause, written, words) for cause in against]
        yield capitalised(words("why.against" if with_it else "why.because", parts=listed(parts, words)))


def _cause(cause: Cause, written: Amounts, words: Words) -> str:
    size = written.signed(cause.contribution)
    if cause.kind == "driver":
        values = {"driver": written.driver(cause.name), "size": size}
        if cause.before is None or cause.after is None:
            return words("why.cause_driver_plain", **values)
        before, after = written.of_driver(cause.name, cause.before, cause.after)
        return words("why.cause_driver", **values, before=before, after=after)
    segment = line(cause.name)
    if cause.kind == "mix":
        before, after = written.share(cause.before or 0.0), written.share(cause.after or 0.0)
        return words("why.cause_mix", segment=segment, before=before, after=after, size=size)
    if cause.before is None or cause.after is None:
        return words("why.cause_segment_plain", segment=segment, size=size)
    values = {"segment": segment, "before": written.level(cause.before), "after": written.level(cause.after)}
    return words("why.cause_segment", **values, size=size)


def _chart(view: KpiView, scene: Scene, change: ChangeResult, told: Story) -> Chart:
    words, written = scene.words, amounts(view, scene, told)
    groups = _groups(change, written, words)
    target = view.result.target if isinstance(view.result.target, float) and scene.finished else None
    data = WaterfallData(change.from_, change.to, groups, target)
    labels = WaterfallLabels(
        start=words("why.before", value=written.level(change.from_)),
        end=words("why.result", value=view.figures.value),
        target="" if target is None else words("why.target", value=view.figures.goal),
        axis=axis_of(view, scene.numbers),
    )
    rows = tuple(
        (words("labelled", name=group.name, text=row.name) if group.name else row.name, row.text)
        for group in groups
        for row in group.rows
    )
    table = Table((words("why.column_part"), words("why.column_size")), rows)
    told_parts = listed([words("named", name=name, text=size) for name, size in rows], words)
    alt = words("why.alt", kpi=view.title, start=written.level(change.from_), end=view.figures.value, parts=told_parts)
    first = words.told(f"why.caption_{told.split}", {"dimension": line(told.dimension or "")})
    caption = words.sentences((first, words("why.caption")))
    return waterfall(f"why-{view.key}", data, labels, alt=alt, caption=caption, table=table)


def _groups(change: ChangeResult, written: Amounts, words: Words) -> tuple[WaterfallGroup, ...]:
    """The split that is told, ready to draw: drivers as they stand, segments by rate and by mix."""
    if change.main == "drivers":
        rows = tuple(_row(capitalised(written.driver(p.driver)), p.contribution, written) for p in change.drivers)
        return (WaterfallGroup("", rows),)
    parts = [part for part in change.segments if part.dimension == change.main_dimension]
    groups = []
    for name, sizes in (("rate", [part.rate for part in parts]), ("mix", [part.mix for part in parts])):
        rows = _folded(parts, sizes, written, words)
        if rows:
            only = all(part.mix == 0 for part in parts)
            groups.append(WaterfallGroup("" if only else words(f"why.group_{name}"), rows))
    return tuple(groups)


def _folded(
    parts: Sequence[SegmentPart], sizes: Sequence[float], written: Amounts, words: Words
) -> tuple[WaterfallRow, ...]:
    """Rows of the larger parts, largest first; the small ones are one."""
    whole = sum(abs(size) for size in sizes)
    if whole <= written.nothing:
        return ()
    ordered = sorted(zip(sizes, parts, strict=True), key=lambda pair: (-abs(pair[0]), pair[1].segment))
    large = [pair for pair in ordered if abs(pair[0]) >= FOLDED * whole][:MOST_ROWS]
    rest = [size for size, _ in ordered[len(large) :]]
    rows = [_row(line(part.segment), size, written) for size, part in large]
    if rest and any(rest):
        rows.append(_row(words("why.others"), sum(rest), written))
    return tuple(rows)


def _nested(change: ChangeResult, written: Amounts, words: Words) -> tuple[Table, str] | None:
    """Take the first dimension's segments apart by the second, largest part first; None where that was not done.

    What the inner segments do not hold is how much each outer one weighs: a row of its own, so that all parts add up.
    """
    if not change.nested:
        return None
    outer, inner = next(iter(change.nested[0].within)), change.nested[0].dimension
    parts = change.nested
    small = FOLDED * sum(abs(part.rate) + abs(part.mix) for part in parts)
    large = [part for part in parts if abs(part.rate) + abs(part.mix) >= small][:MOST_NESTED]
    rest = [part for part in parts if part not in large]
    weighs = sum(part.mix for part in change.segments if part.dimension == outer)
    rate, mix = sum(part.rate for part in parts), sum(part.mix for part in parts)
    rows = [(f"{line(part.within[outer])} · {line(part.segment)}", part.rate, part.mix) for part in large]
    if rest:
        rows.append((words("why.others"), sum(part.rate for part in rest), sum(part.mix for part in rest)))
    if weighs:
        rows.append((line(outer), 0.0, weighs))
    rows.append((words("why.together"), rate, mix + weighs))
    told = [(name, written.signed(own), written.signed(weight)) for name, own, weight in rows]
    title = words("why.nested", inner=line(inner), outer=line(outer))
    if not any(weight for _, _, weight in rows):  # of a total
        return Table((words("why.column_part"), words("why.column_size")), tuple(row[:2] for row in told)), title
    columns = (words("why.column_part"), words("why.group_rate"), words("why.group_mix"))
    return Table(columns, tuple(told)), title


def _row(name: str, size: float, written: Amounts) -> WaterfallRow:
    text = written.signed(size)
    return WaterfallRow(name, size, text, written.numbers.words("labelled", name=name, text=text))
