"""Compared with before: every KPI's change since the baseline, and what such a comparison cannot exclude."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.charts.chart import Chart, Table
from generator.charts.forest import forest
from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.lift import lift_limit
from generator.charts.lift_row import SIZE, lift_row
from generator.charts.svg import as_file
from generator.compare.result import Verdict
from generator.pages.escape import line
from generator.pages.scene import KpiView, Scene
from generator.pages.scorecard import Bar
from generator.pages.sentences import Lift, lift, listed, wanted
from generator.pages.trends import length
from generator.pages.words import Words


@dataclass(frozen=True, slots=True)
class Compared:
    """The section, worded."""

    chart: Chart | None
    table: Table | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One KPI's change since before: in words, and as a row of the chart in the wanted direction."""

    said: Lift
    row: ForestRow


def changes(scene: Scene) -> Mapping[str, Change]:
    """Word the change of every KPI that has a baseline, by metric."""
    found = ((view, lift(view, scene)) for view in scene.kpis)
    return {view.result.metric: Change(said, _row(view, said, scene)) for view, said in found if said is not None}


def _row(view: KpiView, said: Lift, scene: Scene) -> ForestRow:
    """Turn a change into the wanted direction; what has none, such as a move inside the range, is told in words only.

    Nor has a total to date that is to end in a range, for the range is the whole period's.
    """
    baseline, way = view.result.baseline, wanted(view.result)
    ranged = isinstance(view.result.target, tuple)
    if ranged and view.volume and not scene.finished:
        way = 0
    change = baseline.lift if baseline and way else None
    interval = baseline.interval if baseline and change is not None else None
    if interval is not None:
        ends = sorted(way * end for end in interval)
        interval = (ends[0], ends[1])
    name = line(view.title)
    told = scene.words("list_comma", first=said.words, last=said.interval) if said.interval else said.words
    tip = scene.words("labelled", name=name, text=told)
    inside = ranged and not way and view.verdict is Verdict.MET
    text = scene.words("lift.within", change=said.words) if inside else said.words
    return ForestRow(name, text, None if change is None else way * change, interval, tip)


def lift_bar(view: KpiView, change: Change | None, limit: float, words: Words) -> Bar | None:
    """The small picture of one KPI's change; None where there is none to draw."""
    if change is None or change.row.lift is None:
        return None
    which = "lift.no_way" if change.row.lift == 0 else ("lift.better" if change.row.lift > 0 else "lift.worse")
    values = {"change": change.said.words, "which": words(which), "interval": change.said.interval}
    label = words.told("lift.alt" if change.said.interval else "lift.alt_plain", values)
    short = ForestLabels(words("compared.worse_short"), words("compared.better_short"))
    return Bar(f"lift-{view.key}.svg", label, *SIZE, as_file(lift_row(change.row, short, limit, label)))


def limit_of(found: Mapping[str, Change]) -> float:
    """One scale for all changes of a page."""
    return lift_limit([change.row for change in found.values()])


def compared(scene: Scene, found: Mapping[str, Change]) -> Compared:
    """Word the section."""
    words, table = scene.words, _table(scene, found)
    if scene.campaign.baseline is None:
        return Compared(None, None, (words("compared.none"),))
    lines = [_before(scene)]
    if all(change.row.lift is None for change in found.values()):
        return Compared(None, table if found else None, (*lines, words("compared.nothing")))
    baselines = [view.result.baseline for view in scene.kpis if view.result.baseline]
    grains = [view.result.grain for view in scene.kpis if view.volume and view.result.baseline]
    if grains:
        lines.append(words(f"compared.volumes_{grains[0] if grains[0] in ('week', 'month') else 'day'}"))
    if any(baseline.reweighted for baseline in baselines):
        lines.append(words("compared.reweighted"))
    lines.append(words("compared.caveat"))
    return Compared(_chart(scene, found, table), table, tuple(lines))


def _chart(scene: Scene, found: Mapping[str, Change], table: Table) -> Chart:
    words, rows = scene.words, [change.row for change in found.values()]
    labels = ForestLabels(words("compared.worse"), words("compared.better"), words("compared.off_scale"))
    changes = listed([words("named", name=row.name, text=row.text) for row in rows], words)
    caption = words("compared.caption", confidence=scene.confidence)
    alt = words("compared.alt", changes=changes)
    return forest("compared", rows, labels, alt=alt, caption=caption, table=table)


def _before(scene: Scene) -> str:
    words, baseline = scene.words, scene.campaign.baseline
    if baseline is None:
        return ""
    if baseline.period is not None:
        period = scene.numbers.days(baseline.period)
        return words("compared.before_period", period=period, length=length(baseline.period.days, scene))
    if baseline.campaign is not None:
        return words("compared.before_campaign", campaign=baseline.campaign)
    return words("compared.before_values")


def _table(scene: Scene, found: Mapping[str, Change]) -> Table:
    words = scene.words
    heads = ("column_kpi", "column_before", "column_campaign", "column_change")
    columns = [words(f"compared.{head}") for head in heads]
    columns.append(words("compared.column_interval", confidence=scene.confidence))
    views = (view for view in scene.kpis if view.result.metric in found)
    return Table(tuple(columns), tuple(_table_row(view, found[view.result.metric], words) for view in views))


def _table_row(view: KpiView, change: Change, words: Words) -> tuple[str, ...]:
    nothing, said = words("nothing"), change.said
    return view.title, said.before or nothing, said.after or nothing, change.row.text, said.ends or nothing
