"""Where the words of a fan stand: along its strips, beside its dots, and close to the lines they name."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.charts.clearing import Box, Path, beside, blocks
from generator.charts.inputs import FanLabels
from generator.charts.measure import pushed_apart, width_of
from generator.charts.offsets import FAN_PANEL, FAN_STRIP
from generator.charts.plot import Plot
from generator.charts.theme import color

Row = dict[str, Any]
Paths = Mapping[str, Sequence[Row]]

_INSET = 8
_ABOVE = -FAN_STRIP / 2
_BESIDE = 5
"""px between today and the words beside it."""
_LABEL_STEP = 15
_TRY = 12
"""px from one place that is tried to the next."""


def fan_words(
    labels: FanLabels, paths: Paths, plot: Plot, panel: float, targets: Sequence[float], *, wordy: bool
) -> list[Row]:
    """All words of one size. Each tries its longer text first, and gives way where there is no room."""
    sizes = (labels.wide, labels.narrow) if wordy else (labels.narrow,)
    now = plot.x(paths["so_far"][-1]["at"]) if paths["so_far"] else 0.0
    strip = _strip(now, [words.now for words in sizes], [words.above for words in sizes], plot)
    crossed = now < _INSET + width_of(sizes[0].below) + _BESIDE
    start = max(_INSET, now + _BESIDE) if crossed else _INSET
    below = _first_fitting([words.below for words in sizes], plot.width - start)
    beside_dots = [
        _word(sizes[0].ending, plot.width + FAN_PANEL, _ABOVE),
        _word(sizes[0].dots, plot.width + FAN_PANEL, plot.height + FAN_STRIP / 2),
    ]
    rules = [Box(0, plot.y(target) - 2, plot.width, plot.y(target) + 2) for target in targets]
    inner = _inner(labels, [words.gap for words in sizes], paths, plot, rules)
    level = _target_words(labels, targets, plot, panel) if wordy else []
    words = [*strip, _word(below, start, plot.height + FAN_STRIP / 2), *beside_dots, *inner, *level]
    return [word for word in words if word["text"]]


def _word(text: str, px: float, py: float, *, align: str = "left", fill: str = "muted", bold: bool = False) -> Row:
    place = {"px": round(px, 2), "py": round(py, 2)}
    return {"text": text, **place, "align": align, "fill": color(fill), "bold": bold}


def _first_fitting(texts: Sequence[str], room: float) -> str:
    return next((text for text in texts if width_of(text) <= room), "")


def _strip(now: float, names: Sequence[str], above: Sequence[str], plot: Plot) -> list[Row]:
    """Over the plot: what today is, right or left of its line, and at either edge which way is ahead."""
    right, left = plot.width - now - _BESIDE, now - _BESIDE
    text = _first_fitting(names, max(right, left))
    long, onward = width_of(text), width_of(text) <= right
    start, end = (now, now + _BESIDE + long) if onward else (now - _BESIDE - long, now)
    words = [_word(text, now + _BESIDE, _ABOVE) if onward else _word(text, now - _BESIDE, _ABOVE, align="right")]
    for text in above:
        room = width_of(text) + _INSET + _BESIDE
        if room <= start:
            return [*words, _word(text, _INSET, _ABOVE)]
        if end + room + _INSET <= plot.width:
            return [*words, _word(text, plot.width - 2 * _INSET, _ABOVE, align="right")]
    return words


def _inner(labels: FanLabels, gaps: Sequence[str], paths: Paths, plot: Plot, rules: Sequence[Box]) -> list[Row]:
    """Inside the plot: how far it is from plan, and what the fan and the near zone are."""
    frame = Box(0, 0, plot.width, plot.height)
    so_far, edge = plot.path(paths["so_far"], "value"), plot.path(paths["near"], "edge")
    fan = [plot.path(paths["forecast"], name) for name in ("high95", "low95")]
    now = so_far[-1][0] if so_far else 0.0
    today = Box(now - 2, 0, now + 2, plot.height)
    dot = [Box(now - 5, so_far[-1][1] - 5, now + 5, so_far[-1][1] + 5)] if so_far else []
    taken, words = [*rules, *dot, *blocks(so_far)], []
    for text in gaps if so_far else ():
        long = width_of(text, bold=True)
        box = beside([so_far, *fan], long, (now - _BESIDE - long, now + _BESIDE + 3), frame, taken, (True, False))
        if box:
            words.append(_word(text, box.left, box.middle, fill="ink", bold=True))
            taken.append(box)
            break
    below = bool(edge) and edge[-1][1] > plot.y(paths["near"][-1]["target"])
    for text, lines, sides in ((labels.forecast, fan, (True, False)), (labels.near, [edge], (not below,))):
        start = now + _BESIDE + 3 if lines is fan else _INSET
        box = beside(lines, width_of(text), _tries(start, plot.width), frame, [*taken, today, *_filled(fan)], sides)
        if text and box:
            words.append(_word(text, box.left, box.middle))
            taken.append(box)
    return words


def _tries(start: float, end: float) -> list[float]:
    return [start + _TRY * count for count in range(max(int((end - start) / _TRY), 0))]


def _filled(fan: Sequence[Path]) -> list[Box]:
    """The area between the fan's edges."""
    upper, lower = fan
    return [
        Box(x, min(y, next_y), next_x, max(under, next_under))
        for (x, y), (next_x, next_y), (_, under), (_, next_under) in zip(
            upper, upper[1:], lower, lower[1:], strict=False
        )
    ]


def _target_words(labels: FanLabels, targets: Sequence[float], plot: Plot, panel: float) -> list[Row]:
    heights = pushed_apart([plot.y(target) for target in targets], _LABEL_STEP, 6, plot.height - 6)
    return [
        _word(text, plot.width + FAN_PANEL + panel + 6, height, fill="target", bold=True)
        for text, height in zip(labels.target, heights, strict=True)
    ]
