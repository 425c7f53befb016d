"""Where the texts along the top of a trend go: the baseline period's name, and the numbered factors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.charts.inputs import Factor
from generator.charts.measure import pushed_apart, width_of
from generator.charts.theme import MARK, TEXT, color

Span = tuple[float, float]
Days = tuple[date, date]
Numbered = tuple[str, Factor]
Names = tuple[str, str]
"""Of the baseline period: its name, and a shorter one."""

_NUMBERS = (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))
"""Circled 1-20, 21-35, 36-50."""
_INSET = 3
_GAP = 4
_STEP = MARK + _GAP


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


def _period_note(period: Days, names: Names, strip: Strip, taken: list[Span]) -> list[dict[str, Any]]:
    """The longer name of the baseline period if it fits over it, else the shorter, else none; claims its room."""
    start, end = strip.place(period[0]), strip.place(period[1] + timedelta(1))
    texts = names if strip.wordy else names[1:]
    for text in texts:
        span = (start, start + _INSET + width_of(text))
        if text and span[1] <= end and _free(span, taken, strip.width):
            taken.append(span)
            return [_note(start + _INSET, text, fill="muted")]
    return []


def _center(factor: Factor, strip: Strip) -> float:
    """Above a day's rule, or above the middle of several days."""
    if factor.end is None:
        return strip.place(factor.start)
    return (strip.place(factor.start) + strip.place(factor.end + timedelta(1))) / 2


def _name_note(center: float, name: str, strip: Strip, taken: list[Span]) -> list[dict[str, Any]]:
    """The factor's name right of its number, else left of it, else nowhere: the caption names it in any case."""
    edge, word = MARK / 2 + _GAP, width_of(name)
    for span, align in (
        ((center + edge, center + edge + word), "left"),
        ((center - edge - word, center - edge), "right"),
    ):
        if name and _free(span, taken, strip.width):
            taken.append(span)
            return [_note(span[0] if align == "left" else span[1], name, align=align)]
    return []


def notes(period: Days | None, factors: Sequence[Numbered], names: Names, strip: Strip) -> list[dict[str, Any]]:
    """All texts of the strip, each with its place `px` from the left edge of the plot.

    Numbers come first and in order, then the name of the baseline period, then names of factors as there is room.
    """
    ordered = sorted(factors, key=lambda pair: (pair[1].start, pair[1].end or pair[1].start))
    wanted = [_center(factor, strip) for _, factor in ordered]
    centers = pushed_apart(wanted, _STEP, MARK / 2, strip.width - MARK / 2)
    taken = [(center - MARK / 2, center + MARK / 2) for center in centers]
    found = [
        _note(center, number, align="center", size=MARK) for (number, _), center in zip(ordered, centers, strict=True)
    ]
    if period is not None:
        found += _period_note(period, names, strip, taken)
    if strip.wordy:
        for (_, factor), center in zip(ordered, centers, strict=True):
            found += _name_note(center, factor.label, strip, taken)
    return found
