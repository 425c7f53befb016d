"""The score, term by term: where points were won and lost, and what it would have taken to change the verdict."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from math import ceil, floor

from markupsafe import Markup

from generator.charts.points_bar import points_bar
from generator.compare.result import ScoreResult, ScoreTerm, Verdict
from generator.compare.verdict import at_least
from generator.pages.figures import digits_for, on_its_side
from generator.pages.headline import written_score
from generator.pages.numbers import Numbers, exact
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import listed
from generator.report.sensitivity import nearest_weight, turning_line
from generator.spec.model import Role

_DIGITS = 3
_WHOLE_CENTS = 2
_NOISE = 9
"""Decimals beyond which a score is the noise of adding floats."""
_FAR = 10
"""A weight that would have to change by more than this factor is not worth telling."""


@dataclass(frozen=True, slots=True)
class Term:
    """One KPI's row of the score, worded."""

    title: str
    weight: str
    used: str
    note: str
    points: str
    won: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class Score:
    """The section on the score, worded."""

    title: str
    intro: str
    terms: tuple[Term, ...]
    total_weight: str
    value: str
    won: str
    needed: str
    after: tuple[str, ...]


def composite(scene: Scene) -> Score:
    """Word the score of a campaign."""
    score, words, numbers = scene.judged.result.score, scene.words, scene.numbers
    value, met, near = written_score(scene)
    if scene.upcoming:
        cap = numbers.plain(score.cap, _WHOLE_CENTS)
        intro = words("score.intro", cap=cap, met=met, near=near)
        return Score(words("score.title_upcoming"), intro, (), "", "", "", "", ())
    if score.value is None:
        return Score(words("score.title_none"), words("score.none"), (), "", "", "", "", ())
    reached = "score.title_reached" if at_least(score.value, score.met) else "score.title"
    title = words(reached, score=value, needed=met)
    intro = words("score.intro", cap=numbers.plain(score.cap, _WHOLE_CENTS), met=met, near=near)
    if not scene.finished:
        title, intro = words("score.title_so_far", score=value), words.sentences((intro, words("score.running")))
    return Score(
        title=title,
        intro=intro,
        terms=_terms(score, scene),
        total_weight=numbers.plain(1.0, _WHOLE_CENTS),
        value=value,
        won=numbers.signed(score.value - 1.0, _DIGITS),
        needed=words("score.needed", needed=met),
        after=_after(score, scene) if scene.finished else (),
    )


def _terms(score: ScoreResult, scene: Scene) -> tuple[Term, ...]:
    largest = max((abs(term.won) for term in score.terms if term.won is not None), default=0.0)
    exact_shares = all(round(term.share, _WHOLE_CENTS) == round(term.share, 6) for term in score.terms)
    digits = _WHOLE_CENTS if exact_shares else _DIGITS
    return tuple(_term(term, scene, digits, largest) for term in score.terms)


def _term(term: ScoreTerm, scene: Scene, digits: int, largest: float) -> Term:
    words, numbers = scene.words, scene.numbers
    title = scene.title_of(term.metric)
    if term.used is None or term.points is None or term.won is None:
        nothing = words("nothing")
        return Term(title, nothing, nothing, words("score.left_out"), nothing, nothing, Markup())
    points = numbers.signed(term.won, _DIGITS)
    if term.won > 0 and not points.startswith("+"):
        points = f"+{points}"
    label = words("score.bar_won" if term.won >= 0 else "score.bar_lost", kpi=title, points=points)
    return Term(
        title=title,
        weight=numbers.plain(term.share, digits),
        used=numbers.plain(term.used, _DIGITS),
        note=_note(term, scene),
        points=numbers.plain(term.points, _DIGITS),
        won=points,
        bar=Markup(points_bar(term.won, largest, label)),  # noqa: S704  drawn by us, its label escaped there
    )


def _note(term: ScoreTerm, scene: Scene) -> str:
    words = scene.words
    before = term.attainment
    notes = []
    if term.by_progress:
        notes.append(words("score.by_progress"))
        before = scene.kpi(term.metric).result.progress
    if term.by_verdict:
        notes.append(words("score.by_verdict"))
    if term.capped and before is not None:
        notes.append(words("score.capped", attainment=scene.numbers.share(before)))
    if before is not None and before < 0:
        notes.append(words("score.floored"))
    return words.join("phrases", notes)


def _after(score: ScoreResult, scene: Scene) -> tuple[str, ...]:
    """What held the verdict back, how far the score is from its nearest line, and what would have crossed it."""
    words, verdict = scene.words, scene.judged.result.campaign.verdict
    if score.value is None or verdict not in (Verdict.MET, Verdict.NEAR, Verdict.MISSED):
        return ()
    if score.held_back_by:
        kpis = listed([scene.title_of(metric) for metric in score.held_back_by], words)
        met = scene.numbers.plain(score.met, _WHOLE_CENTS)
        return (words.count("score.held_back", len(score.held_back_by), met=met, kpis=kpis),)
    line, other = turning_line(score, verdict)
    above = Verdict.NEAR if verdict is Verdict.MISSED else Verdict.MET
    distance = _distance(score.value, line, above, scene)
    if verdict is Verdict.NEAR and (barred := scene.barring):
        return (distance, words("score.barred", kpis=listed([_barrier(view, scene) for view in barred], words)))
    return (distance, *_would_change(score, score.value, line, other, scene))


def _barrier(view: KpiView, scene: Scene) -> str:
    """Name a KPI that had to hold, and what became of it."""
    kind = "guardrail" if view.result.role is Role.GUARDRAIL else "must"
    what = "no_result" if view.verdict is Verdict.NO_DATA else "missed"
    return scene.words(f"score.barrier.{kind}_{what}", kpi=view.title)


def _distance(value: float, line: float, above: Verdict, scene: Scene) -> str:
    gap = exact(value) - exact(line)
    text = scene.numbers.plain(abs(gap), on_its_side(abs(gap), _DIGITS, [(exact(0.0), True)]) if gap else _DIGITS)
    key = "score.short" if gap < 0 else "score.above"
    verdict = scene.words(f"score.verdict.{above.value}")
    return scene.words(key, gap=text, level=scene.numbers.plain(line, _WHOLE_CENTS), verdict=verdict)


def _would_change(score: ScoreResult, value: float, line: float, other: Verdict, scene: Scene) -> tuple[str, ...]:
    """Name the smallest change of one weight, and the line, at which the verdict turns."""
    words = scene.words
    verdict = words(f"score.verdict.{other.value}")
    moved = nearest_weight(score.terms, line)
    weights: tuple[str, ...] = ()
    if moved is None and len(score.terms) > 1:
        weights = (words("score.no_weight", verdict=verdict),)
    elif moved is not None and 1 / _FAR <= moved[1] / moved[0].weight <= _FAR:
        weights = (_weight_would(*moved, verdict, scene),)
    also = "line_also" if moved is not None and weights else "line"
    way = "lower" if value < line else "higher"
    level = scene.numbers.plain(turning(value, higher=way == "higher"), _DIGITS)
    return (*weights, words(f"score.{also}_{way}", verdict=verdict, level=level))


def _weight_would(term: ScoreTerm, weight: float, verdict: str, scene: Scene) -> str:
    now, then = weights_apart(term.weight, weight, scene.numbers)
    return scene.words("score.weight_would", verdict=verdict, kpi=scene.title_of(term.metric), weight=then, now=now)


def weights_apart(now: float, then: float, numbers: Numbers) -> tuple[str, str]:
    """Write a weight as it is, and the one that turns the verdict, rounded away from it so that it does."""
    digits = max(1, digits_for(abs(then - now)))
    return numbers.plain(now, _shortest(now)), numbers.plain(_past(then, now, digits), digits)


def _shortest(number: float) -> int:
    return max(0, -int(exact(number).normalize().as_tuple().exponent))


def _past(weight: float, now: float, digits: int) -> float:
    """Round away from the present weight, so that the printed one does turn the verdict."""
    step: float = 10.0**-digits
    whole = weight / step
    return step * (floor(whole) if weight < now else ceil(whole))


def turning(value: float, *, higher: bool) -> Decimal:
    """Return the line, as finely as it is printed, at which a score turns: it reaches that one, or no longer does."""
    step = Decimal(1).scaleb(-_DIGITS)
    reached = exact(round(value, _NOISE)).quantize(step, ROUND_FLOOR)
    return reached + step if higher else reached
