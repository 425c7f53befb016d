"""The fan as one Altair spec: will it get there?

Data sets: `near` (zone), `forecast` (quantiles from today on), `now` (today), `targets`, `so_far`, `points` (its steps,
where there is room), `last` (its end), `dots` (outcomes, right of the plot), `words` (with place, alignment and
colour). Places in px count from the plot's top left corner.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.offsets import FAN_PANEL, FAN_STRIP
from generator.charts.template import data, expression, template
from generator.charts.theme import color
from generator.charts.time_template import AXES, along, time_axis, value_axis

NAME = "fan"
DATASETS = ("near", "forecast", "now", "targets", "so_far", "points", "last", "dots", "words")
_BANDS = (("low95", "high95", 0.16), ("low80", "high80", 0.2), ("low50", "high50", 0.32))
_PARAMETERS: dict[str, Any] = {
    **AXES,
    "panel": 100,
    "dot": 100,
    "step_dot": 8,
}


def _areas() -> list[alt.Chart]:
    x, forecast = along("at"), data("forecast")
    near = data("near").mark_area(fill=color("band"), fillOpacity=0.7)
    bands = [
        forecast.mark_area(fill=color("actual"), fillOpacity=opacity).encode(x, alt.Y(f"{low}:Q"), alt.Y2(high))
        for low, high, opacity in _BANDS
    ]
    middle = forecast.mark_line(stroke=color("ink"), strokeWidth=1.2, strokeDash=[2, 3])
    return [near.encode(x, alt.Y("target:Q"), alt.Y2("edge")), *bands, middle.encode(x, alt.Y("middle:Q"))]


def _rules() -> list[alt.Chart]:
    """Today, and the target across the plot and again beside the dots."""
    targets = data("targets").mark_rule(stroke=color("target"), strokeWidth=2)
    panel = {
        "x": alt.value(expression(f"width + {FAN_PANEL}")),
        "x2": alt.value(expression(f"width + {FAN_PANEL} + panel")),
    }
    return [
        data("now")
        .mark_rule(stroke=color("muted"), strokeDash=[1.5, 3], strokeWidth=1.4)
        .encode(along("at"), y=alt.value(-FAN_STRIP), y2=alt.value(expression(f"height + {FAN_STRIP}"))),
        targets.encode(alt.Y("value:Q"), x=alt.value(0), x2=alt.value(expression("width"))),
        targets.encode(alt.Y("value:Q"), **panel),
    ]


def _marks() -> list[alt.Chart]:
    """The course so far, and the outcomes."""
    ink, tip = color("ink"), alt.Tooltip("tip:N")
    x, y, so_far = along("at"), alt.Y("value:Q"), data("so_far")
    dots = data("dots").mark_point(
        fill=expression("datum.fill"),
        stroke=expression("datum.stroke"),
        strokeWidth=1.6,
        opacity=1,
        size=expression("dot"),
    )
    return [
        so_far.mark_line(stroke=ink, strokeWidth=2, strokeJoin="round", clip=True).encode(
            time_axis(offset=FAN_STRIP), value_axis()
        ),
        data("points")
        .mark_point(fill=ink, stroke=None, opacity=1, size=expression("step_dot"))
        .encode(x, y, tooltip=tip),
        data("last").mark_point(fill=ink, stroke=None, opacity=1, size=64).encode(x, y, tooltip=tip),
        dots.encode(y, x=alt.value(expression(f"width + {FAN_PANEL} + datum.px"))),
    ]


@cache
def fan_template() -> dict[str, Any]:
    """The spec all fans are filled from."""
    words = data("words").mark_text(
        align=expression("datum.align"),
        fill=expression("datum.fill"),
        fontWeight=expression("datum.bold ? 700 : 400"),
    )
    text = words.encode(alt.Text("text:N"), x=alt.value(expression("datum.px")), y=alt.value(expression("datum.py")))
    chart = alt.layer(*_areas(), *_rules(), *_marks(), text)
    return template(NAME, chart, _PARAMETERS, DATASETS)
