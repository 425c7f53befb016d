"""The sparkline of a portfolio row: which way did it go, against which target? A line, its last dot, no axis."""

from collections.abc import Sequence

from generator.charts.svg import number, picture
from generator.charts.theme import color

SIZE = (104, 28)
_MARGIN = 4


def _levels(values: Sequence[float | None], targets: Sequence[float]) -> tuple[float, float]:
    present = [value for value in values if value is not None] + list(targets)
    low, high = min(present), max(present)
    return (low, high) if high > low else (low - 1, high + 1)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Stretches without a gap: a missing step breaks the line and is never bridged."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _path(runs: Sequence[Sequence[tuple[float, float]]]) -> str:
    strokes = ["M" + "L".join(f"{number(x)} {number(y)}" for x, y in run) for run in runs if len(run) > 1]
    if not strokes:
        return ""
    return (
        f'<path d="{"".join(strokes)}" fill="none" stroke="{color("actual")}" stroke-width="1.6" '
        'stroke-linejoin="round"/>'
    )


def sparkline(
    values: Sequence[float | None],
    target: float | tuple[float, float] | None,
    label: str = "",
    size: tuple[int, int] = SIZE,
) -> str:
    """A sparkline of the steps in order, with the target (both ends of a range) as a dotted line.

    Empty where no step has a value.
    """
    if not any(value is not None for value in values):
        return ""
    targets = () if target is None else (target if isinstance(target, tuple) else (target,))
    width, height = size
    low, high = _levels(values, targets)

    def down(value: float) -> float:
        return _MARGIN + (high - value) / (high - low) * (height - 2 * _MARGIN)

    step = (width - 2 * _MARGIN) / max(len(values) - 1, 1)
    places = [None if v is None else (_MARGIN + i * step, down(v)) for i, v in enumerate(values)]
    rules = "".join(
        f'<line x1="{_MARGIN}" x2="{width - _MARGIN}" y1="{number(down(t))}" y2="{number(down(t))}" '
        f'stroke="{color("target")}" stroke-width="1.4" stroke-dasharray="1.5 2.5"/>'
        for t in targets
    )
    runs = _runs(places)
    x, y = runs[-1][-1]
    dot = f'<circle cx="{number(x)}" cy="{number(y)}" r="2.6" fill="{color("ink")}"/>'
    return picture(rules + _path(runs) + dot, width, height, "kpi-spark", label, f"0 0 {width} {height}")
