"""What was probably meant by a value that cannot be read: the hint of its error, never a value."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date

CURRENCY_SIGNS = re.compile(r"^(?:[¥￥$€£₹₩元]|[A-Z]{2,3}\b)\s*|\s*(?:[¥￥$€£₹₩元]|\b[A-Z]{3})$")
DIRECTION = re.compile(r"^(?:>=|<=|=>|=<|≥|≤|>|<|=|~|at least|at most|about|over|under|max|min)\s*", re.IGNORECASE)
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:[_'’ \u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?")
TORN_START, TORN_END = re.compile(r"[+-]?[0-9]+"), re.compile(r"[0-9]+\s*(?:%|pp)?")
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(k|m|万|亿|bn)", re.IGNORECASE)
SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "万": 1e4, "亿": 1e8}
OTHER_BASE = re.compile(r"[+-]?0[xob][0-9a-fA-F]+")
TWO_ENDS = re.compile(r"([0-9.]+%?)\s*(?:-|–|—|~|\uff5e|to|至|到)\s*([0-9.]+%?)")

YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[T ].*)?")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
A_DAY = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?")


def unquoted(text: str) -> str:
    """Say that true and false lose their meaning in quotes."""
    return f"write {text} without quotes" if text in ("true", "false") else ""


def torn_number(mapping: object, key: object) -> str | None:
    """Return the number that a decimal comma tore in two: in braces `target: 1,8%` is `target: 1` and a key `8%`."""
    if not isinstance(mapping, dict) or mapping.get(key) is not None or not TORN_END.fullmatch(str(key)):
        return None
    keys = list(mapping)
    before = mapping[keys[keys.index(key) - 1]] if key in mapping and keys.index(key) else None
    return f"{before}.{key}" if isinstance(before, str) and TORN_START.fullmatch(before) else None


def torn_after(mapping: object, key: object) -> bool:
    """Say whether the number at a key goes on in the key after it."""
    keys = list(mapping) if isinstance(mapping, dict) else []
    after = keys.index(key) + 1 if key in keys else len(keys)
    return after < len(keys) and torn_number(mapping, keys[after]) is not None


def about_number(text: str, can_be_read: Callable[[str], bool]) -> str:
    """Return what to write for something that is nearly a number; an empty string where nobody can tell."""
    if (match := GROUPED.fullmatch(text)) and text.count(",") == 1 and "." not in text:
        return f"write {text.replace(',', '')}, or {float(text.replace(',', '.')):g} if the comma is a decimal mark"
    for pattern, hint in _HINTS:
        if match := pattern.fullmatch(text):
            return hint(match)
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    without = CURRENCY_SIGNS.sub("", DIRECTION.sub("", plain)).strip()
    if without == text or not can_be_read(without):
        return ""
    if DIRECTION.match(plain):
        return f"write {without}: the metric itself says which way is better"
    return f"write {without}: the campaign's `currency` says the rest" if without != plain else f"write {without}"


def _other_base(match: re.Match[str]) -> str:
    try:
        return f"write it in decimal: {int(match[0], 0)}"
    except ValueError:
        return "write it in decimal"


def _clock(match: re.Match[str]) -> str:
    first, second = int(match[1]), int(match[2])
    return f"write it in one unit: {first} min {second} s is {first * 60 + second} seconds"


_HINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (GROUPED, lambda match: f"write {match[0].replace(',', '')}"),
    (SPACED, lambda match: "write " + re.sub(r"[^0-9.+-]", "", match[0])),
    (DECIMAL_COMMA, lambda match: f"write {match[0].replace(',', '.')}"),
    (re.compile(r"([+-]?[0-9]+),([0-9]+)\s*%"), lambda match: f"write {match[1]}.{match[2]}%"),
    (CLOCK, _clock),
    (OTHER_BASE, _other_base),
    (SCALED, lambda match: f"write {float(match[1]) * SCALES[match[2].lower()]:.0f}"),
    (TWO_ENDS, lambda match: f"write {match[1]}..{match[2]}"),
)


def about_day(text: str) -> str:
    """Return the day as it is to be written; both readings where day and month could be either."""
    if match := YEAR_FIRST.fullmatch(text):
        return _written(int(match[1]), int(match[2]), int(match[3]))
    if match := YEAR_LAST.fullmatch(text):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        readings = dict.fromkeys(filter(None, (_iso(year, one, two), _iso(year, two, one))))
        return "write " + " or ".join(readings) if readings else ""
    return ""


def _written(year: int, month: int, day: int) -> str:
    read = _iso(year, month, day)
    return f"write {read}" if read else ""


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def about_period(text: str) -> str:
    """Return the period as it is to be written, where two days (or one) can be made out."""
    found = [about_day(day).removeprefix("write ") or day for day in A_DAY.findall(text)]
    if len(found) == 1 and A_DAY.fullmatch(text):
        return f"a period has two ends: for one day write {found[0]}..{found[0]}"
    return f"write {found[0]}..{found[1]}" if len(found) == 2 else ""  # noqa: PLR2004 - a period has two ends


def last_day(text: str) -> str:
    """Say how many days the month has, for a day beyond its end."""
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= 12 or year < 1:  # noqa: PLR2004 - months
        return ""
    return f": {text[:7]} has {monthrange(year, month)[1]} days"
