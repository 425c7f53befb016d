"""Where the texts along the top of a trend go: the baseline period's name, and the numbered factors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.charts.inputs import Factor, TrendLabels
from generator.charts.measure import width_of
from generator.charts.theme import MARK, TEXT, color

Span = tuple[float, float]
Days = tuple[date, date]
Numbered = tuple[str, Factor]

_NUMBERS = (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))
"""Circled 1-20, 21-35, 36-50."""
_INSET = 3
_NUMBER_WIDTH = MARK + 4
_GAP = 4


def circled(count: int) -> str:
    """1 as a circled figure, up to 50; beyond that in brackets."""
    return chr(_NUMBERS[count - 1]) if count <= len(_NUMBERS) else f"({count})"


@dataclass(frozen=True, slots=True)
class Strip:
    """The top of one plot: how wide it is, where a day lies on it, and whether there is room for words."""

    width: float
    place: Callable[[date], float]
    wordy: bool


def _free(span: Span, taken: Sequence[Span], width: float) -> bool:
    inside = span[0] >= 0 and span[1] <= width
    return inside and all(span[1] + _GAP <= left or right + _GAP <= span[0] for left, right in taken)


def _note(x: float, text: str, *, align: str = "left", fill: str = "ink", size: float = TEXT) -> dict[str, Any]:
    return {"px": x, "text": text, "align": align, "fill": color(fill), "size": size}


def _period_note(period: Days | None, labels: TrendLabels, strip: Strip) -> tuple[list[dict[str, Any]], list[Span]]:
    """The longer name of the baseline period if it fits over it, else the shorter, else none."""
    if period is None:
        return [], []
    start, end = (strip.place(day) for day in period)
    texts = (labels.baseline, labels.baseline_short) if strip.wordy else (labels.baseline_short,)
    for text in texts:
        if text and width_of(text) + 2 * _INSET <= end - start:
            return [_note(start + _INSET, text, fill="muted")], [(start, start + _INSET + width_of(text))]
    return [], []


def _factor_note(factor: Factor, number: str, strip: Strip, taken: list[Span]) -> list[dict[str, Any]]:
    """Number and name right or left of the day, else the number alone at the nearest free place; claims its room."""
    x, word = strip.place(factor.start), width_of(factor.label)
    whole = _NUMBER_WIDTH + word
    right = (x + _INSET, x + _INSET + whole)
    left = (x - _INSET - whole, x - _INSET)
    for span in (right, left) if strip.wordy and factor.label else ():
        if _free(span, taken, strip.width):
            taken.append(span)
            return [_note(span[0], number, size=MARK), _note(span[0] + _NUMBER_WIDTH, factor.label)]
    span = _nearest(x, taken, strip.width)
    taken.append(span)
    return [_note(span[0], number, size=MARK)]


def _nearest(x: float, taken: Sequence[Span], width: float) -> Span:
    """Room for a number as close to `x` as there is any; over others only where the whole strip is full."""
    starts = [x + _INSET, x - _INSET - MARK]
    starts += [right + _GAP for _, right in taken] + [left - _GAP - MARK for left, _ in taken]
    spans = [(start, start + MARK) for start in starts]
    free = [span for span in spans if _free(span, taken, width)]
    return min(free or spans[:1], key=lambda span: abs(span[0] + MARK / 2 - x))


def notes(period: Days | None, factors: Sequence[Numbered], labels: TrendLabels, strip: Strip) -> list[dict[str, Any]]:
    """All texts of the strip, each with its place `px` from the left edge of the plot."""
    found, taken = _period_note(period, labels, strip)
    for number, factor in sorted(factors, key=lambda pair: pair[1].start):
        found += _factor_note(factor, number, strip, taken)
    return found
