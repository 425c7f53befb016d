"""Numbers as the messages of checks write them: short, with their unit."""

from generator.spec.model import Unit

THOUSAND = 1000


def amount(value: float, unit: Unit, currency: str | None = None) -> str:
    """Write a value in its unit: 3.412%, 1,234, 28.5 EUR. Four digits are enough to tell two numbers apart."""
    if unit is Unit.PERCENT:
        return f"{_digits(100 * value)}%"
    if unit is Unit.CURRENCY:
        return f"{_digits(value)} {currency or ''}".rstrip()
    return f"{_digits(value)} seconds" if unit is Unit.SECONDS else _digits(value)


def counted(count: int, what: str) -> str:
    """Write a number of things: 1 day, 14 days."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _digits(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= THOUSAND else f"{number:.4g}"
