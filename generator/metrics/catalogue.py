"""The catalogue: built-in metrics and measures, with a site's own added."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.errors import did_you_mean, offered
from generator.metrics.definitions import Definitions, Metric, define
from generator.spec.load import load_metrics
from generator.spec.model import MeasureSpec, MetricsFile
from generator.spec.vocabulary import MetricWords, Vocabulary
from generator.text import Said

__all__ = ["BUILT_IN", "Catalogue", "Metric", "UnknownMetricError", "builtin", "load_catalogue"]

BUILT_IN = Path(__file__).with_name("catalogue.yml")
"""The metrics and measures that come with Goalposts, in the format of a site's own metrics.yml."""


_BRACKETED = re.compile(r"[(（]([A-Za-z]{2,6})[)）]$")
ALSO_CALLED: Mapping[str, str] = {
    "clickthrough_rate": "ctr",
    "click_through_rate": "ctr",
    "cr": "conversion_rate",
    "cost_per_acquisition": "cost_per_conversion",
    "cost_per_action": "cost_per_conversion",
    "cost_per_mille": "cpm",
    "spend": "cost",
    "sales": "revenue",
    "gmv": "revenue",
}
"""Common names without brackets in a title -> the metric meant."""


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
            raise UnknownMetricError(f"`{name}` is not a metric; {self.meant(name)}".rstrip("; "))
        return self.metrics[name]

    def meant(self, name: str) -> Said:
        """Return the sentence that offers the metric probably meant, or an empty string."""
        known = self.short.get(name.strip().lower())
        return offered(known) if known else did_you_mean(name, self.metrics)

    def vocabulary(self) -> Vocabulary:
        """The names campaigns may use (objectives, areas and campaigns are added by the caller)."""
        signed = frozenset(name for name, measure in self.measures.items() if measure.signed)
        words = {name: _words(metric, signed) for name, metric in self.metrics.items()}
        return Vocabulary(metrics=words, measures=frozenset(self.measures), short=self.short)

    @property
    def short(self) -> Mapping[str, str]:
        """What metrics are called for short: what stands in brackets in a title, and what else the field says."""
        found = {name: metric for name, metric in ALSO_CALLED.items() if metric in self.metrics}
        for name, metric in self.metrics.items():
            for title in metric.spec.title.by_language.values():
                if bracketed := _BRACKETED.search(title):
                    found.setdefault(bracketed[1].lower(), name)
        return {name: metric for name, metric in found.items() if name not in self.metrics}


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
