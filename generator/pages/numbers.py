"""Numbers, money and dates as the reader's language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from generator.pages.words import Words, load_words
from generator.spec.model import Period, Unit

MINUS = "−"
_LOCALES: Mapping[str, str] = {"zh": "zh_CN"}
"""Babel's name of a language where it differs from ours."""
MOST_DIGITS = 12
_HUNDRED = Decimal(100)
_COMPACT: Mapping[str, tuple[tuple[float, str], ...]] = {"zh": ((1e8, " 亿"), (1e4, " 万"))}
"""How a language shortens large numbers on an axis, where it does not count in millions."""
_MILLIONS = ((1e9, "B"), (1e6, "M"))


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language writes a number: what groups thousands, and the decimal mark."""

    group: str
    decimal: str


@cache
def marks(language: str) -> Marks:
    """Look a language's marks up, once a process."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _LOCALES.get(language, language)
    return Marks(get_group_symbol(locale), get_decimal_symbol(locale))


@cache
def currency_symbol(currency: str, language: str) -> str:
    """Return the sign of a currency; a code without a sign stands apart from its number."""
    from babel.numbers import get_currency_symbol

    symbol: str = get_currency_symbol(currency, _LOCALES.get(language, language))
    return f"{symbol} " if symbol[-1:].isalpha() else symbol


@cache
def percent_sign(language: str) -> str:
    """Return what follows a number of per cent: the commonest unit, looked up once a process."""
    return load_words(language)("unit.percent", number="")


def compact(language: str) -> tuple[tuple[float, str], ...]:
    """Give the powers by which large numbers are shortened on an axis, largest first, each with its word."""
    return _COMPACT.get(language, _MILLIONS)


@lru_cache(maxsize=8192)
def written_period(start: date, end: date, language: str) -> str:
    """Write a period, saying month and year once where both ends share them: 2 Mar – 31 May 2026."""
    words = load_words(language)

    def written(day: date, pattern: str) -> str:
        return written_date(day, words(f"date.pattern.{pattern}"), language)

    if start == end:
        return written(end, "day")
    if start.year != end.year:
        return words("date.range", start=written(start, "day"), end=written(end, "day"))
    same = "month" if start.month == end.month else "year"
    return words("date.range", start=written(start, f"{same}_start"), end=written(end, f"{same}_end"))


@lru_cache(maxsize=8192)
def written_date(day: date, pattern: str, language: str) -> str:
    """Write a day by a pattern of Unicode's date format."""
    from babel.dates import format_date

    text: str = format_date(day, pattern, locale=_LOCALES.get(language, language))
    return text


def exact(number: float) -> Decimal:
    """Return the number as it is printed at full length, so that rounding sees 0.305 and not 0.30499999."""
    return Decimal(repr(float(number)))


def scaled(number: float, unit: Unit) -> Decimal:
    """Return the number as it is shown: a fraction of 1 in per cent."""
    return exact(number) * _HUNDRED if unit is Unit.PERCENT else exact(number)


def rounded(number: Decimal, digits: int) -> Decimal:
    """Round half up, to `digits` decimals."""
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Writes numbers in one language and, where a campaign has one, in its currency."""

    words: Words
    currency: str | None = None

    def plain(self, number: float | Decimal, digits: int) -> str:
        """Write a number with thousands grouped and a true minus."""
        value = rounded(number if isinstance(number, Decimal) else exact(number), digits)
        text = f"{abs(value):,f}"
        mark = marks(self.words.language)
        if (mark.group, mark.decimal) != (",", "."):
            text = text.translate({ord(","): mark.group, ord("."): mark.decimal})
        return f"{MINUS}{text}" if value < 0 else text

    def signed(self, number: float | Decimal, digits: int) -> str:
        """Write a number with its sign; zero has none."""
        text = self.plain(number, digits)
        value = rounded(number if isinstance(number, Decimal) else exact(number), digits)
        return f"+{text}" if value > 0 else text

    def bare(self, number: float, unit: Unit, digits: int) -> str:
        """Write a value in its unit's scale, without its sign: 3.015 for 3.015%."""
        return self.plain(scaled(number, unit), digits)

    def value(self, number: float, unit: Unit, digits: int) -> str:
        """Write a value with its unit: 3.015%, $15.08, 12,725, 4.2 s."""
        return self.with_unit(self.bare(number, unit, digits), unit)

    def with_unit(self, text: str, unit: Unit) -> str:
        """Add a unit to a number already written."""
        if unit is Unit.PERCENT:
            return text + percent_sign(self.words.language)
        if unit is Unit.CURRENCY:
            symbol = currency_symbol(self.currency, self.words.language) if self.currency else ""
            return f"{MINUS}{symbol}{text[1:]}" if text.startswith(MINUS) else symbol + text
        if unit in {Unit.COUNT, Unit.RATIO}:
            return text
        return self.words(f"unit.{unit.value}", number=text)

    def quick_bare(self, number: float, unit: Unit, digits: int) -> str:
        """Write one of many numbers, as `bare` does but for how it rounds halves: for tables behind charts."""
        value = number * 100 if unit is Unit.PERCENT else number
        text = f"{abs(value):,.{digits}f}"
        mark = marks(self.words.language)
        if (mark.group, mark.decimal) != (",", "."):
            text = text.translate({ord(","): mark.group, ord("."): mark.decimal})
        return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text

    def quick(self, number: float, unit: Unit, digits: int) -> str:
        """Write one of many numbers with its unit."""
        return self.with_unit(self.quick_bare(number, unit, digits), unit)

    def share(self, number: float | Decimal, digits: int = 0) -> str:
        """Write a share of 1 in per cent."""
        value = number if isinstance(number, Decimal) else exact(number)
        return self.with_unit(self.plain(value * _HUNDRED, digits), Unit.PERCENT)

    def change(self, number: float, digits: int) -> str:
        """Write a relative change in per cent, with its sign."""
        return self.with_unit(self.signed(exact(number) * _HUNDRED, digits), Unit.PERCENT)

    def money(self, amount: float) -> str:
        """Write an amount of money: whole above a hundred, else with hundredths."""
        return self.value(amount, Unit.CURRENCY, 0 if abs(amount) >= float(_HUNDRED) or amount == int(amount) else 2)

    def count(self, number: int) -> str:
        """Write a whole number."""
        return self.plain(Decimal(number), 0)

    def day(self, day: date) -> str:
        """Write a day: 2 Mar 2026."""
        return self._date(day, "day")

    def days(self, period: Period) -> str:
        """Write a period: 2 Mar – 31 May 2026."""
        return written_period(period.start, period.end, self.words.language)

    def months(self, period: Period) -> str:
        """Write the months of a period: Mar–May 2026."""
        start, end = period.start, period.end
        if (start.year, start.month) == (end.year, end.month):
            return self._date(end, "month_and_year")
        first, last = ("months_start", "months_end") if start.year == end.year else ("month_and_year",) * 2
        return self.words("date.months", start=self._date(start, first), end=self._date(end, last))

    def _date(self, day: date, pattern: str) -> str:
        return written_date(day, self.words(f"date.pattern.{pattern}"), self.words.language)
