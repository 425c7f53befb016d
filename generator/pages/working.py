"""Show the working: how a KPI's figure came about, line by line, so that anyone can check it."""

import re
from dataclasses import dataclass

from generator.compare.result import BaselineResult, KpiResult
from generator.pages.derived import change, change_interval
from generator.pages.figures import goal
from generator.pages.numbers import Numbers, exact, scaled
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import before_digits, judged, reason, span, step
from generator.pages.shares import share_of_the_way
from generator.pages.upcoming import level_before
from generator.spec.model import Better, Unit
from generator.stats.longrun import bandwidth

_LEAF = re.compile(r"(\w+)\s*\(\s*(\w+)\s*\)|[^\W\d]\w*")
"""An aggregate of a measure, or a bare measure, in a formula."""
_SUM_DIGITS = 6
_FULL_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working; `code` where it is to be read letter by letter."""

    label: str
    text: str
    code: bool = False


def working(view: KpiView, scene: Scene) -> tuple[Step, ...]:
    """Every line of a KPI's working."""
    words = scene.words
    steps = [Step(words("working.formula"), view.result.formula, code=True)]
    if filled := with_sums(view, scene.numbers):
        steps.append(Step(words("working.filled"), filled, code=True))
    if scene.upcoming:
        return (*steps, *_agreed(view, scene))
    steps += [
        Step(words("working.rows"), _rows(view.result, scene)),
        Step(words("working.interval"), _interval(view, scene)),
        Step(words("working.near"), _near(view, scene)),
        Step(words("working.attainment"), _attainment(view, scene)),
    ]
    steps += _progress(view, scene)
    if baseline := _baseline(view, scene):
        steps.append(Step(words("working.baseline"), baseline))
    if derived := change(view, scene):
        steps.append(Step(words("working.change"), derived))
    if ends := change_interval(view, scene):
        steps.append(Step(words("working.change_interval"), ends))
    steps += [
        Step(words("working.verdict"), judged(view, scene)),
        *_weight(view, scene),
        Step(words("working.rounding"), _rounding(view, scene)),
        Step(words("working.spec"), view.result.at, code=True),
    ]
    return tuple(steps)


def _progress(view: KpiView, scene: Scene) -> tuple[Step, ...]:
    """Told where it helps, and where the score goes by it: there is no attainment then."""
    words, kpi = scene.words, view.result
    terms = scene.judged.result.score.terms if kpi.segment is None else ()
    scored = any(term.by_progress and term.used is not None and term.metric == kpi.metric for term in terms)
    progress = kpi.progress if scored else share_of_the_way(kpi)
    if progress is None:
        return ()
    return (Step(words("working.progress"), words("working.progress_value", progress=scene.numbers.share(progress))),)


def _agreed(view: KpiView, scene: Scene) -> tuple[Step, ...]:
    """What is agreed before a campaign begins."""
    words = scene.words
    baseline = _baseline(view, scene)
    return (
        Step(words("working.near"), _near(view, scene)),
        *((Step(words("working.baseline"), baseline),) if baseline else ()),
        *_weight(view, scene),
        Step(words("working.spec"), view.result.at, code=True),
    )


def with_sums(view: KpiView, numbers: Numbers) -> str:
    """The formula with each aggregate's number in its place, and what it comes to; "" where that is one number."""
    kpi = view.result
    if kpi.value is None and not any(total is not None for total in kpi.sums.values()):
        return ""

    def put(found: re.Match[str]) -> str:
        function, measure = found.groups()
        key = found.group(0) if function is None else (measure if function == "sum" else f"{function}({measure})")
        total = kpi.sums.get(key)
        return written_sum(total, numbers) if total is not None else found.group(0)

    result = view.figures.value or numbers.words("nothing")
    filled = _LEAF.sub(put, kpi.formula)
    return "" if filled == result else f"{filled} = {result}"


def written_sum(total: float, numbers: Numbers) -> str:
    """Write a sum in full, up to six decimals."""
    value = exact(round(total, _SUM_DIGITS)).normalize()
    exponent = value.as_tuple().exponent
    return numbers.plain(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _rows(kpi: KpiResult, scene: Scene) -> str:
    words, count = scene.words, scene.numbers.count
    if kpi.days == 0:
        undated = "working.rows_only" if kpi.rows and kpi.segment is None else "working.rows_count"
        return words.count(undated, kpi.rows, rows=count(kpi.rows))
    values = {
        "rows": count(kpi.rows),
        "period": scene.numbers.days(scene.covered),
        "length": span(kpi.days, kpi.grain, scene.numbers),
    }
    return words("working.rows_dated", **values)


def _interval(view: KpiView, scene: Scene) -> str:
    kpi, words = view.result, scene.words
    if kpi.method is None:
        return words("method.none", reason=reason(kpi, words)) if kpi.reason else words("nothing")
    count = scene.numbers.count
    values = {
        "confidence": scene.confidence,
        "step": step(kpi.grain, words),
        "span": span(kpi.days, kpi.grain, scene.numbers),
        "steps": count(kpi.days),
        "width": count(bandwidth(kpi.days)),
    }
    return words.told(f"method.{kpi.method.value}", values)


def _near(view: KpiView, scene: Scene) -> str:
    words, spec = scene.words, view.spec
    if not view.figures.near:
        return words("working.near_none")
    values = {"target": view.figures.target, "near": view.figures.near}
    if spec is not None and spec.near is not None:
        return words("working.near_band", **values, text=spec.near.text)
    return words("working.near_site", **values, text=scene.config.verdict.near.text)


def _attainment(view: KpiView, scene: Scene) -> str:
    words, kpi, shown = scene.words, view.result, view.figures
    if not shown.attainment:
        return words("working.attainment_none")
    if isinstance(kpi.target, tuple):
        inside = kpi.attainment == 1
        return (
            words("working.attainment_inside")
            if inside
            else words("working.attainment_range", attainment=shown.attainment)
        )
    values = {"value": shown.value, "target": goal(kpi, scene.numbers), "attainment": shown.attainment}
    return words(f"working.attainment_{'lower' if kpi.better is Better.LOWER else 'higher'}", **values)


def _baseline(view: KpiView, scene: Scene) -> str:
    words, numbers, baseline = scene.words, scene.numbers, view.result.baseline
    if baseline is not None and scene.upcoming:
        return _baseline_so_far(baseline, view, scene)
    if baseline is None or baseline.value is None:
        return ""
    before = numbers.value(baseline.value, view.result.unit, before_digits(view))
    if baseline.source == "values" or baseline.days is None:
        return words("working.baseline_given", before=before)
    days = span(baseline.days, view.result.grain, scene.numbers)
    if baseline.plain is None or baseline.plain == baseline.value:
        return words("working.baseline_plain", before=before, days=days)
    plain = numbers.value(baseline.plain, view.result.unit, before_digits(view))
    if baseline.reweighted:
        key = "working.baseline_reweighted_total" if view.volume else "working.baseline_reweighted"
        return words.told(key, {"before": before, "plain": plain, "days": days})
    return words("working.baseline_total", before=before, plain=plain, days=days)


def _baseline_so_far(baseline: BaselineResult, view: KpiView, scene: Scene) -> str:
    """The baseline of a campaign that has not begun."""
    words, (before, scales) = scene.words, level_before(view, scene)
    if not before:
        return ""
    if baseline.source == "values" or baseline.days is None:
        return words("working.baseline_given", before=before)
    days = span(baseline.days, view.result.grain, scene.numbers)
    if not scales or baseline.plain is None:
        return words("working.baseline_plain", before=before, days=days)
    plain = scene.numbers.value(baseline.plain, view.result.unit, before_digits(view))
    return words("working.baseline_total", before=before, plain=plain, days=days)


def _weight(view: KpiView, scene: Scene) -> tuple[Step, ...]:
    """A segment is judged by itself and earns no points."""
    if view.result.segment is not None:
        return ()
    words, numbers = scene.words, scene.numbers
    total = sum(other.result.weight for other in scene.kpis)
    weight = written_sum(view.result.weight, numbers)
    text = words("working.weight_value", weight=weight, total=written_sum(total, numbers))
    return (Step(words("working.weight"), text),)


def _rounding(view: KpiView, scene: Scene) -> str:
    kpi, words = view.result, scene.words
    if kpi.value is None:
        return words("nothing")
    value = exact(round(kpi.value, _FULL_DIGITS + (2 if kpi.unit is Unit.PERCENT else 0)))
    full = scene.numbers.value(float(value), kpi.unit, _decimals(float(value), kpi.unit))
    if full == view.figures.value:
        return words("working.rounding_exact")
    return words("working.rounding_interval" if kpi.interval else "working.rounding_plain", full=full)


def _decimals(value: float, unit: Unit) -> int:
    exponent = scaled(value, unit).normalize().as_tuple().exponent
    return min(max(0, -exponent), _FULL_DIGITS) if isinstance(exponent, int) else 0
