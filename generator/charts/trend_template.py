"""The trend as one Altair spec: when did a KPI drift, and from what?

Data sets: `points` (steps), `periods` (baseline shading), `bands` (near), `spans` and `days` (factors), `before`
(dashed mean), `targets`, `result` (at the right edge), `labels` (beside it), `notes` (texts along the top).
Text and colour of `labels` and `notes` come with their rows.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import configured, expression, parameter, template
from generator.charts.theme import color

NAME = "trend"
DATASETS = ("points", "periods", "bands", "spans", "days", "before", "targets", "result", "labels", "notes")
RESULT_AT, LABELS_AT = 12, 23
"""px to the right of the plot."""

_PARAMETERS: dict[str, Any] = {
    "x_domain": [0, 1],
    "x_ticks": [0],
    "x_labels": [""],
    "y_domain": [0, 1],
    "y_ticks": [0],
    "y_labels": [""],
    "strip": 0,
    "dot": 16,
    "whisker": 2,
}


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T")


def _main_x() -> alt.X:
    """The one layer that names the x axis: a second axis, or None in any layer, would take it away from all."""
    labels = "x_labels[indexof(x_ticks, toNumber(datum.value))]"
    return alt.X(
        "at:T",
        scale=alt.Scale(type="utc", domain=expression("x_domain"), nice=False),
        axis=alt.Axis(values=expression("x_ticks"), labelExpr=labels, grid=False, title=None),
    )


def _main_y() -> alt.Y:
    labels = "y_labels[indexof(y_ticks, datum.value)]"
    return alt.Y(
        "value:Q",
        scale=alt.Scale(
            domain=expression("y_domain"),
            nice=False,
            zero=False,
            clamp=True,
            range=[expression("height"), expression("strip")],
        ),
        axis=alt.Axis(values=expression("y_ticks"), labelExpr=labels, domain=False, ticks=False, title=None),
    )


def _data(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _ground() -> list[alt.Chart]:
    """What lies behind the values: baseline period, near band, factors."""
    full = {"y": alt.value(0), "y2": alt.value(expression("height"))}
    below = {**full, "y": alt.value(expression("strip - 4"))}
    return [
        _data("periods").mark_rect(fill=color("track")).encode(_x("start"), alt.X2("end"), **full),
        _data("bands")
        .mark_rect(fill=color("band"), fillOpacity=0.7)
        .encode(_x("start"), alt.X2("end"), alt.Y("low:Q"), alt.Y2("high")),
        _data("spans").mark_rect(fill=color("baseline"), fillOpacity=0.22).encode(_x("start"), alt.X2("end"), **below),
        _data("days")
        .mark_rule(stroke=color("muted"), strokeDash=[1.5, 3], strokeWidth=1.4)
        .encode(_x("start"), **below),
        _data("before")
        .mark_rule(stroke=color("baseline"), strokeDash=[5, 3], strokeWidth=1.4)
        .encode(_x("start"), alt.X2("end"), alt.Y("value:Q")),
    ]


def _series() -> list[alt.Chart]:
    """The steps: whiskers, line and dots."""
    points, tip = _data("points"), alt.Tooltip("tip:N")
    stroke = color("actual")
    return [
        points.mark_rule(stroke=stroke, opacity=0.45, strokeWidth=expression("whisker")).encode(
            _x("at"), alt.Y("low:Q"), alt.Y2("high"), tooltip=tip
        ),
        points.mark_line(stroke=stroke, strokeWidth=1.6, strokeJoin="round").encode(_main_x(), _main_y()),
        points.mark_point(fill=stroke, stroke=None, opacity=1, size=expression("dot")).encode(
            _x("at"), alt.Y("value:Q"), tooltip=tip
        ),
    ]


def _levels() -> list[alt.Chart]:
    """Target, and the result with its interval at the right edge."""
    at = alt.value(expression(f"width + {RESULT_AT}"))
    result = _data("result")
    return [
        _data("targets")
        .mark_rule(stroke=color("target"), strokeWidth=2)
        .encode(_x("start"), alt.X2("end"), alt.Y("value:Q")),
        result.mark_rule(stroke=color("ink"), strokeWidth=2.4).encode(alt.Y("low:Q"), alt.Y2("high"), x=at),
        result.mark_point(fill=color("ink"), stroke=None, opacity=1, size=56).encode(alt.Y("value:Q"), x=at),
    ]


def _words() -> list[alt.Chart]:
    """Labels beside the plot, and notes along its top."""
    bold = expression("datum.bold ? 700 : 400")
    labels = _data("labels").mark_text(align="left", fill=expression("datum.fill"), fontWeight=bold)
    notes = _data("notes").mark_text(
        align=expression("datum.align"), fill=expression("datum.fill"), fontSize=expression("datum.size")
    )
    return [
        labels.encode(alt.Y("at:Q"), alt.Text("text:N"), x=alt.value(expression(f"width + {LABELS_AT}"))),
        notes.encode(_x("at"), alt.Text("text:N"), y=alt.value(8)),
    ]


@cache
def trend_template() -> dict[str, Any]:
    """The spec all trends are filled from."""
    layers = [*_ground(), *_series(), *_levels(), *_words()]
    chart = alt.layer(*layers).add_params(*(parameter(name, value) for name, value in _PARAMETERS.items()))
    return template(NAME, configured(chart), DATASETS)
