"""The seal beside the verdict: whether the targets are those set in advance; both judgements where they moved."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.compare.result import KpiResult
from generator.compare.result.targets import FirstKpi, TargetChange, TargetsResult
from generator.history.goals import What
from generator.history.story import Standing
from generator.pages.escape import line
from generator.pages.scene import SIGNS, Scene

_SHORT = 7
"""Characters of a commit's id that are shown."""
_LOUD = (Standing.MOVED, Standing.AMENDED)


@dataclass(frozen=True, slots=True)
class Seal:
    """What is said of the targets, worded."""

    state: str
    """sealed, amended, moved, unknown or open: the seal's class."""
    title: str
    text: Markup
    changes: tuple[Markup, ...] = ()
    """What was changed, when, by whom."""
    both: tuple[str, ...] = ()
    """What the first version and the one now make of it."""


def seal(scene: Scene) -> Seal | None:
    """Word what git tells of the targets; None where nobody asked."""
    targets, words = scene.judged.result.targets, scene.words
    if targets is None:
        return None
    state = targets.state.name.lower()
    title = words(f"seal.{state}")
    if targets.state is Standing.SEALED:
        return Seal(state, title, _since(targets, scene), _changes(targets, scene))
    if targets.state is Standing.OPEN:
        return Seal(state, title, words.html("seal.until", start=scene.numbers.day(scene.period.start)))
    text = Markup("")
    if targets.reason is not None:
        key = f"seal.{targets.reason.name.lower()}"
        text = words.html(key, day=scene.numbers.day(targets.since)) if targets.since else words.html(f"{key}_undated")
    return Seal(state, title, text, _changes(targets, scene), tuple(_both(targets, scene)))


def _since(targets: TargetsResult, scene: Scene) -> Markup:
    if targets.since is None or targets.commit is None or targets.ahead is None:
        return Markup("")
    day, commit = scene.numbers.day(targets.since), _commit(targets.commit, scene)
    if not targets.ahead:
        return scene.words.html("seal.since_same_day", day=day, commit=commit)
    ahead = scene.words.count("seal.days", targets.ahead, number=scene.numbers.count(targets.ahead))
    return scene.words.html("seal.since", day=day, ahead=ahead, commit=commit)


def _commit(commit: str, scene: Scene) -> Markup:
    short, address = commit[:_SHORT], scene.config.site.repo_url
    if address and address.startswith(("https://", "http://")):
        return Markup('<a href="{}/commit/{}"><code>{}</code></a>').format(address.rstrip("/"), commit, short)
    return Markup("<code>{}</code>").format(short)


def _changes(targets: TargetsResult, scene: Scene) -> tuple[Markup, ...]:
    return tuple(_change(one, scene) for one in targets.changes)


def _change(one: TargetChange, scene: Scene) -> Markup:
    words = scene.words
    kind = "changed" if one.before and one.after else "removed" if one.before else "added"
    values: dict[str, object] = {"what": _named(one, scene)}
    if kind != "added":
        values["before"] = line(one.before or "")
    if kind != "removed":
        values["after"] = line(one.after or "")
    if one.on is None or one.commit is None:
        said = words.html(f"seal.{kind}_uncommitted", **values)
    else:
        values |= {"day": scene.numbers.day(one.on), "by": line(one.by or ""), "commit": _commit(one.commit, scene)}
        said = words.html(f"seal.{kind}", **values)
    return words.html("seal.because", said=said, because=line(one.because)) if one.because else said


def _named(one: TargetChange, scene: Scene) -> str:
    words, key = scene.words, f"seal.what_{one.what.value}"
    if one.what is What.FILTER or one.kpi is None:
        return (
            words(key) if one.what not in (What.COLUMN, What.MEASURE, What.SCORE) else words(key, part=one.part or "")
        )
    name = words(key, kpi=scene.title_of(one.kpi))
    return words("seal.of_part", what=name, part=line(one.part)) if one.part else name


def _both(targets: TargetsResult, scene: Scene) -> list[str]:
    """Say what the campaign, and each KPI that was changed, comes to by either version."""
    words, first = scene.words, targets.first
    if first is None:
        return [words("seal.not_judged")] if targets.state in _LOUD else []
    now = scene.judged.result
    said = [words("seal.both", old=_verdict(first.verdict, scene), new=_verdict(now.campaign.verdict, scene))]
    old = {(one.metric, str(one.segment)): one for one in first.kpis}
    new = {(one.metric, str(one.segment)): one for one in now.kpis}
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before and after and (before.target_text, before.verdict) != (after.target_text, after.verdict):
            said.append(_both_of(before, after, scene))
        elif before and not after:
            values = {"kpi": scene.title_of(before.metric), "target": before.target_text}
            said.append(words("seal.dropped", **values, old=_verdict(before.verdict, scene)))
    return said


def _both_of(before: FirstKpi, after: KpiResult, scene: Scene) -> str:
    kpi = scene.title_of(after.metric)
    if after.segment:
        kpi = scene.words("seal.of_part", what=kpi, part=line(", ".join(after.segment.values())))
    values = {"kpi": kpi, "old": _verdict(before.verdict, scene), "new": _verdict(after.verdict, scene)}
    if before.target_text == after.target_text:
        return scene.words("seal.both_kpi_same", **values)
    return scene.words("seal.both_kpi", first=before.target_text, now=after.target_text, **values)


def _verdict(verdict: object, scene: Scene) -> str:
    sign = next(sign for known, sign in SIGNS.items() if known is verdict)
    return f"{sign} {scene.words(f'verdict.{verdict}').lower()}"
