"""What is said of one KPI. Each question has one function here, so that no two sentences of a page disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.compare.reason import Reason
from generator.compare.result import BaselineResult, Certainty, KpiResult, Verdict
from generator.compare.value import Values
from generator.compare.verdict import same
from generator.pages.figures import digits_for, goal, on_its_side, written_digits
from generator.pages.numbers import Numbers, exact, scaled
from generator.pages.scene import KpiView, Scene
from generator.pages.words import Words
from generator.spec.model import Better, Unit

_MOST_LIFT_DIGITS = 3
_SPANS: Mapping[str, str] = {"day": "days", "week": "weeks", "month": "months"}
"""Grain -> what its steps are called."""


def listed(items: Sequence[str], words: Words) -> str:
    """Join names: "a", "a and b", "a, b, and c"."""
    if len(items) < 2:  # noqa: PLR2004  two are joined by a word of their own
        return items[0] if items else ""
    if len(items) == 2:  # noqa: PLR2004
        return words("list_and", first=items[0], last=items[1])
    return words("list_last", first=words.join("list_comma", items[:-1]), last=items[-1])


def spelled(count: int, numbers: Numbers) -> str:
    """Write a small number as a word, where the language does so in running text."""
    key = f"spelled.{count}"
    return numbers.words(key) if key in numbers.words else numbers.count(count)


def capitalised(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def reason(kpi: KpiResult, words: Words) -> str:
    """Say why there is no value or no interval."""
    return reason_of(kpi.reason, kpi.reason_values, kpi.grain, words) if kpi.reason else words("reason.unknown")


def reason_of(code: Reason, values: Values, grain: str, words: Words, more: str = "") -> str:
    """Say a reason with its values, its steps as days, weeks or months; `more` chooses a wording among several."""
    said = {"step": step(grain, words)}
    said |= {name: span(int(values[name]), grain, Numbers(words)) for name in ("steps", "needed") if name in values}
    return words.told(f"reason.{code.value}{more}", {**values, **said})


def step(grain: str, words: Words) -> str:
    """Name one step of a grain; of rows without dates, a day."""
    return words(f"step.{grain if grain in _SPANS else 'day'}")


def span(steps: int, grain: str, numbers: Numbers) -> str:
    """Write a number of steps of a grain: 16 weeks."""
    return numbers.words.count(f"span.{_SPANS.get(grain, 'days')}", steps, number=numbers.count(steps))


def best_end(view: KpiView) -> str:
    """Write the end of the interval that lies nearest to (or furthest beyond) the target."""
    kpi = view.result
    if isinstance(kpi.target, tuple) and kpi.value is not None:
        return view.figures.high if kpi.value < kpi.target[0] else view.figures.low
    return view.figures.low if kpi.better is Better.LOWER else view.figures.high


def worst_end(view: KpiView, words: Words) -> tuple[str, str]:
    """Name and write the end of the interval that lies furthest from where it should go."""
    if view.result.better is Better.LOWER:
        return words("sure.high_end"), view.figures.high
    return words("sure.low_end"), view.figures.low


def judged(view: KpiView, scene: Scene) -> str:
    """Say verdict and certainty of a KPI in one sentence."""
    words, kpi = scene.words, view.result
    if kpi.verdict is Verdict.RUNNING and scene.upcoming:
        return words("judged.upcoming", start=scene.numbers.day(scene.period.start))
    if kpi.verdict is Verdict.RUNNING:
        return words("judged.running", end=scene.numbers.day(scene.period.end))
    if kpi.verdict is Verdict.NO_DATA:
        return words("judged.no_data", reason=reason(kpi, words))
    end, worst = worst_end(view, words)
    values = {
        "end": end,
        "interval": view.figures.interval,
        "value": worst if kpi.verdict is Verdict.MET else best_end(view),
    }
    sure = kpi.certainty.value if kpi.certainty else "none"
    if kpi.certainty is Certainty.COUNTED:
        values |= {"value": view.figures.value, "gap": gap(view, scene.numbers)}
    plain = kpi.certainty is None or (kpi.certainty is Certainty.COUNTED and kpi.verdict is not Verdict.NEAR)
    told = "" if plain else shape(kpi)
    return words.told(f"judged.{kpi.verdict.value}_{sure}{told}", values)


def shape(kpi: KpiResult) -> str:
    """Which wording a target needs: one to reach, a limit to stay within, a range to stay inside."""
    if isinstance(kpi.target, tuple):
        return "_range"
    return "_limit" if kpi.better is Better.LOWER else ""


def gap(view: KpiView, numbers: Numbers) -> str:
    """Write how far a result lies from its target; from the end of a range that is next to it."""
    kpi = view.result
    if kpi.value is None:
        return ""
    ends = kpi.target if isinstance(kpi.target, tuple) else (kpi.target,)
    distance = min(abs(scaled(kpi.value, kpi.unit) - scaled(end, kpi.unit)) for end in ends)
    digits = max(view.figures.digits, written_digits(kpi))
    text = numbers.plain(distance, on_its_side(distance, digits, [(Decimal(0), True)]))
    if kpi.unit is Unit.PERCENT:
        return numbers.words("unit_gap.percent", number=text)
    return numbers.with_unit(text, kpi.unit)


def shortfall(view: KpiView, scene: Scene) -> str:
    """Say on which side of its target a final result lies, and by how much."""
    kpi = view.result
    if kpi.value is None:
        return ""
    values = {"target": goal(kpi, scene.numbers), "gap": gap(view, scene.numbers)}
    return scene.words.told(f"gap.{_side(kpi, kpi.value)}", values)


def _side(kpi: KpiResult, value: float) -> str:
    met = kpi.verdict is Verdict.MET
    if isinstance(kpi.target, tuple):
        return "inside" if met else ("range_low" if value < kpi.target[0] else "range_high")
    if exact(value) == exact(kpi.target):
        return "exactly"
    if kpi.better is Better.LOWER:
        return "under" if met else "over"
    return "above" if met else "below"


@dataclass(frozen=True, slots=True)
class SoFar:
    """Where a KPI stands while its campaign runs; `pace` is its share of the pace to its target, for totals."""

    kind: str
    expected: float | None = None
    pace: float | None = None
    by: str = "even"
    """What it is held against: a `plan` file, the `weekdays` of the baseline, or an `even` pace."""


def so_far(view: KpiView, scene: Scene) -> SoFar:
    """Place a KPI to date: a total against its pace, everything else against its target."""
    return place_of(view.result, scene.time_gone, volume=view.volume)


def place_of(kpi: KpiResult, time_gone: float, *, volume: bool) -> SoFar:
    """Place a result to date, given the share of the period that is gone."""
    if kpi.value is None:
        return SoFar("nothing")
    if not volume or isinstance(kpi.target, tuple):
        return SoFar("right_side" if _reaches(kpi, kpi.value, kpi.target) else "wrong_side")
    by = (kpi.forecast.pace if kpi.forecast is not None else None) or "even"
    planned = kpi.forecast.expected_to_date if kpi.forecast is not None and kpi.forecast.pace else None
    expected = kpi.target * time_gone if planned is None else planned
    good = _reaches(kpi, kpi.value, expected)
    ceiling = kpi.better is Better.LOWER
    kind = ("within" if good else "beyond") if ceiling else ("ahead" if good else "behind")
    if same(kpi.value, expected):
        kind = "planned" if by == "plan" else "level"
    part, whole = (expected, kpi.value) if ceiling else (kpi.value, expected)
    return SoFar(kind, expected, part / whole if part > 0 and whole > 0 else None, by)


def so_far_sentence(view: KpiView, scene: Scene) -> str:
    """Say where a KPI stands to date."""
    place = so_far(view, scene)
    values = {"value": view.figures.value, "target": goal(view.result, scene.numbers), "day": str(scene.day)}
    if place.expected is not None:
        values["expected"] = expected(view, place.expected, scene.numbers)
        values["pace"] = scene.words(f"by.{place.by}")
    return scene.words.told(f"so_far.{place.kind}", values)


def expected(view: KpiView, amount: float, numbers: Numbers) -> str:
    """Write what the pace would have brought, as finely as it takes to tell it from what came."""
    unit = view.result.unit
    value = scaled(amount, unit)
    digits = on_its_side(value, 0, [(scaled(view.result.value or 0.0, unit), False)])
    return numbers.value(amount, unit, digits)


def _reaches(kpi: KpiResult, value: float, level: float | tuple[float, float]) -> bool:
    if isinstance(level, tuple):
        return level[0] <= value <= level[1]
    return value <= level if kpi.better is Better.LOWER else value >= level


@dataclass(frozen=True, slots=True)
class Lift:
    """A change since before, in words. Empty text where there is none."""

    words: str
    interval: str
    before: str
    after: str
    sentence: str
    ends: str = ""
    """The interval without its name: "+4.1% – +13.2%"."""


def lift(view: KpiView, scene: Scene) -> Lift | None:
    """Say how a KPI changed since its baseline; None where it has none."""
    baseline, words, numbers = view.result.baseline, scene.words, scene.numbers
    if baseline is None:
        return None
    before = numbers.value(baseline.value, view.result.unit, before_digits(view)) if baseline.value is not None else ""
    if baseline.lift is None:
        why = baseline_reason(baseline, words)
        return Lift(words("lift.unknown"), "", before, view.figures.value, words("lift.sentence_none", reason=why))
    digits = lift_digits(baseline)
    change, way = numbers.share(abs(baseline.lift), digits), _way(baseline.lift)
    clear = words.told(f"lift.{way}", {"change": change})
    if baseline.interval is None:
        text = words.told(f"lift.no_interval_{way}", {"change": change})
        sentence = words("lift.sentence_only", before=before, change=clear)
        if baseline.reason is not None:
            why = baseline_reason(baseline, words)
            sentence = words("lift.sentence_plain", before=before, change=clear, reason=why)
        return Lift(text, "", before, view.figures.value, sentence)
    low, high = (numbers.change(end, digits) for end in baseline.interval)
    ends = words("range", low=low, high=high)
    interval = words("lift.interval", confidence=scene.confidence, low=low, high=high)
    if is_clear(baseline):
        sentence = words("lift.sentence_clear", before=before, change=clear, interval=interval)
        return Lift(clear, interval, before, view.figures.value, sentence, ends)
    text = words.told(f"lift.unclear_{way}", {"change": change})
    sentence = words("lift.sentence_unclear", before=before, interval=interval)
    return Lift(text, interval, before, view.figures.value, sentence, ends)


def is_clear(baseline: BaselineResult) -> bool:
    """Say whether the interval of a change leaves out zero."""
    return baseline.interval is not None and not baseline.interval[0] <= 0 <= baseline.interval[1]


def before_digits(view: KpiView) -> int:
    """Decimals of the level before: as the result's, and for a total whole numbers."""
    return max(view.figures.digits, 0)


def baseline_reason(baseline: BaselineResult, words: Words) -> str:
    """Say why a comparison lacks something; a baseline's reasons come without the values that a result's have."""
    if baseline.reason is None:
        return words("reason.unknown")
    before = f"reason_before.{baseline.reason.value}"
    return words(before if before in words else f"reason.{baseline.reason.value}")


def _way(change: float) -> str:
    return "same" if change == 0 else ("up" if change > 0 else "down")


def lift_digits(baseline: BaselineResult) -> int:
    """Give the decimals of a change in per cent; more where an end would round to the wrong side of zero."""
    change = exact(baseline.lift or 0.0) * 100
    ends = [exact(end) * 100 for end in baseline.interval or ()]
    half = float(ends[1] - ends[0]) / 2 if ends else 0.0
    digits = min(digits_for(half) if ends else 1, _MOST_LIFT_DIGITS)
    zero = ((Decimal(0), False), (Decimal(0), True))
    return max(digits, *(min(on_its_side(number, digits, zero), _MOST_LIFT_DIGITS) for number in (change, *ends)))


def wanted(kpi: KpiResult) -> int:
    """Return the sign that turns a KPI's change into the wanted direction, above 0 for better.

    Of a target with two ends, better is nearer to the range: 0 where the KPI was as near before as now, as inside.
    """
    if not isinstance(kpi.target, tuple):
        return -1 if kpi.better is Better.LOWER else 1
    before = kpi.baseline.value if kpi.baseline else None
    if kpi.value is None or before is None:
        return 0
    low, high = kpi.target
    was, now = (max(low - value, value - high, 0.0) for value in (before, kpi.value))
    if was == now:
        return 0
    return 1 if (now < was) is (kpi.value > before) else -1
