"""The one place of colours, type and sizes: tokens for light and dark, and the CSS that carries them."""

import re
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

FONTS = (
    "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', "
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)
TEXT = 12
"""Size of chart text in px; never scaled."""
MARK = 15
"""Size of the circled numbers of factors."""

_LINEAR_BELOW = 0.03928
"""Below this an sRGB channel is linear (WCAG 2.2, definition of relative luminance)."""


def color(name: str) -> str:
    """A colour that follows the page and still shows where no page defines it: `var(--kpi-ink, #1b2430)`."""
    return f"var(--kpi-{name}, {LIGHT[name]})"


def _properties(tokens: dict[str, str]) -> str:
    return ";".join(f"--kpi-{name}:{value}" for name, value in tokens.items())


def tokens_css() -> str:
    """Custom properties for Material's two palettes; paper always gets the light ones."""
    light, dark = _properties(LIGHT), _properties(DARK)
    schemes = '[data-md-color-scheme="default"],[data-md-color-scheme="slate"]'
    return (
        f':root,[data-md-color-scheme="default"]{{{light}}}\n'
        f'[data-md-color-scheme="slate"]{{{dark}}}\n'
        f"@media print{{:root,{schemes}{{{light}}}}}\n"
    )


def charts_css() -> str:
    """What a site needs for charts: the tokens, and rules for the classes of the charts' own markup."""
    rules = files("generator.charts").joinpath("assets", "goalposts-charts.css").read_text(encoding="utf-8")
    return tokens_css() + rules


def svg_style(svg: str = "") -> str:
    """The `<style>` of an SVG file shown as an image, which takes its palette from the reader's system.

    With `svg` given, only the tokens it uses are written.
    """
    used = {*re.findall(r"var\(--kpi-(\w+)", svg), "ground"} if svg else set(LIGHT)
    light = _properties({name: value for name, value in LIGHT.items() if name in used})
    dark = _properties({name: value for name, value in DARK.items() if name in used})
    return f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"


def _luminance(hex_color: str) -> float:
    channels = [int(hex_color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
