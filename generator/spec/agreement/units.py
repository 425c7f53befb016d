"""Units that matter: a bare number never stands for a percent, a percent never for money."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.spec import forms
from generator.spec.agreement.asked import Asked, Check
from generator.spec.part import Part
from generator.spec.slips import torn_after
from generator.spec.values import Near, Target, Unit
from generator.spec.vocabulary import MetricWords

IN_SHARES = (Unit.PERCENT, Unit.RATIO)
"""Units in which a percent can be read: 400% of a ratio is 4."""
NEVER_NEGATIVE = (Unit.PERCENT, Unit.COUNT, Unit.CURRENCY, Unit.SECONDS)
"""Units in which a metric is 0 or more, unless something it is made of may be negative."""
SPOKEN = {
    Unit.PERCENT: "a percent",
    Unit.RATIO: "a ratio",
    Unit.COUNT: "a count",
    Unit.CURRENCY: "money",
    Unit.SECONDS: "seconds",
    Unit.POINTS: "points",
}


def targets(asked: Asked) -> Iterator[Problem]:
    """Find targets, also of segments, whose unit is not their metric's."""
    for kpi, metric in asked.kpis():
        words = asked.metric(metric)
        if words is None:
            continue
        segments = (target for _, named in kpi["segments"].entries() for _, target in named.entries())
        for target in (kpi["target"], *segments):
            yield from _wrong_unit(target, metric, words.unit)
            yield from _out_of_reach(target, metric, words)


def amended_targets(asked: Asked) -> Iterator[Problem]:
    """Find amendments in another unit than their metric's, and those that change nothing."""
    for amendment in asked.campaign["amendments"].items():
        words = asked.metric(name := amendment["kpi"].text)
        for key in ("from", "to"):
            if words is not None and name is not None:
                yield from _wrong_unit(amendment[key], name, words.unit)
                yield from _out_of_reach(amendment[key], name, words)
        before, after = amendment["from"].read(forms.target), amendment["to"].read(forms.target)
        if before is not None and after is not None and _numbers(before) == _numbers(after):
            yield amendment["to"].problem("the amendment changes nothing: `from` and `to` are the same", "two targets")


def last_amendments(asked: Asked) -> Iterator[Problem]:
    """Find amendments whose last word on a KPI is not the target that stands there."""
    last: dict[str, Part] = {}
    for amendment in asked.campaign["amendments"].items():
        name, day = amendment["kpi"].text, amendment["on"].text or ""
        if name is not None and (name not in last or day >= (last[name]["on"].text or "")):
            last[name] = amendment
    for kpi, metric in asked.kpis():
        if metric in last:
            after, target = last[metric]["to"].read(forms.target), kpi["target"].read(forms.target)
            if after is not None and target is not None and _numbers(after) != _numbers(target):
                what = f"the last amendment of `{metric}` sets {after.text}, but its target is {target.text}"
                yield last[metric]["to"].problem(what, "the target as it stands under `kpis`")


def baseline_values(asked: Asked) -> Iterator[Problem]:
    """Find values of a baseline in another unit than their metric's."""
    for metric, value in asked.campaign["baseline"]["values"].entries():
        words = asked.metric(metric)
        if words is not None:
            yield from _wrong_unit(value, metric, words.unit)


def near_bands(asked: Asked) -> Iterator[Problem]:
    """Find near bands in another unit than their metric's, and shares of a target of 0."""
    for kpi, metric in asked.kpis():
        part, words = kpi["near"], asked.metric(metric)
        near, target = part.read(forms.near), kpi["target"].read(forms.target)
        if near is None or torn_after(kpi.raw, "near"):
            continue
        if near.relative and target is not None and target.is_zero:
            what = f"`near: {part.text}` of a target of 0 is nothing"
            yield part.problem(what, "an amount", "write how far from 0 is still near, such as 0.2pp or 5")
        elif words is not None:
            yield from _wrong_band(part, near, metric, words.unit)


def weights(asked: Asked) -> Iterator[Problem]:
    """Find a campaign whose KPIs all have the weight 0."""
    parts = [kpi["weight"] for kpi in asked.campaign["kpis"].items()]
    if parts and all(part.read(forms.not_negative) == 0 for part in parts):
        yield parts[0].problem("every KPI has the weight 0", "at least one weight above 0")


def _wrong_unit(part: Part, metric: str, unit: Unit) -> Iterator[Problem]:
    target = part.read(forms.target)
    if target is None or target.is_zero or torn_after(part.document.value(part.path[:-1]), part.path[-1]):
        return
    written = f"`{part.key}: {target.text}`"
    if unit is Unit.PERCENT and not target.is_percent:
        readings = " or ".join(_as_percents(target))
        yield part.problem(f"{written} has no unit, and `{metric}` is a percent", "a percent", f"write {readings}")
    elif unit not in IN_SHARES and target.is_percent:
        yield part.problem(f"{written} is a percent, and `{metric}` is {SPOKEN[unit]}", "a plain number")


def _out_of_reach(part: Part, metric: str, words: MetricWords) -> Iterator[Problem]:
    """Find a target that the metric cannot come to: below nothing, or a part that is more than the whole."""
    target = part.read(forms.target)
    numbers = [] if target is None else [number for number in _numbers(target) if number is not None]
    if target is None or not numbers:
        return
    written = f"`{part.key}: {target.text}`"
    if min(numbers) < 0 and words.unit in NEVER_NEGATIVE and not words.signed:
        yield part.problem(f"{written} is below zero, and `{metric}` never is", "0 or more")
    elif max(numbers) > 1 and words.subset and target.is_percent:
        what = f"{written} is more than the whole that `{metric}` is a part of"
        yield part.problem(what, "at most 100%")


def _as_percents(target: Target) -> tuple[str, str]:
    """Both readings of a bare number on a percent: as percents already, and as the fraction they are of 1."""
    ends = target.text.split("..")
    as_written = "..".join(f"{end.strip()}%" for end in ends)
    as_fraction = "..".join(f"{100 * forms.number(end.strip()):.10g}%" for end in ends)
    return as_written, as_fraction


def _wrong_band(part: Part, near: Near, metric: str, unit: Unit) -> Iterator[Problem]:
    if unit is Unit.PERCENT and not (near.relative or near.is_points) and near.amount:
        hint = f"write {near.text}pp for percentage points, or {near.text}% for a share of the target"
        yield part.problem(f"`near: {near.text}` has no unit, and `{metric}` is a percent", "10% or 0.2pp", hint)
    elif unit not in IN_SHARES and near.is_points:
        what = f"`near: {near.text}` is in percentage points, and `{metric}` is {SPOKEN[unit]}"
        yield part.problem(what, "a share of the target (10%) or a plain number")


def _numbers(target: Target) -> tuple[float | None, ...]:
    return target.value, target.low, target.high


UNIT_CHECKS: tuple[Check, ...] = (
    targets,
    amended_targets,
    last_amendments,
    baseline_values,
    near_bands,
    weights,
)
