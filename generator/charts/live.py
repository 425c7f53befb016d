"""Charts that answer to touch: the Vega bundle, and a page's specs as a classic script.

Both are plain scripts, loaded by `assets/goalposts-charts.js` once a reader touches a figure: modules and `fetch` would
fail in a folder opened from disk.
"""

import json
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from generator.charts.chart import Chart
from generator.charts.kind import Spec, kind_of
from generator.charts.ready import VEGA_LITE

BUNDLE = "goalposts-vega.js"
SCRIPT = "goalposts-charts.js"
SPECS = "charts.vl.js"
"""Names of the bundle and of our script, which stand in one folder, and of the specs beside a page."""

_SNIPPET = "window.goalpostsVega = { embed: vegaEmbed };"
_OWN = ("width", "height", "padding", "params", "datasets")
"""What differs between two charts of a kind; the rest is written once a page."""


def vega_bundle(cache_dir: Path) -> str:
    """Vega, Vega-Lite and vega-embed as one script that leaves nothing but `window.goalpostsVega` behind.

    Bundling takes seconds, so it is kept in `cache_dir` by version.
    """
    kept = cache_dir / f"vega-{version('vl-convert-python')}-{VEGA_LITE}.js"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    import vl_convert  # only where the bundle is made

    script = f"(() => {{\n{vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE)}\n}})();\n"
    cache_dir.mkdir(parents=True, exist_ok=True)
    # Written aside and moved, so that a build cut short leaves no half a script behind.
    partial = kept.with_suffix(".partial")
    partial.write_text(script, encoding="utf-8")
    partial.replace(kept)
    return script


def charts_script() -> str:
    """The script that brings charts to life, as it is put on the site."""
    return files("generator.charts").joinpath("assets", SCRIPT).read_text(encoding="utf-8")


def specs_script(page_id: str, charts: Iterable[Chart]) -> str:
    """A page's specs, registered as `window.goalpostsSpecs[page_id]`: kinds once, and each chart's own part.

    The script's element is marked with the page, so that whoever loaded it knows what it brought.
    """
    kinds: dict[str, Spec] = {}
    own: dict[str, dict[str, Spec]] = {}
    for chart in charts:
        kind = kind_of(chart.wide)
        kinds.setdefault(kind, {key: value for key, value in chart.wide.items() if key not in _OWN})
        own[chart.name] = {"wide": _part(chart.wide)}
        if chart.narrow != chart.wide:
            own[chart.name]["narrow"] = _part(chart.narrow)
    page = json.dumps(page_id)
    registered = json.dumps({"kinds": kinds, "charts": own}, separators=(",", ":"), allow_nan=False)
    return (
        f"(window.goalpostsSpecs = window.goalpostsSpecs || {{}})[{page}] = {registered};\n"
        f"document.currentScript.dataset.page = {page};\n"
    )


def _part(spec: Spec) -> dict[str, object]:
    return {"kind": kind_of(spec), **{key: spec[key] for key in _OWN}}
