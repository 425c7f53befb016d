"""How one KPI's numbers are printed: as many decimals as the interval deserves, never rounded across a threshold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor, isfinite, log10

from generator.compare.result import Interval, KpiResult
from generator.compare.verdict import same
from generator.pages.numbers import MOST_DIGITS, Numbers, exact, rounded, scaled
from generator.spec.model import Better, Unit

_SIGNIFICANT = 2
"""Figures of the interval's half-width that are shown."""
_WITHOUT_INTERVAL = 3
"""Significant figures of a value that has no interval."""
_MONEY_DIGITS = 2
_WHOLE_MONEY_FROM = 10_000
_WHOLE_FROM = 100
"""A level before the campaign is written in whole numbers from here on."""
_DECIMALS = re.compile(r"[.,](\d+)(?=\D*$)")


Threshold = tuple[Decimal, bool]
"""A level, and whether lower is better there."""


def digits_for(half_width: float) -> int:
    """Decimals that show an amount with two significant figures: 0.079 -> 3."""
    if not half_width or not isfinite(half_width):
        return 0
    return min(max(0, _SIGNIFICANT - 1 - floor(log10(abs(half_width)))), MOST_DIGITS)


def on_its_side(number: Decimal, digits: int, thresholds: Iterable[Threshold]) -> int:
    """Add decimals until the rounded number reaches exactly those thresholds that the number itself reaches."""
    levels = tuple(thresholds)
    for more in range(digits, MOST_DIGITS + 1):
        printed = rounded(number, more)
        if all(_reaches(printed, level) == _reaches(number, level) for level in levels):
            return more
    return MOST_DIGITS


def _reaches(number: Decimal, threshold: Threshold) -> bool:
    """Compare as the verdict does: float noise aside."""
    level, lower = threshold
    if same(float(number), float(level)):
        return True
    return number <= level if lower else number >= level


def thresholds(kpi: KpiResult) -> tuple[Threshold, ...]:
    """The levels that decide a KPI's verdict, in the unit's scale."""
    if isinstance(kpi.target, tuple):
        near = kpi.near if isinstance(kpi.near, tuple) else (kpi.near, kpi.near)
        return tuple(
            (scaled(level, kpi.unit), upper)
            for ends in (kpi.target, near)
            for level, upper in zip(ends, (False, True), strict=True)
        )
    lower = kpi.better is Better.LOWER
    levels = (kpi.target, kpi.near) if isinstance(kpi.near, float) else (kpi.target,)
    return tuple((scaled(level, kpi.unit), lower) for level in levels)


@dataclass(frozen=True)
class Figures:
    """A KPI's numbers, each written when it is first asked for: lists of campaigns show few of them.

    Empty text where there is no such number.
    """

    kpi: KpiResult
    numbers: Numbers

    @cached_property
    def digits(self) -> int:
        """Decimals of the value and its interval."""
        kpi = self.kpi
        shown = [number for number in (kpi.value, *(kpi.interval or ())) if number is not None]
        levels, least = thresholds(kpi), _digits(kpi)
        return max([least, *(on_its_side(scaled(number, kpi.unit), least, levels) for number in shown)])

    @cached_property
    def value(self) -> str:
        """The result."""
        kpi = self.kpi
        return "" if kpi.value is None else self.numbers.value(kpi.value, kpi.unit, self.digits)

    @cached_property
    def _ends(self) -> tuple[str, str]:
        kpi = self.kpi
        if not kpi.interval:
            return "", ""
        low, high = (self.numbers.bare(end, kpi.unit, self.digits) for end in kpi.interval)
        return low, high

    @cached_property
    def low(self) -> str:
        """The interval's lower end."""
        low, _ = self._ends
        return self.numbers.with_unit(low, self.kpi.unit) if low else ""

    @cached_property
    def high(self) -> str:
        """Its upper end."""
        _, high = self._ends
        return self.numbers.with_unit(high, self.kpi.unit) if high else ""

    @cached_property
    def interval(self) -> str:
        """Both, without the unit: "14.54 – 15.62"."""
        low, high = self._ends
        return self.numbers.words("range", low=low, high=high) if low else ""

    @cached_property
    def target(self) -> str:
        """With the sign of its side: "≤ $13.50"."""
        return _sided(self.kpi, self.kpi.target, self.numbers, written_digits(self.kpi))

    @cached_property
    def goal(self) -> str:
        """The same without its sign: "$13.50"."""
        return goal(self.kpi, self.numbers)

    @cached_property
    def said(self) -> str:
        """In a sentence: "at most $13.50"."""
        return _said(self.kpi, self.numbers)

    @cached_property
    def near(self) -> str:
        """The near band's edge: "≤ $14.25"; empty where there is no near band."""
        return _near(self.kpi, self.numbers)

    @cached_property
    def attainment(self) -> str:
        """How much of the target was attained."""
        return "" if self.kpi.attainment is None else attainment(self.kpi.attainment, self.numbers)


def figures(kpi: KpiResult, numbers: Numbers) -> Figures:
    """Write a KPI's numbers."""
    return Figures(kpi, numbers)


def attainment(share: float, numbers: Numbers) -> str:
    """Write an attainment in whole per cent, or finer where whole ones would put it on the wrong side of 100%."""
    value = exact(share) * 100
    return numbers.with_unit(numbers.plain(value, on_its_side(value, 0, [(Decimal(100), False)])), Unit.PERCENT)


def _digits(kpi: KpiResult) -> int:
    """Decimals before thresholds are looked at."""
    if kpi.value is None:
        return _without_value(kpi)
    if kpi.interval:
        low, high = (scaled(end, kpi.unit) for end in kpi.interval)
        return _for_money(digits_for(float(high - low) / 2), kpi.unit)
    value = scaled(kpi.value, kpi.unit)
    if value == value.to_integral_value():
        return 0
    if kpi.unit is Unit.CURRENCY:
        return 0 if abs(value) >= _WHOLE_MONEY_FROM else _MONEY_DIGITS
    return max(0, digits_for(float(value)) + _WITHOUT_INTERVAL - _SIGNIFICANT)


def _without_value(kpi: KpiResult) -> int:
    """Decimals for what there is beside a result: the level before, and the steps of the baseline."""
    known = (kpi.baseline.value, kpi.baseline.plain) if kpi.baseline else ()
    before = next((level for level in known if level is not None), None)
    if before is None:
        return written_digits(kpi)
    value = scaled(before, kpi.unit)
    if value == value.to_integral_value():
        return written_digits(kpi)
    digits = max(0, digits_for(float(value)) + _WITHOUT_INTERVAL - _SIGNIFICANT) if abs(value) < _WHOLE_FROM else 0
    return _for_money(max(digits, written_digits(kpi)), kpi.unit)


def _for_money(digits: int, unit: Unit) -> int:
    """Money has hundredths or none: $4.50, not $4.5."""
    return _MONEY_DIGITS if unit is Unit.CURRENCY and digits == 1 else digits


def written_digits(kpi: KpiResult) -> int:
    """Decimals the target was written with, in the unit's scale."""
    ends = kpi.target if isinstance(kpi.target, tuple) else (kpi.target,)
    written = [len(found.group(1)) for part in kpi.target_text.split("..") if (found := _DECIMALS.search(part))]
    digits = max(written, default=0)
    if kpi.unit is Unit.PERCENT and "%" not in kpi.target_text:
        digits = max(0, digits - 2)
    needed = max(_needed(scaled(end, kpi.unit)) for end in ends)
    return _for_money(max(digits, needed), kpi.unit)


def _needed(number: Decimal) -> int:
    """Decimals that write a number in full."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def goal(kpi: KpiResult, numbers: Numbers) -> str:
    """Write a target without its sign: "$13.50", "2 – 4"."""
    digits = written_digits(kpi)
    if isinstance(kpi.target, tuple):
        low, high = (numbers.bare(end, kpi.unit, digits) for end in kpi.target)
        return numbers.with_unit(numbers.words("range", low=low, high=high), kpi.unit)
    return numbers.value(kpi.target, kpi.unit, digits)


def _said(kpi: KpiResult, numbers: Numbers) -> str:
    """Write a target as a sentence says it: "at most $13.50", "2 – 4"."""
    if isinstance(kpi.target, tuple):
        return goal(kpi, numbers)
    key = "target.said_at_most" if kpi.better is Better.LOWER else "target.said_at_least"
    return numbers.words(key, value=goal(kpi, numbers))


def _sided(kpi: KpiResult, level: float | Interval, numbers: Numbers, digits: int) -> str:
    """Write a level with the sign that says which side of it is wanted."""
    if isinstance(level, tuple):
        low, high = (numbers.bare(end, kpi.unit, digits) for end in level)
        return numbers.with_unit(numbers.words("range", low=low, high=high), kpi.unit)
    key = "target.at_most" if kpi.better is Better.LOWER else "target.at_least"
    return numbers.words(key, value=numbers.value(level, kpi.unit, digits))


def _near(kpi: KpiResult, numbers: Numbers) -> str:
    """Write the near band's edge, as finely as it needs up to one decimal more than the target's."""
    if kpi.near == kpi.target:
        return ""
    ends = kpi.near if isinstance(kpi.near, tuple) else (kpi.near,)
    needed = max(_needed(rounded(scaled(end, kpi.unit), written_digits(kpi) + 2)) for end in ends)
    return _sided(kpi, kpi.near, numbers, _for_money(max(needed, written_digits(kpi)), kpi.unit))
