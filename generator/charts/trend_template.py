"""The trend as one Altair spec: when did a KPI drift, and from what?

Data sets: `points` (steps), `periods` (baseline shading), `bands` (near), `spans` and `days` (factors), `before`
(dashed mean), `targets`, `result` (at the right edge), `labels` (beside it), `notes` (texts along the top).
Text and colour of `labels` and `notes` come with their rows.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.offsets import TREND_LABELS, TREND_RESULT
from generator.charts.template import data, expression, template
from generator.charts.theme import color
from generator.charts.time_template import AXES, along, factors, labels, notes, periods, time_axis, value_axis

NAME = "trend"
DATASETS = ("points", "periods", "bands", "spans", "days", "before", "targets", "result", "labels", "notes")

_PARAMETERS: dict[str, Any] = {
    **AXES,
    "strip": 0,
    "dot": 16,
    "whisker": 2,
}


def _ground() -> list[alt.Chart]:
    """What lies behind the values: baseline period, near band, factors."""
    return [
        periods(),
        data("bands")
        .mark_rect(fill=color("band"), fillOpacity=0.7)
        .encode(along("start"), alt.X2("end"), alt.Y("low:Q"), alt.Y2("high")),
        *factors("strip - 4", "height"),
        data("before")
        .mark_rule(stroke=color("baseline"), strokeDash=[5, 3], strokeWidth=1.4)
        .encode(along("start"), alt.X2("end"), alt.Y("value:Q")),
    ]


def _series() -> list[alt.Chart]:
    """The steps: whiskers, line and dots."""
    points, tip = data("points"), alt.Tooltip("tip:N")
    stroke = color("actual")
    return [
        points.mark_rule(stroke=stroke, opacity=0.45, strokeWidth=expression("whisker")).encode(
            along("at"), alt.Y("low:Q"), alt.Y2("high"), tooltip=tip
        ),
        points.mark_line(stroke=stroke, strokeWidth=1.6, strokeJoin="round").encode(
            time_axis(), value_axis(between=("height", "strip"))
        ),
        points.mark_point(fill=stroke, stroke=None, opacity=1, size=expression("dot")).encode(
            along("at"), alt.Y("value:Q"), tooltip=tip
        ),
    ]


def _levels() -> list[alt.Chart]:
    """Target, and the result with its interval at the right edge."""
    at = alt.value(expression(f"width + {TREND_RESULT}"))
    result = data("result")
    return [
        data("targets")
        .mark_rule(stroke=color("target"), strokeWidth=2)
        .encode(along("start"), alt.X2("end"), alt.Y("value:Q")),
        result.mark_rule(stroke=color("ink"), strokeWidth=2.4).encode(alt.Y("low:Q"), alt.Y2("high"), x=at),
        result.mark_point(fill=color("ink"), stroke=None, opacity=1, size=56).encode(alt.Y("value:Q"), x=at),
    ]


@cache
def trend_template() -> dict[str, Any]:
    """The spec all trends are filled from."""
    layers = [*_ground(), *_series(), *_levels(), labels("labels", TREND_LABELS), notes(8)]
    return template(NAME, alt.layer(*layers), _PARAMETERS, DATASETS)
