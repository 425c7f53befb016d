"""Rows that say from when to when they count: a row over a whole month is no day's row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.data.columns import bare
from generator.data.dates import Days
from generator.data.table import Grain

_ENDS = {
    "reporting starts": ("reporting ends",),
    "报告开始日期": ("报告结束日期",),
    "开始日期": ("结束日期",),
    "开始时间": ("结束时间",),
    "start date": ("end date", "stop date"),
    "date start": ("date stop", "date end"),
    "date_start": ("date_stop", "date_end"),
    "start": ("end",),
    "from": ("to", "until"),
    "week start": ("week end",),
    "week starting": ("week ending",),
}
"""Name of a column of first days, without case and unit -> names of the column of last days beside it."""
FIRST_DAYS = frozenset(_ENDS)
"""Names of columns of first days."""
LAST_DAYS = frozenset(name for names in _ENDS.values() for name in names)
"""Names of columns of last days."""
_WEEK, _MONTH = 7, range(28, 32)


@dataclass(frozen=True, slots=True)
class Spans:
    """What the rows cover: a grain, or the first row that covers something else, and its days."""

    grain: Grain | None = None
    odd: int | None = None
    days: int = 0


def end_column(header: Sequence[str], start: int) -> int | None:
    """Return the place of the column of last days that goes with the column of first days, if there is one."""
    wanted = _ENDS.get(bare(header[start]), ())
    return next((place for place, name in enumerate(header) if bare(name) in wanted), None)


def spans(first: Days, last: Days) -> Spans:
    """Compare first and last days; rows over a day each say nothing, over weeks or months say so."""
    lengths = (last - first).astype(np.int64) + 1
    lengths = np.where(np.isnat(first) | np.isnat(last), 1, lengths)
    if np.all(lengths == 1):
        return Spans()
    if np.all(lengths == _WEEK):
        return Spans(Grain.WEEK)
    starts_month = first == first.astype("datetime64[M]").astype("datetime64[D]")
    if np.all(starts_month) and np.all(np.isin(lengths, _MONTH)) and len(np.unique(first)) > 1:
        return Spans(Grain.MONTH)
    odd = int(np.argmax(lengths != 1))
    return Spans(odd=odd, days=int(lengths[odd]))
