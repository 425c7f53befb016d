"""How one cell spells a number: signs, currencies, percent, grouping and the two readings of a lone mark.

Nothing here decides which mark is the decimal one; `numbers.py` does that, once a file.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

NULL_MARKS = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "–",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "#n/a",
        "(none)",
        "无",
        "暂无",
    }
)
"""Cells that stand for no value, after `plain_text` and in lower case."""

YES = frozenset({"yes", "y", "true", "是", "真"})
NO = frozenset({"no", "n", "false", "否", "假"})

_MINUS = str.maketrans({"−": "-", "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "\u02bc": "'", "\u00b4": "'"})
_CODES = (
    "AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MAD|MXN|MYR|NGN|NOK|NZD|"
    "PEN|PHP|PKR|PLN|QAR|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR"
)
CODES = frozenset(_CODES.split("|"))
"""Codes of currencies that are known in cells and headers."""
_CURRENCY = rf"(?:(?:{_CODES})|(?:US|A|C|HK|NT|S|R|NZ|CN|JP|MX)?[$¥]|[€£₹₩₽฿₫₪₺₴₦]|元|円|원|kr|zł|Kč|Ft)"
_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[-+])?\s*"
    rf"(?P<body>\d[\d.,' ]*|[.,]\d+)\s*(?P<percent>%)?\s*(?P<after>{_CURRENCY})?\s*(?P<trail>-)?(?P<close>\))?"
)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ ']\d{3})+(?:[.,]\d*)?")
_GROUPED = {
    ".": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d*)?"),
    ",": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?|[1-9]\d?(?:\.\d{2})+\.\d{3}(?:,\d*)?"),
}
_UNGROUPED = {".": re.compile(r"\d+(?:\.\d*)?|\.\d+"), ",": re.compile(r"\d+(?:,\d*)?|,\d+")}


def plain_text(cell: str) -> str:
    """Fold full-width and compatibility characters, odd spaces and odd minus signs; trim."""
    if cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFKC", cell).translate(_MINUS).strip()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cell taken apart: `body` holds digits and at most the marks `.` and `,`."""

    body: str
    negative: bool = False
    percent: bool = False
    currency: str = ""
    spaced: bool = False
    """True where spaces or apostrophes group the digits, so that a mark left over is the decimal one."""
    scientific: bool = False
    """Scientific notation has a point as its decimal mark whatever the file's; typed cells are handed on so."""

    def fits(self, decimal: str) -> bool:
        """Say whether it is a number when `decimal` is the decimal mark."""
        if self.scientific:
            return True
        if _UNGROUPED[decimal].fullmatch(self.body):
            return True
        return not self.spaced and bool(_GROUPED[decimal].fullmatch(self.body))

    def value(self, decimal: str) -> float:
        """Return the number it is when `decimal` is the decimal mark; it must fit."""
        body = self.body
        if not self.scientific:
            body = body.replace("." if decimal == "," else ",", "").replace(decimal, ".")
        number = float(body) / (100 if self.percent else 1)
        return -number if self.negative else number

    @property
    def mark(self) -> str | None:
        """The one mark whose meaning is open, if `.` and `,` both make a number of it and not the same one."""
        if self.scientific or self.body.isdigit():
            return None
        if self.fits(".") and self.fits(","):
            return "," if "," in self.body else "."
        return None

    @property
    def settles(self) -> str | None:
        """The decimal mark that this cell proves, if it proves one."""
        if self.scientific or self.body.isdigit():
            return None
        by_point, by_comma = self.fits("."), self.fits(",")
        if by_point == by_comma:
            return None
        return "." if by_point else ","


@lru_cache(maxsize=100_000)
def numeral(cell: str) -> Numeral | None:
    """Take a cell apart; None where it is no number under any reading. Null marks are for `is_null` to find first."""
    text = plain_text(cell)
    if _SCIENTIFIC.fullmatch(text.lower()):
        return Numeral(text.lower(), scientific=True)
    shape = _SHAPE.fullmatch(text)
    if not shape or bool(shape["open"]) != bool(shape["close"]):
        return None
    body = shape["body"].strip()
    spaced = bool(_SPACED.fullmatch(body))
    if spaced:
        body = body.replace(" ", "").replace("'", "")
    signs = [sign for sign in (shape["sign"], shape["inner"], shape["trail"]) if sign]
    if len(signs) > 1 or (signs and shape["open"]):
        return None
    found = Numeral(
        body,
        negative="-" in signs or bool(shape["open"]),
        percent=bool(shape["percent"]),
        currency=shape["before"] or shape["after"] or "",
        spaced=spaced,
    )
    return found if found.fits(".") or found.fits(",") else None


@lru_cache(maxsize=10_000)
def is_null(cell: str) -> bool:
    """Say whether a cell stands for no value."""
    return plain_text(cell).lower() in NULL_MARKS
