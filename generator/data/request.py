"""What is asked of the data: one campaign's aggregates as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.metrics.formula import Leaf
from generator.spec.model import Campaign, MeasureSpec


@dataclass(frozen=True, slots=True)
class Request:
    """A campaign, the aggregates its formulas need, what the measures count, and the day that counts as today."""

    campaign: Campaign
    leaves: tuple[Leaf, ...]
    measures: Mapping[str, MeasureSpec]
    as_of: date
    ratios: tuple[tuple[str, str, str], ...] = ()
    """KPIs that divide one sum by another: metric, numerator and denominator."""

    @property
    def launched(self) -> bool:
        """False before the campaign's first day, when there need be no data yet."""
        return self.campaign.period.start <= self.as_of
