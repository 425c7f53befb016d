"""The waterfall as one Altair spec: which parts lead from one level to another?

Data sets: `steps` (floating bars), `links` (from a bar to the next), `lines` (the levels), `covers` (where lines give
way to words), `words` (names, sizes and heads, each with its place, alignment and colour). y counts rows from the top.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import data, expression, template
from generator.charts.theme import color

NAME = "waterfall"
DATASETS = ("steps", "links", "lines", "covers", "words")
_PARAMETERS: dict[str, Any] = {"x_domain": [0, 1], "rows": 1, "x_ticks": [0], "x_labels": [""]}


def _main_x() -> alt.X:
    labels = "x_labels[indexof(x_ticks, datum.value)]"
    return alt.X(
        "start:Q",
        scale=alt.Scale(domain=expression("x_domain"), nice=False, zero=False),
        axis=alt.Axis(values=expression("x_ticks"), labelExpr=labels, grid=True, title=None),
    )


def _main_y() -> alt.Y:
    scale = alt.Scale(domain=expression("[0, rows]"), nice=False, zero=False, range=[0, expression("height")])
    return alt.Y("top:Q", scale=scale, axis=alt.Axis(values=[], domain=False, grid=False, title=None))


def _px(field: str) -> Any:
    return alt.value(expression(f"datum.{field}"))


@cache
def waterfall_template() -> dict[str, Any]:
    """The spec all waterfalls are filled from."""
    steps = data("steps").mark_rect(fill=color("actual"), stroke=color("actual"), strokeWidth=1)
    links = data("links").mark_rule(stroke=color("baseline"), strokeWidth=1)
    lines = data("lines").mark_rule(
        stroke=expression("datum.stroke"), strokeWidth=expression("datum.width"), strokeDash=expression("datum.dash")
    )
    words = data("words").mark_text(
        align=expression("datum.align"),
        fill=expression("datum.fill"),
        fontWeight=expression("datum.bold ? 700 : 400"),
    )
    y, y2 = alt.Y("top:Q"), alt.Y2("bottom")
    chart = alt.layer(
        links.encode(alt.X("value:Q"), y, y2),
        steps.encode(_main_x(), alt.X2("end"), _main_y(), y2, tooltip=alt.Tooltip("tip:N")),
        lines.encode(alt.X("value:Q"), y=_px("px"), y2=alt.value(expression("height"))),
        data("covers").mark_rect(fill=color("ground")).encode(y, y2, x=_px("left"), x2=_px("right")),
        words.encode(alt.Y("at:Q"), alt.Text("text:N"), x=_px("px")),
    )
    return template(NAME, chart, _PARAMETERS, DATASETS)
