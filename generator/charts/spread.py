"""The strip of a table's row: how far apart several shares of the target lie, and on which side of it.

x is the share of the target reached, 0 to 200%, so that the target stands in the middle and the rows of a table can be
read down. A line from the lowest to the highest, a box from the lower to the upper quartile, a dot at the median; the
target's upright line reaches beyond them. An arrow says that the line goes on beyond the edge.
"""

from dataclasses import dataclass

from generator.charts.svg import number, picture
from generator.charts.theme import color

REACH = 2.0
"""Share of the target at the right edge."""
SIZE = (160, 24)
_MARGIN = 6
"""Room for the arrow at either end, in px."""
_BOX, _LEAST = 8, 2
"""Height of the box, and its least width, in px."""
_LINE, _DOT = 1.6, 2.6


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares of the target, ascending: 1.0 is the target itself."""

    lowest: float
    quartiles: tuple[float, float, float]
    highest: float


def spread(shares: Spread, label: str, size: tuple[int, int] = SIZE) -> str:
    """Draw the strip in `size` px as inline SVG; `label` is its text alternative."""
    width, height = size
    middle, tall = height / 2, height * 0.75
    lowest, low, median, high, highest = (
        _place(share, width) for share in (shares.lowest, *shares.quartiles, shares.highest)
    )
    box = max(high - low, _LEAST)
    parts = (
        _bar(0, width, (middle, tall), "track"),
        _bar(_place(1.0, width) - 1, 2, (middle, height - 2), "target"),
        _bar(lowest, highest - lowest, (middle, _LINE), "actual"),
        _bar(low, box, (middle, _BOX), "actual"),
        f'<circle cx="{number(median)}" cy="{number(middle)}" r="{_DOT}" fill="{color("ink")}"/>',
        _arrow(width - 1, middle, -1) if shares.highest > REACH else "",
        _arrow(1, middle, 1) if shares.lowest < 0 else "",
    )
    return picture("".join(parts), width, height, "kpi-spread", label, f"0 0 {width} {height}")


def _place(share: float, width: int) -> float:
    return _MARGIN + min(max(share, 0.0), REACH) / REACH * (width - 2 * _MARGIN)


def _bar(start: float, length: float, lies: tuple[float, float], fill: str) -> str:
    """A bar that `lies` around a height, so thick."""
    middle, thick = lies
    return (
        f'<rect x="{number(start)}" y="{number(middle - thick / 2)}" width="{number(length)}" '
        f'height="{number(thick)}" fill="{color(fill)}"/>'
    )


def _arrow(tip: float, y: float, way: int) -> str:
    """Point from the edge outward; `way` is the side its two strokes lie on."""
    back = number(tip + way * 4)
    return (
        f'<path d="M{back} {number(y - 3.5)}L{number(tip)} {number(y)}L{back} {number(y + 3.5)}" fill="none" '
        f'stroke="{color("actual")}" stroke-width="1.6"/>'
    )
