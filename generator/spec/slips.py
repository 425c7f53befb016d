"""What was probably meant by a value that cannot be read: the hint of its error, never a value."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from generator.text import Said, joined, say

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


def write(text: str) -> Said:
    """Say what to write instead."""
    return say(en="write {text}", zh="写成 {text}", text=text)


def unquoted(text: str) -> Said:
    """Say that true and false lose their meaning in quotes."""
    if text not in ("true", "false"):
        return ""
    return say(en="write {text} without quotes", zh="写 {text}，不加引号", text=text)


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


def about_number(text: str, can_be_read: Callable[[str], bool]) -> Said:
    """Return what to write for something that is nearly a number; an empty string where nobody can tell."""
    if (match := GROUPED.fullmatch(text)) and text.count(",") == 1 and "." not in text:
        return say(
            en="write {whole}, or {decimal:g} if the comma is a decimal mark",
            zh="写成 {whole}；如果逗号是小数点，则写 {decimal:g}",
            whole=text.replace(",", ""),
            decimal=float(text.replace(",", ".")),
        )
    for pattern, hint in _HINTS:
        if match := pattern.fullmatch(text):
            return hint(match)
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    without = CURRENCY_SIGNS.sub("", DIRECTION.sub("", plain)).strip()
    if without == text or not can_be_read(without):
        return ""
    if DIRECTION.match(plain):
        return say(
            en="write {without}: the metric itself says which way is better",
            zh="写成 {without}：往哪个方向为好，由指标自己决定",
            without=without,
        )
    if without == plain:
        return write(without)
    return say(
        en="write {without}: the campaign's `currency` says the rest",
        zh="写成 {without}：币种写在活动的 `currency` 里",
        without=without,
    )


def _other_base(match: re.Match[str]) -> Said:
    try:
        return say(en="write it in decimal: {number}", zh="用十进制写：{number}", number=int(match[0], 0))
    except ValueError:
        return say(en="write it in decimal", zh="用十进制写")


def _clock(match: re.Match[str]) -> Said:
    first, second = int(match[1]), int(match[2])
    return say(
        en="write it in one unit: {first} min {second} s is {all} seconds",
        zh="只用一种单位：{first} 分 {second} 秒就是 {all} 秒",
        first=first,
        second=second,
        all=first * 60 + second,
    )


_HINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Said]], ...] = (
    (GROUPED, lambda match: write(match[0].replace(",", ""))),
    (SPACED, lambda match: write(re.sub(r"[^0-9.+-]", "", match[0]))),
    (DECIMAL_COMMA, lambda match: write(match[0].replace(",", "."))),
    (re.compile(r"([+-]?[0-9]+),([0-9]+)\s*%"), lambda match: write(f"{match[1]}.{match[2]}%")),
    (CLOCK, _clock),
    (OTHER_BASE, _other_base),
    (SCALED, lambda match: write(f"{float(match[1]) * SCALES[match[2].lower()]:.0f}")),
    (TWO_ENDS, lambda match: write(f"{match[1]}..{match[2]}")),
)


def about_day(text: str) -> Said:
    """Return the day as it is to be written; both readings where day and month could be either."""
    readings = _readings(text)
    return say(en="write {days}", zh="写成 {days}", days=joined(readings, " or ", " 或 ")) if readings else ""


def _readings(text: str) -> tuple[str, ...]:
    """Return the days that a text may mean."""
    if match := YEAR_FIRST.fullmatch(text):
        read = _iso(int(match[1]), int(match[2]), int(match[3]))
        return (read,) if read else ()
    if match := YEAR_LAST.fullmatch(text):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        return tuple(dict.fromkeys(filter(None, (_iso(year, one, two), _iso(year, two, one)))))
    return ()


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def about_period(text: str) -> Said:
    """Return the period as it is to be written, where two days (or one) can be made out."""
    found = [next(iter(_readings(day)), day) for day in A_DAY.findall(text)]
    if len(found) == 1 and A_DAY.fullmatch(text):
        return say(
            en="a period has two ends: for one day write {day}..{day}",
            zh="时段要有两端：只有一天就写 {day}..{day}",
            day=found[0],
        )
    return write(f"{found[0]}..{found[1]}") if len(found) == 2 else ""  # noqa: PLR2004 - a period has two ends


def last_day(text: str) -> Said:
    """Say how many days the month has, for a day beyond its end."""
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= 12 or year < 1:  # noqa: PLR2004 - months
        return ""
    days = monthrange(year, month)[1]
    return say(en="{month} has {days} days", zh="{month} 只有 {days} 天", month=text[:7], days=days)
