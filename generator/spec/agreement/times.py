"""Days: the baseline lies before the campaign."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.spec import day_forms
from generator.spec.agreement.asked import Asked, Check
from generator.text import say


def baseline_before(asked: Asked) -> Iterator[Problem]:
    """Find a baseline that shares days with the campaign, or comes after it."""
    baseline = asked.campaign["baseline"]
    part = baseline["period"] if baseline.has("period") else baseline
    before, period = part.read(day_forms.period), asked.campaign["period"].read(day_forms.period)
    if before is None or period is None or before.end < period.start:
        return
    hint = say(
        en="the campaign runs {first}..{last}", zh="活动的时段是 {first}..{last}", first=period.start, last=period.end
    )
    expected = say(en="days before the campaign", zh="活动之前的日子")
    if before == period:
        yield part.problem(
            say(en="the baseline is the campaign's own period", zh="基线就是活动自己的时段"), expected, hint
        )
    elif before.overlaps(period):
        first, last = max(before.start, period.start), min(before.end, period.end)
        what = say(
            en="the baseline shares {first}..{last} with the campaign",
            zh="基线与活动重叠了 {first}..{last}",
            first=first,
            last=last,
        )
        yield part.problem(what, expected, hint)
    else:
        yield part.problem(say(en="the baseline comes after the campaign", zh="基线在活动之后"), expected, hint)


TIME_CHECKS: tuple[Check, ...] = (baseline_before,)
