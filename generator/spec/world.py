"""Names the world has agreed on: time zones and currencies."""

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from generator.errors import did_you_mean, nearest, offered
from generator.spec.forms import FormError, line
from generator.text import Said, say

OFFSET = re.compile(r"(?:UTC|GMT)?\s*[+-][0-9]{1,2}(?::?[0-9]{2})?")
CNY_OR_JPY = say(en="CNY or JPY", zh="CNY 或 JPY")
SPOKEN: Mapping[str, Said] = {
    "RMB": "CNY",
    "¥": CNY_OR_JPY,
    "￥": CNY_OR_JPY,
    "元": "CNY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
}
COMMON = (
    "USD",
    "EUR",
    "CNY",
    "GBP",
    "JPY",
    "HKD",
    "TWD",
    "SGD",
    "CHF",
    "CAD",
    "AUD",
    "INR",
    "KRW",
    "BRL",
    "SEK",
    "NOK",
    "DKK",
)
"""Offered before the world's rarer ones, which many a slip is as near to."""
OF_THE_MACHINE = ("localtime", "posixrules", "Factory")
"""Files beside the zones that say what this machine is set to."""
NO_ZONE_OF_THEIR_OWN = {
    **dict.fromkeys(("beijing", "shenzhen", "guangzhou", "hangzhou", "china"), "Asia/Shanghai"),
    **dict.fromkeys(("mumbai", "delhi", "bangalore", "india"), "Asia/Kolkata"),
    **dict.fromkeys(("frankfurt", "munich", "hamburg", "germany"), "Europe/Berlin"),
    **dict.fromkeys(("san_francisco", "seattle", "pst"), "America/Los_Angeles"),
    **dict.fromkeys(("boston", "washington", "miami"), "America/New_York"),
}
"""Places people name that live by another city's clock."""
OTHER_CLOCKS = ("posix/", "right/")
"""The same zones once more, and once with leap seconds."""


def timezone(raw: object) -> str:
    """Read the name of a time zone."""
    text = line(raw)
    if text == "UTC" or _is_zone(text):
        return text
    raise FormError(say(en="is not a time zone", zh="不是时区"), _about_zone(text))


def _is_zone(name: str) -> bool:
    if name in OF_THE_MACHINE or name.startswith(OTHER_CLOCKS):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _about_zone(text: str) -> Said:
    if OFFSET.fullmatch(text):
        return say(
            en="name a place, which knows about summer time: Asia/Shanghai, Europe/Berlin; or UTC",
            zh="写地名，夏令时才算得对：Asia/Shanghai、Europe/Berlin；或写 UTC",
        )
    known = available_timezones()
    by_city = {name.rpartition("/")[2].lower(): name for name in sorted(known, reverse=True)} | NO_ZONE_OF_THEIR_OWN
    place = nearest(text.rpartition("/")[2].strip().replace(" ", "_").lower(), by_city)
    return offered(by_city[place]) if place is not None else did_you_mean(text, known)


def currency(raw: object) -> str | None:
    """Read the code of a currency, or the word `none`."""
    if raw in (None, "none"):
        return None
    text = line(raw)
    known = _currencies()
    if text in known:
        return text
    upper = text.strip().upper()
    meant = SPOKEN.get(upper, upper if upper in known else "")
    written = say(en="write {meant}", zh="写成 {meant}", meant=meant) if meant else ""
    hint = written or did_you_mean(upper, COMMON) or did_you_mean(upper, known)
    raise FormError(say(en="is not the code of a currency", zh="不是货币代码"), hint)


@cache
def _currencies() -> frozenset[str]:
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))
