"""What a metric came to over a window: a formula over sums, never a mean of daily figures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from generator.compare.frames import WHOLE, Slice, Steps, Table, Total
from generator.compare.reason import Reason
from generator.data.table import Grain
from generator.metrics.catalogue import Metric
from generator.spec.model import MeasureSpec, Period

Values = Mapping[str, str | int | float]

ADDITIVE = frozenset({"sum", "count"})
"""Aggregates that add up over steps."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric read over one window, for the whole campaign or a segment."""

    metric: Metric
    value: float | None
    reason: Reason | None
    reason_values: Values
    sums: Mapping[str, float | None]
    rows: int
    steps: Steps
    """Its steps with data. A ratio has those where its own measures have a value; a volume has every step on which the
    campaign has any row, 0 where it lacks one, because its mean step must count the days on which nothing came."""
    additive: bool
    """True where every part of the formula adds up over steps."""
    dated: bool
    """True where the steps hold all of the sums; False where undated rows of another source are missing from them, or
    days of a step that lies across the window's edge."""
    grain: Grain
    """Its own step: by day where all of its measures are, though others of the campaign be by week."""

    @property
    def is_volume(self) -> bool:
        """True for a total that is counted in full."""
        return self.metric.formula.is_volume

    @property
    def has_series(self) -> bool:
        """True where the steps can stand for the total."""
        return self.additive and self.dated and len(self.steps.days) > 0


def is_additive(metric: Metric, measures: Mapping[str, MeasureSpec]) -> bool:
    """Say whether every part of the formula adds up over steps."""
    return all(leaf.function in ADDITIVE and _adds_up(leaf.measure, measures) for leaf in metric.formula.leaves)


def _rows_used(metric: Metric, total: Total, sources_of: Mapping[str, tuple[str, ...]]) -> int:
    """Return the rows of the sources that the formula's measures come from."""
    used = {source for leaf in metric.formula.leaves for source in sources_of.get(leaf.measure, ())}
    return sum(total.by_source.get(source, 0) for source in used) if used else total.rows


def read(
    metric: Metric, table: Table, which: Slice, window: tuple[str, Period], measures: Mapping[str, MeasureSpec]
) -> Reading:
    """Read a metric's value, sums and steps over a window, given by its name in `totals` and its days.

    A table remembers what was read of it: judgement, diagnosis and checks ask for the same.
    """
    name, period = window
    key = (metric.id, which, name, period.start, period.end)
    found = table.readings.get(key)
    if not isinstance(found, Reading) or found.metric is not metric:
        found = table.readings[key] = _read(metric, table, which, window, measures)
    return found


def _read(
    metric: Metric, table: Table, which: Slice, window: tuple[str, Period], measures: Mapping[str, MeasureSpec]
) -> Reading:
    name, period = window
    total = table.total(name, which)
    keys = tuple(leaf.key for leaf in metric.formula.leaves)
    sums = {key: total.sums.get(key) for key in keys}
    grain = table.grain_of(leaf.measure for leaf in metric.formula.leaves)
    steps = _steps(metric, table, which, period, grain)
    rows = _rows_used(metric, total, table.data.sources_of)
    value, reason, values = _value(metric, rows, sums, table.refused(name, which))
    additive, dated = is_additive(metric, measures), _add_up(steps, sums)
    return Reading(metric, value, reason, values, sums, rows, steps, additive, dated, grain)


def _value(
    metric: Metric, rows: int, sums: Mapping[str, float | None], unsummable: Mapping[str, int]
) -> tuple[float | None, Reason | None, Values]:
    """Evaluate the formula, or say why it has no value."""
    if rows == 0:
        return None, Reason.NO_ROWS, {}
    for key in sums:
        if key in unsummable:
            return None, Reason.UNSUMMABLE, {"measure": key, "rows": unsummable[key]}
    outcome = metric.formula.evaluate(sums)
    if outcome.reason is None:
        return outcome.value, None, {}
    return None, Reason(outcome.reason), {"measure": outcome.leaf or ""}


def _steps(metric: Metric, table: Table, which: Slice, period: Period, grain: Grain) -> Steps:
    keys = tuple(leaf.key for leaf in metric.formula.leaves)
    own = table.steps(which, grain).within(period).holding(keys)
    if not metric.formula.is_volume:
        return own
    campaign = table.steps(WHOLE, grain).within(period)
    return own.on(np.union1d(campaign.days, own.days))


def _add_up(steps: Steps, sums: Mapping[str, float | None]) -> bool:
    """Check that the dated steps hold all of each sum: undated rows of another source would be missing from them."""
    return all(
        total is not None and math.isclose(_sum(steps, key), total, rel_tol=1e-6, abs_tol=1e-9)
        for key, total in sums.items()
    )


def _sum(steps: Steps, key: str) -> float:
    return float(steps.columns[key].sum()) if key in steps.columns else 0.0


def _adds_up(measure: str, measures: Mapping[str, MeasureSpec]) -> bool:
    return measure not in measures or measures[measure].additive
