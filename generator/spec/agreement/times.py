"""Days: the baseline lies before the campaign."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.spec import day_forms
from generator.spec.agreement.asked import Asked, Check


def baseline_before(asked: Asked) -> Iterator[Problem]:
    """Find a baseline that shares days with the campaign, or comes after it."""
    baseline = asked.campaign["baseline"]
    part = baseline["period"] if baseline.has("period") else baseline
    before, period = part.read(day_forms.period), asked.campaign["period"].read(day_forms.period)
    if before is None or period is None or before.end < period.start:
        return
    hint = f"the campaign runs {period.start}..{period.end}"
    if before == period:
        yield part.problem("the baseline is the campaign's own period", "days before the campaign", hint)
    elif before.overlaps(period):
        first, last = max(before.start, period.start), min(before.end, period.end)
        yield part.problem(f"the baseline shares {first}..{last} with the campaign", "days before the campaign", hint)
    else:
        yield part.problem("the baseline comes after the campaign", "days before the campaign", hint)


TIME_CHECKS: tuple[Check, ...] = (baseline_before,)
