"""Data files for the examples of checks: the base campaign's rows, edited, and a few of their own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from generator.checks.base import FIRST, SPEC, WEEKDAYS, ads

EARLY = date(2025, 12, 8)
"""First of the twelve weeks before the launch that longer examples go back."""
LAUNCH = date(2026, 3, 2)
LAST = date(2026, 3, 29)

SOURCES = SPEC[SPEC.index("sources:") : SPEC.index("kpis:")]
"""The base campaign's source, for examples that name it otherwise."""

_COLUMNS = ("impressions", "clicks", "cost", "conversions")


SEARCHED = SOURCES.replace("conversions: conversions}", "conversions: conversions, brand_searches: searches}")
"""The same with what `searched()` has beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One day of one channel."""

    date: date
    channel: str
    impressions: int
    clicks: int
    cost: float
    conversions: int


Edit = Callable[[Row], Row | None]
"""Changes a row, or leaves it out (None)."""


@cache
def _file() -> str:
    return ads()


@cache
def rows() -> tuple[Row, ...]:
    """Return the base campaign's rows."""
    found = []
    for line in _file().splitlines()[1:]:
        day, channel, impressions, clicks, cost, conversions = line.split(",")
        numbers = int(impressions), int(clicks), float(cost), int(conversions)
        found.append(Row(date.fromisoformat(day), channel, *numbers))
    return tuple(found)


def daily(edit: Edit | None = None) -> str:
    """Return the base campaign's file, each row edited."""
    head, *lines = _file().splitlines()
    edited = [(line, row, edit(row) if edit else row) for line, row in zip(lines, rows(), strict=True)]
    # Rows that stay as they are keep their line: this is done for every example whenever the checks are loaded.
    kept = [line if row is made else _line(made, _COLUMNS) for line, row, made in edited if made is not None]
    return "\n".join([head, *kept]) + "\n"


def csv(written: Iterable[Row], columns: Sequence[str] = _COLUMNS) -> str:
    """Write rows as CSV."""
    return "\n".join([",".join(("date", "channel", *columns)), *(_line(row, columns) for row in written)]) + "\n"


def _line(row: Row, columns: Sequence[str]) -> str:
    return ",".join((row.date.isoformat(), row.channel, *(f"{getattr(row, name):.10g}" for name in columns)))


def searched() -> str:
    """Return the base campaign's file with one more column: searches for the brand's name on the channel."""
    head, *lines = _file().splitlines()
    told = [f"{line},{round(row.impressions / 40)}" for line, row in zip(lines, rows(), strict=True)]
    return "\n".join([f"{head},searches", *told]) + "\n"


def times(factors: Mapping[str, float], *, since: date = FIRST, until: date = LAST, channel: str = "") -> Edit:
    """Multiply columns of some days, of one channel or all; whole numbers stay whole."""

    def edit(row: Row) -> Row:
        if not since <= row.date <= until or (channel and row.channel != channel):
            return row
        scaled = {name: _like(getattr(row, name), factors.get(name, 1.0)) for name in _COLUMNS}
        return Row(row.date, row.channel, **scaled)

    return edit


def without(*, since: date, until: date, channel: str = "") -> Edit:
    """Leave out some days, of one channel or all."""

    def edit(row: Row) -> Row | None:
        return None if since <= row.date <= until and channel in ("", row.channel) else row

    return edit


def _like(number: float, factor: float) -> Any:
    return round(number * factor) if isinstance(number, int) else round(number * factor, 2)


def march(number: int) -> date:
    """Return a day of the campaign's month."""
    return date(2026, 3, number)


SPLIT = """\
sources:
  costs:
    files: data/costs.csv
    date: date
    by: [channel]
    measures: {impressions: impressions, clicks: clicks, cost: cost}
  results:
    files: data/results.csv
    date: date
    by: [channel]
    measures: {conversions: conversions}
"""
"""The same data from two sources, `costs()` and `results()`."""


@cache
def costs(since: date, until: date) -> str:
    """Return what the advertisements cost and brought, without the conversions."""
    return csv((row for row in rows() if since <= row.date <= until), _COLUMNS[:3])


@cache
def results(since: date, until: date) -> str:
    """Return the conversions alone."""
    return csv((row for row in rows() if since <= row.date <= until), _COLUMNS[3:])


def weekly() -> str:
    """Return 30 weeks, each dated by its Monday, from 6 October 2025 on."""
    noise = np.random.default_rng(52)
    found = []
    for number in range(30):
        clicks = round(6000 * noise.uniform(0.95, 1.05))
        day = date(2025, 10, 6) + timedelta(weeks=number)
        rate = 0.047 if day >= date(2026, 1, 5) else 0.042
        found.append(
            Row(
                day,
                "search",
                clicks * 33,
                clicks,
                round(clicks * 0.65, 2),
                round(clicks * rate * noise.uniform(0.95, 1.05)),
            )
        )
    return csv(found)


@cache
def market() -> str:
    """Return sixteen weeks of searches for the whole category."""
    noise = np.random.default_rng(8)
    days = [EARLY + timedelta(days=number) for number in range((LAST - EARLY).days + 1)]
    lines = [f"{day.isoformat()},{round(90000 * WEEKDAYS[day.weekday()] * noise.uniform(0.97, 1.03))}" for day in days]
    return "\n".join(["date,searches", *lines]) + "\n"


MARKET = """\
  market:
    files: data/market.csv
    date: date
    measures: {category_searches: searches}
"""
"""A source beside `SOURCES` that no campaign of ours moves."""

WOLF = f"""\
baseline: 2025-12-08..2026-03-01
{SOURCES}{MARKET}kpis:
  - {{metric: conversions, target: 9000}}
controls:
  - {{source: market, measure: category_searches}}
"""
"""The part of a spec that goes with `growing()` and `market()`: a longer baseline, one KPI and a control."""


def growing(*, steady: bool) -> str:
    """Return sixteen weeks of one channel; not steady, the baseline doubles every two weeks."""
    noise = np.random.default_rng(3)
    found = []
    for number in range(112):
        day = EARLY + timedelta(days=number)
        level = 300.0 if steady or day >= LAUNCH else 300 * 2.0 ** ((number - 84) / 14)
        clicks = round(20 * level * WEEKDAYS[day.weekday()] * noise.uniform(0.97, 1.03))
        found.append(Row(day, "search", clicks * 30, clicks, round(clicks * 0.6, 2), round(clicks / 20)))
    return csv(found)


def both(first: Edit, second: Edit) -> Edit:
    """Make two edits, one after the other."""

    def edit(row: Row) -> Row | None:
        kept = first(row)
        return None if kept is None else second(kept)

    return edit


def brand(rate: float) -> str:
    """Return the rows with a third channel added: few clicks on the brand's own name, that convert at a rate."""
    noise = np.random.default_rng(5)
    found: list[Row] = []
    for row in rows():
        found.append(row)
        if row.channel == "search":
            clicks = round(130 * noise.uniform(0.95, 1.05))
            conversions = round(clicks * rate * noise.uniform(0.95, 1.05))
            found.append(Row(row.date, "brand", clicks * 8, clicks, round(clicks * 0.2, 2), conversions))
    return csv(found)


def wild() -> str:
    """Return the rows with conversions that come in bursts, from none to four times the usual."""
    noise = np.random.default_rng(11)
    return csv(
        replace(row, conversions=round(row.conversions * float(noise.choice([0.2, 0.5, 1.0, 2.5])))) for row in rows()
    )
