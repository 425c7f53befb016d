"""The sections on single KPIs: trouble first and in full, what was met as small pictures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.charts.chart import Chart, Table
from generator.compare.result import Certainty, Verdict
from generator.pages.compared import Change, lift_bar, limit_of
from generator.pages.next_steps import NextStep, next_steps
from generator.pages.outside import Outside, not_outside, outside
from generator.pages.pace import Pace, no_forecast, pace
from generator.pages.scene import KpiView, Scene
from generator.pages.scorecard import Bar, attained, marked, verdict_word
from generator.pages.sentences import Lift, capitalised, judged, shortfall, so_far_sentence, step
from generator.pages.trends import alt, per_step, table, trend_chart
from generator.pages.upcoming import upcoming_sentence
from generator.pages.why import Why, why
from generator.pages.working import Step, working
from generator.spec.playbook_file import Playbook

ORDER = (Verdict.MISSED, Verdict.NEAR, Verdict.NO_DATA, Verdict.RUNNING, Verdict.MET)
_LONGEST: Mapping[str, int] = {"week": 7, "month": 31}
"""Days of a step of a grain."""
CHART_FILES = 2
"""A chart is two files: wide and narrow."""


@dataclass(frozen=True, slots=True)
class Section:
    """One KPI, worded. `chart` is None where the rows have no dates or the page has its share of charts."""

    anchor: str
    title: str
    heading: str
    full: bool
    chart: Chart | None
    caption: str
    alt: str
    table: Table | None
    value: str
    interval: str
    target: str
    near: str
    attainment: str
    tone: str
    sign: str
    verdict: str
    lift: Lift | None
    lift_bar: Bar | None
    text: tuple[str, ...]
    why: str
    card: str
    """The change since before, for a small picture's caption."""
    per_step: str
    working: tuple[Step, ...]
    parts: tuple[tuple[str, tuple[Step, ...]], ...]
    """Each segment's name and working."""
    reasons: Why | None = None
    reasons_title: str = ""
    outside: Outside | None = None
    no_outside: str = ""
    steps: tuple[NextStep, ...] = ()
    pace: Pace | None = None
    no_forecast: str = ""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the section, in its order."""
        deeper = (part.chart for part in (self.reasons, self.outside) if part)
        ahead = (self.pace.chart, self.pace.total) if self.pace else ()
        return tuple(chart for chart in (self.chart, *ahead, *deeper) if chart)


def sections(scene: Scene, found: Mapping[str, Change], playbook: Playbook, charts: int | None) -> tuple[Section, ...]:
    """Every KPI: missed, near, without data, running, met. `charts` is how many may be drawn, None for all."""
    ordered = sorted(scene.kpis, key=lambda view: ORDER.index(view.verdict))
    limit = limit_of(found)
    told: list[Section] = []
    for view in ordered:
        left = math.inf if charts is None else charts - sum(len(section.charts) for section in told)
        change = found.get(view.result.metric)
        section = _section(view, scene, change, draw=left > 0)
        if section.full:
            section = replace(section, lift_bar=lift_bar(view, change, limit, scene.words))
            section = _deeper(section, view, scene, playbook, left - len(section.charts))
        else:
            # What was met is held against the same yardstick as what was missed, in words.
            section = replace(section, outside=outside(view, scene, draw=False))
        told.append(section)
    return tuple(told)


def _deeper(section: Section, view: KpiView, scene: Scene, playbook: Playbook, room: float) -> Section:
    """Add why it came out so, what else explains it, and what next."""
    ahead = pace(view, scene, room=room)
    section = replace(section, pace=ahead, no_forecast=no_forecast(view, scene))
    room -= sum(chart is not None for chart in (ahead.chart, ahead.total)) if ahead else 0
    # A miss is worth a picture; what is near or still runs is told in words, and the page stays light.
    reasons = why(view, scene, draw=room > 0 and view.verdict is Verdict.MISSED)
    titles = {Verdict.MISSED: "why.title_missed", Verdict.NEAR: "why.title_near"}
    section = replace(section, reasons=reasons, reasons_title=scene.words(titles.get(view.verdict, "why.title")))
    left = room - (reasons is not None and reasons.chart is not None)
    beside = outside(view, scene, draw=left > 0)
    said = not_outside(view, scene)
    return replace(section, outside=beside, no_outside=said, steps=next_steps(view, scene, playbook))


def _section(view: KpiView, scene: Scene, change: Change | None, *, draw: bool) -> Section:
    words, shown, said = scene.words, view.figures, change.said if change else None
    full = view.verdict is not Verdict.MET or not scene.finished
    chart = trend_chart(view, scene, small=not full) if draw else None
    series = view.trend
    interval = words("side.interval", confidence=scene.confidence, interval=shown.interval) if shown.interval else ""
    spec_why = view.spec.why.said_in(words.language) if view.spec and view.spec.why else ""
    return Section(
        anchor=view.anchor,
        title=view.title,
        heading=_heading(view, scene),
        full=full,
        chart=chart,
        caption=chart.caption if chart else words(_no_chart(view)),
        alt=chart.alt if chart else alt(view, scene),
        table=chart.table if chart else (table(view, series, scene) if series else None),
        value=shown.value or words("nothing"),
        interval=interval,
        target=shown.target,
        near=words("side.near", near=shown.near) if shown.near else "",
        attainment=attained(view, scene)[0],
        tone=marked(view, scene)[0],
        sign=marked(view, scene)[1],
        verdict=verdict_word(view, scene),
        lift=None if scene.upcoming else said,
        lift_bar=None,
        text=(upcoming_sentence(view, scene),) if scene.upcoming else _text(view, scene, said),
        why=words("side.why", why=spec_why) if spec_why else "",
        card=capitalised(words("lift.card", change=said.words)) if said and said.before else "",
        per_step=per_step(view, scene),
        working=working(view, scene),
        parts=tuple((part.title, working(part, scene)) for part in view.segments),
    )


def _heading(view: KpiView, scene: Scene) -> str:
    """A KPI of a campaign that has not begun has no verdict to put in its heading."""
    return view.title if scene.upcoming else scene.words(f"verdict_heading.{view.verdict.value}", kpi=view.title)


def _no_chart(view: KpiView) -> str:
    """Why there is no picture: it was not drawn, there is nothing to draw yet, or the rows have no dates."""
    if view.trend:
        return "trend.not_drawn"
    return "trend.no_chart" if view.result.rows else "trend.no_rows"


def _text(view: KpiView, scene: Scene, said: Lift | None) -> tuple[str, ...]:
    """One paragraph: what happened, how sure that is, what changed since before."""
    if view.verdict is Verdict.RUNNING:
        sentences: Sequence[str] = (so_far_sentence(view, scene),)
    elif view.verdict is Verdict.NEAR and view.result.certainty is Certainty.COUNTED:
        sentences = (judged(view, scene),)  # it tells the distance already
    else:
        sentences = (shortfall(view, scene), judged(view, scene))
    since = view.result.forecast.first_likely_miss if view.result.forecast else None
    foreseen = _foreseen(since, view, scene) if since else ""
    return tuple(sentence for sentence in (*sentences, foreseen, said.sentence if said else "") if sentence)


def _foreseen(since: date, view: KpiView, scene: Scene) -> str:
    """Say from when a miss was likely; a miss that was likely after one step was so all along."""
    grain = view.result.grain
    if (since - scene.period.start).days < _LONGEST.get(grain, 1):
        return scene.words("pace.likely_at_once", step=step(grain, scene.words))
    return scene.words("pace.likely_since", day=scene.numbers.day(since))


def pictures(found: Sequence[Section]) -> dict[str, str]:
    """The sections' small pictures, as files beside the page."""
    return {section.lift_bar.file: section.lift_bar.svg for section in found if section.lift_bar}
