"""The catalogue: built-in metrics and measures, with a site's own added."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.metrics.formula import Formula
from generator.spec.model import MeasureSpec, MetricSpec
from generator.spec.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric ready to compute."""

    id: str
    spec: MetricSpec
    formula: Formula
    own: bool = False
    """True where the site's metrics.yml defines or overrides it."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every metric and measure a site knows."""

    metrics: Mapping[str, Metric]
    measures: Mapping[str, MeasureSpec]

    def vocabulary(self) -> Vocabulary:
        """The names campaigns may use (objectives, areas and campaigns are added by the caller)."""
        raise NotImplementedError
