"""Numbers as the messages of checks write them: short, with their unit."""

from generator.spec.model import Unit
from generator.spec.values import Text, say
from generator.text import number_of

__all__ = ["THOUSAND", "amount", "counted", "number_of", "same"]

THOUSAND = 1000


def amount(value: float, unit: Unit, currency: str | None = None) -> Text:
    """Write a value in its unit: 3.412%, 1,234, 28.5 EUR. Four digits are enough to tell two numbers apart."""
    number = _digits(value)
    if unit is Unit.SECONDS:
        return say(en="{number} seconds", zh="{number} 秒", number=number)
    if unit is Unit.PERCENT:
        number = f"{_digits(100 * value)}%"
    elif unit is Unit.CURRENCY:
        number = f"{number} {currency or ''}".rstrip()
    return same(number)


def same(written: str) -> Text:
    """Take what is written alike in every language."""
    return Text(by_language={"": written})


def counted(count: int, what: str) -> str:
    """Write a number of things in English alone: 1 day, 14 days."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _digits(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= THOUSAND else f"{number:.4g}"
