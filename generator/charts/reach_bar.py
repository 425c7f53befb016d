"""The bar of a key result: how far from where it began to its aim, 0.0 to 1.0. Neutral: a score is no verdict."""

from generator.charts.svg import number, percent, picture
from generator.charts.theme import color

SIZE = (200, 30)
_TOP, _HEIGHT = 8, 11
_TRIANGLE = 4
"""Half the width of the mark of what is expected by now, in px."""


def reach_bar(score: float | None, owed: float, expected: float | None, label: str = "") -> str:
    """`score` (0 to 1; None: not known) as a bar, `owed` as a tick across it, `expected` by now as a mark below.

    Stretches with its cell.
    """
    width, height = SIZE
    track = f'<rect width="100%" y="{_TOP}" height="{_HEIGHT}" fill="{color("track")}"/>'
    bar = (
        f'<rect width="{percent(score)}" y="{_TOP + 2}" height="{_HEIGHT - 4}" fill="{color("actual")}"/>'
        if score
        else ""
    )
    at = percent(min(owed, 1 - 1 / width))
    tick = (
        f'<line x1="{at}" x2="{at}" y1="{_TOP - 3}" y2="{_TOP + _HEIGHT + 3}" stroke="{color("target")}" '
        'stroke-width="2"/>'
    )
    return picture(track + bar + tick + _mark(expected), width, height, "kpi-reach", label)


def _mark(expected: float | None) -> str:
    """A triangle that points up at where the score was to be by now."""
    if expected is None:
        return ""
    top, low = _TOP + _HEIGHT + 3, _TOP + _HEIGHT + 3 + 2 * _TRIANGLE - 1
    points = f"0,{number(top)} {_TRIANGLE},{number(low)} {-_TRIANGLE},{number(low)}"
    # A nested picture, for points cannot be given in per cent.
    return (
        f'<svg x="{percent(expected)}" width="1" height="{SIZE[1]}" overflow="visible">'
        f'<polygon points="{points}" fill="{color("muted")}"/></svg>'
    )
