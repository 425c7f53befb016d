"""How values are written: from the text of a YAML scalar to a number, a day, a target; or why it cannot be read.

Every reader takes what YAML gave (or, in tests and code, the finished value) and raises FormError. Percents become
fractions by moving the decimal point, so that 3.6% is exactly the number 0.036.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from math import isfinite
from pathlib import PurePosixPath, PureWindowsPath

from generator.errors import did_you_mean
from generator.spec import slips
from generator.spec.values import Near, Target, Text
from generator.text import Said, say

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
SIZE = re.compile(r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,9})?)\s*(?P<unit>[KMG]?B)?")
STEPS = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
LONGEST = 20_000
"""Characters of a text."""
LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
IDENTIFIER = "[a-z0-9][a-z0-9_-]*"
CHECK = "KPI[0-9]{3}"
CHECKS = "KPI[0-9]{0,3}"
WEB = r"https?://[^\s/]+\S*"
ADDRESS = r"[a-z][a-z0-9+_-]*://\S+"
ENGINE = r"duckdb|[a-z][a-z0-9+_-]*://\S*"
CONFIDENCES = (0.80, 0.90, 0.95, 0.98)
"""Those for which the method has critical values (methodology, section 3)."""
WHOLE = 10
"""A share from here on was surely meant as a percent: 120 is 120%, not 12,000%."""

EMPTY = say(en="is empty", zh="是空的")
BELOW_ZERO = say(en="is below 0", zh="小于 0")


class FormError(ValueError):
    """A value that is not written as its field needs it.

    `why` is the end of a sentence that begins with key and value; `inside` leads to a part of the value.
    """

    def __init__(self, why: Said, hint: Said = "", inside: tuple[str | int, ...] = ()) -> None:
        super().__init__(str(why))
        self.why = why
        self.hint = hint
        self.inside = inside


def line(raw: object) -> str:
    """Read text that is not empty."""
    if isinstance(raw, str):
        if len(raw) > LONGEST:
            raise FormError(
                say(
                    en="has {count:,} characters, of {most:,} at the most",
                    zh="有 {count:,} 个字符，最多 {most:,} 个",
                    count=len(raw),
                    most=LONGEST,
                )
            )
        if raw.strip():
            return raw
        raise FormError(EMPTY)
    if isinstance(raw, bool):
        written = "true" if raw else "false"
        raise FormError(
            say(en="is a yes or no to YAML, not text", zh="在 YAML 里是真假值，不是文本"),
            say(
                en='write "{written}" in quotes if the word is meant',
                zh='如果就是要这个词，请加引号写成 "{written}"',
                written=written,
            ),
        )
    if isinstance(raw, int | float):
        return str(raw)
    if raw is None:
        raise FormError(say(en="has no value", zh="没有值"))
    raise FormError(
        say(en="holds keys", zh="下面是一组键") if isinstance(raw, Mapping) else say(en="is a list", zh="是列表")
    )


def line_or_none(raw: object) -> str | None:
    """Read text, or the word `none`."""
    return None if raw in (None, "none") else line(raw)


def one_of(known: tuple[str, ...]) -> Callable[[object], str]:
    """Return the reader of one of a few words."""

    def read(raw: object) -> str:
        text = line(raw)
        if text not in known:
            why = say(en="is not one of those that may stand here", zh="不在可选的值之列")
            raise FormError(why, did_you_mean(text, known))
        return text

    return read


def matching(pattern: str, why: Said) -> Callable[[object], str]:
    """Return the reader of text of a pattern."""
    whole = re.compile(pattern)

    def read(raw: object) -> str:
        text = line(raw)
        if not whole.fullmatch(text):
            raise FormError(why)
        return text

    return read


def folder(raw: object) -> str:
    """Read a folder's path: relative, with forward slashes, going down only."""
    text = line(raw)
    path = PurePosixPath(text.strip())
    if path.is_absolute() or PureWindowsPath(text).drive or "\\" in text:
        raise FormError(
            say(
                en="is not a path relative to site_config.yml, with forward slashes",
                zh="不是相对于 site_config.yml、用正斜杠书写的路径",
            )
        )
    if ".." in path.parts or not path.parts:
        raise FormError(say(en="is not a folder inside the site's own", zh="不是站点文件夹里面的文件夹"))
    return path.as_posix()


def words(raw: object) -> Text:
    """Read text, plain or per language."""
    if isinstance(raw, Text):
        return raw
    if not isinstance(raw, Mapping):
        return Text(by_language={"": line(raw)})
    if not raw:
        raise FormError(EMPTY)
    for language, said in raw.items():
        if not re.fullmatch(LANGUAGE, str(language)):
            raise FormError(
                say(en="does not begin with a language code", zh="不是以语言代码开头"),
                say(en="write codes such as `en` or `zh`", zh="写 `en`、`zh` 这样的代码"),
                (language,),
            )
        try:
            line(said)
        except FormError as error:
            raise FormError(error.why, error.hint, (language,)) from None
    return Text(by_language=dict(raw))


def flag(raw: object) -> bool:
    """Read true or false."""
    if isinstance(raw, bool):
        return raw
    text = line(raw).lower()
    meant = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}.get(text)
    why = say(en="is text, not a yes or no", zh="是文本，不是真假值")
    raise FormError(why, slips.write(meant) if meant else slips.unquoted(text))


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


def compared(raw: object) -> object:
    """Turn the short form of a baseline, a period alone, into the long one."""
    return {"period": raw} if isinstance(raw, str) else raw
