"""How numbers are written: plain ones, percents, sizes, targets and near bands; or why one cannot be read.

Percents become fractions by moving the decimal point, so that 3.6% is exactly the number 0.036.
"""

import re
from decimal import Decimal, InvalidOperation
from math import isfinite

from generator.spec import slips
from generator.spec.forms import FormError, line
from generator.spec.values import Near, Target
from generator.text import say

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
SIZE = re.compile(r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,9})?)\s*(?P<unit>[KMG]?B)?")
STEPS = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
CONFIDENCES = (0.80, 0.90, 0.95, 0.98)
"""Those for which the method has critical values (methodology, section 3)."""
WHOLE = 10
"""A share from here on was surely meant as a percent: 120 is 120%, not 12,000%."""
BELOW_ZERO = say(en="is below 0", zh="小于 0")


def number(raw: object) -> float:
    """Read a plain decimal number."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _finite(float(raw))
    text = line(raw).strip()
    if not NUMBER.fullmatch(text):
        raise FormError(
            say(en="is not a plain number", zh="不是普通数字"), slips.about_number(text, amount_can_be_read)
        )
    return _finite(float(text))


def whole(raw: object) -> int:
    """Read a whole number of 0 or more."""
    value = number(raw)
    if value < 0 or value != int(value):
        raise FormError(say(en="is not a whole number of 0 or more", zh="不是大于等于 0 的整数"))
    return int(value)


def positive(raw: object) -> int:
    """Read a whole number above 0."""
    value = whole(raw)
    if value == 0:
        raise FormError(say(en="lets nothing through", zh="什么都通不过"))
    return value


def size(raw: object) -> int:
    """Read a size: bytes, or a number with KB, MB or GB, each a thousand of the one before."""
    if not isinstance(raw, str):
        return positive(raw)
    found = SIZE.fullmatch(raw.strip().upper())
    if not found:
        raise FormError(
            say(en="is not a size", zh="不是大小"),
            say(en="write a number with KB, MB or GB", zh="写数字加 KB、MB 或 GB"),
        )
    return positive(str(int(Decimal(found["number"]) * STEPS[found["unit"] or "B"])))


def not_negative(raw: object) -> float:
    """Read a number of 0 or more."""
    value = number(raw)
    if value < 0:
        raise FormError(BELOW_ZERO)
    return value


def amount(raw: object) -> float:
    """Read a number or a percent; a percent as its fraction."""
    if not isinstance(raw, str):
        return number(raw)
    return _amount(raw.strip())[0]


def amount_can_be_read(text: str) -> bool:
    """Say whether a text is a number or a percent."""
    return NUMBER.fullmatch(text.removesuffix("%").rstrip()) is not None


def _amount(text: str) -> tuple[float, bool]:
    """Return a number or percent, and whether it is a percent."""
    if not text.endswith("%"):
        return number(text), False
    return _percent(text), True


def _percent(text: str) -> float:
    digits = text.removesuffix("%").rstrip()
    if not NUMBER.fullmatch(digits):
        raise FormError(say(en="is not a percent", zh="不是百分比"), slips.about_number(text, amount_can_be_read))
    try:
        return _finite(float(Decimal(digits).scaleb(-2)))
    except InvalidOperation:
        return _finite(float("inf"))


def _finite(value: float) -> float:
    if not isfinite(value):
        raise FormError(say(en="is too large or no number", zh="太大，或者不是数字"))
    return value


def target(raw: object) -> Target:
    """Read a target: a number, a percent, or a range `2..4`."""
    if isinstance(raw, Target):
        return raw
    text = line(raw).strip()
    if ".." not in text:
        return Target(text=text, value=_amount(text)[0])
    ends = text.split("..")
    if len(ends) != 2 or "..." in text:  # noqa: PLR2004 - a range has two ends
        raise FormError(
            say(en="is not a range", zh="不是范围"),
            say(en="a range has two ends and two dots: `2..4`", zh="范围要有两端，中间是两个点：`2..4`"),
        )
    (low, low_percent), (high, high_percent) = (_amount(end.strip()) for end in ends)
    if low_percent != high_percent:
        digits = [end.strip().removesuffix("%") for end in ends]
        why = say(en="mixes a percent and a plain number", zh="一端是百分比，一端是普通数字")
        raise FormError(why, slips.write(f"{digits[0]}%..{digits[1]}%"))
    if low > high:
        why = say(en="begins above its end", zh="起点比终点大")
        raise FormError(why, slips.write(f"{ends[1].strip()}..{ends[0].strip()}"))
    return Target(text=text, low=low, high=high)


def near(raw: object) -> Near:
    """Read a near band: `10%` of the target, `0.2pp`, or a plain amount in the metric's unit."""
    if isinstance(raw, Near):
        return raw
    text = line(raw).strip()
    if text.endswith("pp"):
        return Near(amount=_band(_percent(text.removesuffix("pp").rstrip() + "%")), relative=False, text=text)
    value, relative = _amount(text)
    if relative and value > 1:
        raise FormError(say(en="is more than the whole target", zh="比整个目标还大"))
    return Near(amount=_band(value), relative=relative, text=text)


def near_share(raw: object) -> Near:
    """Read a near band that holds for every metric, whatever its unit: `10%` of the target."""
    band = near(raw)
    if not band.relative:
        raise FormError(
            say(en="is an amount in one unit", zh="是某一种单位的数值"),
            say(
                en="the site's band holds for metrics of every unit: write a percent",
                zh="站点的接近范围适用于各种单位的指标，请写百分比",
            ),
        )
    return band


def _band(value: float) -> float:
    if value < 0:
        raise FormError(BELOW_ZERO)
    return value


def share(raw: object) -> float:
    """Read a share such as `120%` or `1.2`."""
    value = amount(raw)
    if value >= WHOLE:
        why = say(en="would be {percent:,.0f}%", zh="相当于 {percent:,.0f}%", percent=value * 100)
        raise FormError(why, slips.write(f"{value:g}%") if value <= 100 * WHOLE else "")
    if value <= 0:
        raise FormError(say(en="is not above 0", zh="没有大于 0"))
    return value


def confidence(raw: object) -> float:
    """Read the confidence of intervals: 80%, 90%, 95% or 98%."""
    value = amount(raw)
    if value in CONFIDENCES:
        return value
    nearest = min(CONFIDENCES, key=lambda known: abs(known - (value / 100 if value > 1 else value)))
    why = say(en="is not one of the confidences that can be computed", zh="不是可以计算的置信水平")
    raise FormError(why, slips.write(f"{nearest:.0%}"))
