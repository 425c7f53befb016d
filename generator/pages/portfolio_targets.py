"""Were the targets set right? How far they were attained, by metric and by owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.charts.spread import SIZE, Spread, spread
from generator.charts.svg import as_file
from generator.compare.result.portfolio import AttainmentReading, AttainmentResult
from generator.pages.escape import line
from generator.pages.figures import on_its_side
from generator.pages.numbers import Numbers, exact
from generator.pages.portfolio_names import Link, Names
from generator.pages.scorecard import Bar
from generator.pages.sentences import spelled
from generator.pages.words import Words
from generator.report.targets import ENOUGH, TOO_EASY, WISHFUL
from generator.spec.model import Unit

MOST = 12
"""Rows of a group that are shown."""
_LINES = ((Decimal(100), False), (exact(TOO_EASY) * 100, True), (exact(WISHFUL) * 100, False))
"""Per cent that a written attainment never crosses by rounding: the target, and the two lines of the readings."""


@dataclass(frozen=True, slots=True)
class Attained:
    """One row: how far the targets on a metric, or of an owner, were attained."""

    name: str
    href: str
    """Empty for an owner."""
    results: str
    strip: Bar
    lowest: str
    median: str
    highest: str
    reading: str
    """Empty where the distribution says nothing of the targets."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows by metric, or by owner."""

    title: str
    rows: tuple[Attained, ...]
    more: str
    """What was left out, in a sentence; empty where nothing was."""


def attained_groups(found: Sequence[AttainmentResult], names: Names) -> tuple[Group, ...]:
    """Word the distributions, those with a reading first, then those with the most results behind them."""
    groups = (
        _group(by, sorted((one for one in found if one.by == by), key=_order), names) for by in ("metric", "owner")
    )
    return tuple(group for group in groups if group.rows)


def targets_note(words: Words) -> Markup:
    """Say how the table is read."""
    numbers = Numbers(words)
    easy, wishful = numbers.share(TOO_EASY), numbers.share(WISHFUL)
    return words.html("portfolio.targets_note", enough=spelled(ENOUGH, numbers), easy=easy, wishful=wishful)


def share_said(share: float, numbers: Numbers) -> str:
    """Write an attainment in per cent, on the side of the target and of the readings' lines that it is on."""
    value = exact(share) * 100
    return numbers.with_unit(numbers.plain(value, on_its_side(value, 0, _LINES)), Unit.PERCENT)


def reading_said(reading: AttainmentReading | None, words: Words) -> str:
    """Word a reading; empty where there is none."""
    if reading is None:
        return ""
    return words("portfolio.too_easy" if reading is AttainmentReading.TOO_EASY else "portfolio.wishful")


def strip(found: AttainmentResult, name: str, file: str, words: Words) -> Bar:
    """Draw a distribution, with its figures as the text alternative."""
    numbers = Numbers(words)
    low, median, high = (share_said(share, numbers) for share in (found.lowest, found.quartiles[1], found.highest))
    label = words("portfolio.strip", name=name, low=low, median=median, high=high)
    return Bar(file, label, *SIZE, as_file(spread(Spread(found.lowest, found.quartiles, found.highest), label)))


def _order(one: AttainmentResult) -> tuple[bool, int, str]:
    return one.reading is None, -one.results, one.name


def _group(by: str, found: Sequence[AttainmentResult], names: Names) -> Group:
    words, left = names.words, len(found) - MOST
    rows = tuple(_row(one, f"spread-{by}-{place}.svg", names) for place, one in enumerate(found[:MOST], 1))
    more = words.count(f"portfolio.more_{by}", left, number=names.numbers.count(left)) if left > 0 else ""
    return Group(words(f"portfolio.by_{by}"), rows, more)


def _row(one: AttainmentResult, file: str, names: Names) -> Attained:
    numbers = names.numbers
    link = names.metric(one.name) if one.by == "metric" else Link(line(one.name), "")
    return Attained(
        name=link.name,
        href=link.href,
        results=numbers.count(one.results),
        strip=strip(one, link.name, file, names.words),
        lowest=share_said(one.lowest, numbers),
        median=share_said(one.quartiles[1], numbers),
        highest=share_said(one.highest, numbers),
        reading=reading_said(one.reading, names.words),
    )
