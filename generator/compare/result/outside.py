"""What the outside did to a KPI: a part of a campaign's results.json."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from generator.compare.result.base import Interval, ResultModel, Verdict


class CounterfactualResult(ResultModel):
    """What would have happened without the campaign, and the difference: methodology section 5.

    Of a volume, `actual`, `expected`, `effect` and `interval` are totals over the campaign's steps; of a ratio they are
    its value over the period, each step weighted by its denominator.
    """

    actual: float
    expected: float
    effect: float
    """actual - expected."""
    interval: Interval
    """Of the effect, at the KPI's confidence."""
    relative: float | None
    """effect / expected; null where nothing or less was expected."""
    relative_interval: Interval | None
    average: float
    """The effect a step of the grain (of a ratio: the effect itself)."""
    average_interval: Interval
    p: float
    """Tail probability: share of simulated outcomes without a campaign that are at least as far out as the actual, on
    its side."""
    placebo: float | None
    """Share of placebo runs inside the baseline that cried wolf at a nominal 5%; null where none could be run."""
    placebo_runs: int
    method: Literal["controls", "season"]
    """With control series, or from the series' own level and season."""
    controls: tuple[str, ...] = ()
    """The controls used, each as source.measure, with its segment where it has one."""
    left_out: Mapping[str, str] = Field(default_factory=dict)
    """Control -> why it was not used: a code (`moved_by_campaign`, `break_at_start`, `too_short`, `no_variation`,
    `not_chosen`)."""
    doubtful: tuple[str, ...] = ()
    """Controls that were used although their own path changed with the start: what moved them moved all of them, be it
    the market, which they then rightly stand for, or the campaign."""
    year_before: float | None = None
    """By what share the same steps a year before lay above (below 0: under) what was to be expected then, where that
    was out of the ordinary: taken for the season, it is in `expected`. Null where the baseline does not reach back so
    far, or they were nothing special."""
    level: Literal["level", "trend"]
    season: int | None
    """Steps of the season that was modelled: 7 for a week of days."""
    steps: int
    """Steps of the campaign that were compared."""
    history: int
    """Steps of the baseline that the model was fitted on."""
    outside: float | None
    """expected / baseline - 1: how far the outside alone would have moved the KPI."""
    outside_interval: Interval | None
    adjusted: float | None
    """The KPI's value had the outside stayed as it was in the baseline: its value x baseline / expected. Null while the
    campaign runs."""
    adjusted_verdict: Verdict | None
    """What the verdict would be by `adjusted`; stands beside the verdict, never in its place."""
