"""Files every page shares: style, scripts, and a mark of our own."""

from importlib.resources import files
from pathlib import Path

from generator.charts.live import BUNDLE, charts_script, vega_bundle
from generator.charts.live import SCRIPT as CHARTS
from generator.charts.theme import DEFAULT, charts_css
from generator.pages.glyphs import glyph_tokens
from generator.site.head import CARD, MARKS, TOUCH
from generator.site.write import put_listed

FOLDER = "assets"
STYLE = f"{FOLDER}/goalposts.css"
SCRIPT = f"{FOLDER}/{CHARTS}"
LOGO = f"{FOLDER}/goalposts.svg"

_MATERIAL = (
    # It shrinks a figure to what is in it, which for a container of measured width is nothing.
    ".md-typeset figure.kpi-chart{display:block;width:auto;max-width:none;margin:0;text-align:start}\n"
    # It aligns cells by an attribute that HTML has given up.
    ".md-typeset .kpi-align-center{text-align:center}.md-typeset .kpi-align-right{text-align:right}\n"
    # It scrolls wide tables and code in boxes that no key reaches; on a phone their words wrap instead.
    "@media(max-width:44.984375em){.md-typeset table:not([class]) :is(th,td){min-width:0;padding-inline:.5em;"
    "overflow-wrap:anywhere}.md-typeset pre>code{white-space:pre-wrap;overflow-wrap:anywhere}}\n"
)
"""Where Material's own style stands in our way."""
_GOALPOSTS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" role="img" aria-label="Goalposts">'
    '<rect width="24" height="24" rx="4" fill="#0a5ea8"/>'
    '<path d="M4.5 20V6.5h15V20" fill="none" stroke="#fff" stroke-width="2.2"/>'
    '<circle cx="12" cy="14.5" r="3.2" fill="#f0b429"/></svg>\n'
)
"""A goal with a ball in it: legible at 16 px, on light and on dark."""


def write_assets(docs: Path, cache: Path, colours: str = DEFAULT) -> bool:
    """Write the shared files into the docs; returns whether any differed. `cache` keeps the Vega bundle.

    `colours` is the palette's name in the settings.
    """
    changed = put_listed(
        docs / FOLDER,
        {
            "goalposts.css": charts_css(colours) + _MATERIAL + pages_css(colours),
            CHARTS: charts_script() + _asset("goalposts-find.js"),
            BUNDLE: vega_bundle(cache),
            "goalposts.svg": _GOALPOSTS,
            Path(CARD).name: (MARKS / "card.png").read_bytes(),
            Path(TOUCH).name: (MARKS / "touch.png").read_bytes(),
        },
    )
    return bool(changed)


def pages_css(colours: str = DEFAULT) -> str:
    """The pages' own style sheet, as it is in the package but for the palette of its glyphs."""
    return _asset("goalposts.css").replace(glyph_tokens(), glyph_tokens(colours))


def _asset(name: str) -> str:
    return (files("generator.pages") / "assets" / name).read_text(encoding="utf-8")
