"""One KPI's lift as a small picture beside its trend: better than before, and by how much?"""

from generator.charts.inputs import ForestLabels, ForestRow
from generator.charts.lift import lift_labels, off_scale
from generator.charts.svg import number, picture, text
from generator.charts.theme import color

SIZE = (212, 46)
_MARGIN = 14
_HEAD, _MIDDLE, _AXIS, _FOOT = 11, 22, 31, 43
_ARROW = 18


def _across(x1: float, x2: float, y: float, paint: str) -> str:
    return f'<line x1="{number(x1)}" x2="{number(x2)}" y1="{number(y)}" y2="{number(y)}" {paint}/>'


def _down(x: float, y1: float, y2: float, paint: str) -> str:
    return f'<line x1="{number(x)}" x2="{number(x)}" y1="{number(y1)}" y2="{number(y2)}" {paint}/>'


def _paint(name: str, width: float = 1) -> str:
    return f'stroke="{color(name)}" stroke-width="{number(width)}"'


def _head(x: float, way: int) -> str:
    """It goes on beyond the edge."""
    return f'<path d="M{number(x)} {_MIDDLE}l{-7 * way} -4v8Z" fill="{color("ink")}"/>'


def _arrow(x: float, way: int) -> str:
    """Off the scale: a dashed line with a head at the edge."""
    tail = f'{_paint("ink", 1.8)} stroke-dasharray="3 2"'
    return _across(x - way * (_ARROW + 4), x - way * 7, _MIDDLE, tail) + _head(x, way)


def lift_row(row: ForestRow, labels: ForestLabels, limit: float, label: str = "") -> str:
    """The change in the wanted direction on a scale to `limit` on both sides; empty where there is no lift.

    `label` is the text alternative: "up 8.6%, worse; 95% interval 4.1% to 13.2%".
    """
    if row.lift is None:
        return ""
    width, height = SIZE

    def across(value: float) -> float:
        share = (min(max(value, -limit), limit) + limit) / (2 * limit)
        return _MARGIN + share * (width - 2 * _MARGIN)

    ticks = [-limit, 0.0, limit]
    parts = [
        text("0", _HEAD, f"← {labels.worse}"),
        text("100%", _HEAD, f"{labels.better} →", anchor="end"),
        _across(across(-limit), across(limit), _AXIS, _paint("line")),
        *(_down(across(tick), _AXIS, _AXIS + 4, _paint("line")) for tick in ticks),
        *(
            text(number(across(tick)), _FOOT, words, anchor="middle")
            for tick, words in zip(ticks, lift_labels(ticks), strict=True)
        ),
        _down(across(0), _MIDDLE - 8, _AXIS, _paint("target", 1.6)),
    ]
    if off_scale(row, limit):
        way = 1 if row.lift > 0 else -1
        parts.append(_arrow(across(way * limit), way))
    else:
        if row.interval is not None:
            low, high = row.interval
            parts.append(_across(across(low), across(high), _MIDDLE, _paint("ink", 1.8)))
            parts += [_head(across(end), 1 if end > 0 else -1) for end in row.interval if abs(end) > limit]
        parts.append(f'<circle cx="{number(across(row.lift))}" cy="{_MIDDLE}" r="4" fill="{color("ink")}"/>')
    return picture("".join(parts), width, height, "kpi-lift", label, f"0 0 {width} {height}")
