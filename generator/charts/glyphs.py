"""Verdict glyphs: shape, inner sign and hue each say the verdict alone; solid is final, hollow is a forecast."""

from functools import cache

from generator.charts.svg import number, picture
from generator.charts.theme import color

ROW = 16
BLOCK = 44

_DISC = '<circle cx="8" cy="8" r="{r}" {paint}/>'
_DIAMOND = '<path d="M8 {a}L{b} 8L8 {b}L{a} 8Z" stroke-linejoin="round" {paint}/>'
_SQUARE = '<rect x="{a}" y="{a}" width="{w}" height="{w}" rx=".6" {paint}/>'
_SIGNS = {
    "met": "M4.7 8.3L7 10.6L11.4 5.8",
    "near": "M4.9 8.7C5.8 7 6.9 7 8 8S10.2 9 11.1 7.3",
    "missed": "M5.6 5.6L10.4 10.4M10.4 5.6L5.6 10.4",
    "none": "M5.4 8H10.6",
}


def _outline(name: str, fill: str, stroke: str, width: float) -> str:
    paint = f'fill="{fill}" stroke="{stroke}" stroke-width="{number(width)}"'
    if name == "met":
        return _DISC.format(r=number(7.6 - width / 2), paint=paint)
    if name == "near":
        return _DIAMOND.format(a=number(0.7 + width / 2), b=number(15.3 - width / 2), paint=paint)
    edge = 1 + width / 2
    return _SQUARE.format(a=number(edge), w=number(16 - 2 * edge), paint=paint)


def _sign(name: str, stroke: str) -> str:
    return (
        f'<path d="{_SIGNS[name]}" fill="none" stroke="{stroke}" stroke-width="1.7" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _solid(name: str) -> str:
    if name == "near":
        return _outline(name, color("nearfill"), color("near"), 1.3) + _sign(name, color("nearsign"))
    fill = color(f"{name}fill")
    return _outline(name, fill, fill, 0.2) + _sign(name, color("sign"))


def _hollow(name: str) -> str:
    stroke = color("near" if name == "near" else f"{name}fill")
    return _outline(name, "none", stroke, 1.5) + _sign(name, stroke)


def _none() -> str:
    stroke = color("none")
    ring = (
        f'<circle cx="8" cy="8" r="6.8" fill="none" stroke="{stroke}" stroke-width="1.4" stroke-dasharray="2.6 1.67"/>'
    )
    return ring + _sign("none", stroke)


@cache
def glyph(verdict: str, size: int = ROW, *, hollow: bool = False) -> str:
    """The glyph of "met", "near" or "missed"; any other word gives the dashed ring of no verdict.

    Hidden from screen readers: the verdict's word always stands beside it.
    """
    known = verdict in {"met", "near", "missed"}
    body = (_hollow(verdict) if hollow else _solid(verdict)) if known else _none()
    return picture(body, size, size, f"kpi-glyph kpi-glyph-{verdict if known else 'none'}", view="0 0 16 16")
