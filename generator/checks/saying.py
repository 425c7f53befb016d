"""Shares, changes, days and lists as the messages of checks write them."""

from collections.abc import Sequence
from datetime import date, timedelta

from generator.checks.amounts import counted
from generator.checks.check import Context
from generator.compare.frames import EPOCH
from generator.data.table import Grain

_LARGE = 100
_SMALL = 10


def plain(number: float) -> str:
    """Write a number: whole from 100 on, else with one or two decimals where it has any."""
    size = abs(number)
    if size >= _LARGE or float(number).is_integer():
        return f"{number:,.0f}"
    return f"{number:.1f}" if size >= _SMALL else f"{number:.2f}"


def share(number: float) -> str:
    """Write a share of 1 in per cent: 0.41%, 3.05%, 62%."""
    percent = number * 100
    if abs(percent) >= _SMALL or float(round(percent, 9)).is_integer():
        return f"{percent:,.0f}%"
    return f"{percent:.2f}%"


def change(number: float) -> str:
    """Write a relative change with its sign: +8%, -3.5%."""
    text = share(abs(number))
    return f"+{text}" if number > 0 else f"-{text}" if number < 0 else text


def title(context: Context, metric: str) -> str:
    """Return what a metric is called, in English where it has an English name."""
    known = context.frame.catalogue.metrics.get(metric)
    return known.spec.title.said_in("en") if known else metric


def measure_title(context: Context, measure: str) -> str:
    """Return what a measure is called, in English where it has an English name."""
    known = context.frame.catalogue.measures.get(measure)
    return known.title.said_in("en") if known else measure


def day_of(number: int) -> date:
    """Return the day that is so many days after 1 January 1970."""
    return EPOCH + timedelta(days=number)


def in_steps(context: Context, number: int) -> str:
    """Write a number of steps by what they are: 1 day, 12 weeks."""
    grain = context.data.grain
    return counted(number, "row" if grain is Grain.NONE else grain.value)


def listed(names: Sequence[str], most: int = 4) -> str:
    """Join names with commas and a last "and"; after so many the rest are counted."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
