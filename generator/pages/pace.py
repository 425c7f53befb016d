"""Will it get there: where a running KPI will end, the chance of its target, and what the days left must bring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from generator.charts.chart import Chart, Table
from generator.charts.cumulative import cumulative
from generator.charts.fan import fan
from generator.charts.inputs import CumulativeData, CumulativeLabels, FanData, FanLabels, FanWords, Quantiles
from generator.compare.judged import Fan
from generator.compare.result import ForecastResult, ForecastState
from generator.compare.verdict import goal_of_result
from generator.pages.amounts import Amounts, amounts_of
from generator.pages.figures import written_digits
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import reason_of, so_far
from generator.pages.trends import axis_of
from generator.pages.words import Words
from generator.spec.model import Better, Period

TONES: Mapping[ForecastState, str] = {
    ForecastState.ON_TRACK: "on",
    ForecastState.AT_RISK: "risk",
    ForecastState.OFF_TRACK: "off",
    ForecastState.CERTAIN_MET: "met",
    ForecastState.CERTAIN_MISSED: "missed",
}
"""Hollow glyphs are forecasts, solid ones are certain."""
SIGNS: Mapping[str, str] = {"on": "✓", "risk": "≈", "off": "✕", "met": "✓", "missed": "✕"}
SETTLED: Mapping[ForecastState | None, str] = {
    ForecastState.CERTAIN_MET: "reached",
    ForecastState.CERTAIN_MISSED: "missed",
}
"""States with nothing left to chance."""
PARTS = 20
"""Chances are said in twentieths."""
_BANDS = ("2.5", "10", "25", "50", "75", "90", "97.5")
_LEAST = 0.01
_ROWS = 8
"""Steps to come that the table names."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The part of a running KPI's section, worded."""

    title: str
    chart: Chart | None
    total: Chart | None
    state: str
    tone: str
    sign: str
    chance: str
    chance_note: str
    so_far: str
    plan: str
    ending: str
    ending_note: str
    sentences: tuple[str, ...]


def pace(view: KpiView, scene: Scene, *, room: float) -> Pace | None:
    """Word the forecast of a KPI, drawing at most `room` charts; None where there is none."""
    found, series = view.result.forecast, scene.judged.fans.get(view.result.metric)
    if found is None or found.state is None or series is None:
        return None
    words, written = scene.words, _amounts(view, scene, found)
    low, high = (written.level(end) for end in found.interval)
    return Pace(
        title=words(
            "pace.title_stay" if view.result.better is Better.LOWER else "pace.title", target=view.figures.goal
        ),
        chart=_fan(view, scene, series, found, written) if room > 0 else None,
        total=_total(view, scene, series) if room > 1 and view.volume else None,
        state=words(f"state.{found.state.value}"),
        tone=TONES[found.state],
        sign=SIGNS[TONES[found.state]],
        chance=odds(found, words),
        chance_note="" if found.state in SETTLED else _simulated(found.probability, scene),
        so_far=view.figures.value,
        plan=_plan(found, written, view, words),
        ending=written.level(found.projected),
        ending_note=words("pace.interval", low=low, high=high),
        sentences=tuple(_sentences(view, scene, found)),
    )


def _simulated(probability: float, scene: Scene) -> str:
    """The share itself; never rounded to none or all."""
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    key = (
        "pace.simulated"
        if kept == probability
        else "pace.simulated_under"
        if kept > probability
        else "pace.simulated_over"
    )
    return scene.words(key, share=scene.numbers.share(kept))


def no_forecast(view: KpiView, scene: Scene) -> str:
    """Say why there is no forecast; empty where there is one, or none is wanted."""
    found = scene.judged.not_forecast.get(view.result.metric)
    if found is None:
        return ""
    code, values = found
    return scene.words("pace.none", reason=reason_of(code, values, view.result.grain, scene.words))


def chance(probability: float, words: Words) -> str:
    """Say a probability in twentieths: "about 12 in 20"; its ends as more or fewer than one."""
    parts = round(probability * PARTS)
    if parts >= PARTS:
        return words("pace.chance_most", all=str(PARTS), most=str(PARTS - 1))
    if parts <= 0:
        return words("pace.chance_least", all=str(PARTS))
    return words("pace.chance", number=str(parts), all=str(PARTS))


def odds(found: ForecastResult, words: Words) -> str:
    """Say the chance of a target; of one that is reached or missed already, that it is."""
    return words(f"pace.chance_{SETTLED[found.state]}") if found.state in SETTLED else chance(found.probability, words)


def state_word(view: KpiView, words: Words) -> tuple[str, str, str] | None:
    """Return a running KPI's state, its glyph and sign; None where it has no forecast."""
    found = view.result.forecast
    if found is None or found.state is None:
        return None
    tone = TONES[found.state]
    return words(f"state.{found.state.value}"), tone, SIGNS[tone]


def _amounts(view: KpiView, scene: Scene, found: ForecastResult) -> Amounts:
    return amounts_of(view, scene, found.projected)


def _plan(found: ForecastResult, written: Amounts, view: KpiView, words: Words) -> str:
    if found.expected_to_date is None or not view.volume:
        return ""
    return words(f"pace.plan_{found.pace or 'even'}", value=written.level(found.expected_to_date))


def _sentences(view: KpiView, scene: Scene, found: ForecastResult) -> Iterator[str]:
    words = scene.words
    step = words(f"step.{view.result.grain}")
    left = words.count("pace.left", found.steps_left, number=scene.numbers.count(found.steps_left), step=step)
    if found.required is not None and found.current is not None and found.steps_left:
        unit = amounts_of(view, scene, found.required)
        values = {
            "required": unit.level(found.required),
            "current": unit.level(found.current),
            "left": left,
            "step": step,
            "target": view.figures.goal,
        }
        ceiling = "_limit" if view.result.better is Better.LOWER else ""
        yield words.told(f"pace.required_{'volume' if view.volume else 'ratio'}{ceiling}", values)
        if _plan_kept(view, scene, found):
            yield words("pace.plan_falls" if ceiling else "pace.plan_rises", left=left)
    yield words("pace.carries")


def _plan_kept(view: KpiView, scene: Scene, found: ForecastResult) -> bool:
    """Say whether a plan is kept and yet its target likely to be missed, as the plan expects other days to come."""
    if found.pace != "plan" or found.required is None or found.current is None:
        return False
    if found.state not in (ForecastState.AT_RISK, ForecastState.OFF_TRACK):
        return False
    kept = so_far(view, scene).kind in ("planned", "ahead", "within")
    falls = found.required < found.current
    return kept and falls == (view.result.better is Better.LOWER)


def _fan(view: KpiView, scene: Scene, series: Fan, found: ForecastResult, written: Amounts) -> Chart:
    words, numbers = scene.words, scene.numbers
    goal, over = goal_of_result(view.result), len(series.so_far)
    plan = series.plan if view.volume else (0.0,) * len(series.plan)
    target = view.result.target
    shift = plan[-1] if plan else 0.0
    moved = (target[0] - shift, target[1] - shift) if isinstance(target, tuple) else target - shift
    data = FanData(
        steps=series.days,
        end=scene.period.end,
        so_far=tuple(value - plan[place] for place, value in enumerate(series.so_far)),
        forecast=tuple(
            cast("Quantiles", tuple(series.quantiles[band][place] - plan[over + place] for band in _BANDS))
            for place in range(len(series.days) - over)
        ),
        outcomes=tuple(value - shift for value in series.outcomes),
        reached=tuple(goal.holds(value) for value in series.outcomes),
        target=moved,
        distance=view.volume,
        near=_near(view, plan),
        tips=tuple(
            words("trend.tip", when=numbers.day(day), value=written.level(value))
            for day, value in zip(series.days, series.so_far, strict=False)
        ),
    )
    labels = _labels(view, scene, data, written)
    alt = words(
        "pace.alt_settled" if found.state in SETTLED else "pace.alt",
        kpi=view.title,
        value=view.figures.value,
        ending=written.level(found.projected),
        low=written.level(found.interval[0]),
        high=written.level(found.interval[1]),
        chance=odds(found, words),
        target=view.figures.said,
    )
    reached = sum(data.reached)
    parts = [words("pace.caption_volume" if view.volume else "pace.caption_ratio", target=view.figures.goal)]
    parts.append(words("pace.caption", reached=str(reached), all=str(len(data.reached))))
    if data.near:
        parts.append(words("pace.caption_near"))
    table = _table(view, scene, series, written)
    return fan(f"pace-{view.key}", data, labels, alt=alt, caption=words.sentences(parts), table=table)


def _near(view: KpiView, plan: tuple[float, ...]) -> tuple[float, ...]:
    """Far edge of the near zone: it grows with the plan to the whole band at the end; of a ratio it stays the same."""
    near, target = view.result.near, view.result.target
    if isinstance(near, tuple) or isinstance(target, tuple) or near == target:
        return ()
    if not view.volume:
        return (near,) * len(plan)
    return tuple((near - target) * value / plan[-1] for value in plan) if plan[-1] else ()


def _labels(view: KpiView, scene: Scene, data: FanData, written: Amounts) -> FanLabels:
    words, numbers = scene.words, scene.numbers
    lower = view.result.better is Better.LOWER
    kind = "ratio" if not view.volume else "limit" if lower else "volume"
    last = data.so_far[-1] if data.so_far else 0.0
    now = words("pace.now", day=numbers.day(scene.last_day), number=numbers.count(scene.day))
    gap = words("pace.gap", size=written.signed(last)) if view.volume else view.figures.value
    ends = view.result.target if isinstance(view.result.target, tuple) else (view.result.target,)
    targets = tuple(numbers.value(end, view.result.unit, written_digits(view.result)) for end in ends)

    def said(narrow: str) -> FanWords:
        return FanWords(
            above=words(f"pace.above_{kind}"),
            below=words(f"pace.below_{kind}"),
            now=words("pace.now_short", number=numbers.count(scene.day)) if narrow else now,
            gap=gap,
            ending=words("pace.ending_on_short")
            if narrow
            else words("pace.ending_on", day=numbers.day(scene.period.end)),
            dots=words(f"pace.dots{narrow}", all=str(len(data.outcomes))),
        )

    return FanLabels(
        wide=said(""),
        narrow=said("_short"),
        plan=(words("pace.plan"),) if view.volume and len(targets) == 1 else targets,
        target=targets,
        forecast=words("pace.forecast"),
        near=words("pace.near") if data.near else "",
        axis=axis_of(view, numbers),
        locale=words.language,
    )


def _total(view: KpiView, scene: Scene, series: Fan) -> Chart:
    words, numbers = scene.words, scene.numbers
    data = CumulativeData(series.days, scene.period.end, series.so_far, series.plan)
    labels = CumulativeLabels(
        view.figures.value, view.figures.goal, numbers.value(0, view.result.unit, 0), words.language
    )
    alt = words("pace.total_alt", kpi=view.title, value=view.figures.value, target=view.figures.goal)
    table = Table((), ())
    return cumulative(f"total-{view.key}", data, labels, alt=alt, caption=words("pace.total"), table=table)


def _table(view: KpiView, scene: Scene, series: Fan, written: Amounts) -> Table:
    """The steps to come, thinned out to a handful, with the middle and the ends of the 80% interval."""
    words, numbers, over = scene.words, scene.numbers, len(series.so_far)
    ahead = list(range(len(series.days) - over))
    kept = ahead[-1 :: -max(1, len(ahead) // _ROWS)][::-1] if ahead else []

    def row(place: int) -> tuple[str, ...]:
        day = series.days[over + place]
        low, middle, high = (written.level(series.quantiles[band][place]) for band in ("10", "50", "90"))
        until = numbers.days(Period(start=day, end=day))
        return until, written.level(series.plan[over + place]), middle, words("range", low=low, high=high)

    heads = ("when", "plan" if view.volume else "target", "middle", "interval")
    return Table(tuple(words(f"pace.column_{head}") for head in heads), tuple(row(place) for place in kept))
