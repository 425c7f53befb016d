"""The counterfactual as one Altair spec: what came beside what would have come, and the running sum of the gap.

Data sets: `steps` (both panels' lines and bands), `points` (those with a dot), `alone` (the only step of a campaign, of
which no band can be drawn), `periods` (baseline shading), `spans` and `days` (factors), `launch`,
`zero` (of the lower panel), `last` (its end), `labels` and `totals` (right of the panels), `notes` (texts along the
top and over the lower panel). The two panels share the time axis; each has its own value axis.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import configured, expression, parameter, template
from generator.charts.theme import color

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
LABELS_AT = 10
"""px to the right of the plot."""

_PARAMETERS: dict[str, Any] = {
    "x_domain": [0, 1],
    "x_ticks": [0],
    "x_labels": [""],
    "y_domain": [0, 1],
    "y_ticks": [0],
    "y_labels": [""],
    "sum_domain": [0, 1],
    "sum_ticks": [0],
    "sum_labels": [""],
    "strip": 0,
    "upper": 200,
    "lower": 230,
    "dot": 16,
}


def _data(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:T")


def _main_x() -> alt.X:
    labels = "x_labels[indexof(x_ticks, toNumber(datum.value))]"
    return alt.X(
        "at:T",
        scale=alt.Scale(type="utc", domain=expression("x_domain"), nice=False),
        axis=alt.Axis(values=expression("x_ticks"), labelExpr=labels, grid=False, title=None),
    )


def _main_y(field: str, name: str, bottom: str, top: str) -> alt.Y:
    """The value axis of one panel, between two heights."""
    labels = f"{name}_labels[indexof({name}_ticks, datum.value)]"
    return alt.Y(
        f"{field}:Q",
        scale=alt.Scale(
            domain=expression(f"{name}_domain"),
            nice=False,
            zero=False,
            clamp=True,
            range=[expression(bottom), expression(top)],
        ),
        axis=alt.Axis(
            values=expression(f"{name}_ticks"),
            labelExpr=labels,
            domain=False,
            ticks=False,
            title=None,
            orient="left",
            grid=True,
        ),
    )


def _ground() -> list[alt.Chart]:
    """Behind both panels: baseline period, factors, launch. Between the panels, where words stand, only the first."""
    found = [
        _data("periods")
        .mark_rect(fill=color("track"))
        .encode(_x("start"), alt.X2("end"), y=alt.value(0), y2=alt.value(expression("height")))
    ]
    for top, bottom in (("strip - 4", "upper"), ("lower", "height")):
        tall = {"y": alt.value(expression(top)), "y2": alt.value(expression(bottom))}
        found += [
            _data("spans")
            .mark_rect(fill=color("baseline"), fillOpacity=0.22)
            .encode(_x("start"), alt.X2("end"), **tall),
            _data("days")
            .mark_rule(stroke=color("muted"), strokeDash=[1.5, 3], strokeWidth=1.4)
            .encode(_x("start"), **tall),
            _data("launch").mark_rule(stroke=color("muted"), strokeWidth=1).encode(_x("start"), **tall),
        ]
    return found


def _words(name: str, at: str) -> alt.Chart:
    """Words right of a panel, at a value of its axis."""
    bold = expression("datum.bold ? 700 : 400")
    words = _data(name).mark_text(align="left", fill=expression("datum.fill"), fontWeight=bold)
    return words.encode(alt.Y(f"{at}:Q"), alt.Text("text:N"), x=alt.value(expression(f"width + {LABELS_AT}")))


def _band(low: str, high: str) -> list[alt.Chart]:
    """An interval through the campaign's steps, or a bar where there is but one."""
    ends = (_x("at"), alt.Y(f"{low}:Q"), alt.Y2(high))
    return [
        _data("steps").mark_area(fill=color("actual"), fillOpacity=0.28).encode(*ends),
        _data("alone").mark_rule(stroke=color("actual"), strokeOpacity=0.4, strokeWidth=10).encode(*ends),
    ]


def _upper() -> alt.LayerChart:
    """What came, and what was expected."""
    steps, ink, tip = _data("steps"), color("ink"), alt.Tooltip("tip:N")
    x = _x("at")
    return alt.layer(
        *_band("low", "high"),
        steps.mark_line(stroke=color("actual"), strokeWidth=1.8, strokeDash=[5, 3]).encode(x, alt.Y("expected:Q")),
        steps.mark_line(stroke=ink, strokeWidth=1.6, strokeJoin="round").encode(
            _main_x(), _main_y("actual", "y", "upper", "strip")
        ),
        _data("points")
        .mark_point(fill=ink, stroke=None, opacity=1, size=expression("dot"))
        .encode(x, alt.Y("actual:Q"), tooltip=tip),
        _words("labels", "at"),
    )


def _lower() -> alt.LayerChart:
    """The running sum of the gap around zero."""
    steps, ink = _data("steps"), color("ink")
    x = _x("at")
    return alt.layer(
        *_band("running_low", "running_high"),
        _data("zero")
        .mark_rule(stroke=color("target"), strokeWidth=1.2)
        .encode(_x("start"), alt.X2("end"), alt.Y("value:Q")),
        steps.mark_line(stroke=ink, strokeWidth=1.6, strokeJoin="round").encode(
            x, _main_y("running", "sum", "height", "lower")
        ),
        _data("last").mark_point(fill=ink, stroke=None, opacity=1, size=40).encode(x, alt.Y("running:Q")),
        _words("totals", "at"),
    )


def _notes() -> alt.Chart:
    notes = _data("notes").mark_text(
        align=expression("datum.align"), fill=expression("datum.fill"), fontSize=expression("datum.size")
    )
    return notes.encode(_x("at"), alt.Text("text:N"), y=alt.value(expression("datum.py")))


@cache
def versus_template() -> dict[str, Any]:
    """The spec all counterfactuals are filled from."""
    chart = alt.layer(*_ground(), _upper(), _lower(), _notes()).resolve_scale(y="independent")
    chart = chart.add_params(*(parameter(name, value) for name, value in _PARAMETERS.items()))
    return template(NAME, configured(chart), DATASETS)
