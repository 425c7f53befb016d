"""A KPI's plan file: a date and a planned amount, by day, week or month.

It is read as the sources are, in any of their text formats and encodings, and every cell that cannot be read is named
with its line. The date column is the one called like a date; the amount is the other column, or of several the one that
is called by the metric or `planned`.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from generator.data.columns import Wanted, bare, fold
from generator.data.date_column import called_a_date
from generator.data.dates import find_grain
from generator.data.filerows import FileRows
from generator.data.files import DataFile, Kind, data_file, kind_of, load
from generator.data.gather import SourceAsk
from generator.data.guard import Guard
from generator.data.reading import open_sheet, read_rows
from generator.data.table import Grain, Plan
from generator.errors import Location, Problem, ReportError
from generator.spec.inside import leads_outside
from generator.spec.model import Campaign, Kpi, MeasureSpec, Source, Text, Unit
from generator.text import quoted, say

_NAMES = frozenset({"planned", "plan", "planned amount", "target", "计划", "计划值", "目标"})
"""What an amount's column is called where it does not bear the metric's name."""
_DATES = ("date", "day", "week", "month", "日期", "datum", "fecha")
"""What a header is known by, beside the amount, before its delimiter is."""


def read_plans(campaign: Campaign, root: Path, guard: Guard | None = None) -> Mapping[str, Plan]:
    """Read the plans of a campaign's KPIs by metric; raises ReportError with every problem in all of them."""
    found: dict[str, Plan] = {}
    problems: list[Problem] = []
    for number, kpi in enumerate(campaign.kpis):
        if kpi.plan is None:
            continue
        at = campaign.at("kpis", number, "plan")
        try:
            found[kpi.metric] = _read(campaign, kpi, at, root, guard or Guard())
        except ReportError as error:
            problems.extend(error.problems)
    if problems:
        raise ReportError(problems)
    return found


def _read(campaign: Campaign, kpi: Kpi, at: Location, root: Path, guard: Guard) -> Plan:
    metric, name = kpi.metric, kpi.plan or ""
    file = data_file(campaign.folder / name, campaign, root)
    if leads_outside(file.path, campaign.folder):
        what = say(
            en="`{name}` is a link that leads out of the campaign's folder",
            zh="`{name}` 是链接，指向活动文件夹之外",
            name=name,
        )
        raise ReportError([Problem(at, what, say(en="a file inside it", zh="活动文件夹里的文件"))])
    data = load(file, guard)
    kind = kind_of(file, data[:4096])
    if kind is Kind.PARQUET:
        what = say(en="the plan is a Parquet file", zh="计划是 Parquet 文件")
        expected = say(en="CSV, TSV, XLSX or JSON", zh="CSV、TSV、XLSX 或 JSON")
        raise ReportError([Problem(file.at, what, expected)])
    with closing(open_sheet(file, kind, data, _ask(campaign, metric, None, at, guard))) as sheet:
        columns = _columns(sheet.header, Location(file.at.file, sheet.header_line), metric)
    rows, _ = read_rows(file, kind, data, _ask(campaign, metric, columns, at, guard))
    return _plan(rows, columns[0], metric, campaign, file)


def _columns(header: Sequence[str], at: Location, metric: str) -> tuple[str, str]:
    """Find the columns of date and amount; raises ReportError where either is open."""
    names = [name.strip("\ufeff ") for name in header if name.strip("\ufeff ")]
    dates = [name for name in names if called_a_date(bare(name))]
    others = [name for name in names if name not in dates]
    named = [name for name in others if fold(name) == fold(metric)] or [n for n in others if bare(n) in _NAMES]
    amounts = others if len(others) == 1 else named
    if len(dates) == 1 and len(amounts) == 1:
        return dates[0], amounts[0]
    what = say(
        en="the plan of `{metric}` does not show which column is its {which}: it has {columns}",
        zh="`{metric}` 的计划看不出哪一列是{which}：它有 {columns}",
        metric=metric,
        which=say(en="date", zh="日期") if len(dates) != 1 else say(en="planned amount", zh="计划量"),
        columns=quoted(names) if names else say(en="no header", zh="数据却没有表头"),
    )
    expected = say(en="the columns `date` and `{metric}`", zh="`date` 和 `{metric}` 两列", metric=metric)
    raise ReportError([Problem(at, what, expected)])


def _ask(campaign: Campaign, metric: str, columns: tuple[str, str] | None, at: Location, guard: Guard) -> SourceAsk:
    """Ask for the plan as for a source with one measure; before its columns are known, for nothing but its header."""
    date, amount = columns or ("", "")
    names = columns or (metric, *sorted(_NAMES), *_DATES)
    return SourceAsk(
        campaign=campaign,
        name=f"plan of {metric}",
        source=Source(date=date or "none", measures={metric: amount} if amount else {}),
        wanted=tuple(Wanted(name, at) for name in names),
        numbers={metric: amount} if amount else {},
        labels={},
        specs={metric: MeasureSpec(title=Text(by_language={"": metric}), unit=Unit.COUNT)},
        functions={metric: frozenset({"sum"})},
        guard=guard,
    )


def _plan(rows: FileRows, column: str, metric: str, campaign: Campaign, file: DataFile) -> Plan:
    days = np.empty(0, dtype="datetime64[D]") if rows.days is None else rows.days
    amounts = np.nan_to_num(rows.values[metric])
    starts, place = np.unique(days, return_inverse=True)
    ends = _ends(starts, find_grain(days, column, rows.grain))
    first, last = np.datetime64(campaign.period.start), np.datetime64(campaign.period.end)
    if not ((starts <= last) & (ends >= first)).any():
        what = say(
            en="the plan of `{metric}` has no day inside the campaign's period",
            zh="`{metric}` 的计划里没有活动时段内的日期",
            metric=metric,
        )
        period = campaign.period
        begin, end = period.start, period.end
        expected = say(en="days from {first} to {last}", zh="{first} 至 {last} 的日期", first=begin, last=end)
        raise ReportError([Problem(file.at, what, expected)])
    summed = np.bincount(place, weights=amounts, minlength=len(starts)).astype(np.float64)
    return Plan(starts.astype(np.int64), ends.astype(np.int64), summed)


def _ends(starts: np.ndarray, grain: Grain) -> np.ndarray:
    """Return the last day of each row."""
    if grain is Grain.MONTH:
        return (starts.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return starts + (6 if grain is Grain.WEEK else 0)
