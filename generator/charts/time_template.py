"""What the Altair templates of charts over time have in common: their axes, and the factors behind and above them."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from generator.charts.template import data, expression
from generator.charts.theme import color

AXES: Mapping[str, Any] = {
    "x_domain": [0, 1],
    "x_ticks": [0],
    "x_labels": [""],
    "y_domain": [0, 1],
    "y_ticks": [0],
    "y_labels": [""],
}
"""Parameters of the time axis and of the value axis."""


def along(field: str) -> alt.X:
    """A place on the time axis."""
    return alt.X(f"{field}:T")


def time_axis(**axis: Any) -> alt.X:
    """The time axis, for the one layer that names it: a second axis, or None in any layer, would take it from all."""
    labels = "x_labels[indexof(x_ticks, toNumber(datum.value))]"
    return alt.X(
        "at:T",
        scale=alt.Scale(type="utc", domain=expression("x_domain"), nice=False),
        axis=alt.Axis(values=expression("x_ticks"), labelExpr=labels, grid=False, title=None, **axis),
    )


def value_axis(field: str = "value", name: str = "y", between: tuple[str, str] | None = None, **axis: Any) -> alt.Y:
    """The value axis with the parameters of a name, where it has a place of its own `between` two heights."""
    labels = f"{name}_labels[indexof({name}_ticks, datum.value)]"
    place = {"clamp": True, "range": [expression(end) for end in between]} if between else {}
    return alt.Y(
        f"{field}:Q",
        scale=alt.Scale(domain=expression(f"{name}_domain"), nice=False, zero=False, **place),
        axis=alt.Axis(
            values=expression(f"{name}_ticks"), labelExpr=labels, domain=False, ticks=False, title=None, **axis
        ),
    )


def periods() -> alt.Chart:
    """The baseline's days, shaded from top to bottom."""
    full = {"y": alt.value(0), "y2": alt.value(expression("height"))}
    return data("periods").mark_rect(fill=color("track")).encode(along("start"), alt.X2("end"), **full)


def factors(top: str, bottom: str) -> list[alt.Chart]:
    """What happened beside the campaign, from one height to another: for some days, or on one."""
    tall = {"y": alt.value(expression(top)), "y2": alt.value(expression(bottom))}
    spans = data("spans").mark_rect(fill=color("baseline"), fillOpacity=0.22)
    days = data("days").mark_rule(stroke=color("muted"), strokeDash=[1.5, 3], strokeWidth=1.4)
    return [spans.encode(along("start"), alt.X2("end"), **tall), days.encode(along("start"), **tall)]


def labels(name: str, right: int) -> alt.Chart:
    """Words so many px to the right of the plot, each at a value of its axis."""
    bold = expression("datum.bold ? 700 : 400")
    words = data(name).mark_text(align="left", fill=expression("datum.fill"), fontWeight=bold)
    return words.encode(alt.Y("at:Q"), alt.Text("text:N"), x=alt.value(expression(f"width + {right}")))


def notes(y: Any) -> alt.Chart:
    """Words over the plot, each at its day and at a height."""
    words = data("notes").mark_text(
        align=expression("datum.align"), fill=expression("datum.fill"), fontSize=expression("datum.size")
    )
    return words.encode(along("at"), alt.Text("text:N"), y=alt.value(y))
