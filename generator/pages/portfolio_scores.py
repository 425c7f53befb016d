"""Verdicts that hang on little: a hundredth of the score, or a quarter of one weight, would have turned them."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.compare.result.portfolio import SensitivityResult
from generator.compare.verdict import same
from generator.pages.composite import weights_apart
from generator.pages.figures import on_its_side
from generator.pages.headline import sign, tone
from generator.pages.numbers import Numbers, exact
from generator.pages.portfolio_names import Link, Names
from generator.pages.words import Words

SMALL_GAP = 0.01
"""Distance of a score from the line it is judged by that is little: one hundredth of a score of 1."""
SMALL_MOVE = 0.25
"""Part of a KPI's weight that is little."""
MOST = 10
_SCORE_DIGITS, _WEIGHT_DIGITS = 3, 2


@dataclass(frozen=True, slots=True)
class Narrow:
    """One campaign whose verdict hangs on little, worded."""

    campaign: Link
    tone: str
    sign: str
    verdict: str
    score: str
    hangs: str


@dataclass(frozen=True, slots=True)
class Narrows:
    """All of them, and a sentence on those left out."""

    rows: tuple[Narrow, ...]
    more: str


def narrow_scores(found: Sequence[SensitivityResult], names: Names) -> Narrows:
    """Word the verdicts that hang on little, the nearest to its line first.

    A campaign that missed a must or a guardrail is not among them: neither weight nor line turns its verdict.
    """
    narrow = sorted((one for one in found if _hangs_on_little(one)), key=lambda one: (abs(one.gap), one.campaign))
    left = len(narrow) - MOST
    more = names.words.count("portfolio.more_scores", left, number=names.numbers.count(left)) if left > 0 else ""
    return Narrows(tuple(_row(one, names) for one in narrow[:MOST]), more)


def narrow_note(words: Words) -> str:
    """Say what little is, and what it is not said for."""
    numbers = Numbers(words)
    gap = numbers.plain(exact(SMALL_GAP), _WEIGHT_DIGITS)
    return words("portfolio.narrow_note", gap=gap, part=numbers.share(SMALL_MOVE))


def _hangs_on_little(one: SensitivityResult) -> bool:
    return not one.barred and (abs(one.gap) <= SMALL_GAP or _small_move(one))


def _small_move(one: SensitivityResult) -> bool:
    if one.weight is None or one.weight_then is None:
        return False
    return abs(one.weight_then / one.weight - 1) <= SMALL_MOVE


def _row(one: SensitivityResult, names: Names) -> Narrow:
    words = names.words
    value, at = exact(one.score), exact(one.line)
    score = names.numbers.plain(value, on_its_side(value, _SCORE_DIGITS, [(at, False), (at, True)]))
    return Narrow(
        campaign=names.campaign(one.campaign),
        tone=tone(one.verdict),
        sign=sign(one.verdict),
        verdict=words(f"verdict.{one.verdict.value}"),
        score=score,
        hangs=names.words.sentences((_line(one, names), _weight(one, names))),
    )


def _line(one: SensitivityResult, names: Names) -> str:
    """Say how far the score lies from its line."""
    words, gap = names.words, exact(abs(one.gap))
    level = names.numbers.plain(exact(one.line), _SCORE_DIGITS)
    values = {"verdict": words(f"verdict.{_upper(one)}").lower(), "line": level}
    if same(one.score, one.line):
        return words("portfolio.at_line", **values)
    values["gap"] = names.numbers.plain(gap, on_its_side(gap, _SCORE_DIGITS, [(exact(0.0), True)]))
    return words("portfolio.above_line" if one.gap > 0 else "portfolio.below_line", **values)


def _upper(one: SensitivityResult) -> str:
    """The verdict that begins at the line."""
    return (one.verdict if one.gap >= 0 else one.other).value


def _weight(one: SensitivityResult, names: Names) -> str:
    """Say which weight would bring the score to its line, where it is near the one it has."""
    if one.metric is None or one.weight is None or one.weight_then is None or not _small_move(one):
        return ""
    if same(one.weight, one.weight_then):
        return ""
    weight, then = weights_apart(one.weight, one.weight_then, Numbers(names.words))
    title = names.kpi(one.campaign, one.metric)
    return names.words("portfolio.by_weight", kpi=title, weight=weight, then=then)
