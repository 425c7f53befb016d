"""The forest as one Altair spec: every KPI's change since before, on one scale.

Data sets: `middle` (no change), `covers` (where the grid gives way to words), `lifts` (dot and interval), `beyond`
(arrows of what lies off the scale), `words` (names, texts and heads, each with its place, alignment and colour).
y counts rows from the top.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import data, expression, template
from generator.charts.theme import color

NAME = "forest"
DATASETS = ("middle", "covers", "lifts", "beyond", "words")
_PARAMETERS: dict[str, Any] = {"limit": 0.3, "rows": 1, "x_ticks": [0], "x_labels": [""]}


def _x() -> alt.X:
    labels = "x_labels[indexof(x_ticks, datum.value)]"
    return alt.X(
        "lift:Q",
        scale=alt.Scale(domain=expression("[-limit, limit]"), nice=False, clamp=True),
        axis=alt.Axis(values=expression("x_ticks"), labelExpr=labels, grid=True, title=None),
    )


def _y(field: str = "row") -> alt.Y:
    return alt.Y(f"{field}:Q")


def _main_y() -> alt.Y:
    scale = alt.Scale(domain=expression("[0, rows]"), nice=False, range=[0, expression("height")])
    return alt.Y("row:Q", scale=scale, axis=alt.Axis(values=[], domain=False, grid=False, title=None))


def _arrows() -> list[alt.Chart]:
    beyond = data("beyond")
    ink = color("ink")
    return [
        beyond.mark_rule(stroke=ink, strokeWidth=1.8, strokeDash=[3, 2]).encode(alt.X("tail:Q"), alt.X2("end"), _y()),
        beyond.mark_point(
            fill=ink, stroke=None, opacity=1, size=52, shape="triangle", angle=expression("datum.angle")
        ).encode(alt.X("end:Q"), _y()),
    ]


@cache
def forest_template() -> dict[str, Any]:
    """The spec all forests are filled from."""
    lifts, words = data("lifts"), data("words")
    covers = data("covers").mark_rect(fill=color("ground"))
    ink, tip = color("ink"), alt.Tooltip("tip:N")
    middle = data("middle").mark_rule(stroke=color("target"), strokeWidth=1.6)
    text = words.mark_text(align=expression("datum.align"), fill=expression("datum.fill"))
    chart = alt.layer(
        middle.encode(alt.X("lift:Q"), y=alt.value(0), y2=alt.value(expression("height"))),
        covers.encode(_y("top"), alt.Y2("bottom"), x=alt.value(-1), x2=alt.value(expression("width + 1"))),
        lifts.mark_rule(stroke=ink, strokeWidth=2).encode(alt.X("low:Q"), alt.X2("high"), _y(), tooltip=tip),
        lifts.mark_point(fill=ink, stroke=None, opacity=1, size=56).encode(_x(), _main_y(), tooltip=tip),
        *_arrows(),
        text.encode(_y("at"), alt.Text("text:N"), x=alt.value(expression("datum.px"))),
    )
    return template(NAME, chart, _PARAMETERS, DATASETS)
