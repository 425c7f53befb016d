"""The results: frozen models that are also the published JSON, `goalposts/results/1`.

Numbers are plain numbers (0.0304, never "3.04%"); absent is null, never 0.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.compare.reason import Method, Reason
from generator.compare.result_base import ResultModel, Verdict
from generator.compare.result_targets import TargetsResult
from generator.spec.model import Better, Role, Unit

__all__ = [
    "SCHEMA",
    "BaselineResult",
    "CampaignHead",
    "CampaignResult",
    "Certainty",
    "ChangeResult",
    "CheckResult",
    "CounterfactualResult",
    "DriverPart",
    "DroppedRow",
    "FileResult",
    "ForecastResult",
    "ForecastState",
    "Interval",
    "KpiResult",
    "Level",
    "NoteResult",
    "ResultModel",
    "ScoreResult",
    "ScoreTerm",
    "SegmentPart",
    "State",
    "Verdict",
    "WeekdaysResult",
]

SCHEMA: Literal["goalposts/results/1"] = "goalposts/results/1"


class Certainty(StrEnum):
    """Whether it would hold again."""

    CLEAR = "clear"
    CLOSE_CALL = "close call"
    COUNTED = "counted"


class State(StrEnum):
    """Where the campaign's period lies as of the day of the report."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    FINISHED = "finished"


Interval = tuple[float, float]


class BaselineResult(ResultModel):
    """The KPI's metric before the campaign, and the change since."""

    value: float | None
    """As compared with: reweighted to the campaign's weekdays where `reweighted`; a volume is per step of the grain
    times the campaign's steps."""
    plain: float | None = None
    """The same without reweighting; for a volume the plain total of the baseline, or the amount given."""
    lift: float | None = None
    """campaign / baseline - 1."""
    interval: Interval | None = None
    """At the KPI's confidence, on the log scale."""
    reweighted: bool = False
    method: Method | None = None
    """How the campaign's side of the interval was made; `long-run variance` for a volume."""
    method_before: Method | None = None
    """How the baseline's side was made; null for `values`, which are taken as known."""
    days: int | None = None
    source: str
    """"period", "campaign" or "values"."""
    reason: Reason | None = None
    """Why there is no value, no lift or no interval; with `weekday_missing` there may be all three."""
    reason_values: Mapping[str, str | int | float] = Field(default_factory=dict)


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


class ForecastState(StrEnum):
    """Where a running campaign stands: methodology section 8."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    CERTAIN_MET = "certain to be met"
    CERTAIN_MISSED = "certain to be missed"


class ForecastResult(ResultModel):
    """Where a KPI will end: methodology section 8."""

    projected: float
    """Median of the simulated outcomes of the whole period."""
    interval: Interval
    """80%."""
    probability: float
    """Of meeting the target (both ends, for a range)."""
    state: ForecastState | None
    """Null for a finished campaign."""
    expected_to_date: float | None
    """By the plan file, the baseline's weekday profile or evenly; of a ratio, the target."""
    pace: Literal["plan", "weekdays", "even"] | None
    required: float | None
    """What each step left must bring (of a ratio: the rate of the rest of the period) to reach the target."""
    current: float | None
    """What a step brought so far (of a ratio: its value so far)."""
    steps_left: int
    first_likely_miss: date | None = None
    """Of a finished campaign that missed: the first day on which a miss was likely (over 70%) and stayed so."""


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class CheckResult(ResultModel):
    """What a check found, or that it passed."""

    code: str
    level: Level
    at: str
    """file:line:column of the offending key or row."""
    message: str
    """In English."""
    said: Mapping[str, str] = {}
    """The same in each language."""
    waived: str | None = None
    """The reason, where it is waived."""

    def said_in(self, language: str) -> str:
        """Return the message in a language, else in English."""
        return self.said.get(language, self.message)


class ScoreTerm(ResultModel):
    """One KPI's part of the campaign's score."""

    metric: str
    weight: float
    share: float
    """Its weight over the sum of the weights that count; 0 where there is nothing to score."""
    attainment: float | None
    used: float | None
    """What entered the score: the attainment (or the progress where `by_progress`), capped, and not below 0."""
    capped: bool = False
    by_progress: bool = False
    by_verdict: bool = False
    """Neither attainment nor progress has a value: the verdict itself counts."""
    points: float | None
    """share x used."""
    won: float | None
    """points - share: above 0 where the KPI lifts the score, below where it costs."""


class ScoreResult(ResultModel):
    """The campaign's score, term by term, and what held it back."""

    value: float | None
    """While the period runs: to date."""
    met: float
    near: float
    cap: float
    terms: tuple[ScoreTerm, ...]
    held_back_by: tuple[str, ...] = ()
    """Metrics of the musts and guardrails that were missed (or have no value) and so keep the verdict from `met`."""
    left_out: tuple[str, ...] = ()
    """Metrics with nothing to score: no value, or neither attainment nor a progress that counts."""


class WeekdaysResult(ResultModel):
    """A daily KPI's period by weekday, Monday first: what brings it to the weekdays of a campaign compared with it."""

    days: tuple[int, ...]
    """Days with data."""
    sums: Mapping[str, tuple[float, ...]]
    """Leaf key -> its sum."""


class KpiResult(ResultModel):
    """One KPI judged, for the whole campaign (`segment` null) or for one segment."""

    metric: str
    segment: Mapping[str, str] | None = None
    unit: Unit
    better: Better
    role: Role
    weight: float
    must: bool
    value: float | None
    target: float | Interval
    target_text: str
    near: float | Interval
    """The far edge of the near band; both outer edges for a range."""
    verdict: Verdict
    attainment: float | None
    progress: float | None
    certainty: Certainty | None
    interval: Interval | None
    confidence: float
    method: Method | None
    spread: Interval | None = None
    """Of a volume: the interval of its mean step times its steps, what a repeat might bring. Not drawn; serves lift."""
    reason: Reason | None = None
    """Why there is no value or no interval."""
    reason_values: Mapping[str, str | int | float] = Field(default_factory=dict)
    formula: str
    sums: Mapping[str, float | None]
    """Leaf key -> its aggregate over the period."""
    rows: int
    days: int
    """Steps of the grain with data (days, or weeks) inside the period; 0 where the rows have no date. A volume counts
    every step on which the campaign has any row: what it lacks on one of them is 0."""
    grain: str = "day"
    """What `days` counts: day, week or month, or none; the campaign's own unless its sources have different ones."""
    weekdays: WeekdaysResult | None = None
    """Null where the rows are not by day, or do not add up."""
    baseline: BaselineResult | None = None
    counterfactual: CounterfactualResult | None = None
    change: ChangeResult | None = None
    forecast: ForecastResult | None = None
    next_steps: tuple[str, ...] = ()
    """Ids of the entries of the playbook that fit best."""
    at: str
    """file:line:column of the KPI in its spec."""


class DroppedRow(ResultModel):
    """A row that was left out."""

    row: int
    why: str


class FileResult(ResultModel):
    """A file that was read."""

    file: str
    source: str
    sha256: str
    size: int
    rows: int
    dropped: tuple[DroppedRow, ...]
    encoding: str | None
    delimiter: str | None
    decimal: str | None


class NoteResult(ResultModel):
    """What was dropped, guessed or repaired on reading, or should be known."""

    kind: str
    code: str
    file: str
    rows: tuple[int, ...]
    values: Mapping[str, str | int | float]


class CampaignHead(ResultModel):
    """What is said of the campaign as a whole."""

    id: str
    name: Mapping[str, str]
    period: tuple[date, date]
    as_of: date
    state: State
    verdict: Verdict
    certainty: Certainty | None
    """Of the headline KPI: the first primary one, or the first."""
    headline: str
    """Metric of the headline KPI."""
    score: float | None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    currency: str | None = None
    budget: float | None = None
    spent: float | None = None
    """Sum of the measure `cost` over the period, where there is one."""
    objective: str | None = None
    kra: str | None = None
    grain: str
    data_to: date | None = None
    kpis_met: int
    kpis: int


class CampaignResult(ResultModel):
    """A campaign's results.json."""

    schema_: Literal["goalposts/results/1"] = Field(default=SCHEMA, alias="schema")
    campaign: CampaignHead
    kpis: tuple[KpiResult, ...]
    """Whole-campaign KPIs in the spec's order, each followed by its segments' own targets."""
    score: ScoreResult
    checks: tuple[CheckResult, ...] = ()
    """Findings, raised and waived, worst first."""
    passed: tuple[str, ...] = ()
    """Codes of the checks that ran and found nothing."""
    targets: TargetsResult | None = None
    """Whether the targets are those that were set in advance; null where nobody asked git."""
    data: tuple[FileResult, ...]
    notes: tuple[NoteResult, ...]
