"""How wide a text will about be, and where labels go so that none covers another.

The reader's fonts are unknown, so widths are estimates with 12 % slack; what is laid out here never depends on the
machine that draws.
"""

from collections.abc import Sequence

from generator.charts.theme import TEXT

_SLACK = 1.12
_BOLD = 1.06
_EM = {**dict.fromkeys("fijlrt.,:;'|!()[] ", 0.31), **dict.fromkeys("mwMW%@", 0.88), **dict.fromkeys("−–+$", 0.6)}
_FIRST_WIDE = 0x2460
"""From the circled numbers on, characters are about one em wide."""


def _em(char: str) -> float:
    if char in _EM:
        return _EM[char]
    if ord(char) >= _FIRST_WIDE:
        return 1.0
    return 0.66 if char.isupper() else 0.54


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Estimated width in px, on the generous side."""
    return sum(map(_em, text)) * size * _SLACK * (_BOLD if bold else 1)


def shortened(text: str, room: float) -> str:
    """The text, or as much of it as fits into `room` px with an ellipsis."""
    if width_of(text) <= room:
        return text
    while text and width_of(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def pushed_apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move places the least so that they keep their order, lie `least` apart and between `low` and `high`.

    Where the room is too small they are spread over it evenly.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    if not order:
        return []
    least = min(least, (high - low) / max(len(order) - 1, 1))
    clusters: list[tuple[float, int]] = []
    for index in order:
        clusters.append((min(max(places[index], low), high), 1))
        while len(clusters) > 1 and _touch(clusters[-2], clusters[-1], least):
            clusters[-2:] = [_joined(clusters[-2], clusters[-1], least, (low, high))]
    result = [0.0] * len(places)
    spots = [center + (i - (size - 1) / 2) * least for center, size in clusters for i in range(size)]
    for index, spot in zip(order, spots, strict=True):
        result[index] = spot
    return result


def _touch(one: tuple[float, int], other: tuple[float, int], least: float) -> bool:
    return other[0] - one[0] < (one[1] + other[1]) / 2 * least - 1e-9


def _joined(one: tuple[float, int], other: tuple[float, int], least: float, room: Sequence[float]) -> tuple[float, int]:
    size = one[1] + other[1]
    center = (one[0] * one[1] + other[0] * other[1]) / size
    half = (size - 1) / 2 * least
    return min(max(center, room[0] + half), room[1] - half), size
