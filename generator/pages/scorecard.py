"""The scorecard: one row a KPI, its segments' own targets below it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.charts.bullet import SIZE, bullet
from generator.charts.svg import as_file
from generator.compare.result import Verdict
from generator.pages.headline import sign, tone
from generator.pages.pace import odds, state_word
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import so_far
from generator.pages.shares import bullet_of, share_of_the_way
from generator.pages.upcoming import level_before
from generator.spec.model import Role


@dataclass(frozen=True, slots=True)
class Bar:
    """A picture in a cell: its file beside the page, what it says, its size in px."""

    file: str
    label: str
    width: int
    height: int
    svg: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row, worded."""

    anchor: str
    title: str
    note: str
    bar: Bar | None
    value: str
    interval: str
    target: str
    attainment: str
    attainment_note: str
    tone: str
    sign: str
    verdict: str
    verdict_note: str
    certainty: str
    segment: bool = False


def rows(scene: Scene) -> tuple[Row, ...]:
    """Every KPI in the spec's order, each followed by its segments."""
    found = []
    for view in scene.kpis:
        found.append(_row(view, scene, view.key, segment=False))
        found += [
            _row(part, scene, f"{view.key}-{number}", segment=True)
            for number, part in enumerate(view.segments, start=1)
        ]
    return tuple(found)


def files(found: tuple[Row, ...]) -> Mapping[str, str]:
    """The rows' pictures, as files beside the page."""
    return {row.bar.file: row.bar.svg for row in found if row.bar}


def verdict_word(view: KpiView, scene: Scene) -> str:
    """A KPI's verdict as a table has it."""
    if scene.upcoming and view.verdict is Verdict.RUNNING:
        return scene.words("verdict.upcoming")
    state = state_word(view, scene.words) if view.verdict is Verdict.RUNNING else None
    return state[0] if state else scene.words(f"verdict.{view.verdict.value}")


def marked(view: KpiView, scene: Scene) -> tuple[str, str]:
    """Return the glyph and the plain sign of a KPI: hollow for a forecast."""
    state = state_word(view, scene.words) if view.verdict is Verdict.RUNNING else None
    return (state[1], state[2]) if state else (tone(view.verdict), sign(view.verdict))


def _row(view: KpiView, scene: Scene, name: str, *, segment: bool) -> Row:
    row = _judged_row(view, scene, name, segment=segment)
    if not scene.upcoming:
        return row
    before, scaled = level_before(view, scene)
    note = scene.words("scorecard.same_length") if scaled else ""
    return replace(row, value=before or scene.words("nothing"), interval=note, bar=None, verdict_note="")


def _judged_row(view: KpiView, scene: Scene, name: str, *, segment: bool) -> Row:
    words, shown = scene.words, view.figures
    share, note = attained(view, scene)
    running = view.verdict is Verdict.RUNNING
    return Row(
        anchor=view.anchor,
        title=view.title,
        note="" if segment else _note(view, scene),
        bar=_bar(view, scene, name, share),
        value=shown.value or words("nothing"),
        interval=_interval(view, scene),
        target=shown.target,
        attainment=share or words("nothing"),
        attainment_note=note,
        tone=marked(view, scene)[0],
        sign=marked(view, scene)[1],
        verdict=verdict_word(view, scene),
        verdict_note=_so_far(view, scene) if running else "",
        certainty=certainty(view, scene),
        segment=segment,
    )


def _so_far(view: KpiView, scene: Scene) -> str:
    """The chance of the target where there is a forecast, else where it stands against an even pace."""
    found = view.result.forecast
    if found is not None and found.state is not None:
        return odds(found, scene.words)
    place = so_far(view, scene)
    return scene.words.told(f"so_far_short.{place.kind}", {"pace": scene.words(f"by.{place.by}")})


def certainty(view: KpiView, scene: Scene) -> str:
    """The certainty in its two or three words; nothing where there is no verdict."""
    if view.result.certainty is None:
        final = view.verdict in (Verdict.MET, Verdict.NEAR, Verdict.MISSED)
        return scene.words("certainty.none") if final else scene.words("nothing")
    return scene.words(f"certainty.{view.result.certainty.value}")


def attained(view: KpiView, scene: Scene) -> tuple[str, str]:
    """Write the share of the target, and what it is a share of where that is not the target."""
    words, numbers, kpi = scene.words, scene.numbers, view.result
    place = so_far(view, scene) if kpi.verdict is Verdict.RUNNING else None
    if place is not None and place.pace is not None:
        return numbers.share(place.pace), words("scorecard.pace", pace=words(f"by.{place.by}"))
    if view.figures.attainment:
        return view.figures.attainment, ""
    if (way := share_of_the_way(kpi)) is not None:
        return numbers.share(way), words("scorecard.by_progress")
    return "", ""


def _interval(view: KpiView, scene: Scene) -> str:
    if not view.figures.value:
        return ""
    if view.figures.interval:
        return view.figures.interval
    return scene.words("scorecard.exact" if view.volume else "scorecard.no_interval")


def _note(view: KpiView, scene: Scene) -> str:
    words, kpi = scene.words, view.result
    parts = [words(f"better.{kpi.better.value}")]
    if len(scene.kpis) > 1:
        parts.append(words("scorecard.weight", share=scene.numbers.share(weight_share(view, scene))))
    if kpi.must:
        parts.append(words("scorecard.must"))
    if kpi.role is not Role.PRIMARY:
        parts.append(words(f"role.{kpi.role.value}"))
    if any(change.kpi == kpi.metric for change in scene.campaign.amendments):
        parts.append(words("scorecard.moved"))
    return " · ".join(parts)


def weight_share(view: KpiView, scene: Scene) -> float:
    """A KPI's weight as a share of all."""
    total = sum(other.result.weight for other in scene.kpis)
    return view.result.weight / total if total else 0.0


def _bar(view: KpiView, scene: Scene, name: str, share: str) -> Bar | None:
    drawn = bullet_of(view, scene)
    if drawn is None:
        return None
    label = bar_label(view, scene, share)
    return Bar(f"bullet-{name}.svg", label, *SIZE, as_file(bullet(drawn, label)))


def bar_label(view: KpiView, scene: Scene, share: str) -> str:
    """Say in words what a bullet shows."""
    words = scene.words
    place = so_far(view, scene) if view.verdict is Verdict.RUNNING else None
    if place is not None and place.pace is not None:
        pace = words(f"by.{place.by}")
        return words("scorecard.bar_pace", kpi=view.title, attainment=scene.numbers.share(place.pace), pace=pace)
    key = "scorecard.bar_label" if view.figures.attainment else "scorecard.bar_progress"
    return words(key, kpi=view.title, attainment=share)
