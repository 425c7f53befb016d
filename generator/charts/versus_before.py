"""A number before and after a change in one picture: the old bar faint, the new one strong, the target as a tick.

Bars begin at zero. A target that was moved is drawn at both places, the old one dashed.
"""

from dataclasses import dataclass

from generator.charts.svg import number, picture, text
from generator.charts.theme import color

SIZE = (578, 74)
_LEFT, _RIGHT = 4, 150
"""Free at the sides, the right one for the numbers."""
_TOP, _OLD, _NEW = 8, 22, 14
"""Top of the bars, and their heights: the new one lies within the old one."""
_GAP = 30
_HEAD = 1.08
"""The scale ends a little behind its largest mark."""


@dataclass(frozen=True, slots=True)
class Versus:
    """Numbers in the KPI's own unit, with the words that stand beside them."""

    was: float
    now: float
    targets: tuple[float, ...]
    """What is to be reached now; both ends of a range."""
    old_targets: tuple[float, ...]
    """What was to be reached before."""
    was_words: str
    now_words: str
    target_words: str


def versus_before(chart: Versus, label: str) -> str:
    """Draw it; `label` is its text alternative."""
    width, height = SIZE
    marks = (chart.was, chart.now, *chart.targets, *chart.old_targets)
    low, high = min(0.0, *marks), max(0.0, *marks)
    span = (high - low) * _HEAD or 1.0
    room = width - _LEFT - _RIGHT

    def x(value: float) -> float:
        return _LEFT + (value - low) / span * room

    def bar(value: float, top: float, tall: float, fill: str) -> str:
        start, end = sorted((x(0.0), x(value)))
        return (
            f'<rect x="{number(start)}" y="{number(top)}" width="{number(max(end - start, 0.5))}" '
            f'height="{number(tall)}" fill="{color(fill)}"/>'
        )

    bottom = _TOP + _OLD
    parts = [bar(chart.was, _TOP, _OLD, "line"), bar(chart.now, _TOP + (_OLD - _NEW) / 2, _NEW, "actual")]
    moved = [one for one in chart.old_targets if one not in chart.targets]
    parts += [_tick(x(one), _TOP - 4, bottom + 4, "baseline", ' stroke-dasharray="3 2"') for one in moved]
    parts += [_tick(x(one), _TOP - 6, bottom + 6, "target") for one in chart.targets]
    at = max(chart.targets, default=chart.now)
    anchor = "end" if x(at) > room * 2 / 3 else "start"
    parts.append(text(number(x(at)), bottom + _GAP - 8, chart.target_words, anchor=anchor))
    right = number(width - _RIGHT + 12)
    parts.append(text(right, _TOP + 4, chart.was_words))
    parts.append(text(right, _TOP + 4 + 18, chart.now_words, fill="ink", bold=True))
    return picture("".join(parts), width, height, "kpi-versus", label, view=f"0 0 {width} {height}")


def _tick(x: float, top: float, bottom: float, stroke: str, extra: str = "") -> str:
    width = 1.6 if extra else 3
    return (
        f'<line x1="{number(x)}" x2="{number(x)}" y1="{number(top)}" y2="{number(bottom)}" '
        f'stroke="{color(stroke)}" stroke-width="{number(width)}"{extra}/>'
    )
