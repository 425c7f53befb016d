"""How days and periods are written: from the text of a YAML scalar to dates, or why it cannot be read."""

import re
from datetime import date

from generator.spec import slips
from generator.spec.forms import FormError, line
from generator.spec.values import Period
from generator.text import Said, say

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_PERIOD = 3660
"""Days; ten years."""


def day(raw: object) -> date:
    """Read a day."""
    if isinstance(raw, date):
        return raw
    text = line(raw).strip()
    if not DAY.fullmatch(text):
        raise FormError(say(en="is not a day", zh="不是日期"), slips.about_day(text))
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise FormError(_no_such_day(text)) from None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise FormError(
            say(
                en="lies outside the years {first} to {last}",
                zh="不在 {first} 年到 {last} 年之间",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return value


def _no_such_day(text: str) -> Said:
    what, month = say(en="is a day that does not exist", zh="这一天并不存在"), slips.last_day(text)
    return say(en="{what}: {month}", zh="{what}：{month}", what=what, month=month) if month else what


def period(raw: object) -> Period:
    """Read a period `first..last`, both days included."""
    if isinstance(raw, Period):
        return raw
    text = line(raw).strip()
    ends = [end.strip() for end in text.split("..")]
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a period has two ends
        raise FormError(say(en="is not a period", zh="不是时段"), slips.about_period(text))
    days = []
    for end in ends:
        try:
            days.append(day(end))
        except FormError as error:
            why = say(en="holds `{end}`, which {why}", zh="其中的 `{end}` {why}", end=end, why=error.why)
            raise FormError(why, error.hint) from None
    return _ordered(*days)


def _ordered(start: date, end: date) -> Period:
    read = Period(start=start, end=end)
    if end < start:
        raise FormError(say(en="ends before it begins", zh="结束早于开始"), slips.write(f"{end}..{start}"))
    if read.days > LONGEST_PERIOD:
        raise FormError(
            say(en="is {days:,} days long", zh="长达 {days:,} 天", days=read.days),
            say(en="a period may have {days:,} days at the most", zh="时段最长 {days:,} 天", days=LONGEST_PERIOD),
        )
    return read


def days(raw: object) -> Period:
    """Read a day or a period."""
    if isinstance(raw, Period):
        return raw
    text = line(raw).strip()
    if ".." in text or len(slips.A_DAY.findall(text)) == 2:  # noqa: PLR2004 - a period has two ends
        return period(text)
    one = day(text)
    return Period(start=one, end=one)
