"""Which currencies a file speaks of: in a currency column, in its headers, in its cells."""

import re
from collections.abc import Mapping

from generator.data.gather import Gathered, SourceAsk
from generator.data.numbers import Numbers
from generator.data.numerals import plain_text
from generator.data.sheet import Sheet
from generator.spec.model import Unit

_CODE = re.compile(r"[(\[]\s*([A-Z]{3}|[$€£¥元])\s*[)\]]\s*$")
_SAME = {
    "¥": "¥", "元": "¥", "RMB": "CNY", "CN¥": "CNY", "JP¥": "JPY", "円": "JPY", "$": "$", "US$": "USD", "€": "EUR",
    "£": "GBP", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "R$": "BRL", "NZ$": "NZD",
    "₹": "INR",    "₩": "KRW", "원": "KRW", "₽": "RUB", "zł": "PLN", "Kč": "CZK", "Ft": "HUF",
}  # fmt: skip
_MAY_BE = {
    "¥": frozenset({"CNY", "JPY"}),
    "$": frozenset({"USD", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD", "MXN", "ARS", "CLP", "COP"}),
}


def currencies_of(ask: SourceAsk, sheet: Sheet, gathered: Gathered, numbers: Mapping[str, Numbers]) -> dict[str, str]:
    """Return the currencies seen -> where; a symbol that several use counts as itself."""
    seen = {_SAME.get(code, code): f"line {line}" for code, line in gathered.currencies.items()}
    for measure, column in ask.numbers.items():
        if ask.unit(measure) is not Unit.CURRENCY:
            continue
        header = plain_text(sheet.header[gathered.places[column]])
        if found := _CODE.search(header):
            seen.setdefault(_SAME.get(found[1], found[1]), f"the header `{header}`")
        for symbol in sorted(numbers[measure].currencies):
            seen.setdefault(_SAME.get(symbol, symbol), f"cells of `{column}`")
    return seen


def distinct_currencies(seen: Mapping[str, str]) -> dict[str, str]:
    """Leave out the symbols that may stand for a currency that is named beside them."""
    return {
        currency: where
        for currency, where in seen.items()
        if not any(other in _MAY_BE.get(currency, ()) for other in seen)
    }


def is_other(found: str, currency: str) -> bool:
    """Say whether a currency seen cannot be the campaign's."""
    return found != currency and currency not in _MAY_BE.get(found, ())
