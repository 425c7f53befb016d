"""A running total from zero as one Altair spec: how much in all?

Data sets: `plan` (dashed), `so_far` (line), `last` (its end), `words` (with place, alignment and colour).
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import configured, expression, parameter, template
from generator.charts.theme import color

NAME = "cumulative"
DATASETS = ("plan", "so_far", "last", "words")
_PARAMETERS: dict[str, Any] = {
    "x_domain": [0, 1],
    "x_ticks": [0],
    "x_labels": [""],
    "y_domain": [0, 1],
    "y_ticks": [0],
    "y_labels": [""],
}


def _main_x() -> alt.X:
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
        scale=alt.Scale(domain=expression("y_domain"), nice=False, zero=False),
        axis=alt.Axis(
            values=expression("y_ticks"), labelExpr=labels, domain=False, ticks=False, grid=False, title=None
        ),
    )


@cache
def cumulative_template() -> dict[str, Any]:
    """The spec all running totals are filled from."""
    ink = color("ink")
    plan, so_far, last, words = (alt.Chart(alt.NamedData(name)) for name in DATASETS)
    x, y = alt.X("at:T"), alt.Y("value:Q")
    text = words.mark_text(align=expression("datum.align"), fill=ink, fontWeight=700)
    chart = alt.layer(
        plan.mark_line(stroke=color("target"), strokeWidth=1.4, strokeDash=[4, 3]).encode(_main_x(), _main_y()),
        so_far.mark_line(stroke=ink, strokeWidth=2, strokeJoin="round").encode(x, y),
        last.mark_point(fill=ink, stroke=None, opacity=1, size=50).encode(x, y),
        text.encode(alt.Text("text:N"), x=alt.value(expression("datum.px")), y=alt.value(expression("datum.py"))),
    ).add_params(*(parameter(name, value) for name, value in _PARAMETERS.items()))
    return template(NAME, configured(chart), DATASETS)
