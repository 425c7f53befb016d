"""The catalogue: built-in metrics and measures, with a site's own added."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.errors import did_you_mean
from generator.metrics.definitions import Definitions, Metric, define
from generator.spec.load import load_metrics
from generator.spec.model import MeasureSpec, MetricsFile
from generator.spec.vocabulary import MetricWords, Vocabulary

__all__ = ["BUILT_IN", "Catalogue", "Metric", "UnknownMetricError", "builtin", "load_catalogue"]

BUILT_IN = Path(__file__).with_name("catalogue.yml")
"""The metrics and measures that come with Goalposts, in the format of a site's own metrics.yml."""


class UnknownMetricError(LookupError):
    """A metric that is not in the catalogue; the message offers the nearest one."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every metric and measure a site knows."""

    metrics: Mapping[str, Metric]
    measures: Mapping[str, MeasureSpec]

    def metric(self, name: str) -> Metric:
        """Return a metric by its id; raises UnknownMetricError."""
        if name not in self.metrics:
            raise UnknownMetricError(f"`{name}` is not a metric; {did_you_mean(name, self.metrics)}".rstrip("; "))
        return self.metrics[name]

    def vocabulary(self) -> Vocabulary:
        """The names campaigns may use (objectives, areas and campaigns are added by the caller)."""
        signed = frozenset(name for name, measure in self.measures.items() if measure.signed)
        words = {name: _words(metric, signed) for name, metric in self.metrics.items()}
        return Vocabulary(metrics=words, measures=frozenset(self.measures))


def _words(metric: Metric, signed: frozenset[str]) -> MetricWords:
    spec, formula = metric.spec, metric.formula
    measures = frozenset(leaf.measure for leaf in formula.leaves)
    below_zero = "-" in str(formula) or not measures.isdisjoint(signed)
    return MetricWords(spec.unit, spec.better, measures, formula.is_volume, below_zero, spec.subset)


@cache
def builtin() -> Catalogue:
    """Return the catalogue that comes with Goalposts; it is read once."""
    file = load_metrics(BUILT_IN, BUILT_IN.parent)
    known = define(file, Definitions({}, {}), own=False)
    return Catalogue(known.metrics, known.measures)


def load_catalogue(own: MetricsFile | None) -> Catalogue:
    """Return the built-in catalogue with a site's own metrics and measures added to it or put in place of its own.

    Raises ReportError with every problem in the site's file.
    """
    if own is None:
        return builtin()
    base = builtin()
    known = define(own, Definitions(base.metrics, base.measures), own=True)
    return Catalogue(known.metrics, known.measures)
