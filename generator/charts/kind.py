"""A kind of chart: one Altair spec, built and checked once, then filled with each chart's numbers and words.

Building and validating an Altair chart costs far more than filling a ready spec, so whatever differs between two
charts of a kind is data or a parameter: named data sets, parameters by name, and the frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]

PLACEHOLDER = "kind"


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's inner size and what is left free around it, in px."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def padding(self) -> dict[str, float]:
        """The free space as Vega names it."""
        return {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}


@dataclass(frozen=True, slots=True)
class Fill:
    """What makes one chart out of a kind."""

    frame: Frame
    parameters: Mapping[str, Any]
    datasets: Mapping[str, Rows]


def filled(template: Spec, fill: Fill) -> dict[str, Any]:
    """The template with one chart's frame, parameters and data: a complete Vega-Lite spec.

    Raises KeyError where a parameter or data set is missing, or has no place in the template.
    """
    names = [entry["name"] for entry in template["params"]]
    _same(names, fill.parameters)
    _same(template["datasets"], fill.datasets)
    return {
        **template,
        "width": fill.frame.width,
        "height": fill.frame.height,
        "padding": fill.frame.padding,
        "params": [{**entry, "value": fill.parameters[entry["name"]]} for entry in template["params"]],
        "datasets": dict(fill.datasets),
    }


def _same(wanted: Sequence[str] | Mapping[str, Any], given: Mapping[str, Any]) -> None:
    differing = set(wanted) ^ set(given)
    if differing:
        raise KeyError(", ".join(sorted(differing)))


def kind_of(spec: Spec) -> str:
    """The kind a filled spec belongs to."""
    name: str = spec["usermeta"]["goalposts"][PLACEHOLDER]
    return name
