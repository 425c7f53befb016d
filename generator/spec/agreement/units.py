"""Units that matter: a bare number never stands for a percent, a percent never for money."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.spec import number_forms
from generator.spec.agreement.asked import Asked, Check
from generator.spec.part import Part
from generator.spec.slips import torn_after
from generator.spec.values import Near, Target, Unit
from generator.spec.vocabulary import MetricWords
from generator.text import Said, joined, say

IN_SHARES = (Unit.PERCENT, Unit.RATIO)
"""Units in which a percent can be read: 400% of a ratio is 4."""
NEVER_NEGATIVE = (Unit.PERCENT, Unit.COUNT, Unit.CURRENCY, Unit.SECONDS)
"""Units in which a metric is 0 or more, unless something it is made of may be negative."""
SPOKEN = {
    Unit.PERCENT: say(en="a percent", zh="百分比"),
    Unit.RATIO: say(en="a ratio", zh="比值"),
    Unit.COUNT: say(en="a count", zh="数量"),
    Unit.CURRENCY: say(en="money", zh="金额"),
    Unit.SECONDS: say(en="seconds", zh="秒数"),
    Unit.POINTS: say(en="points", zh="分数"),
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
        before, after = amendment["from"].read(number_forms.target), amendment["to"].read(number_forms.target)
        if before is not None and after is not None and _numbers(before) == _numbers(after):
            what = say(
                en="the amendment changes nothing: `from` and `to` are the same",
                zh="这次修改什么也没变：`from` 和 `to` 相同",
            )
            yield amendment["to"].problem(what, say(en="two targets", zh="两个不同的目标值"))


def last_amendments(asked: Asked) -> Iterator[Problem]:
    """Find amendments whose last word on a KPI is not the target that stands there."""
    last: dict[str, Part] = {}
    for amendment in asked.campaign["amendments"].items():
        name, day = amendment["kpi"].text, amendment["on"].text or ""
        if name is not None and (name not in last or day >= (last[name]["on"].text or "")):
            last[name] = amendment
    for kpi, metric in asked.kpis():
        if metric in last:
            after, target = last[metric]["to"].read(number_forms.target), kpi["target"].read(number_forms.target)
            if after is not None and target is not None and _numbers(after) != _numbers(target):
                what = say(
                    en="the last amendment of `{metric}` sets {after}, but its target is {target}",
                    zh="`{metric}` 最后一次改为 {after}，但它的目标是 {target}",
                    metric=metric,
                    after=after.text,
                    target=target.text,
                )
                expected = say(en="the target as it stands under `kpis`", zh="`kpis` 下写的目标值")
                yield last[metric]["to"].problem(what, expected)


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
        near, target = part.read(number_forms.near), kpi["target"].read(number_forms.target)
        if near is None or torn_after(kpi.raw, "near"):
            continue
        if near.relative and target is not None and target.is_zero:
            what = say(
                en="`near: {near}` of a target of 0 is nothing",
                zh="目标是 0，`near: {near}` 按比例算出来还是 0",
                near=part.text,
            )
            hint = say(
                en="write how far from 0 is still near, such as 0.2pp or 5",
                zh="写明离 0 多远仍算接近，如 0.2pp 或 5",
            )
            yield part.problem(what, say(en="an amount", zh="一个差值"), hint)
        elif words is not None:
            yield from _wrong_band(part, near, metric, words.unit)


def weights(asked: Asked) -> Iterator[Problem]:
    """Find a campaign whose KPIs all have the weight 0."""
    parts = [kpi["weight"] for kpi in asked.campaign["kpis"].items()]
    if parts and all(part.read(number_forms.not_negative) == 0 for part in parts):
        what = say(en="every KPI has the weight 0", zh="所有 KPI 的权重都是 0")
        yield parts[0].problem(what, say(en="at least one weight above 0", zh="至少一个大于 0 的权重"))


def _wrong_unit(part: Part, metric: str, unit: Unit) -> Iterator[Problem]:
    target = part.read(number_forms.target)
    if target is None or target.is_zero or torn_after(part.document.value(part.path[:-1]), part.path[-1]):
        return
    written = f"`{part.key}: {target.text}`"
    if unit is Unit.PERCENT and not target.is_percent:
        readings = joined(_as_percents(target), " or ", " 或 ")
        hint = say(en="write {readings}", zh="写成 {readings}", readings=readings)
        yield part.problem(_no_unit(written, metric), SPOKEN[unit], hint)
    elif unit not in IN_SHARES and target.is_percent:
        what = say(
            en="{written} is a percent, and `{metric}` is {unit}",
            zh="{written} 是百分比，而 `{metric}` 是{unit}",
            written=written,
            metric=metric,
            unit=SPOKEN[unit],
        )
        yield part.problem(what, say(en="a plain number", zh="普通数字"))


def _out_of_reach(part: Part, metric: str, words: MetricWords) -> Iterator[Problem]:
    """Find a target that the metric cannot come to: below nothing, or a part that is more than the whole."""
    target = part.read(number_forms.target)
    numbers = [] if target is None else [number for number in _numbers(target) if number is not None]
    if target is None or not numbers:
        return
    written = f"`{part.key}: {target.text}`"
    if min(numbers) < 0 and words.unit in NEVER_NEGATIVE and not words.signed:
        what = say(
            en="{written} is below zero, and `{metric}` never is",
            zh="{written} 小于零，而 `{metric}` 不会为负",
            written=written,
            metric=metric,
        )
        yield part.problem(what, say(en="0 or more", zh="大于等于 0 的数"))
    elif max(numbers) > 1 and words.subset and target.is_percent:
        what = say(
            en="{written} is more than the whole that `{metric}` is a part of",
            zh="{written} 超过了全体，而 `{metric}` 只是其中一部分",
            written=written,
            metric=metric,
        )
        yield part.problem(what, say(en="at most 100%", zh="最多 100%"))


def _as_percents(target: Target) -> tuple[str, str]:
    """Both readings of a bare number on a percent: as percents already, and as the fraction they are of 1."""
    ends = target.text.split("..")
    as_written = "..".join(f"{end.strip()}%" for end in ends)
    as_fraction = "..".join(f"{100 * number_forms.number(end.strip()):.10g}%" for end in ends)
    return as_written, as_fraction


def _wrong_band(part: Part, near: Near, metric: str, unit: Unit) -> Iterator[Problem]:
    if unit is Unit.PERCENT and not (near.relative or near.is_points) and near.amount:
        hint = say(
            en="write {near}pp for percentage points, or {near}% for a share of the target",
            zh="表示百分点写 {near}pp，表示目标的百分之几写 {near}%",
            near=near.text,
        )
        expected = say(en="10% or 0.2pp", zh="10% 或 0.2pp")
        yield part.problem(_no_unit(f"`near: {near.text}`", metric), expected, hint)
    elif unit not in IN_SHARES and near.is_points:
        what = say(
            en="`near: {near}` is in percentage points, and `{metric}` is {unit}",
            zh="`near: {near}` 的单位是百分点，而 `{metric}` 是{unit}",
            near=near.text,
            metric=metric,
            unit=SPOKEN[unit],
        )
        expected = say(en="a share of the target (10%) or a plain number", zh="目标的百分之几（10%），或普通数字")
        yield part.problem(what, expected)


def _no_unit(written: str, metric: str) -> Said:
    return say(
        en="{written} has no unit, and `{metric}` is a percent",
        zh="{written} 没有单位，而 `{metric}` 是百分比",
        written=written,
        metric=metric,
    )


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
