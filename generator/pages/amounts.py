"""How the parts of a KPI's change are written: sizes with their sign, levels, drivers in their own units."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from generator.compare.judged import Named
from generator.diagnose.story import Story
from generator.pages.escape import line
from generator.pages.figures import digits_for
from generator.pages.numbers import Numbers, exact, scaled
from generator.pages.scene import KpiView, Scene
from generator.spec.model import Unit

_SIGNIFICANT = 3
"""Figures of the largest part that are shown."""
_CENTS = 2
_MOST = 6
"""Decimals at the most."""
_LARGE = 100
"""Differences from here on need no finer levels."""
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Amounts:
    """Writes what a change is made of."""

    title: str
    numbers: Numbers
    unit: Unit
    digits: int
    """Of parts."""
    level_digits: int
    drivers: Mapping[str, Named]
    nothing: float
    """Changes up to this size are noise."""

    def level(self, value: float) -> str:
        """Write a value of the KPI."""
        return self.numbers.value(value, self.unit, self.level_digits)

    def size(self, value: float) -> str:
        """Write how large a change is, without its sign: "0.145 percentage points"."""
        text = self.numbers.plain(abs(scaled(value, self.unit)), self.digits)
        if self.unit is Unit.PERCENT:
            return self.numbers.words("unit_gap.percent", number=text)
        return self.numbers.with_unit(text, self.unit)

    def signed(self, value: float) -> str:
        """Write a part with its sign: "+$0.54", "−0.145 pp"."""
        amount = scaled(value, self.unit)
        text = self.numbers.plain(abs(amount), self.digits)
        written = (
            self.numbers.words("unit_part.percent", number=text)
            if self.unit is Unit.PERCENT
            else self.numbers.with_unit(text, self.unit)
        )
        sign = self.numbers.signed(Decimal(1) if amount > 0 else Decimal(-1), 0)[0] if text.strip("0.,") else ""
        return f"{sign}{written}"

    def share(self, value: float) -> str:
        """Write a share in whole per cent."""
        return self.numbers.share(value)

    def driver(self, name: str) -> str:
        """Name a driver."""
        named = self.drivers.get(name)
        return line(named.title.said_in(self.numbers.words.language)) if named else name

    def of_driver(self, name: str, before: float, after: float) -> tuple[str, str]:
        """Write a driver's value before and after, as finely as their difference asks for."""
        unit = self.drivers[name].unit if name in self.drivers else Unit.COUNT
        ends = scaled(before, unit), scaled(after, unit)
        whole = all(end == end.to_integral_value() for end in ends)
        digits = _digits(abs(float(ends[1] - ends[0])), unit, both_whole=whole)
        if unit is Unit.CURRENCY and not whole and min(map(abs, ends)) < _LARGE:
            digits = max(_CENTS, digits)
        written = tuple(self.numbers.value(value, unit, digits) for value in (before, after))
        return written[0], written[1]


def amounts(view: KpiView, scene: Scene, told: Story) -> Amounts:
    """Lay out how a KPI's change is written: as finely as its largest part asks for."""
    return amounts_of(view, scene, max([told.came, *(cause.contribution for cause in told.causes)], key=abs))


def amounts_of(view: KpiView, scene: Scene, largest: float) -> Amounts:
    """Lay out how amounts of a KPI's unit are written, the largest difference among them being `largest`."""
    unit = view.result.unit
    size = float(abs(scaled(largest, unit)))
    digits = _significant(size)
    if unit is Unit.CURRENCY and digits:
        digits = max(_CENTS, digits)
    level_digits = view.figures.digits if size >= _LARGE else max(view.figures.digits, digits)
    ends = [abs(end) for end in (view.result.value, largest) if end is not None]
    return Amounts(
        title=view.title,
        numbers=scene.numbers,
        unit=unit,
        digits=digits,
        level_digits=level_digits,
        drivers=scene.judged.names,
        nothing=_NOISE * max(ends, default=0.0),
    )


def _significant(size: float) -> int:
    """Decimals that show a size with three significant figures."""
    return min(max(0, _SIGNIFICANT - 1 - floor(log10(abs(size)))), _MOST) if size else 0


def _digits(difference: float, unit: Unit, *, both_whole: bool) -> int:
    if both_whole or not difference:
        return 0
    digits = max(0, digits_for(difference))
    return max(_CENTS, digits) if unit is Unit.CURRENCY and digits else digits


def driver_value(numbers: Numbers, value: float, unit: Unit) -> str:
    """Write one value of a driver on its own, with three significant figures."""
    amount = scaled(value, unit)
    whole = amount == amount.to_integral_value()
    digits = 0 if whole else _significant(float(amount))
    return numbers.value(float(exact(value)), unit, max(_CENTS, digits) if unit is Unit.CURRENCY and digits else digits)
