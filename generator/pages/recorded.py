"""What the spec records beside targets: factors, changed targets, learnings."""

from dataclasses import dataclass

from generator.pages.escape import line
from generator.pages.scene import Scene
from generator.spec.model import Amendment, Factor, Learning


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of plain text, worded."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything recorded; parts that are not are None or empty."""

    factors: Grid | None
    learnings: Grid | None
    amendments: tuple[str, ...]


def recorded(scene: Scene) -> Recorded:
    """Word what the spec records."""
    campaign, words = scene.campaign, scene.words
    factors = learnings = None
    if campaign.factors:
        heads = tuple(words(f"recorded.{head}") for head in ("when", "what", "kind", "expected", "touches"))
        lines = tuple(_factor(factor, scene) for factor in campaign.factors)
        factors = Grid(words("recorded.factors"), heads, lines, words("recorded.factors_intro"))
    if campaign.learnings:
        heads = (words("scorecard.kpi"), words("recorded.cause"), words("recorded.what"), words("recorded.action"))
        lines = tuple(_learning(learning, scene) for learning in campaign.learnings)
        learnings = Grid(words("recorded.learnings"), heads, lines)
    return Recorded(
        factors,
        learnings,
        tuple(_amendment(change, scene) for change in campaign.amendments),
    )


def _factor(factor: Factor, scene: Scene) -> tuple[str, ...]:
    words = scene.words
    touches = words.join("list_comma", [scene.title_of(metric) for metric in factor.on]) or words("recorded.everything")
    return (
        scene.numbers.days(factor.when),
        line(factor.what.said_in(words.language)),
        words(f"factor.{factor.kind.value}"),
        words(f"expect.{factor.expect or 'none'}"),
        touches,
    )


def _amendment(change: Amendment, scene: Scene) -> str:
    values = {
        "kpi": scene.title_of(change.kpi),
        "before": change.before.text,
        "after": change.after.text,
        "day": scene.numbers.day(change.on),
        "because": line(change.because),
    }
    if change.by:
        return scene.words("recorded.amended_by", **values, by=change.by)
    return scene.words("recorded.amended", **values)


def _learning(learning: Learning, scene: Scene) -> tuple[str, ...]:
    words = scene.words
    kpi = scene.title_of(learning.kpi) if learning.kpi else words("nothing")
    what = line(learning.what.said_in(words.language))
    return kpi, words(f"cause.{learning.cause.value}"), what, _action(learning, scene)


def _action(learning: Learning, scene: Scene) -> str:
    words = scene.words
    parts = [line(learning.action.said_in(words.language)).rstrip(".。")] if learning.action else []
    if learning.due and learning.owner:
        due = scene.numbers.day(learning.due)
        parts.append(words("recorded.owner_due", owner=learning.owner, due=due))
    elif learning.due:
        parts.append(words("recorded.due", due=scene.numbers.day(learning.due)))
    elif learning.owner:
        parts.append(learning.owner)
    if learning.check_in:
        parts.append(words("recorded.check_in", campaign=learning.check_in))
    return words.join("clauses", parts) or words("nothing")
