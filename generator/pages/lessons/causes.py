"""Examples of why a result came out so: the outside, drivers, mix, pace, the score's terms, and what was learned."""

from decimal import Decimal

from generator.compare.result import CounterfactualResult, ForecastState, State, Verdict
from generator.compare.result.portfolio import ActionState
from generator.diagnose.lead import MOVED
from generator.pages.lessons.signals import worded
from generator.pages.lessons.told import Case, Site, Told, cases, latest, link, said, table
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers, scaled
from generator.pages.pace import odds
from generator.pages.summary import title_of
from generator.report.summary import Push, Split
from generator.spec.model import Unit

_MISSES_FIRST = (Verdict.MISSED, Verdict.NEAR, Verdict.MET)
_UNDECIDED_FIRST = (ForecastState.AT_RISK, ForecastState.OFF_TRACK, ForecastState.ON_TRACK)
_TAKEN_UP_FIRST = (ActionState.TAKEN_UP, ActionState.OPEN, ActionState.OVERDUE, ActionState.NOT_TAKEN_UP)
_FEW = 2
_FIGURES = 3


def external(site: Site) -> Told | None:
    """What would have come without the campaign: where it turns the verdict first, then the clearest effect."""
    found = [case for case in cases(site.finished, site.words) if case.kpi.counterfactual]
    case = min(found, key=_outside_order, default=None)
    if case is None or case.kpi.counterfactual is None:
        return None
    return Told(_external(case, case.kpi.counterfactual), (case.head.id,))


def drivers(site: Site) -> Told | None:
    """A change by its drivers: one with parts that pull against each other first, of a KPI that fell short."""
    found = [
        (_driver_order(case, split), case, split)
        for case, split in changes(site)
        if split.by_drivers and len(split.drivers) >= _FEW
    ]
    if not found:
        return None
    _, case, split = min(found, key=lambda one: one[0])
    words = site.words
    heads = [words(f"lesson.drivers.{head}") for head in ("driver", "before", "after", "part")]
    rows = [
        (driver_name(push, case), *of_driver(push, case), part_of(push.contribution, case)) for push in split.drivers
    ]
    lead = worded("lesson.drivers.lead", case, start=level(split.start, case), end=level(split.end, case))
    return Told(f"{lead}\n\n{table(heads, rows)}\n\n{words('lesson.drivers.caveat')}", (case.head.id,))


def mix(site: Site) -> Told | None:
    """A change to which shifting shares added: all segments against the whole first, then the largest share of mix."""
    found = [
        (not split.simpson, -abs(split.mix) / (abs(split.mix) + abs(split.rate)), case.order, case, split)
        for case, split in changes(site)
        if split.dimension and abs(split.mix) > MOVED * abs(split.start)
    ]
    if not found:
        return None
    *_, case, split = min(found, key=lambda one: one[:3])
    text = worded(
        "lesson.mix.simpson" if split.simpson else "lesson.mix.plain",
        case,
        start=level(split.start, case),
        end=level(split.end, case),
        dimension=split.dimension,
        rate=part_of(split.rate, case),
        mix=part_of(split.mix, case),
    )
    return Told(text, (case.head.id,))


def pacing(site: Site) -> Told | None:
    """A running KPI whose end is open; without one, a miss that could be seen coming."""
    running = [
        case
        for case in cases([one for one in site.summaries if one.head.state is State.RUNNING], site.words)
        if case.kpi.forecast and case.kpi.forecast.state in _UNDECIDED_FIRST
    ]
    case = min(running, key=lambda case: (_open(case), *case.order), default=None)
    if case is not None:
        return Told(_running(case), (case.head.id,))
    seen = [case for case in cases(site.finished, site.words, Verdict.MISSED) if _likely(case) is not None]
    case = min(seen, key=lambda case: (-_days_before(case), *case.order), default=None)
    if case is None or case.kpi.forecast is None or case.kpi.forecast.first_likely_miss is None:
        return None
    left = _days_before(case)
    since = case.numbers.day(case.kpi.forecast.first_likely_miss)
    days = site.words.count("lesson.days", left, number=case.numbers.count(left))
    return Told(worded("lesson.pacing.missed", case, since=since, days=days), (case.head.id,))


def composite(site: Site) -> Told | None:
    """A score term by term: one held back by a must or guardrail first, then one with most terms."""
    found = [
        (not one.score.held_back_by, all(not term.capped for term in one.score.terms), -len(one.score.terms),
         latest(one), one)
        for one in site.finished
        if one.score is not None and one.score.value is not None and len(one.score.terms) >= _FEW
    ]  # fmt: skip
    if not found:
        return None
    one = min(found, key=lambda case: case[:4])[4]
    score, words = one.score, site.words
    if score is None or score.value is None:
        raise ValueError("chosen for a score that has no value")
    numbers = Numbers(words)
    heads = [words(f"score.{head}") for head in ("kpi", "weight", "attainment", "points")]
    rows = [
        (
            title_of(one, term.metric, words),
            numbers.share(term.share),
            words("nothing") if term.used is None else numbers.share(term.used),
            words("nothing") if term.points is None else numbers.plain(term.points, _FIGURES),
        )
        for term in score.terms
    ]
    values = {
        "campaign": link(one, words),
        "score": numbers.plain(score.value, _FIGURES),
        "needed": numbers.plain(score.met, 2),
        "verdict": words(f"verdict.{one.head.verdict.value}").lower(),
    }
    text = said(words, "lesson.composite.lead", **values) + f"\n\n{table(heads, rows)}"
    if score.held_back_by:
        names = words.join("list_comma", [title_of(one, metric, words) for metric in score.held_back_by])
        text += "\n\n" + said(words, "lesson.composite.held_back", kpis=names)
    return Told(text, (one.head.id,))


def learnings(site: Site) -> Told | None:
    """A learning with an action: one that a later campaign took up first, then one with an owner and a day."""
    words = site.words
    found = [
        (_TAKEN_UP_FIRST.index(one.state), one.owner is None or one.due is None, place, one)
        for place, one in enumerate(site.together.actions)
        if site.campaign(one.campaign)
    ]
    if not found:
        return None
    action = min(found, key=lambda one: one[:3])[3]
    one = site.campaign(action.campaign)
    if one is None:
        raise ValueError("chosen for a campaign that is not there")
    about = title_of(one, action.metric, words) if action.metric else words("lesson.learnings.whole")
    values = {
        "campaign": link(one, words),
        "kpi": about,
        "cause": words(f"cause.{action.cause.value}"),
        "action": name_in(action.action, words.language).rstrip(".。"),
        "owner": action.owner or words("lesson.learnings.nobody"),
        "due": Numbers(words).day(action.due) if action.due else words("lesson.learnings.no_day"),
    }
    text = said(words, "lesson.learnings.text", **values)
    after = words(f"lesson.learnings.{action.state.value.replace(' ', '_')}")
    return Told(words.sentences([text, after]), (one.head.id,))


def changes(site: Site) -> list[tuple[Case, Split]]:
    """Every KPI whose change was taken apart, of campaigns that have begun."""
    begun = [one for one in site.summaries if one.head.state is not State.UPCOMING]
    return [(case, case.split) for case in cases(begun, site.words) if case.split is not None]


def level(value: float, case: Case) -> str:
    """Write a value of the KPI, as finely as its result."""
    return case.numbers.value(value, case.kpi.unit, case.shown.digits)


def part_of(value: float, case: Case) -> str:
    """Write a part of a change with its sign: "+$0.54", "−0.145 pp"."""
    numbers, digits = case.numbers, case.shown.digits
    amount = numbers.signed(scaled(value, case.kpi.unit), digits)
    if case.kpi.unit is Unit.PERCENT:
        return case.words("unit_part.percent", number=amount)
    if not amount.startswith("+"):
        return numbers.with_unit(amount, case.kpi.unit)
    return f"+{numbers.with_unit(amount[1:], case.kpi.unit)}"


def driver_name(push: Push, case: Case) -> str:
    """Name a driver in the reader's language."""
    return name_in(push.title, case.words.language)


def of_driver(push: Push, case: Case) -> tuple[str, str]:
    """Write a driver's value before and after, with three figures."""
    ends = [scaled(value, push.unit) for value in (push.before, push.after)]
    small = min((abs(end) for end in ends if end), default=Decimal(0))
    whole = all(end == end.to_integral_value() for end in ends)
    digits = 0 if whole or not small else max(0, _FIGURES - 1 - small.adjusted())
    if push.unit is Unit.CURRENCY and digits:
        digits = max(2, digits)
    before, after = (case.numbers.value(value, push.unit, digits) for value in (push.before, push.after))
    return before, after


def _outside_order(case: Case) -> tuple[bool, int, float, tuple[int, int, str, str]]:
    found = case.kpi.counterfactual
    if found is None:
        raise ValueError("chosen for a campaign without a counterfactual")
    turned = found.adjusted_verdict is not None and found.adjusted_verdict is not case.kpi.verdict
    return not turned, len(found.controls) == 0, found.p, case.order


def _external(case: Case, found: CounterfactualResult) -> str:
    low, high = found.interval
    text = worded(
        "lesson.external.with_controls" if found.controls else "lesson.external.by_season",
        case,
        expected=level(found.expected, case),
        actual=level(found.actual, case),
        effect=part_of(found.effect, case),
        low=part_of(low, case),
        high=part_of(high, case),
    )
    adjusted = found.adjusted_verdict
    if adjusted is None or found.adjusted is None:
        return text
    key = "lesson.external.same" if adjusted is case.kpi.verdict else "lesson.external.other"
    then = case.words(f"verdict.{adjusted.value}").lower()
    return case.words.sentences([text, worded(key, case, adjusted=level(found.adjusted, case), then=then)])


def _driver_order(case: Case, split: Split) -> tuple[bool, bool, int, tuple[int, int, str, str]]:
    signs = {push.contribution > 0 for push in split.drivers}
    verdict = _MISSES_FIRST.index(case.kpi.verdict) if case.kpi.verdict in _MISSES_FIRST else len(_MISSES_FIRST)
    return case.head.state is not State.FINISHED, len(signs) < _FEW, verdict, case.order


def _open(case: Case) -> int:
    state = case.kpi.forecast.state if case.kpi.forecast else None
    return _UNDECIDED_FIRST.index(state) if state in _UNDECIDED_FIRST else len(_UNDECIDED_FIRST)


def _running(case: Case) -> str:
    found, head, numbers = case.kpi.forecast, case.head, case.numbers
    if found is None:
        raise ValueError("chosen for a KPI without a forecast")
    low, high = found.interval
    until = min(head.data_to or head.as_of, head.as_of)
    return worded(
        "lesson.pacing.running",
        case,
        day=numbers.count((until - head.period[0]).days + 1),
        days=numbers.count((head.period[1] - head.period[0]).days + 1),
        least=level(low, case),
        most=level(high, case),
        chance=odds(found, case.words),
    )


def _likely(case: Case) -> object:
    return case.kpi.forecast.first_likely_miss if case.kpi.forecast else None


def _days_before(case: Case) -> int:
    since = case.kpi.forecast.first_likely_miss if case.kpi.forecast else None
    return (case.head.period[1] - since).days if since else 0
