"""A KPI's trend as a chart: series and levels for the drawing, every word on and around it."""

from collections.abc import Sequence

from generator.charts.chart import Chart, Table
from generator.charts.inputs import Axis, Factor, Point, TrendData, TrendLabels
from generator.charts.notes import circled
from generator.charts.trend import small_trend, trend
from generator.compare.judged import Trend, TrendPoint
from generator.compare.result import Verdict
from generator.pages.escape import line
from generator.pages.figures import digits_for, written_digits
from generator.pages.numbers import Numbers, compact, currency_symbol, written_period
from generator.pages.scene import KpiView, Scene
from generator.pages.words import Words
from generator.spec.model import Factor as SpecFactor
from generator.spec.model import Unit

_WHOLE_FROM = 5
"""An axis of counts keeps to whole numbers where they reach this far."""
_LONGEST_LABEL = 24
_WEEK = 7


def axis_of(view: KpiView, numbers: Numbers) -> Axis:
    """How values of a KPI are written on an axis."""
    unit, large = view.result.unit, compact(numbers.words.language)
    if unit is Unit.PERCENT:
        return Axis(suffix=numbers.with_unit("", unit), scale=100, compact=large)
    if unit is Unit.CURRENCY:
        symbol = currency_symbol(numbers.currency, numbers.words.language) if numbers.currency else ""
        return Axis(prefix=symbol, compact=large)
    largest = (
        max((abs(point.value) for point in view.trend.points if point.value is not None), default=0.0)
        if view.trend
        else 0.0
    )
    return Axis(whole=unit is Unit.COUNT and largest >= _WHOLE_FROM, compact=large)


def length(days: int, scene: Scene) -> str:
    """Write a number of days, in weeks where they are whole and more than one."""
    unit, number = ("weeks", days // _WEEK) if days % _WEEK == 0 and days > _WEEK else ("days", days)
    return scene.words.count(f"span.{unit}", number, number=scene.numbers.count(number))


def step_digits(view: KpiView) -> int:
    """Decimals of a step's value: as the result's, but for a total as its steps need."""
    if view.trend is None or not view.trend.per_step:
        return view.figures.digits
    sizes = [abs(point.value) for point in view.trend.points if point.value]
    typical = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    scale = 100 if view.result.unit is Unit.PERCENT else 1
    return min(max(0, digits_for(typical * scale)), 2)


def factors_of(view: KpiView, scene: Scene) -> tuple[SpecFactor, ...]:
    """The recorded factors that touch a KPI."""
    return tuple(factor for factor in scene.campaign.factors if not factor.on or view.result.metric in factor.on)


def trend_chart(view: KpiView, scene: Scene, *, small: bool) -> Chart | None:
    """The chart of a KPI: full, or small for one that was met; None where the rows have no dates."""
    if view.trend is None or not any(point.value is not None for point in view.trend.points):
        return None
    draw = small_trend if small else trend
    return draw(
        f"trend-{view.key}",
        _data(view, view.trend, scene),
        _labels(view, view.trend, scene),
        alt=alt(view, scene),
        caption=caption(view, view.trend, scene),
        table=table(view, view.trend, scene),
    )


def when(point: TrendPoint, words: Words) -> str:
    """Write the days of a step."""
    return written_period(point.start, point.end, words.language)


def _data(view: KpiView, series: Trend, scene: Scene) -> TrendData:
    numbers, digits = scene.numbers, step_digits(view)

    def point(one: TrendPoint) -> Point:
        tip = scene.words("trend.tip", when=when(one, scene.words), value=_told(one, view.result.unit, digits, numbers))
        return Point(one.start, one.end, one.value, one.low, one.high, tip)

    baseline = scene.campaign.baseline
    before = baseline.period if baseline else None
    return TrendData(
        points=tuple(point(one) for one in series.points),
        period=(scene.period.start, scene.period.end),
        target=series.target,
        near=None if series.near == series.target else series.near,
        value=series.value,
        interval=series.interval,
        baseline=series.baseline,
        baseline_period=(before.start, before.end) if before else None,
        factors=tuple(chart_factor(factor, scene.words) for factor in factors_of(view, scene)),
    )


def _told(point: TrendPoint, unit: Unit, digits: int, numbers: Numbers) -> str:
    """Write a step's value; of a total in a step cut short, what was counted and in how many days."""
    words = numbers.words
    if point.value is None:
        return words("nothing")
    if point.counted is None:
        return numbers.quick(point.value, unit, digits)
    days = (point.end - point.start).days + 1
    length = words.count("span.days", days, number=numbers.count(days))
    return words("trend.part", value=numbers.quick(point.counted, unit, digits), length=length)


def chart_factor(factor: SpecFactor, words: Words) -> Factor:
    """A recorded factor as it is drawn, with a label short enough to stand in a chart."""
    label = line(factor.what.said_in(words.language))
    short = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
    end = None if factor.when.start == factor.when.end else factor.when.end
    return Factor(factor.when.start, short, end)


def _labels(view: KpiView, series: Trend, scene: Scene) -> TrendLabels:
    words, numbers, unit = scene.words, scene.numbers, view.result.unit

    def level(value: float) -> str:
        return numbers.value(value, unit, step_digits(view) if series.per_step else view.figures.digits)

    def goal(value: float) -> str:
        return numbers.value(value, unit, step_digits(view) if series.per_step else written_digits(view.result))

    ends = series.target if isinstance(series.target, tuple) else None
    if ends:
        target: tuple[str, ...] = (
            words("trend.target_low", value=goal(ends[0])),
            words("trend.target_high", value=goal(ends[1])),
        )
    else:
        target = (words("trend.target", value=goal(series.target)),) if isinstance(series.target, float) else ()
    result = "trend.so_far" if view.verdict is Verdict.RUNNING else "trend.result"
    return TrendLabels(
        result="" if series.value is None else words(result, value=level(series.value)),
        target=target,
        before="" if series.baseline is None else words("trend.before", value=level(series.baseline)),
        baseline=baseline_name(scene),
        baseline_short=words("trend.baseline_short"),
        axis=axis_of(view, numbers),
        locale=words.language,
    )


def baseline_name(scene: Scene) -> str:
    """What stands over the shaded period."""
    baseline = scene.campaign.baseline
    if baseline is None or baseline.period is None:
        return ""
    adjacent = (scene.period.start - baseline.period.end).days == 1
    key = "trend.baseline" if adjacent else "trend.baseline_other"
    return scene.words(key, length=length(baseline.period.days, scene))


def alt(view: KpiView, scene: Scene) -> str:
    """The finding, for who cannot see the chart: result, target, verdict, and where a repeat could land."""
    words, kpi = scene.words, view.result
    tone = {Verdict.MET: "met", Verdict.NEAR: "near", Verdict.MISSED: "missed", Verdict.RUNNING: "running"}
    values = {
        "kpi": view.title,
        "value": view.figures.value,
        "period": scene.numbers.days(scene.covered),
        "target": view.figures.said,
    }
    key = tone.get(kpi.verdict, "none") if kpi.value is not None else "upcoming" if scene.upcoming else "none"
    finding = words.told(f"trend.alt_{key}", values)
    if kpi.interval is None:
        return words("trend.alt_plain", finding=finding)
    return words("trend.alt_interval", finding=finding, low=view.figures.low, high=view.figures.high)


def caption(view: KpiView, series: Trend, scene: Scene) -> str:
    """How to read the chart, what is shaded, and which factor each number stands for."""
    words, numbers = scene.words, scene.numbers
    first = words(f"trend.caption_{series.step}")
    if any(point.low is not None for point in series.points):
        intervals = words("trend.caption_intervals", confidence=scene.confidence)
        first = words("trend.caption_join", first=first, second=intervals)
    parts = [first]
    if series.per_step:
        parts.append(words(f"trend.caption_per.{series.step}"))
    if any(point.counted is not None for point in series.points):
        parts.append(words(f"trend.caption_part.{series.step}"))
    baseline = scene.campaign.baseline
    if baseline and baseline.period:
        parts.append(words("trend.caption_shaded", length=numbers.days(baseline.period)))
    if series.near != series.target:
        parts.append(words("trend.caption_near"))
    for count, factor in enumerate(factors_of(view, scene), start=1):
        what = line(factor.what.said_in(words.language)).rstrip(".。")
        parts.append(words("trend.caption_factor", mark=circled(count), what=what, when=numbers.days(factor.when)))
    parts.append(words("trend.caption_axis"))
    return words.sentences(words("trend.caption_end", sentence=part) for part in parts)


def table(view: KpiView, series: Trend, scene: Scene) -> Table:
    """The chart's numbers as text."""
    words, numbers, unit, digits = scene.words, scene.numbers, view.result.unit, step_digits(view)
    windows = {window: words(f"trend.window.{window or 'other'}") for window in ("campaign", "baseline", "")}
    ranges = any(point.low is not None for point in series.points)
    before = any(point.window == "baseline" for point in series.points)

    def row(point: TrendPoint) -> tuple[str, ...]:
        cells = [when(point, words), _told(point, unit, digits, numbers)]
        if ranges:
            cells.append(_range(point, numbers, unit, digits))
        if before:
            cells.append(windows[point.window])
        return tuple(cells)

    heads: Sequence[str] = [
        words(f"trend.column_when.{series.step}"),
        words("trend.column_value"),
        *([words("trend.column_interval", confidence=scene.confidence)] if ranges else []),
        *([words("trend.column_window")] if before else []),
    ]
    return Table(tuple(heads), tuple(row(point) for point in series.points))


def _range(point: TrendPoint, numbers: Numbers, unit: Unit, digits: int) -> str:
    if point.low is None or point.high is None:
        return numbers.words("nothing")
    low, high = numbers.quick_bare(point.low, unit, digits), numbers.quick_bare(point.high, unit, digits)
    return numbers.words("range", low=low, high=high)


def per_step(view: KpiView, scene: Scene) -> str:
    """Say that a small chart shows a total by its steps."""
    if view.trend is None or not view.trend.per_step:
        return ""
    return scene.words(f"met.per_step.{view.trend.step}")
