"""What would have happened without the campaign: actual against expected, how far to trust it, the verdict by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.charts.chart import Chart, Table
from generator.charts.inputs import VersusData, VersusLabels, VersusStep
from generator.charts.versus import versus
from generator.compare.judged import Versus
from generator.compare.reason import Reason
from generator.compare.result import CounterfactualResult, Interval, Verdict
from generator.diagnose.external.asked import ENOUGH_ALONE
from generator.pages.amounts import Amounts, amounts_of
from generator.pages.escape import line
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import listed, reason_of, step
from generator.pages.trends import axis_of, baseline_name, chart_factor, factors_of
from generator.pages.words import Words
from generator.spec.model import Better, Period

FEW_NAMES = 3
"""Controls that are named; of more the rest is counted."""
TIMES_BEFORE, LEAST_BEFORE = 3, 42
"""Steps before the campaign that are drawn at the most: times those in it, and at the least."""
CRIES_WOLF = 0.2
"""Share of placebo runs with a false alarm from which the method is not to be leaned on."""
_CERTAIN = 0.001


@dataclass(frozen=True, slots=True)
class Outside:
    """The part of a KPI's section, worded."""

    chart: Chart | None
    sentences: tuple[str, ...]
    verdict: str
    """By the adjusted value, in a few words; empty where there is none."""
    verdict_value: str
    tone: str


def outside(view: KpiView, scene: Scene, *, draw: bool) -> Outside | None:
    """Tell what the models say of a KPI; None where they were not asked or could not answer."""
    found, series = view.result.counterfactual, scene.judged.versus.get(view.result.metric)
    if found is None or series is None:
        return None
    written = amounts_of(view, scene, found.effect)
    words, adjusted = scene.words, found.adjusted_verdict
    tones = {Verdict.MET: "met", Verdict.NEAR: "near", Verdict.MISSED: "missed"}
    return Outside(
        chart=_chart(view, scene, series, found) if draw else None,
        sentences=tuple(_sentences(view, scene, found, written)),
        verdict=words(f"verdict.{adjusted.value}") if adjusted else "",
        verdict_value="" if found.adjusted is None else written.level(found.adjusted),
        tone=tones.get(adjusted, "none") if adjusted else "none",
    )


def not_outside(view: KpiView, scene: Scene) -> str:
    """Say why the models say nothing of a KPI that they were to be asked about; empty where they do."""
    found = scene.judged.not_outside.get(view.result.metric)
    if found is None or scene.upcoming:
        return ""
    code, values = found
    grain = view.result.grain
    # Without controls a longer history is asked for; the page says which it was, for its KPIs may differ in that.
    alone = code is Reason.SHORT_HISTORY and values["needed"] in {
        steps for of, steps in ENOUGH_ALONE.items() if of == grain
    }
    reason = reason_of(code, values, grain, scene.words, "_alone" if alone else "")
    return scene.words("outside.none", reason=reason)


def is_clear(interval: Interval) -> bool:
    """Say whether an interval of a difference leaves no room for none."""
    return not interval[0] <= 0 <= interval[1]


def _sentences(view: KpiView, scene: Scene, found: CounterfactualResult, written: Amounts) -> Iterator[str]:
    words = scene.words
    yield _expected(found, written, words)
    if found.year_before is not None:
        key = "outside.year_above" if found.year_before > 0 else "outside.year_below"
        yield words(key, share=scene.numbers.change(abs(found.year_before), 0).lstrip("+"))
    yield _effect(view, scene, found, written)
    yield from _trust(found, words)
    if found.adjusted is not None and found.adjusted_verdict is not None and found.outside is not None:
        yield _adjusted(view, scene, found, written)
    yield from _controls(found, words)


def _expected(found: CounterfactualResult, written: Amounts, words: Words) -> str:
    value = written.level(found.expected)
    if found.method == "season":
        return words("outside.expected_season", value=value)
    names = [control(name, words) for name in found.controls]
    doubt = "_doubtful" if found.doubtful else ""
    if len(names) > FEW_NAMES:
        return words(f"outside.expected_many{doubt}", value=value, number=str(len(names)))
    return words(f"outside.expected_controls{doubt}", value=value, controls=listed(names, words))


def control(name: str, words: Words) -> str:
    """Write a control's name for people: `market.ad_searches region=north` is "ad searches, north (market)"."""
    series, _, segments = name.partition(" ")
    source, _, measure = series.replace("_", " ").rpartition(".")
    where = [part for part in re.split(r"(?:^| )[^ =]+=", segments) if part]
    return line(words("outside.control", measure=words("comma_between").join([measure, *where]), source=source))


def _effect(view: KpiView, scene: Scene, found: CounterfactualResult, written: Amounts) -> str:
    words = scene.words
    low, high = found.interval
    values = {
        "actual": written.level(found.actual),
        "effect": written.size(found.effect),
        "more": words("outside.more" if found.effect > 0 else "outside.less"),
        "low": written.signed(low),
        "high": written.signed(high),
        "confidence": scene.confidence,
        "chance": _chance(found.p, words, scene),
    }
    if not is_clear(found.interval):
        return words.told("outside.unclear", values)
    wanted = view.result.better is Better.RANGE or (found.effect > 0) == (view.result.better is Better.HIGHER)
    return words.told("outside.clear_better" if wanted else "outside.clear_worse", values)


def _chance(p: float, words: Words, scene: Scene) -> str:
    """Say a tail probability as how often in a thousand."""
    if p <= _CERTAIN:
        return words("outside.chance_least")
    return words("outside.chance", number=scene.numbers.plain(100 * p, 1 if p < 0.1 else 0))  # noqa: PLR2004


def _trust(found: CounterfactualResult, words: Words) -> Iterator[str]:
    if found.placebo is None:
        yield words("outside.no_placebo")
    else:
        alarms = round(found.placebo * found.placebo_runs)
        key = "outside.placebo_wolf" if found.placebo > CRIES_WOLF else "outside.placebo_quiet"
        yield words.count(key, alarms, alarms=str(alarms), runs=str(found.placebo_runs))
    if found.method == "season":
        yield words("outside.season_caveat")


def _adjusted(view: KpiView, scene: Scene, found: CounterfactualResult, written: Amounts) -> str:
    words, low_high = scene.words, found.outside_interval or (0.0, 0.0)
    verdict = words(f"verdict.{found.adjusted_verdict}").lower()
    values = {
        "outside": scene.numbers.change(found.outside or 0.0, 1),
        "low": scene.numbers.change(low_high[0], 0),
        "high": scene.numbers.change(low_high[1], 0),
        "adjusted": written.level(found.adjusted or 0.0),
        "verdict": verdict,
        "stands": words(f"verdict.{view.result.verdict.value}").lower(),
    }
    return words.told("outside.adjusted_clear" if is_clear(low_high) else "outside.adjusted_unclear", values)


def _controls(found: CounterfactualResult, words: Words) -> Iterator[str]:
    if found.doubtful:
        names = [control(name, words) for name in found.doubtful]
        yield words.count("outside.doubtful", len(names), controls=listed(names, words))
    # Of many controls most are left out for better ones; where none is left at all, each is told.
    silent = ("too_short", "no_variation", "not_chosen") if found.method == "season" else ()
    for code in ("moved_by_campaign", "break_at_start", *silent):
        names = [control(name, words) for name, why in found.left_out.items() if why == code]
        if names:
            yield words(f"outside.left_out_{code}", controls=listed(names[:FEW_NAMES], words))


def _chart(view: KpiView, scene: Scene, series: Versus, found: CounterfactualResult) -> Chart:
    words, numbers = scene.words, scene.numbers
    baseline = scene.campaign.baseline
    before = baseline.period if baseline and baseline.period else scene.period
    written = amounts_of(view, scene, found.effect)
    data = VersusData(
        steps=tuple(_steps(series, written, words)),
        launched=series.launched,
        baseline_period=(before.start, before.end),
        factors=tuple(chart_factor(factor, words) for factor in factors_of(view, scene)),
    )
    total = words("outside.total_volume" if view.volume else "outside.total_ratio", size=written.signed(found.effect))
    labels = VersusLabels(
        actual=words("outside.actual"),
        expected=words("outside.expected"),
        running=words("outside.running_volume" if view.volume else "outside.running_ratio"),
        running_short=words("outside.running_short"),
        total=total,
        baseline=baseline_name(scene),
        baseline_short=words("trend.baseline_short"),
        axis=axis_of(view, numbers),
        running_axis=axis_of(view, numbers),
        locale=words.language,
    )
    alt = words(
        "outside.alt",
        kpi=view.title,
        actual=written.level(found.actual),
        expected=written.level(found.expected),
        low=written.signed(found.interval[0]),
        high=written.signed(found.interval[1]),
    )
    one = step(view.result.grain, words)
    caption = words("outside.caption", confidence=scene.confidence, step=one)
    table = _table(data, written, scene, one)
    return versus(f"outside-{view.key}", data, labels, alt=alt, caption=caption, table=table)


def _steps(series: Versus, written: Amounts, words: Words) -> Iterator[VersusStep]:
    numbers = written.numbers
    size = len(series.starts)
    first = size - len(series.running)
    shown = max(LEAST_BEFORE, TIMES_BEFORE * len(series.running))
    for place, start in enumerate(series.starts):
        if place < first - shown:
            continue
        during = place - first
        low, high, expected, actual = (
            series.low[place],
            series.high[place],
            series.expected[place],
            series.actual[place],
        )
        inside = during >= 0 and low is not None and high is not None
        tip = words(
            "outside.tip",
            when=numbers.day(start),
            actual=words("nothing") if actual is None else written.level(actual),
            expected=words("nothing") if expected is None else written.level(expected),
        )
        yield VersusStep(
            start=start,
            end=_end(series.starts, place),
            actual=actual,
            expected=expected,
            interval=(low, high) if inside and low is not None and high is not None else None,
            running=series.running[during] if during >= 0 else None,
            running_interval=(series.running_low[during], series.running_high[during]) if during >= 0 else None,
            tip=tip,
        )


def _end(starts: tuple[date, ...], place: int) -> date:
    """Last day of a step: the day before the next; of the last, as long as the one before."""
    if place + 1 < len(starts):
        return starts[place + 1] - timedelta(days=1)
    return starts[place] + (starts[place] - starts[place - 1]) - timedelta(days=1)


def _table(data: VersusData, written: Amounts, scene: Scene, one: str) -> Table:
    words, numbers, nothing = scene.words, scene.numbers, scene.words("nothing")

    def level(value: float | None) -> str:
        return nothing if value is None else written.level(value)

    def row(step: VersusStep) -> tuple[str, ...]:
        interval = nothing
        if step.interval:
            interval = words("range", low=level(step.interval[0]), high=level(step.interval[1]))
        running = nothing if step.running is None else written.signed(step.running)
        days = numbers.days(Period(start=step.start, end=step.end))
        return days, level(step.actual), level(step.expected), interval, running

    heads = ("when", "actual", "expected", "interval", "running")
    during = [step for step in data.steps if step.running is not None]
    columns = tuple(words.told(f"outside.column_{head}", {"step": one}) for head in heads)
    return Table(columns, tuple(row(step) for step in during))
