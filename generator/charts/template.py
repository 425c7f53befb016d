"""What the Altair templates have in common: configuration, empty data, parameters, the step to a dictionary."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from generator.charts.theme import FONTS, TEXT, color

Row = dict[str, Any]


def expression(text: str) -> alt.ExprRef:
    """A Vega expression, for what follows the data or a parameter."""
    return alt.ExprRef(text)


def data(name: str) -> alt.Chart:
    """A layer of a data set that is filled in for each chart."""
    return alt.Chart(alt.NamedData(name))


def _configured(chart: alt.LayerChart) -> alt.LayerChart:
    """The chart in the house style: explicit frame, our fonts and colours, no text for screen readers inside."""
    text = {"labelColor": color("muted"), "labelFontSize": TEXT, "labelPadding": 6}
    return chart.configure(
        aria=False,
        font=FONTS,
        background="transparent",
        autosize=alt.AutoSizeParams(type="none"),
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            **text,
            domainColor=color("line"),
            tickColor=color("line"),
            tickSize=5,
            gridColor=color("grid"),
            labelOverlap=False,
            labelFlush=False,
            title=None,
        ),
        text=alt.MarkConfig(fontSize=TEXT, fill=color("muted"), baseline="middle"),
    )


def template(
    name: str, chart: alt.LayerChart, parameters: Mapping[str, Any], datasets: tuple[str, ...]
) -> dict[str, Any]:
    """The finished dictionary, checked against Vega-Lite's schema, with its data sets named and empty.

    Parameters are filled in for each chart, as the data sets are; their values only show their types.
    """
    chart = chart.add_params(*(alt.param(name=name, value=value) for name, value in parameters.items()))
    finished = _configured(chart).properties(usermeta={"goalposts": {"kind": name}}).to_dict(validate=True)
    return {**finished, "datasets": {dataset: [] for dataset in datasets}}
