"""Shares, changes, days and lists as the messages of checks write them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.checks.amounts import number_of, same
from generator.checks.check import Context
from generator.compare.frames import EPOCH
from generator.data.table import Grain
from generator.spec.model import Stage
from generator.spec.values import Text, say
from generator.text import joined

STEPS: Mapping[Grain, tuple[str, str]] = {
    Grain.DAY: ("day", "天"),
    Grain.WEEK: ("week", "周"),
    Grain.MONTH: ("month", "个月"),
    Grain.NONE: ("row", "行"),
}
"""What a step of the data is called, in English and in Chinese with its measure word."""
STAGES: Mapping[Stage, Text] = {
    Stage.AWARENESS: say(en="awareness", zh="认知"),
    Stage.CONSIDERATION: say(en="consideration", zh="考虑"),
    Stage.CONVERSION: say(en="conversion", zh="转化"),
    Stage.RETENTION: say(en="retention", zh="留存"),
    Stage.ADVOCACY: say(en="advocacy", zh="推荐"),
}
WEEKDAYS = tuple(
    say(en=en, zh=f"星期{zh}")
    for en, zh in zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "一二三四五六日", strict=True
    )
)
"""Monday first, as dates count them."""
_LARGE = 100
_SMALL = 10


def plain(number: float) -> str:
    """Write a number: whole from 100 on, else with one or two decimals where it has any."""
    size = abs(number)
    if size >= _LARGE or float(number).is_integer():
        return f"{number:,.0f}"
    return f"{number:.1f}" if size >= _SMALL else f"{number:.2f}"


def share(number: float) -> str:
    """Write a share of 1 in per cent: 0.41%, 3.05%, 62%."""
    percent = number * 100
    if abs(percent) >= _SMALL or float(round(percent, 9)).is_integer():
        return f"{percent:,.0f}%"
    return f"{percent:.2f}%"


def change(number: float) -> str:
    """Write a relative change with its sign: +8%, -3.5%."""
    text = share(abs(number))
    return f"+{text}" if number > 0 else f"-{text}" if number < 0 else text


def title(context: Context, metric: str) -> Text:
    """Return what a metric is called."""
    known = context.frame.catalogue.metrics.get(metric)
    return known.spec.title if known else same(metric)


def measure_title(context: Context, measure: str) -> Text:
    """Return what a measure is called."""
    known = context.frame.catalogue.measures.get(measure)
    return known.title if known else same(measure)


def day_of(number: int) -> date:
    """Return the day that is so many days after 1 January 1970."""
    return EPOCH + timedelta(days=number)


def in_steps(context: Context, number: int) -> Text:
    """Write a number of steps by what they are: 1 day, 12 weeks."""
    return number_of(number, *STEPS[context.data.grain])


def listed(names: Sequence[str | Text], most: int = 4) -> Text:
    """Join names with commas and a last "and"; after so many the rest are counted."""
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return say(en="{shown} and {rest} more", zh="{shown}，另有 {rest} 个", shown=joined(shown), rest=rest)
    if len(shown) == 1:
        return joined(shown)
    return say(en="{shown} and {last}", zh="{shown}和{last}", shown=joined(shown[:-1]), last=shown[-1])


def unended(text: Text) -> Text:
    """Take the full stop off a user's sentence, to set it inside another."""
    return Text(by_language={language: words.rstrip(".。") for language, words in text.by_language.items()})
