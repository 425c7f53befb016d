"""The counterfactual as one Altair spec: what came beside what would have come, and the running sum of the gap.

Data sets: `steps` (both panels' lines and bands), `points` (those with a dot), `alone` (the only step of a campaign, of
which no band can be drawn), `periods` (baseline shading), `spans` and `days` (factors), `launch`,
`zero` (of the lower panel), `last` (its end), `labels` and `totals` (right of the panels), `notes` (texts along the
top and over the lower panel). The two panels share the time axis; each has its own value axis.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.offsets import VERSUS_LABELS
from generator.charts.template import data, expression, template
from generator.charts.theme import color
from generator.charts.time_template import AXES, along, factors, labels, notes, periods, time_axis, value_axis

NAME = "versus"
DATASETS = (
    "steps",
    "points",
    "alone",
    "periods",
    "spans",
    "days",
    "launch",
    "zero",
    "last",
    "labels",
    "totals",
    "notes",
)
_PARAMETERS: dict[str, Any] = {
    **AXES,
    "sum_domain": [0, 1],
    "sum_ticks": [0],
    "sum_labels": [""],
    "strip": 0,
    "upper": 200,
    "lower": 230,
    "dot": 16,
}


def _ground() -> list[alt.Chart]:
    """Behind both panels: baseline period, factors, launch. Between the panels, where words stand, only the first."""
    found = [periods()]
    for top, bottom in (("strip - 4", "upper"), ("lower", "height")):
        tall = {"y": alt.value(expression(top)), "y2": alt.value(expression(bottom))}
        launch = data("launch").mark_rule(stroke=color("muted"), strokeWidth=1).encode(along("start"), **tall)
        found += [*factors(top, bottom), launch]
    return found


def _band(low: str, high: str) -> list[alt.Chart]:
    """An interval through the campaign's steps, or a bar where there is but one."""
    ends = (along("at"), alt.Y(f"{low}:Q"), alt.Y2(high))
    return [
        data("steps").mark_area(fill=color("actual"), fillOpacity=0.28).encode(*ends),
        data("alone").mark_rule(stroke=color("actual"), strokeOpacity=0.4, strokeWidth=10).encode(*ends),
    ]


def _upper() -> alt.LayerChart:
    """What came, and what was expected."""
    steps, ink, tip = data("steps"), color("ink"), alt.Tooltip("tip:N")
    x = along("at")
    return alt.layer(
        *_band("low", "high"),
        steps.mark_line(stroke=color("actual"), strokeWidth=1.8, strokeDash=[5, 3]).encode(x, alt.Y("expected:Q")),
        steps.mark_line(stroke=ink, strokeWidth=1.6, strokeJoin="round").encode(
            time_axis(), value_axis("actual", between=("upper", "strip"), orient="left", grid=True)
        ),
        data("points")
        .mark_point(fill=ink, stroke=None, opacity=1, size=expression("dot"))
        .encode(x, alt.Y("actual:Q"), tooltip=tip),
        labels("labels", VERSUS_LABELS),
    )


def _lower() -> alt.LayerChart:
    """The running sum of the gap around zero."""
    steps, ink = data("steps"), color("ink")
    x = along("at")
    return alt.layer(
        *_band("running_low", "running_high"),
        data("zero")
        .mark_rule(stroke=color("target"), strokeWidth=1.2)
        .encode(along("start"), alt.X2("end"), alt.Y("value:Q")),
        steps.mark_line(stroke=ink, strokeWidth=1.6, strokeJoin="round").encode(
            x, value_axis("running", "sum", ("height", "lower"), orient="left", grid=True)
        ),
        data("last").mark_point(fill=ink, stroke=None, opacity=1, size=40).encode(x, alt.Y("running:Q")),
        labels("totals", VERSUS_LABELS),
    )


@cache
def versus_template() -> dict[str, Any]:
    """The spec all counterfactuals are filled from."""
    chart = alt.layer(*_ground(), _upper(), _lower(), notes(expression("datum.py"))).resolve_scale(y="independent")
    return template(NAME, chart, _PARAMETERS, DATASETS)
