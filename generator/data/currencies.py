"""Which currencies a file speaks of: in a currency column, in its headers, in its cells."""

import re
from collections.abc import Mapping

from generator.data.gather import Gathered, SourceAsk
from generator.data.numbers import Numbers
from generator.data.numerals import CODES, plain_text
from generator.data.sheet import Sheet
from generator.spec.model import Unit

_CODE = re.compile(r"[(\[]\s*([A-Z]{3}|[$€£¥元])\s*[)\]]\s*$")
"""A currency at the end of a header, though three letters may be anything: `Spend (YTD)`."""
_SAME = {
    "￥": "¥", "RMB": "CNY", "CN¥": "CNY", "人民币": "CNY", "JP¥": "JPY", "円": "JPY", "日元": "JPY", "US$": "USD",
    "美元": "USD", "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "欧元": "EUR", "A$": "AUD", "C$": "CAD", "HK$": "HKD",
    "港币": "HKD", "港元": "HKD", "NT$": "TWD", "S$": "SGD", "R$": "BRL", "NZ$": "NZD", "MX$": "MXN", "₹": "INR",
    "₩": "KRW", "원": "KRW", "₽": "RUB", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "฿": "THB", "₫": "VND", "₪": "ILS",
    "₺": "TRY", "₴": "UAH", "₦": "NGN",
}  # fmt: skip
_MAY_BE = {
    "¥": frozenset({"CNY", "JPY"}),
    "元": frozenset({"CNY", "TWD", "HKD", "MOP", "¥"}),
    "£": frozenset({"GBP", "EGP", "GIP", "FKP", "LBP", "SYP", "SHP", "SSP", "SDG"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "$": frozenset({
        "USD", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD", "MXN", "ARS", "CLP", "COP", "UYU", "BRL", "DOP", "BBD", "BMD",
        "BSD", "BZD", "BND", "FJD", "GYD", "JMD", "KYD", "LRD", "MOP", "NAD", "SBD", "SRD", "TTD", "XCD",
    }),
}  # fmt: skip
"""Symbol that several currencies share -> those that use it."""


def currencies_of(ask: SourceAsk, sheet: Sheet, gathered: Gathered, numbers: Mapping[str, Numbers]) -> dict[str, str]:
    """Return the currencies seen -> where; a symbol that several use counts as itself."""
    seen = {_SAME.get(code, code): f"line {line}" for code, line in gathered.currencies.items()}
    for measure, column in ask.numbers.items():
        if ask.unit(measure) is not Unit.CURRENCY:
            continue
        header = plain_text(sheet.header[gathered.places[column]])
        if (found := _CODE.search(header)) and (found[1] in CODES or not found[1].isascii() or found[1] == "$"):
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
