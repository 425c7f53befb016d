"""Each kind of chart, ready to be filled: its spec as Altair writes it, and the Vega this compiles to.

To load Altair, build and check the specs and compile them takes over two seconds of every process that makes pages. So
both are kept in a folder, where a process is given one, as long as neither a template nor a library changes.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

KINDS = ("cumulative", "fan", "forest", "trend", "versus", "waterfall")
VEGA_LITE = "6.4"
"""What Altair 6 writes."""
_BLANK = {"value": " "}
_TEMPLATES = (*(f"{kind}_template" for kind in KINDS), "template", "time_template", "offsets", "theme", "ready")
"""Modules that say what a kind's file holds."""
_LIBRARIES = ("altair", "vl-convert-python")
_folders: list[Path] = []
"""Where this process keeps them; none, or one."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One kind."""

    spec: dict[str, Any]
    """Vega-Lite, as Altair checked it; its data sets are empty."""
    vega: Mapping[str, Any]
    """The Vega it compiles to, made to measure no text and to say nothing on touch."""


def keep_in(folder: Path) -> None:
    """Keep what this process makes ready in a folder, and take from there what another has."""
    _folders[:] = [folder]


@cache
def ready(kind: str) -> Ready:
    """Make a kind ready, once a process, or take it from where it is kept."""
    if not _folders:
        return _made(kind)
    file = _folders[0] / f"chart-{kind}-{_stamp()}.json"
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        made = _made(kind)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved, so that another process finds all of it or nothing.
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps({"spec": made.spec, "vega": made.vega}), encoding="utf-8")
        partial.replace(file)
        return made
    return Ready(found["spec"], found["vega"])


@cache
def _stamp() -> str:
    """What the kinds are made of, in short."""
    texts = [Path(__file__).with_name(f"{name}.py").read_bytes() for name in _TEMPLATES]
    return sha256(b"\0".join([*texts, *(version(name).encode() for name in _LIBRARIES)])).hexdigest()[:16]


def _made(kind: str) -> Ready:
    import vl_convert

    spec = _template(kind)()
    return Ready(spec, _still(vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)))


def _template(kind: str) -> Callable[[], dict[str, Any]]:
    """The template of a kind, with Altair, which takes over half a second to load."""
    from generator.charts.cumulative_template import cumulative_template
    from generator.charts.fan_template import fan_template
    from generator.charts.forest_template import forest_template
    from generator.charts.trend_template import trend_template
    from generator.charts.versus_template import versus_template
    from generator.charts.waterfall_template import waterfall_template

    made = (
        cumulative_template,
        fan_template,
        forest_template,
        trend_template,
        versus_template,
        waterfall_template,
    )
    return dict(zip(KINDS, made, strict=True))[kind]


def _carrying(encoding: Mapping[str, Any]) -> dict[str, Any]:
    """An encoding whose text rides in the font style, an attribute we use for nothing else, above a blank."""
    update = encoding["update"]
    return {**encoding, "update": {**update, "fontStyle": update["text"], "text": _BLANK}}


def _still(vega: Mapping[str, Any]) -> dict[str, Any]:
    """A compiled spec that measures no text, and makes no tooltips: a picture shows none."""
    axes = [
        {**axis, "encode": {**axis["encode"], "labels": _carrying(axis["encode"]["labels"])}}
        if "labels" in axis.get("encode", {})
        else axis
        for axis in vega["axes"]
    ]
    return {**vega, "marks": [_still_mark(mark) for mark in vega["marks"]], "axes": axes}


def _still_mark(mark: Mapping[str, Any]) -> dict[str, Any]:
    encoding = _carrying(mark["encode"]) if mark["type"] == "text" else mark["encode"]
    update = {channel: value for channel, value in encoding["update"].items() if channel != "tooltip"}
    return {**mark, "encode": {**encoding, "update": update}}
