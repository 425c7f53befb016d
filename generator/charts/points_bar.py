"""The bar of a score's row: points won to the right of the middle, points lost to the left."""

from generator.charts.svg import number, percent, picture
from generator.charts.theme import color

SIZE = (180, 14)
_EDGE = 0.02
_HAIRLINE = 0.006
"""Least width of a bar, as a share of the picture: a small difference stays visible."""


def points_bar(won: float | None, largest: float, label: str = "", size: tuple[int, int] = SIZE) -> str:
    """`won` points (below 0: lost) on a scale that reaches `largest` on both sides, the same down a table.

    Stretches with its cell. None draws the middle line alone.
    """
    width, height = size
    middle = f'<line x1="50%" x2="50%" y1="0" y2="{height}" stroke="{color("baseline")}"/>'
    if won is None:
        return picture(middle, width, height, "kpi-points", label)
    share = min(abs(won) / largest, 1) if largest > 0 else 0
    length = max(share * (0.5 - _EDGE), _HAIRLINE if won else 0)
    start = 0.5 if won >= 0 else 0.5 - length
    fill = color("metfill" if won >= 0 else "missedfill")
    bar = (
        f'<rect x="{percent(start)}" width="{percent(length)}" y="{number(height * 0.1)}" '
        f'height="{number(height * 0.8)}" fill="{fill}"/>'
    )
    return picture(bar + middle, width, height, "kpi-points", label)
