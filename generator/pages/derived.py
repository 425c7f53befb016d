"""How the change since before is derived: its two numbers, and where its interval comes from."""

from generator.compare.reason import Method
from generator.compare.result import BaselineResult
from generator.pages.numbers import exact, rounded, scaled
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import baseline_reason, before_digits, lift_digits, span
from generator.stats.longrun import bandwidth


def change(view: KpiView, scene: Scene) -> str:
    """Write the change as a division of the values as printed; "" where there is none.

    The baseline is the value compared with: reweighted, and of a total at the campaign's length.
    """
    kpi, baseline, numbers = view.result, view.result.baseline, scene.numbers
    if scene.upcoming or kpi.value is None or baseline is None or baseline.value is None or baseline.lift is None:
        return ""
    digits = lift_digits(baseline)
    told = numbers.change(baseline.lift, digits)
    value = rounded(scaled(kpi.value, kpi.unit), view.figures.digits)
    before = rounded(scaled(baseline.value, kpi.unit), before_digits(view))
    follows = bool(before) and rounded((value / before - 1) * 100, digits) == rounded(
        exact(baseline.lift) * 100, digits
    )
    return scene.words(
        "working.change_value" if follows else "working.change_unrounded",
        value=view.figures.value,
        before=numbers.value(baseline.value, kpi.unit, before_digits(view)),
        change=told,
    )


def change_interval(view: KpiView, scene: Scene) -> str:
    """Say what the interval of a change is made from, or why there is none; "" where neither is known."""
    words, baseline = scene.words, view.result.baseline
    if scene.upcoming or baseline is None or baseline.lift is None:
        return ""
    if baseline.interval is None:
        return words("method.none", reason=baseline_reason(baseline, words)) if baseline.reason else ""
    digits = lift_digits(baseline)
    low, high = (scene.numbers.change(end, digits) for end in baseline.interval)
    values = {
        "ends": words("range", low=low, high=high),
        "confidence": scene.confidence,
        "after": made(baseline.method, view.result.days, view.result.grain, scene),
        # Weekdays that the campaign lacks weigh nothing, so the steps that tell something may be fewer than the days.
        "before": made(
            baseline.method_before, 0 if baseline.reweighted else baseline.days or 0, view.result.grain, scene
        ),
    }
    return words.told(f"working.change_{_sides(baseline)}", values)


def _sides(baseline: BaselineResult) -> str:
    if baseline.source == "values":
        return "given"
    return "campaigns" if baseline.source == "campaign" else "periods"


def made(method: Method | None, steps: int, grain: str, scene: Scene) -> str:
    """Name a method, with the number of steps and the bandwidth where they are known."""
    if method is None:
        return scene.words("made.unknown")
    if method is Method.LONG_RUN and steps:
        width = scene.numbers.count(bandwidth(steps))
        return scene.words("made.steps", span=span(steps, grain, scene.numbers), width=width)
    return scene.words(f"made.{method.value}")
