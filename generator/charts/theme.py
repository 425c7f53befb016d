"""The one place of colours, type and sizes: tokens for light and dark, and the CSS that carries them."""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

Palette = Literal["light", "dark"]

LIGHT = {
    "ground": "#ffffff",
    "ink": "#1b2430",
    "muted": "#566270",
    "link": "#0a5ea8",
    "actual": "#6d8196",
    "target": "#10161d",
    "baseline": "#75828f",
    "band": "#d5dce3",
    "track": "#eef1f4",
    "line": "#c3cbd3",
    "grid": "#e4e8ec",
    "metfill": "#0a5ea8",
    "metbg": "#e4f0fa",
    "nearfill": "#f0b429",
    "near": "#8a5a00",
    "nearbg": "#fdf1d6",
    "missedfill": "#b3360b",
    "missedbg": "#fce7df",
    "none": "#5f6b78",
    "sign": "#ffffff",
    "nearsign": "#1b2430",
}
"""On white; `near` is the outline the near glyph needs, `sign` and `nearsign` what stands inside a solid glyph."""

DARK = {
    "ground": "#1e2129",
    "ink": "#e8ebf0",
    "muted": "#aab4c0",
    "link": "#86bff5",
    "actual": "#6f859c",
    "target": "#ffffff",
    "baseline": "#93a0ad",
    "band": "#414b59",
    "track": "#2a303a",
    "line": "#4d5967",
    "grid": "#333a45",
    "metfill": "#4f9be0",
    "metbg": "#17334d",
    "nearfill": "#f7cf6b",
    "near": "#f2c14e",
    "nearbg": "#3d3112",
    "missedfill": "#d9541e",
    "missedbg": "#4a2415",
    "none": "#aab4c0",
    "sign": "#ffffff",
    "nearsign": "#1b2430",
}
"""On Material's slate as it is."""

_RED_GOOD_LIGHT = {
    "metfill": "#b81d2c",
    "metbg": "#fde7e8",
    "missedfill": "#00795a",
    "missedbg": "#dff2ea",
}
_RED_GOOD_DARK = {
    "metfill": "#e8585a",
    "metbg": "#4a1a20",
    "missedfill": "#2f9e79",
    "missedbg": "#12392d",
}

DEFAULT, RED_GOOD = "default", "red-good"
COLOURS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    DEFAULT: (LIGHT, DARK),
    RED_GOOD: ({**LIGHT, **_RED_GOOD_LIGHT}, {**DARK, **_RED_GOOD_DARK}),
}
"""Name of a palette in the settings -> its tokens on light and on dark. In `red-good`, as on Chinese markets, red is
what rose and green what fell; shape, sign and word say the verdict in every palette."""

FONTS = (
    "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', "
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)
TEXT = 12
"""Size of chart text in px; never scaled."""
MARK = 15
"""Size of the circled numbers of factors."""

_STYLE = re.compile(r"<style>:root\{--kpi-.*?</style>")
_VALUE = re.compile(r"var\(--kpi-(\w+), #[0-9a-f]{6}\)")
_LINEAR_BELOW = 0.03928
"""Below this an sRGB channel is linear (WCAG 2.2, definition of relative luminance)."""


def color(name: str) -> str:
    """A colour that follows the page and still shows where no page defines it: `var(--kpi-ink, #1b2430)`."""
    return f"var(--kpi-{name}, {LIGHT[name]})"


def _properties(tokens: Mapping[str, str]) -> str:
    return ";".join(f"--kpi-{name}:{value}" for name, value in tokens.items())


def tokens_css(colours: str = DEFAULT) -> str:
    """Custom properties for Material's two schemes; paper always gets the light ones."""
    light, dark = map(_properties, COLOURS[colours])
    schemes = '[data-md-color-scheme="default"],[data-md-color-scheme="slate"]'
    return (
        f':root,[data-md-color-scheme="default"]{{{light}}}\n'
        f'[data-md-color-scheme="slate"]{{{dark}}}\n'
        f"@media print{{:root,{schemes}{{{light}}}}}\n"
    )


def charts_css(colours: str = DEFAULT) -> str:
    """What a site needs for charts: the tokens, and rules for the classes of the charts' own markup."""
    rules = files("generator.charts").joinpath("assets", "goalposts-charts.css").read_text(encoding="utf-8")
    return tokens_css(colours) + rules


def svg_style(svg: str = "", colours: str = DEFAULT) -> str:
    """The `<style>` of an SVG file shown as an image, which takes its palette from the reader's system.

    With `svg` given, only the tokens it uses are written.
    """
    used = {*re.findall(r"var\(--kpi-(\w+)", svg), "ground"} if svg else set(LIGHT)
    light, dark = (
        _properties({name: value for name, value in tokens.items() if name in used}) for tokens in COLOURS[colours]
    )
    return f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"


def repaint(text: str, colours: str) -> str:
    """Return an SVG file, or a chart's spec, drawn in the default palette with the values of another.

    What is drawn names its colours by token, so only the values that stand beside the names change.
    """
    if colours == DEFAULT:
        return text
    light = COLOURS[colours][0]
    text = _STYLE.sub(lambda _: svg_style(text, colours), text)
    return _VALUE.sub(lambda found: f"var(--kpi-{found.group(1)}, {light[found.group(1)]})", text)


def _luminance(hex_color: str) -> float:
    channels = [int(hex_color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
