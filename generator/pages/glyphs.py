"""The verdict glyphs as the style sheet holds them: the charts' own drawings, in each palette's colours."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from generator.charts.glyphs import glyph
from generator.charts.theme import COLOURS, DEFAULT

GLYPHS: Mapping[str, tuple[str, bool]] = {
    "met": ("met", False),
    "near": ("near", False),
    "missed": ("missed", False),
    "none": ("none", False),
    "on": ("met", True),
    "risk": ("near", True),
    "off": ("missed", True),
}
"""Name in the style sheet -> the glyph, and whether it is hollow: a forecast."""
_TOKEN = re.compile(r"var\(--kpi-(\w+), #[0-9a-f]+\)")
_IDLE = re.compile(r' (?:class|aria-hidden|focusable|width|height)="[^"]*"')


def glyph_tokens(colours: str = DEFAULT) -> str:
    """Custom properties `--kpi-glyph-*` for light, dark and paper; those of the default stand in goalposts.css."""
    light, dark = map(_properties, COLOURS[colours])
    return (
        f":root {{\n{light}}}\n"
        f'[data-md-color-scheme="slate"] {{\n{dark}}}\n'
        f'@media print {{ :root, [data-md-color-scheme="slate"] {{\n{light}}} }}\n'
    )


def _properties(palette: Mapping[str, str]) -> str:
    return "".join(f"  --kpi-glyph-{name}: {_address(name, palette)};\n" for name in GLYPHS)


def _address(name: str, palette: Mapping[str, str]) -> str:
    verdict, hollow = GLYPHS[name]
    head, body = glyph(verdict, hollow=hollow).split(">", 1)
    svg = _TOKEN.sub(lambda found: palette[found.group(1)], f"{_IDLE.sub('', head)}>{body}")
    return 'url("data:image/svg+xml,' + quote(svg.replace('"', "'"), safe=" =:/'.,-") + '")'
