"""What the charts are fed: plain numbers and strings already worded for the reader."""

from dataclasses import dataclass, field
from datetime import date

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """How values are written on an axis: `prefix` + number x `scale` + `suffix`.

    A rate kept as 0.0304 and shown as 3.04% has scale 100 and suffix "%"; decimals follow from the step of the axis.
    `compact` shortens large numbers: pairs of (power, suffix), largest first. `whole` keeps to whole numbers.
    """

    prefix: str = ""
    suffix: str = ""
    scale: float = 1
    whole: bool = False
    compact: tuple[tuple[float, str], ...] = ((1e9, "B"), (1e6, "M"))


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a trend. `tip` is what is read when the point is touched: "2 - 8 Mar 2026: $14.20"."""

    start: date
    end: date
    """Last day of the step, included."""
    value: float | None
    low: float | None = None
    high: float | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that happened: on one day (`end` None) or over several. Numbered from 1 in the order given."""

    start: date
    label: str
    end: date | None = None


@dataclass(frozen=True, slots=True)
class TrendData:
    """A KPI over time, and the levels on the same scale. `period` is the campaign's, both days included."""

    points: tuple[Point, ...]
    period: tuple[date, date]
    target: float | Interval
    near: float | Interval | None = None
    """Far edge of the near band; both outer edges for a range."""
    value: float | None = None
    interval: Interval | None = None
    baseline: float | None = None
    baseline_period: tuple[date, date] | None = None
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendLabels:
    """The words of a trend. `target` has one text, or two for a range: of its low line and of its high line."""

    result: str
    """"Result $15.08"; empty where there is no result."""
    target: tuple[str, ...]
    before: str = ""
    """"Before $13.89"."""
    baseline: str = ""
    """"Baseline: 8 weeks before": stands over the shaded period where it fits."""
    baseline_short: str = ""
    axis: Axis = field(default_factory=Axis)
    locale: str = "en"
    """Decides how months are written."""


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One KPI's change since before, in the wanted direction: above 0 is better.

    `text` carries the raw sign: "up 8.6%".
    """

    name: str
    text: str
    lift: float | None
    interval: Interval | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class ForestLabels:
    """The words of a forest, or of one lift row."""

    worse: str
    """"worse than before", without its arrow."""
    better: str
    off_scale: str = ""
    """Follows a row's text where the change lies beyond the axis: " (off scale)", with the space it needs."""


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """One part of a change. `text` is its size with its sign, as printed beside its bar: "+0.54"."""

    name: str
    contribution: float
    text: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class WaterfallGroup:
    """Parts that belong together. Without a name, the rows stand without a heading."""

    name: str
    rows: tuple[WaterfallRow, ...]


@dataclass(frozen=True, slots=True)
class WaterfallData:
    """A change taken apart: the parts of all groups, in the order given, lead from `start` to `end`."""

    start: float
    end: float
    groups: tuple[WaterfallGroup, ...]
    target: float | None = None
    """None where there is none, or where `start` is the target itself."""
    from_target: bool = False
    """The change is counted from the target, not from what was before; `start` is then drawn as one."""


@dataclass(frozen=True, slots=True)
class WaterfallLabels:
    """The words over a waterfall's lines: "Before $13.50", "Result $15.08", "Target $13.00"."""

    start: str
    end: str
    target: str = ""
    axis: Axis = field(default_factory=Axis)


Quantiles = tuple[float, float, float, float, float, float, float]
"""2.5%, 10%, 25%, 50%, 75%, 90% and 97.5%, ascending."""


@dataclass(frozen=True, slots=True)
class FanData:
    """The pace of a running KPI, every value as it stands at the end of its step.

    With `distance` values are how far the running total lies above its plan, so that `target` is 0; without, they are
    the running value itself, as of a ratio.
    """

    steps: tuple[date, ...]
    """First day of every step of the period."""
    end: date
    """Last day of the period."""
    so_far: tuple[float, ...]
    """Of the steps that are over."""
    forecast: tuple[Quantiles, ...]
    """Of the steps to come."""
    outcomes: tuple[float, ...]
    """Equally likely values at the end, ascending: a dot each."""
    reached: tuple[bool, ...]
    """Whether each outcome reaches the target."""
    target: float | Interval = 0.0
    distance: bool = True
    near: tuple[float, ...] = ()
    """Far edge of the near zone at the end of every step; empty where there is none."""
    tips: tuple[str, ...] = ()
    """What is read when a step that is over is touched."""


@dataclass(frozen=True, slots=True)
class FanWords:
    """The words of a fan in one size; a text that finds no place is left out."""

    above: str
    """"ahead of plan"."""
    below: str
    now: str
    """"5 July, day 35"."""
    gap: str
    """"+46 on plan"."""
    ending: str
    """"Ending on 30 Aug": over the dots."""
    dots: str
    """"each dot: 1 in 20": under them."""


@dataclass(frozen=True, slots=True)
class FanLabels:
    """The words of a fan. `narrow` also stands in where a text of `wide` finds no place."""

    wide: FanWords
    narrow: FanWords
    plan: tuple[str, ...]
    """On the axis, one for each line of the target: "plan", or the target's value."""
    target: tuple[str, ...]
    """Right of the dots where there is room: "9,000"."""
    forecast: str = ""
    """"forecast: half, 80%, 95%"."""
    near: str = ""
    axis: Axis = field(default_factory=Axis)
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class CumulativeData:
    """A running total from zero, and its plan, as they stand at the end of each step."""

    steps: tuple[date, ...]
    """First day of every step of the period."""
    end: date
    so_far: tuple[float, ...]
    plan: tuple[float, ...]
    """Of every step."""


@dataclass(frozen=True, slots=True)
class CumulativeLabels:
    """The words of a running total: "3,508" at its end, "9,000" at the plan's."""

    so_far: str
    target: str
    zero: str = "0"
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class VersusStep:
    """One step: what came and what was expected. The interval and the running sum are the campaign's alone."""

    start: date
    end: date
    """Last day of the step, included."""
    actual: float | None
    expected: float | None
    interval: Interval | None = None
    """Of `expected`, 95%, for a single step."""
    running: float | None = None
    """Sum of actual - expected since launch (of a ratio: the mean difference so far)."""
    running_interval: Interval | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class VersusData:
    """A KPI beside what would have come without the campaign."""

    steps: tuple[VersusStep, ...]
    launched: date
    baseline_period: tuple[date, date]
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class VersusLabels:
    """The words of a counterfactual."""

    actual: str
    """Right of the line's end: "Actual"."""
    expected: str
    running: str
    """Over the lower panel: "Sum of the difference since launch"."""
    running_short: str = ""
    total: str = ""
    """Right of its end: "+1,240"."""
    baseline: str = ""
    """"Baseline: 8 weeks before": stands over the shaded period where it fits."""
    baseline_short: str = ""
    axis: Axis = field(default_factory=Axis)
    running_axis: Axis = field(default_factory=Axis)
    locale: str = "en"
