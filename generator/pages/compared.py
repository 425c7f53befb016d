"""Compared with before: every KPI's change since the baseline, and what such a comparison cannot exclude."""

from dataclasses import dataclass

from generator.charts.chart import Chart, Table
from generator.charts.forest import forest
from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.lift import lift_limit
from generator.charts.lift_row import SIZE, lift_row
from generator.charts.svg import as_file
from generator.pages.escape import line
from generator.pages.numbers import Numbers
from generator.pages.scene import KpiView, Scene
from generator.pages.scorecard import Bar
from generator.pages.sentences import lift, listed, toward
from generator.pages.trends import length
from generator.spec.model import Better


@dataclass(frozen=True, slots=True)
class Compared:
    """The section, worded."""

    chart: Chart | None
    table: Table | None
    lines: tuple[str, ...]


def rows(scene: Scene) -> tuple[ForestRow, ...]:
    """The KPIs with a baseline, in the wanted direction; a metric that should stay in a range has none."""
    return tuple(row for view in scene.kpis if (row := _row(view, scene)) is not None)


def _row(view: KpiView, scene: Scene) -> ForestRow | None:
    baseline, said = view.result.baseline, lift(view, scene)
    if baseline is None or said is None:
        return None
    change, interval = baseline.lift, baseline.interval
    if view.result.better is Better.RANGE:
        change, interval = None, None
    if interval is not None:
        ends = sorted(toward(view.result, end) for end in interval)
        interval = (ends[0], ends[1])
    name = line(view.title)
    tip = f"{name}: {said.words}, {said.interval}" if said.interval else f"{name}: {said.words}"
    return ForestRow(name, said.words, None if change is None else toward(view.result, change), interval, tip)


def lift_bar(view: KpiView, scene: Scene, limit: float) -> Bar | None:
    """The small picture of one KPI's change; None where there is none to draw."""
    row, said = _row(view, scene), lift(view, scene)
    if row is None or said is None or row.lift is None:
        return None
    words = scene.words
    which = words("lift.no_way") if row.lift == 0 else words("lift.better" if row.lift > 0 else "lift.worse")
    values = {"change": said.words, "which": which, "interval": said.interval}
    label = words.told("lift.alt" if said.interval else "lift.alt_plain", values)
    short = ForestLabels(words("compared.worse_short"), words("compared.better_short"))
    return Bar(f"lift-{view.key}.svg", label, *SIZE, as_file(lift_row(row, short, limit, label)))


def limit_of(scene: Scene) -> float:
    """One scale for all changes of a page."""
    return lift_limit(rows(scene))


def compared(scene: Scene) -> Compared:
    """Word the section."""
    words, found = scene.words, rows(scene)
    if scene.campaign.baseline is None:
        return Compared(None, None, (words("compared.none"),))
    lines = [_before(scene)]
    if not found or all(row.lift is None for row in found):
        return Compared(None, _table(scene) if found else None, (*lines, words("compared.nothing")))
    baselines = [view.result.baseline for view in scene.kpis if view.result.baseline]
    if any(view.volume and view.result.baseline for view in scene.kpis):
        lines.append(words("compared.volumes"))
    if any(baseline.reweighted for baseline in baselines):
        lines.append(words("compared.reweighted"))
    lines.append(words("compared.caveat"))
    return Compared(_chart(scene, found), _table(scene), tuple(lines))


def _chart(scene: Scene, found: tuple[ForestRow, ...]) -> Chart:
    words = scene.words
    labels = ForestLabels(words("compared.worse"), words("compared.better"), words("compared.off_scale"))
    changes = listed([f"{row.name} {row.text}" for row in found], words)
    caption = words("compared.caption", confidence=scene.confidence)
    alt = words("compared.alt", changes=changes)
    return forest("compared", found, labels, alt=alt, caption=caption, table=_table(scene))


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


def _table(scene: Scene) -> Table:
    words = scene.words
    heads = ("column_kpi", "column_before", "column_campaign", "column_change")
    columns = [words(f"compared.{head}") for head in heads]
    columns.append(words("compared.column_interval", confidence=scene.confidence))
    return Table(tuple(columns), tuple(_table_row(view, scene) for view in scene.kpis if view.result.baseline))


def _table_row(view: KpiView, scene: Scene) -> tuple[str, ...]:
    said, nothing = lift(view, scene), scene.words("nothing")
    if said is None:
        return (view.title, nothing, view.figures.value, nothing, nothing)
    interval = _ends(view, scene.numbers) if said.interval else nothing
    return (view.title, said.before or nothing, said.after or nothing, said.words, interval)


def _ends(view: KpiView, numbers: Numbers) -> str:
    baseline = view.result.baseline
    if baseline is None or baseline.interval is None:
        return ""
    low, high = (numbers.change(end, 1) for end in baseline.interval)
    return numbers.words("range", low=low, high=high)
