"""metrics.yml as models. The text under a field is what an editor shows when it is pointed at."""

from collections.abc import Mapping

from pydantic import Field

from generator.errors import Location
from generator.spec import fields
from generator.spec.values import Better, Model, Stage, Unit


class MeasureSpec(Model):
    """What a column counts."""

    title: fields.Words
    """What it is called on the pages."""
    unit: Unit = Unit.COUNT
    """How its numbers are read."""
    additive: fields.Flag = True
    """False: it may not be summed over days or segments (reach, unique users)."""
    signed: fields.Flag = False
    """True: negative numbers are ordinary (profit), not a mistake in the data."""


class MetricSpec(Model):
    """One entry of metrics.yml or of the built-in catalogue, as written."""

    title: fields.Words
    """What it is called on the pages."""
    formula: fields.Formula
    """Measures and `+ - * /`, such as `cost / leads`; a bare measure is its sum over the period."""
    unit: Unit
    """How its numbers are read."""
    better: Better
    """Which way it should go."""
    stage: Stage
    """Where in the customer's way it sits."""
    drivers: fields.Formula | None = None
    """How it splits into factors, for diagnosis: `cost_per_click / lead_rate`."""
    explains: fields.Words | None = None
    """One paragraph for its page: what it tells."""
    confused_with: fields.Words | None = None
    """What it is taken for and is not."""
    source: fields.Words | None = None
    """Where the definition comes from."""
    subset: fields.Flag = False
    """True: the numerator counts a subset of the denominator, so the metric is a proportion of 0 to 1."""


class MetricsInput(Model):
    """What metrics.yml says."""

    measures: Mapping[str, MeasureSpec] = Field(default_factory=dict)
    """Measures that sources may map and formulas may use, each under its id."""
    metrics: Mapping[str, MetricSpec] = Field(default_factory=dict)
    """Metrics that KPIs may name, each under its id; one of the catalogue's is replaced."""


class MetricsFile(MetricsInput):
    """metrics.yml: measures and metrics, added to and overriding the built-in ones."""

    file: str = ""
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, repr=False)
