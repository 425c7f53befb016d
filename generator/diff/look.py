"""What to look at in a difference: at most five things, most important first, each with the lesson that explains it."""

from collections.abc import Iterator, Sequence

from generator.checks.run import find_check
from generator.compare.result import Certainty, Level, Verdict
from generator.diff.model import Cause, Diff, Look, LookAt, VerdictChange
from generator.history.goals import What

MOST = 5
GOALPOSTS = "KPI5"
"""How the codes of the checks on moved goalposts begin."""
_LESSONS = {
    Look.UNJUDGED: "how-results-are-judged",
    Look.MOVED: "goodhart",
    Look.DROPPED: "several-metrics",
    Look.WORSE: "comparing-results-with-kpis",
    Look.BETTER: "how-results-are-judged",
    Look.RUNNING: "pacing",
    Look.CLOSE: "certainty",
    Look.RESTATED: "pitfalls",
    Look.BEYOND: "certainty",
    Look.FINDING: "pitfalls",
}
_OPEN = (Verdict.RUNNING, Verdict.NO_DATA)


def look(diff: Diff) -> tuple[LookAt, ...]:
    """Choose what a reviewer should look at, one of a kind, with how many of its kind there are."""
    kinds: dict[tuple[Look, str], list[LookAt]] = {}
    for one in _all(diff):
        kinds.setdefault((one.why, one.lesson), []).append(one)
    return tuple(found[0].model_copy(update={"count": len(found)}) for found in kinds.values())[:MOST]


def _all(diff: Diff) -> Iterator[LookAt]:
    """Everything worth a look, in the order in which it matters."""
    for lost in diff.unjudged:
        yield _at(Look.UNJUDGED, lost.campaign, detail=lost.side.value)
    moved = [one for one in diff.goalposts if one.moved]
    for one in sorted(moved, key=lambda one: (one.first is one.now, one.campaign)):
        dropped = one.what is What.KPI and one.after is None
        yield _at(Look.DROPPED if dropped else Look.MOVED, one.campaign, one.kpi)
    whole = sorted(diff.verdicts, key=lambda one: one.kpi is not None)
    yield from _verdicts(whole)
    for data in sorted(diff.data, key=lambda one: -((one.restated or 0) + (one.removed or 0))):
        if data.restated or data.removed or data.state == "removed":
            yield _at(Look.RESTATED, data.campaign, detail=data.file)
    for number in diff.numbers:
        if number.beyond:
            yield _at(Look.BEYOND, number.campaign, number.kpi)
    rank = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
    for found in sorted(diff.raised, key=lambda one: rank[one.finding.level]):
        if moved and found.finding.code.startswith(GOALPOSTS):
            continue  # the goalposts themselves come first
        check = find_check(found.finding.code)
        lesson = check.lesson.strip("/").rpartition("/")[2] if check else ""
        yield _at(Look.FINDING, found.campaign, detail=found.finding.code, lesson=lesson)


def _verdicts(changes: Sequence[VerdictChange]) -> Iterator[LookAt]:
    for one in changes:
        if one.was in _OPEN or one.now in _OPEN:
            yield _at(Look.RUNNING, one.campaign, one.kpi)
        elif one.worse:
            yield _at(Look.WORSE, one.campaign, one.kpi)
        elif one.cause is not Cause.DATA:
            yield _at(Look.BETTER, one.campaign, one.kpi)
    for one in changes:
        if one.certainty is Certainty.CLOSE_CALL:
            yield _at(Look.CLOSE, one.campaign, one.kpi)


def _at(why: Look, campaign: str | None, kpi: str | None = None, *, detail: str = "", lesson: str = "") -> LookAt:
    return LookAt(why=why, campaign=campaign, kpi=kpi, detail=detail, lesson=lesson or _LESSONS[why])
