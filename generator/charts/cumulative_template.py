"""A running total from zero as one Altair spec: how much in all?

Data sets: `plan` (dashed), `so_far` (line), `last` (its end), `words` (with place, alignment and colour).
"""

from functools import cache
from typing import Any

import altair as alt

from generator.charts.template import data, expression, template
from generator.charts.theme import color
from generator.charts.time_template import AXES, along, time_axis, value_axis

NAME = "cumulative"
DATASETS = ("plan", "so_far", "last", "words")


@cache
def cumulative_template() -> dict[str, Any]:
    """The spec all running totals are filled from."""
    ink = color("ink")
    plan, so_far, last, words = (data(name) for name in DATASETS)
    x, y = along("at"), alt.Y("value:Q")
    text = words.mark_text(align=expression("datum.align"), fill=ink, fontWeight=700)
    chart = alt.layer(
        plan.mark_line(stroke=color("target"), strokeWidth=1.4, strokeDash=[4, 3]).encode(
            time_axis(), value_axis(grid=False)
        ),
        so_far.mark_line(stroke=ink, strokeWidth=2, strokeJoin="round").encode(x, y),
        last.mark_point(fill=ink, stroke=None, opacity=1, size=50).encode(x, y),
        text.encode(alt.Text("text:N"), x=alt.value(expression("datum.px")), y=alt.value(expression("datum.py"))),
    )
    return template(NAME, chart, AXES, DATASETS)
