"""The names a campaign may use: what the reader of campaign.yml needs to know of metrics and strategy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.spec.inside import MOST
from generator.spec.model import Better, Unit


@dataclass(frozen=True, slots=True)
class MetricWords:
    """What must be known of a metric to read a KPI on it."""

    unit: Unit
    better: Better
    measures: frozenset[str]
    """Measures its formula needs."""
    volume: bool
    """True when the formula is one bare measure, a total that is counted in full."""
    signed: bool = False
    """True where it may be below zero: it takes something away, or a measure of it may be negative."""
    subset: bool = False
    """True where it is a part of a whole, which cannot pass 100%."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every name that may be referred to."""

    metrics: Mapping[str, MetricWords]
    measures: frozenset[str]
    objectives: frozenset[str] = field(default_factory=frozenset)
    key_result_areas: frozenset[str] = field(default_factory=frozenset)
    campaigns: frozenset[str] = field(default_factory=frozenset)
    short: Mapping[str, str] = field(default_factory=dict)
    """What metrics are called for short, in lower case, such as cpc -> cost_per_click."""
    connections: Mapping[str, str] = field(default_factory=dict)
    """The databases that site_config.yml lets campaigns read: name -> address, its file absolute."""
    files: int = MOST
    """Files and folders that a campaign's folder may hold."""
