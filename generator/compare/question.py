"""What the model of a KPI's pace needs to know, gathered from a campaign's table: numbers alone, to be sent anywhere.

The history is the baseline (where it is a period of the same data) and the campaign to date, step by step. What lies
between the two is left out: whoever chose the baseline passed it over. A day without a row is missing, except where its
weekday mostly has none (no calls at weekends): then it counts 0, now and in the days to come.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from generator.compare.before import Context, Why
from generator.compare.certainty import never_negative
from generator.compare.frames import WHOLE, Days, Floats, Slice, Steps, day_number
from generator.compare.quotient import Quotient, quotient
from generator.compare.reason import Reason
from generator.compare.result import KpiResult, Verdict
from generator.compare.trend import own_end
from generator.compare.value import Reading, read
from generator.compare.verdict import Goal, goal_of_result
from generator.data.table import Grain, Plan
from generator.stats.change import weekdays
from generator.stats.longrun import MIN_STEPS

SEASON = {Grain.DAY: 7, Grain.WEEK: 52, Grain.MONTH: 12}
WEEK = 7
Pace = Literal["plan", "weekdays", "even"]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A KPI while it runs (or as it ran), as numbers: picklable, and known by its content."""

    top: Floats
    """The formula's numerator step by step (a volume: the volume itself), up to the last step that is over; NaN where
    it is missing."""
    bottom: Floats | None
    """Its denominator; None for a volume, or any plain sum."""
    launched: int
    """Place of the campaign's first step in the two."""
    starts: Days
    """First day of every step of the campaign's period, those to come included."""
    ends: Days
    """Last day of each."""
    over: int
    """How many of them are over: the last `over` of the history, and the rest is to be forecast."""
    planned: Floats
    """Of a sum: what each step of the period was to bring. Empty for a ratio."""
    pace: Pace | None
    low: float
    """Ends between which the target is met; infinite where an end does not bind."""
    high: float
    settled: Verdict | None
    """A verdict that is certain already."""
    value: float
    """The KPI to date, steps that are not over included."""
    season: int
    floor: bool
    """True where it can never be negative."""
    cap: float | None
    """The most it can be, of a share."""
    running: bool

    @property
    def ahead(self) -> int:
        """Steps still to come."""
        return len(self.starts) - self.over

    @property
    def rises(self) -> bool:
        """True for a total that can never fall."""
        return self.floor and self.bottom is None

    @property
    def goal(self) -> float:
        """The target as one number: of a range, its middle."""
        ends = [end for end in (self.low, self.high) if np.isfinite(end)]
        return sum(ends) / len(ends)

    def observed(self, over: int) -> int:
        """Count the steps with a number, up to the campaign's first `over`."""
        return int(np.isfinite(self.top[: self.launched + over]).sum())


def question(kpi: KpiResult, reading: Reading, context: Context, which: Slice = WHOLE) -> Question | Why:
    """Gather what a forecast of a KPI needs, or say why none can be made.

    None can be made of a formula that is no sum and no ratio of sums over steps (max, reach, a product of two ratios),
    of rows without dates, or of fewer than 14 steps of baseline and campaign together. Costs well under a millisecond.
    """
    written = quotient(reading.metric.formula.tree)
    why = _why_not(reading, written)
    if why is not None or written is None or reading.value is None:
        return why or Why(Reason.NOT_ADDITIVE)
    before = _baseline(reading, which, context)
    grid = _Grid(context, reading)
    top, bottom = grid.history(before, written)
    asked = _asked(kpi, reading, context, grid, (top, bottom))
    seen = asked.observed(asked.over)
    if seen < MIN_STEPS:
        return Why(Reason.TOO_FEW_STEPS, {"steps": seen, "needed": MIN_STEPS})
    if bottom is not None:
        return asked
    planned, pace = _planned(asked, before, grid, context.table.data.plans.get(kpi.metric) if which == WHOLE else None)
    return replace(asked, planned=planned, pace=pace)


def _why_not(reading: Reading, written: Quotient | None) -> Why | None:
    if reading.value is None:
        return Why(reading.reason, reading.reason_values)
    if not reading.additive or written is None:
        return Why(Reason.NOT_ADDITIVE)
    return None if reading.has_series else Why(Reason.NO_SERIES)


def _asked(
    kpi: KpiResult, reading: Reading, context: Context, grid: "_Grid", history: tuple[Floats, Floats | None]
) -> Question:
    goal: Goal = goal_of_result(kpi)
    never = never_negative(reading.metric, context.rules)
    ratio = reading.metric.formula.ratio
    return Question(
        top=history[0],
        bottom=history[1],
        launched=len(history[0]) - grid.over,
        starts=grid.starts,
        ends=grid.ends,
        over=grid.over,
        planned=np.empty(0),
        pace=None,
        low=goal.low,
        high=goal.high,
        settled=kpi.verdict if grid.running and kpi.verdict in (Verdict.MET, Verdict.MISSED) else None,
        value=reading.value or 0.0,
        season=SEASON[grid.grain],
        floor=never and all(bool((column >= 0).all()) for column in reading.steps.columns.values()),
        cap=ratio.scale if ratio and reading.metric.spec.subset else None,
        running=grid.running,
    )


def _baseline(reading: Reading, which: Slice, context: Context) -> Steps:
    """Return the steps of the baseline; none where it is no period of the same data, or does not add up."""
    period = context.baseline.period if context.baseline else None
    if period is None:
        return Steps(reading.steps.days[:0], {key: column[:0] for key, column in reading.steps.columns.items()})
    return read(reading.metric, context.table, which, ("baseline", period), context.rules.measures).steps


class _Grid:
    """The steps of a campaign's period, and the history laid out on them without a gap."""

    def __init__(self, context: Context, reading: Reading) -> None:
        self.grain = reading.grain
        self.running = context.judged.end < context.period.end
        self._steps = reading.steps
        first, last = day_number(context.period.start), day_number(context.period.end)
        numbers = np.arange(self._number(np.array([first]))[0], self._number(np.array([last]))[0] + 1)
        starts = self._start(numbers)
        inside = (starts >= first) & (starts <= last)
        self._first = int(numbers[inside][0])
        self.starts: Days = starts[inside]
        self.ends: Days = np.array([own_end(self.grain, int(day)) for day in self.starts], dtype=np.int64)
        baseline = context.baseline.period if context.baseline else None
        self._before_end = day_number(baseline.end) if baseline else self._first - 1
        rows = context.table.steps(WHOLE, self.grain).within(context.judged).days
        latest = int(rows[-1]) if len(rows) else first - 1
        over = self.starts <= latest
        if self.running:
            over &= self.ends <= day_number(context.judged.end)
        self.over = int(over.sum())

    def history(self, before: Steps, written: Quotient) -> tuple[Floats, Floats | None]:
        """Lay out numerator and denominator from the baseline's first step to the last that is over."""
        numbers = self._number(before.days)
        first = min(int(numbers[0]), self._first) if len(numbers) else self._first
        size = self._first + self.over - first
        places = np.concatenate([numbers, self._number(self._steps.days)]) - first
        kept = places < size
        columns = {
            key: self._laid(places[kept], np.concatenate([before.columns.get(key, np.empty(0)), column])[kept], size)
            for key, column in self._steps.columns.items()
        }
        idle = self._idle(places[kept], (self._before_end - first + 1, self._first - first), size)
        top = np.where(idle, 0.0, written.top.of(columns))
        return top, None if written.bottom is None else np.where(idle, 0.0, written.bottom.of(columns))

    @staticmethod
    def _laid(places: Days, column: Floats, size: int) -> Floats:
        laid = np.full(size, np.nan)
        laid[places] = column
        return laid

    def _idle(self, places: Days, between: tuple[int, int], size: int) -> np.ndarray:
        """Mark the missing days on whose weekday there is mostly no row; those between the windows stay missing."""
        idle = np.zeros(size, dtype=bool)
        if self.grain is not Grain.DAY:
            return idle
        covered = np.ones(size, dtype=bool)
        covered[max(between[0], 0) : between[1]] = False
        missing = covered.copy()
        missing[places] = False
        day = np.arange(size) % WEEK
        rate = np.bincount(day[missing], minlength=WEEK) / np.maximum(np.bincount(day[covered], minlength=WEEK), 1)
        return np.asarray(missing & (rate[day] > 0.5))  # noqa: PLR2004  mostly

    def _number(self, days: Days) -> Days:
        """Count steps, so that neighbours are one apart."""
        if self.grain is Grain.MONTH:
            return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return days // WEEK if self.grain is Grain.WEEK else days

    def _start(self, numbers: Days) -> Days:
        """Return the first day of each step; weeks begin on the weekday that the data's weeks begin on."""
        if self.grain is Grain.MONTH:
            return numbers.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        return numbers * WEEK + int(self._steps.days[0]) % WEEK if self.grain is Grain.WEEK else numbers


def _planned(asked: Question, before: Steps, grid: _Grid, plan: Plan | None) -> tuple[Floats, Pace]:
    """Spread the target over the period: by the plan file, else by the baseline's weekdays, else evenly.

    A plan's amounts are taken as they are, whatever they add up to.
    """
    if plan is not None:
        return plan.between(asked.starts, asked.ends), "plan"
    if grid.grain is Grain.DAY and len(before.days):
        amounts = asked.top[: len(asked.top) - asked.over]
        days = asked.starts[0] - len(amounts) + np.arange(len(amounts))
        profile = _weekday_means(days[np.isfinite(amounts)], amounts[np.isfinite(amounts)])
        shares = profile[weekdays(asked.starts)]
        if np.isfinite(profile).all() and (profile >= 0).all() and shares.sum() > 0:
            return asked.goal * shares / shares.sum(), "weekdays"
    return np.full(len(asked.starts), asked.goal / len(asked.starts)), "even"


def _weekday_means(days: Days, amounts: Floats) -> Floats:
    """Mean of each weekday; NaN where one does not occur."""
    which = weekdays(days)
    counts = np.bincount(which, minlength=WEEK)
    totals = np.bincount(which, weights=amounts, minlength=WEEK)
    return np.asarray(np.divide(totals, counts, out=np.full(WEEK, np.nan), where=counts > 0))
