"""The question: which KPIs are asked about, of which series, with which controls beside them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from generator.compare.before import Why
from generator.compare.frames import WHOLE, Days, Floats, day_number
from generator.compare.question import SEASON
from generator.compare.reason import Reason
from generator.compare.result import KpiResult
from generator.compare.run import Case
from generator.compare.value import Reading, read
from generator.data.table import ControlSeries, Grain
from generator.spec.model import Period, Role

ENOUGH: Mapping[Grain, int] = {Grain.DAY: 21, Grain.WEEK: 20, Grain.MONTH: 18}
"""Steps of history from which controls can be told from chance."""
ENOUGH_ALONE: Mapping[Grain, int] = {Grain.DAY: 63, Grain.WEEK: 52, Grain.MONTH: 24}
"""Steps of history from which a series may speak for itself, without controls: nine weeks, a year, two years."""


YEAR: Mapping[Grain, int] = {Grain.DAY: 364, Grain.WEEK: 52, Grain.MONTH: 12}


@dataclass(frozen=True, slots=True)
class Question:
    """A KPI's series before and during its campaign, with the controls beside it; all on one regular grid of steps."""

    metric: str
    days: Days
    """First day of each step, baseline, gap and campaign (days since 1970)."""
    launched: int
    """Place of the campaign's first step in `days`."""
    series: Floats
    """The KPI step by step; NaN where there is none, and in a gap between baseline and campaign."""
    weights: Floats | None
    """Of a ratio: the weights with which its steps average to its value; None for a volume."""
    names: tuple[str, ...]
    controls: Floats
    """steps x names."""
    moved: tuple[str, ...]
    """Controls that are made of what the KPI itself is made of."""
    grain: Grain
    season: int
    confidence: float
    floor: float | None

    @property
    def year(self) -> int:
        """Steps in a year, on the same weekday."""
        return YEAR[self.grain]

    @property
    def history(self) -> int:
        """Observed steps before the campaign."""
        return int(np.isfinite(self.series[: self.launched]).sum())


def questions(case: Case, results: Sequence[KpiResult]) -> Iterator[tuple[str, Question | Why]]:
    """Gather what is asked of the models for one campaign, by metric; or why nothing can be.

    With controls every KPI is asked about. Without them only those that need it, the headline KPI and those that a
    recorded factor touches, and only where the history is long enough to tell a season from a lift.
    """
    baseline = case.campaign.baseline
    if baseline is None or baseline.period is None:
        return
    headline = next((kpi.metric for kpi in results if kpi.role is Role.PRIMARY), results[0].metric)
    touched = {metric for factor in case.campaign.factors for metric in factor.on}
    for kpi in results:
        if kpi.segment is not None or kpi.value is None:
            continue
        asked = _question(case, kpi, baseline.period)
        with_controls = isinstance(asked, Question) and bool(asked.names)
        if with_controls or kpi.metric == headline or kpi.metric in touched:
            yield kpi.metric, asked if isinstance(asked, Why) else _long_enough(asked)


def _long_enough(asked: Question) -> Question | Why:
    needed = (ENOUGH if asked.names else ENOUGH_ALONE)[asked.grain]
    if asked.history >= needed:
        return asked
    return Why(Reason.SHORT_HISTORY, {"steps": asked.history, "needed": needed})


def _question(case: Case, kpi: KpiResult, before: Period) -> Question | Why:
    metric, table = case.catalogue.metrics[kpi.metric], case.context.table
    now = read(metric, table, WHOLE, case.window, case.catalogue.measures)
    past = read(metric, table, WHOLE, ("baseline", before), case.catalogue.measures)
    grain = now.grain
    if not (now.has_series and past.has_series) or grain not in SEASON:
        return Why(Reason.NO_SERIES)
    grid = _grid(before.start, int(now.steps.days[-1]), past.steps.days, grain)
    launched = int(np.searchsorted(grid, int(now.steps.days[0])))
    series = np.full(len(grid), math.nan)
    for reading in (past, now):
        series[np.searchsorted(grid, reading.steps.days)] = _steps(reading)
    weights = None if now.is_volume else _weights(now)
    if not now.is_volume and weights is None:
        return Why(Reason.NOT_ADDITIVE)
    names, controls, moved = _controls(case, kpi, grid, launched, grain)
    return Question(
        metric=kpi.metric,
        days=grid,
        launched=launched,
        series=series,
        weights=None if weights is None else _on(grid[launched:], now.steps.days, weights),
        names=names,
        controls=controls,
        moved=moved,
        grain=grain,
        season=SEASON[grain],
        confidence=kpi.confidence,
        floor=None if any((values < 0).any() for values in now.steps.columns.values()) else 0.0,
    )


def _grid(start: date, last: int, seen: Days, grain: Grain) -> Days:
    """Every step from the baseline's first to the campaign's last."""
    first = int(seen[0])
    if grain is Grain.DAY:
        return np.arange(day_number(start), last + 1)
    if grain is Grain.WEEK:
        return np.arange(first, last + 1, 7)
    months = np.arange(_month(first), _month(last) + 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64)


def _month(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[M]").astype(np.int64))


def _steps(reading: Reading) -> Floats:
    columns = reading.steps.columns
    return next(iter(columns.values())) if reading.is_volume else reading.metric.formula.evaluate_rows(columns)


def _weights(reading: Reading) -> Floats | None:
    """Find the measure by which a ratio's steps average to its value; None where there is none."""
    rows = reading.metric.formula.evaluate_rows(reading.steps.columns)
    for column in reversed(tuple(reading.steps.columns.values())):
        known = np.isfinite(rows) & (column > 0)
        if known.any() and reading.value is not None:
            mean = float(rows[known] @ column[known] / column[known].sum())
            if math.isclose(mean, reading.value, rel_tol=1e-9):
                return column
    return None


def _on(grid: Days, days: Days, values: Floats) -> Floats:
    placed = np.full(len(grid), math.nan)
    placed[np.searchsorted(grid, days)] = values
    return placed


def _controls(
    case: Case, kpi: KpiResult, grid: Days, launched: int, grain: Grain
) -> tuple[tuple[str, ...], Floats, tuple[str, ...]]:
    """Put the control series on the grid; those made of the KPI's own numbers are named, and left out.

    One by week or month cannot be laid beside a KPI by day.
    """
    table = case.context.table
    sources = table.data.sources_of
    own = {leaf.measure for leaf in case.catalogue.metrics[kpi.metric].formula.leaves}
    there, moved = [], []
    for series in table.data.controls:
        if series.measure in own and series.source in sources.get(series.measure, ()):
            moved.append(series.name)
        elif grain is not Grain.DAY or table.grain_of((series.measure,)) is Grain.DAY:
            there.append((series.name, _summed(series, grid, grain)))
    usable = [(name, values) for name, values in there if np.isfinite(values[launched:]).any()]
    columns = np.column_stack([values for _, values in usable]) if usable else np.zeros((len(grid), 0))
    return tuple(name for name, _ in usable), columns, tuple(moved)


def _summed(series: ControlSeries, grid: Days, grain: Grain) -> Floats:
    """Add a control up to the steps of the grid; NaN where it has no day in a step."""
    days = series.days.astype(np.int64)
    place = np.searchsorted(grid, days, side="right") - 1
    last = {Grain.DAY: 1, Grain.WEEK: 7}.get(grain, 31)
    inside = (place >= 0) & (days < grid[-1] + last)
    sums = np.bincount(place[inside], series.values[inside], len(grid))
    seen = np.bincount(place[inside], minlength=len(grid)) > 0
    return np.asarray(np.where(seen, sums, math.nan))
