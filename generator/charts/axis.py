"""Value axes: a range that shows what matters, round ticks, and how they are written."""

import math
from collections.abc import Sequence

from generator.charts.inputs import Axis

Range = tuple[float, float]

_ROOM = 0.45
"""How far whiskers and bands may widen an axis on either side, as a share of what has to be on it."""
_MARGIN = 0.06
_FLAT = 0.25
"""Half-height, as a share of the value, where all values are equal."""
_NEAR_ZERO = 0.25
"""An axis that begins this close above zero, as a share of its height, begins at zero instead."""
_NOISE = 1e-9
"""Values that differ by less than this share of the larger are the same."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_DECIMALS = 12


def value_range(must: Sequence[float], may: Sequence[float]) -> Range:
    """A range with everything in `must`, and as much of `may` as leaves the first legible."""
    low, high = min(must), max(must)
    lowest, highest = min((*may, low)), max((*may, high))
    span = _apart(low, high) or max(_apart(lowest, highest), abs(high) * 2 * _FLAT) or 1.0
    low, high = max(lowest, low - _ROOM * span), min(highest, high + _ROOM * span)
    if high - low < span:
        middle = (low + high) / 2
        low, high = middle - span / 2, middle + span / 2
    margin = _MARGIN * (high - low)
    bottom, top = low - margin, high + margin
    if lowest >= 0 and (bottom < 0 or bottom < _NEAR_ZERO * (top - bottom)):
        bottom = 0.0
    elif highest <= 0 and (top > 0 or -top < _NEAR_ZERO * (top - bottom)):
        top = 0.0
    return bottom, top


def _apart(low: float, high: float) -> float:
    """How far apart two values are; float noise, as of a ratio that is the same every day, is nothing."""
    return high - low if high - low > _NOISE * max(abs(low), abs(high)) else 0.0


def _step(span: float, most: int) -> float:
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def _decimals(step: float) -> int:
    """Decimals needed to tell ticks of this step apart."""
    for digits in range(_MOST_DECIMALS):
        if abs(round(step, digits) - step) < step * 1e-6:
            return digits
    return _MOST_DECIMALS


def ticks(room: Range, most: int, axis: Axis) -> list[float]:
    """At most about `most` round values inside the range, round as the reader sees them."""
    low, high = room[0] * axis.scale, room[1] * axis.scale
    step = _step(high - low, most)
    if axis.whole:
        step = max(1.0, math.ceil(step))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = _decimals(step)
    return [round(count * step, digits) / axis.scale for count in range(first, last + 1)]


def tick_labels(values: Sequence[float], axis: Axis) -> list[str]:
    """The ticks written alike: same decimals, same suffix, a true minus; zero is a plain 0."""
    shown = [value * axis.scale for value in values]
    largest = max((abs(value) for value in shown), default=0)
    power, compact = next(((p, suffix) for p, suffix in axis.compact if largest >= p), (1, ""))
    shown = [value / power for value in shown]
    step = shown[1] - shown[0] if len(shown) > 1 else abs(largest / power)
    digits = _decimals(step) if step else 0
    return [_written(value, digits, axis, compact) for value in shown]


def signed_labels(values: Sequence[float], axis: Axis) -> list[str]:
    """The same of differences: a plus before those above zero."""
    texts = tick_labels(values, axis)
    return [f"+{text}" if value > 0 else text for value, text in zip(values, texts, strict=True)]


def _written(value: float, digits: int, axis: Axis, compact: str) -> str:
    if round(value, digits) == 0:
        return f"{axis.prefix}0{axis.suffix}"
    sign = "−" if value < 0 else ""
    return f"{sign}{axis.prefix}{abs(value):,.{digits}f}{compact}{axis.suffix}"
