"""From spec to SVG: drawn by vl-convert, finished by us.

Two costs are avoided. Vega-Lite is compiled to Vega once a kind, then filled (`ready`). And most of the time
vl-convert takes goes into measuring text, though nothing in our specs depends on it (the frame is explicit, ticks are
given, labels never give way): a blank stands in for each text while it draws.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape, unescape
from importlib.metadata import version
from typing import Any

from generator.charts.chart import Chart
from generator.charts.finish import finish_svg
from generator.charts.kind import Spec, kind_of
from generator.charts.ready import VEGA_LITE, ready
from generator.charts.svg import as_file

_DRAWING = 1
"""Raise when the same spec comes to be drawn differently."""
_CARRIED = re.compile(r'<text([^>]*?) font-style="([^"]*)"([^>]*?)/>')


def drawn(spec: Spec) -> str:
    """A filled spec as Vega draws it, by way of its kind's compiled Vega spec."""
    import vl_convert  # half a second and 50 MB: paid only by processes that draw

    vega, datasets = ready(kind_of(spec)).vega, spec["datasets"]
    values = {entry["name"]: entry["value"] for entry in spec["params"]}
    idle = _idle(vega["data"], datasets)
    whole = {
        **vega,
        **{key: spec[key] for key in ("width", "height", "padding")},
        "signals": [{**s, "value": values[s["name"]]} if s["name"] in values else s for s in vega["signals"]],
        "data": [
            {**d, "values": datasets[d["name"]]} if d["name"] in datasets else d
            for d in vega["data"]
            if d["name"] not in idle
        ],
        "marks": [mark for mark in vega["marks"] if mark["from"]["data"] not in idle],
    }
    svg: str = vl_convert.vega_to_svg(_json(whole))  # as text: handing over Python objects costs a third more
    return _CARRIED.sub(_written, svg)


def _idle(data: Iterable[Mapping[str, Any]], datasets: Mapping[str, Sequence[Any]]) -> set[str]:
    """Data without rows: a mark of nothing is not seen, but takes as long to set up as any other."""
    idle: set[str] = set()
    for one in data:  # each after its source
        if one["source"] in idle if "source" in one else not datasets.get(one["name"], True):
            idle.add(one["name"])
    return idle


def _written(found: re.Match[str]) -> str:
    before, text, after = found.groups()
    return f"<text{before}{after}>{escape(unescape(text), quote=False)}</text>"


def drawn_slowly(spec: Spec) -> str:
    """The same picture straight from Vega-Lite: what `drawn` is checked against."""
    import vl_convert  # late, as above

    svg: str = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)
    return svg


def _file(spec: Spec, prefix: str, alt: str, locale: str) -> str:
    return as_file(finish_svg(drawn(spec), prefix, locale), alt)


def draw(charts: Sequence[Chart], locale: str = "en") -> list[tuple[str, str]]:
    """Each chart's wide and narrow picture as standalone SVG files. May run in a worker process.

    `locale` tells browsers which language's fonts to take; words and dates are already in the specs.
    """
    pictures = []
    for chart in charts:
        wide = _file(chart.wide, f"{chart.name}-w", chart.alt, locale)
        same = chart.narrow is chart.wide or chart.narrow == chart.wide
        narrow = wide if same else _file(chart.narrow, f"{chart.name}-n", chart.alt, locale)
        pictures.append((wide, narrow))
    return pictures


def render(specs: Iterable[tuple[str, Spec]], locale: str = "en") -> Iterator[tuple[str, str]]:
    """Key and finished SVG of each spec, ids prefixed with the key; for pictures that are not files."""
    for key, spec in specs:
        yield key, finish_svg(drawn(spec), key, locale)


def spec_json(chart: Chart) -> str:
    """The wide chart's spec as `<name>.vl.json`: complete, so that any Vega editor opens it."""
    return _json({**chart.wide, "description": chart.alt}) + "\n"


def _json(value: object) -> str:
    """Without line breaks: with them, Python's encoder takes ten times as long."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def fingerprint(chart: Chart) -> str:
    """A hash that changes whenever the chart's pictures would: its specs, its label and who draws them."""
    parts = [_DRAWING, _converter(), chart.name, chart.alt, chart.wide, chart.narrow]
    return hashlib.sha256(_json(parts).encode()).hexdigest()


@cache
def _converter() -> str:
    """Version of what draws, looked up once a process."""
    return version("vl-convert-python")
