"""The bullet of a table row: did the result reach its target, and could noise change that?

x is the share of the target reached, 0 to 130 % and clamped, so that targets stand under one another and further
right is always better. Drawn in per cent of the width, so that a phone can stretch it.
"""

from dataclasses import dataclass

from generator.charts.svg import number, percent, picture
from generator.charts.theme import color

REACH = 1.3
"""Share of the target at the right edge."""
SIZE = (220, 28)
PORTFOLIO = (190, 26)


@dataclass(frozen=True, slots=True)
class Bullet:
    """Shares of the target: 1.0 is the target itself. None where there is no such number."""

    result: float | None
    near: float | None = None
    """Where the near band begins; it ends at the target."""
    baseline: float | None = None
    interval: tuple[float, float] | None = None
    running: bool = False
    """Drawn hollow: the period has not yet ended."""


def place(share: float) -> float:
    """Position 0-1 across the picture of a share of the target."""
    return min(max(share, 0.0), REACH) / REACH


def _bar(start: float, end: float, top: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{percent(start)}" y="{number(top)}" width="{percent(max(end - start, 0))}" '
        f'height="{number(height)}" fill="{color(fill)}"/>'
    )


def _result(end: float, top: float, height: float, *, running: bool) -> str:
    """A solid bar; hollow while the campaign runs, as its glyph is."""
    if not running:
        return _bar(0, end, top, height, "actual")
    hollow = f' stroke="{color("actual")}"/>'
    return _bar(0, end, top + 0.5, height - 1, "line").removesuffix("/>") + hollow


def _tick(share: float, top: float, bottom: float, stroke: str, width: float, extra: str = "") -> str:
    x = percent(place(share))
    return (
        f'<line x1="{x}" x2="{x}" y1="{number(top)}" y2="{number(bottom)}" stroke="{color(stroke)}" '
        f'stroke-width="{number(width)}"{extra}/>'
    )


def _halo(share: float, top: float, bottom: float, width: float) -> str:
    """A gap in the colour of the ground, so that a mark stays apart from the bar it crosses."""
    return _tick(share, top, bottom, "ground", width)


def marks(bullet: Bullet, top: float, height: float) -> str:
    """The marks of one bullet between `top` and `top + height`: also what the key draws, larger."""
    middle, bar = top + height / 2, height * 0.38
    track_top, track_end = top + height * 0.125, top + height * 0.875
    parts = [_bar(0, 1, track_top, track_end - track_top, "track")]
    if bullet.near is not None:
        parts.append(_bar(place(bullet.near), place(1), track_top, track_end - track_top, "band"))
    if bullet.result is not None:
        parts.append(_result(place(bullet.result), middle - bar / 2, bar, running=bullet.running))
    if bullet.baseline is not None:
        parts.append(_halo(bullet.baseline, track_top, track_end, 3.6))
        dash = f' stroke-dasharray="{number(height / 9)} {number(height / 14)}"'
        parts.append(_tick(bullet.baseline, track_top, track_end, "baseline", 1.6, dash))
    parts.extend((_halo(1, top, top + height, 5.6), _tick(1, top, top + height, "target", 3)))
    if bullet.interval is not None:
        low, high = (place(end) for end in bullet.interval)
        line = f'y1="{number(middle)}" y2="{number(middle)}" stroke="{color("ink")}" stroke-width="1.6"'
        parts.append(f'<line x1="{percent(low)}" x2="{percent(high)}" {line}/>')
    return "".join(parts)


def bullet(shares: Bullet, label: str, size: tuple[int, int] = SIZE) -> str:
    """A bullet of `size` px as inline SVG; `label` is its text alternative: "94% of target"."""
    width, height = size
    return picture(marks(shares, 2, height - 4), width, height, "kpi-bullet", label)
