"""What was changed after the start, as checks tell it: from what to what, when, by whom, in which commit."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.amounts import number_of, same
from generator.checks.check import Context
from generator.checks.named import VERDICTS
from generator.checks.saying import measure_title, title
from generator.compare.result.targets import TargetChange
from generator.errors import Location
from generator.history.goals import What
from generator.spec.values import Text, say

_SHORT = 8
"""Characters of a commit's id that are shown."""
_NAMES = {
    What.TARGET: say(en="target", zh="目标值"),
    What.NEAR: say(en="near band", zh="“接近”区"),
    What.WEIGHT: say(en="weight", zh="权重"),
    What.ROLE: say(en="role", zh="角色"),
    What.MUST: say(en="`must`", zh="`must`"),
    What.FORMULA: say(en="formula", zh="公式"),
    What.DIRECTION: say(en="direction", zh="方向"),
    What.UNIT: say(en="unit", zh="单位"),
}
_WHOLE = {
    What.CONFIDENCE: say(en="the confidence of intervals", zh="区间的置信水平"),
    What.FILTER: say(en="which rows count", zh="计入的数据范围"),
}
_OF_A_MEASURE = {
    What.COLUMN: {"en": "the column that {measure} is read from", "zh": "{measure}所取的列"},
    What.MEASURE: {"en": "how {measure} counts", "zh": "{measure}的计数方式"},
}
_SCORE = {
    "cap": say(en="the cap on attainment", zh="达成率的封顶"),
    "met": say(en="the score from which a campaign is met", zh="判为达标的分数线"),
    "near": say(en="the score from which a campaign is near", zh="判为接近的分数线"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that judges otherwise than when the campaign began, over all the changes to it."""

    before: str | None
    change: TargetChange
    """The last one."""

    @property
    def at(self) -> Location:
        """Where it stands now."""
        file, line, column = (
            self.change.at.rsplit(":", 2) if self.change.at.count(":") > 1 else (self.change.at, "", "")
        )
        return Location(file, int(line), int(column)) if line else Location(file)


def moved(context: Context, *whats: What) -> Iterator[Moved]:
    """Find what was changed without a reason under `amendments`, and not changed back."""
    for changes in _changed(context):
        if changes[0].what in whats and not all(change.because for change in changes):
            yield Moved(changes[0].before, changes[-1])


def amended(context: Context) -> Iterator[Moved]:
    """Find what was changed with reasons under `amendments`, and not changed back."""
    for changes in _changed(context):
        if all(change.because for change in changes):
            yield Moved(changes[0].before, changes[-1])


def _changed(context: Context) -> Iterator[list[TargetChange]]:
    """All changes to one thing, first to last, where it did not come back to what it was."""
    targets = context.judged.result.targets
    found: dict[tuple[What, str | None, str | None], list[TargetChange]] = {}
    for change in targets.changes if targets else ():
        found.setdefault((change.what, change.kpi, change.part), []).append(change)
    return (changes for changes in found.values() if changes[0].before != changes[-1].after)


def when(change: TargetChange) -> Text:
    """Say when and by whom a change was made, and how far that is known."""
    if change.on is None:
        return say(en="in the work tree, not committed yet", zh="工作区里的改动，尚未提交")
    said = say(
        en="on {on}, {day} after the start, by {by} in commit {commit}",
        zh="{on}（开始 {day} 后），由 {by} 在提交 {commit} 中改动",
        on=change.on.isoformat(),
        day=number_of(change.days or 0, "day", "天"),
        by=change.by or "?",
        commit=(change.commit or "")[:_SHORT],
    )
    if not change.doubtful:
        return said
    return say(
        en="{said}; its dates do not agree on whether that was after the start",
        zh="{said}；提交的两个日期对不上，无法断定是否在开始之后",
        said=said,
    )


def subject(moved: Moved, context: Context) -> Text:
    """Name what was changed: a KPI's target, a column, a line of the score."""
    change = moved.change
    if change.what is What.SCORE:
        return _SCORE[change.part or ""]
    if change.what in _WHOLE:
        return _WHOLE[change.what]
    if change.what in _OF_A_MEASURE:
        return say(**_OF_A_MEASURE[change.what], measure=measure_title(context, change.part or ""))
    kpi, name = title(context, change.kpi or ""), _NAMES[change.what]
    if not change.part:
        return say(en="the {name} of {kpi}", zh="{kpi}的{name}", name=name, kpi=kpi)
    part = f"`{change.part}`"
    return say(en="the {name} of {kpi} for {part}", zh="{kpi}在 {part} 的{name}", name=name, kpi=kpi, part=part)


def from_to(moved: Moved, context: Context) -> Text:
    """Say what was changed from what to what, and when."""
    nothing = say(en="nothing", zh="无")
    return say(
        en="{subject} went from {before} to {after}: {when}",
        zh="{subject}由 {before} 改为 {after}：{when}",
        subject=subject(moved, context),
        before=same(f"`{moved.before}`") if moved.before else nothing,
        after=same(f"`{moved.change.after}`") if moved.change.after else nothing,
        when=when(moved.change),
    )


def both_verdicts(moved: Moved, context: Context) -> Text:
    """Say what the first version and the one now make of the KPI; nothing where that is not known."""
    targets = context.judged.result.targets
    first = targets.first if targets else None
    segment = dict([moved.change.part.split("=", 1)]) if moved.change.part and "=" in moved.change.part else None
    old = next(
        (one for one in (first.kpis if first else ()) if (one.metric, one.segment) == (moved.change.kpi, segment)), None
    )
    new = next(
        (one for one in context.judged.result.kpis if (one.metric, one.segment) == (moved.change.kpi, segment)), None
    )
    if old is None or new is None:
        return same("")
    return say(
        en=". By the first it is {old}, by the one now {new}",
        zh="。按最初的版本判为{old}，按现在的版本判为{new}",
        old=VERDICTS[old.verdict],
        new=VERDICTS[new.verdict],
    )
