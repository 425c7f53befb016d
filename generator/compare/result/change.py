"""A KPI's change from its baseline taken apart: a part of a campaign's results.json."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from generator.compare.result.base import Interval, ResultModel


class DriverPart(ResultModel):
    """One factor's part of a change."""

    driver: str
    """A metric, a measure, or the quotient of two measures as the metric's drivers have it: `sessions / clicks`."""
    before: float
    """An amount is brought to the campaign's length, as the KPI's own baseline is."""
    after: float
    contribution: float
    """In the KPI's own unit; the parts add up to the change."""
    interval: Interval | None = None
    """Of the driver's own after / before - 1, as a baseline's is; null where it is not known."""
    by_mix: str | None = None
    """The dimension whose segments' shares shifting did more to the driver than their own results, the same way."""


class SegmentPart(ResultModel):
    """One segment's part of a change; rate and mix of all segments of a dimension add up to it."""

    dimension: str
    segment: str
    rate: float
    """Because the segment itself did better or worse; of a total: all of its change."""
    mix: float
    """Because its share grew or shrank, against the mean of both overall rates; 0 of a total."""
    before: float | None
    """The segment's value before; null where it is new, or had nothing to divide by."""
    after: float | None
    """Its value now; null where it has vanished, or has nothing to divide by."""
    share_before: float
    """Of the denominator (of a total: of the amount); where `within` is given, of the outer segment's."""
    share_after: float
    presence: Literal["both", "new", "vanished"] = "both"
    """`new`: nothing but 0 was counted before; `vanished`: nothing but 0 is counted now."""
    within: Mapping[str, str] = Field(default_factory=dict)
    """The outer segment, where one dimension is split within another."""


class ChangeResult(ResultModel):
    """A KPI's change from its baseline taken apart: methodology section 6."""

    from_: float = Field(alias="from")
    """The baseline without reweighting; a volume's is brought to the campaign's steps."""
    to: float
    reweighted: bool = False
    """True where `baseline.value` is reweighted to the campaign's weekdays and so is not `from`: the difference is what
    the mix of weekdays alone explains."""
    needed: float | None
    """Target - from: what was needed; to the nearer end of a range. Null where the baseline had reached it, and for a
    volume whose period is not over, for its target is the whole period's."""
    drivers: tuple[DriverPart, ...] = ()
    """By logarithmic mean Divisia index; empty where the metric has no drivers, the data lacks one of them, or the
    index has no value (negative factors, several that come from 0)."""
    segments: tuple[SegmentPart, ...] = ()
    """Each dimension's segments, in the spec's order of dimensions, largest part first."""
    nested: tuple[SegmentPart, ...] = ()
    """The second dimension's segments within those of the first: the parts within one outer segment add up to that
    segment's `rate`. Empty where the data is not crossed."""
    simpson: tuple[str, ...] = ()
    """Dimensions all of whose segments moved against the whole."""
    main: Literal["drivers", "segments", "none"] = "none"
    """Which split the page tells first."""
    main_dimension: str | None = None
    """The dimension told first, where `main` is `segments`."""
