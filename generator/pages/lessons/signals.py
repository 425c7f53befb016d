"""Examples of verdicts and of how sure they are: met, near and missed, a close call, an interval, a lift, chance."""

from collections.abc import Iterable

from generator.compare.result import Certainty, Verdict
from generator.pages.lessons.told import Case, Site, Told, cases, said
from generator.pages.numbers import Numbers

_SURE = (Certainty.CLEAR, Certainty.COUNTED, Certainty.CLOSE_CALL, None)
_TYPICAL_MET, _TYPICAL_MISSED = 1.1, 0.8
"""Attainments that show a KPI met, and one missed, at its plainest: neither by a hair nor absurdly far."""
_TYPICAL_WIDTH = 0.05
"""Half of an interval, relative to its value, that a reader can picture."""


def met(site: Site) -> Told | None:
    """A KPI that reached its target: the surest, then the one that passed it by an everyday distance."""
    return _signal(site, "lesson.met", Verdict.MET, _TYPICAL_MET)


def near(site: Site) -> Told | None:
    """A KPI inside its near band, the nearest to the target first."""
    return _signal(site, "lesson.near", Verdict.NEAR, 1.0)


def missed(site: Site) -> Told | None:
    """A KPI beyond its near band."""
    return _signal(site, "lesson.missed", Verdict.MISSED, _TYPICAL_MISSED)


def close_call(site: Site) -> Told | None:
    """The verdict that a repeat would most likely turn: the target lies deepest inside the interval."""
    found = [case for case in _with_interval(site) if case.kpi.certainty is Certainty.CLOSE_CALL]
    case = min(found, key=lambda case: (_depth(case), *case.order), default=None)
    return None if case is None else Told(worded(f"lesson.close_call.{case.kpi.verdict.value}", case), (case.head.id,))


def interval(site: Site) -> Told | None:
    """A verdict that the interval makes clear, of an everyday width; without a clear one, any."""
    found = [case for case in _with_interval(site) if case.kpi.certainty in (Certainty.CLEAR, Certainty.CLOSE_CALL)]
    case = min(
        found,
        key=lambda case: (_SURE.index(case.kpi.certainty), case.rank, _width(case), *case.order),
        default=None,
    )
    if case is None:
        return None
    key = "lesson.interval.clear" if case.kpi.certainty is Certainty.CLEAR else "lesson.interval.close"
    return Told(worded(key, case), (case.head.id,))


def lift(site: Site) -> Told | None:
    """A change since before whose interval is known; one that is clear before one that is not, the largest last."""
    found = []
    for case in cases(site.finished, site.words):
        before = case.kpi.baseline
        if before and before.value is not None and before.lift is not None and before.interval is not None:
            low, high = before.interval
            found.append((low <= 0 <= high, case.rank, abs(before.lift), case.order, case))
    if not found:
        return None
    case = min(found, key=lambda one: one[:4])[4]
    return Told(_lift(case), (case.head.id,))


def chance(site: Site) -> Told | None:
    """What chance alone would have given among all verdicts, and the most surprising of them."""
    found, words = site.together.chance, site.words
    first = found.verdicts[0] if found.verdicts else None
    one = site.campaign(first.campaign) if first else None
    if first is None or one is None:
        return None
    case = next(case for case in cases([one], words) if case.kpi.metric == first.metric)
    numbers = Numbers(words)
    low, high = found.interval
    text = said(
        words,
        "lesson.chance",
        kpis=words.count("lesson.kpis", found.kpis, number=numbers.count(found.kpis)),
        clear=numbers.count(found.clear),
        expected=numbers.plain(found.expected, 1),
        low=numbers.count(low),
        high=numbers.count(high),
        survivors=numbers.count(found.survivors),
        kpi=case.title,
        campaign=case.link,
    )
    return Told(text, (one.head.id,))


def facts(case: Case) -> dict[str, object]:
    """What any sentence on a KPI may ask for."""
    shown = case.shown
    return {
        "campaign": case.link,
        "name": case.name,
        "kpi": case.title,
        "value": shown.value,
        "target": shown.said,
        "near": shown.near,
        "attainment": shown.attainment,
        "low": shown.low,
        "high": shown.high,
        "confidence": case.confidence,
        "verdict": case.verdict.lower(),
    }


def worded(key: str, case: Case, **more: object) -> str:
    """Word an entry of the lessons on a KPI, with as many of its facts as it asks for."""
    needs = case.words.needs(key)
    values = {**facts(case), **more}
    return said(case.words, key, **{name: values[name] for name in needs})


def certainty_of(case: Case) -> str:
    """How sure a verdict is, in a sentence; nothing where that is not known."""
    certainty = case.kpi.certainty
    return worded(f"lesson.sure.{certainty.value.replace(' ', '_')}", case) if certainty else ""


def _signal(site: Site, key: str, verdict: Verdict, typical: float) -> Told | None:
    found = [case for case in cases(site.finished, site.words, verdict) if case.kpi.attainment is not None]
    case = min(found, key=lambda case: _plainest(case, typical), default=None)
    if case is None:
        return None
    text = worded("lesson.missed_no_band" if key == "lesson.missed" and not case.shown.near else key, case)
    return Told(site.words.sentences([text, certainty_of(case)]), (case.head.id,))


def _plainest(case: Case, typical: float) -> tuple[int, int, float, tuple[int, int, str, str]]:
    distance = abs((case.kpi.attainment or 0.0) - typical)
    return case.rank, _SURE.index(case.kpi.certainty), distance, case.order


def _with_interval(site: Site) -> Iterable[Case]:
    return (case for case in cases(site.finished, site.words) if case.kpi.interval is not None)


def _half(case: Case) -> float:
    low, high = case.kpi.interval or (0.0, 0.0)
    return (high - low) / 2


def _depth(case: Case) -> float:
    """How far the target is from the value, in halves of the interval."""
    ends = case.kpi.target if isinstance(case.kpi.target, tuple) else (case.kpi.target,)
    distance = min(abs(end - (case.kpi.value or 0.0)) for end in ends)
    return distance / _half(case) if _half(case) else 0.0


def _width(case: Case) -> float:
    value = abs(case.kpi.value or 0.0)
    return abs(_half(case) / value - _TYPICAL_WIDTH) if value else 1.0


def _lift(case: Case) -> str:
    before = case.kpi.baseline
    if before is None or before.value is None or before.lift is None or before.interval is None:
        raise ValueError("chosen for a change that has no interval")
    numbers, (low, high) = case.numbers, before.interval
    key = "lesson.lift.clear" if low > 0 or high < 0 else "lesson.lift.unclear"
    return worded(
        key,
        case,
        before=numbers.value(before.value, case.kpi.unit, case.shown.digits),
        change=numbers.change(before.lift, 1),
        low=numbers.change(low, 1),
        high=numbers.change(high, 1),
    )
