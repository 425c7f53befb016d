"""The block at the head of a campaign's page: the verdict in one sentence, and how sure that is."""

from collections.abc import Sequence

from generator.compare.result import Certainty, State, Verdict
from generator.compare.result.score import ScoreResult
from generator.pages.amounts import amounts_of
from generator.pages.figures import on_its_side
from generator.pages.numbers import Numbers, exact
from generator.pages.pace import SETTLED, odds
from generator.pages.scene import SIGNS, TONES, KpiView, Scene
from generator.pages.sentences import best_end, expected, listed, reason, shape, so_far, worst_end

_SCORE_DIGITS = 3


def lead(scene: Scene) -> str:
    """The verdict as the first word of the page."""
    head = scene.judged.result.campaign
    if head.state is State.UPCOMING and head.verdict is Verdict.RUNNING:
        return scene.words("lead.upcoming")
    found = main_kpi(scene).result.forecast
    if lost(scene):
        return scene.words("lead_state.barred")
    if head.verdict is Verdict.RUNNING and found is not None and found.state is not None:
        return scene.words(f"lead_state.{found.state.value}")
    return scene.words(f"lead.{head.verdict.value}")


def lost(scene: Scene) -> tuple[KpiView, ...]:
    """Musts and guardrails that a running campaign has missed for good: it cannot be met, whatever it reaches."""
    if scene.judged.result.campaign.verdict is not Verdict.RUNNING:
        return ()
    return tuple(view for view in scene.barring if view.verdict is Verdict.MISSED)


def tone(verdict: Verdict) -> str:
    """Which glyph and tint a verdict has."""
    return TONES.get(verdict, "none")


def sign(verdict: Verdict) -> str:
    """The verdict's plain character."""
    return SIGNS[verdict]


def says(scene: Scene) -> str:
    """The verdict in plain words: how many KPIs were met, and the worst miss with its numbers."""
    head = scene.judged.result.campaign
    if head.state is State.UPCOMING:
        start = scene.numbers.day(scene.period.start)
        number = scene.numbers.count(head.kpis)
        return scene.words.count("says.upcoming", head.kpis, name=scene.name, start=start, number=number)
    if head.verdict is Verdict.RUNNING:
        return _running(scene)
    if head.verdict is Verdict.NO_DATA:
        return scene.words("says.no_verdict", name=scene.name)
    return scene.words.sentences((_counted(scene), _worst(scene), _score(scene), _without_data(scene)))


def _counted(scene: Scene) -> str:
    head, words, count = scene.judged.result.campaign, scene.words, scene.numbers.count
    if head.kpis == 1:
        return words("says.met_only" if head.kpis_met else "says.missed_only", name=scene.name)
    if head.kpis_met == head.kpis:
        return words("says.met_all", name=scene.name, all=count(head.kpis))
    if head.kpis_met == 0:
        return words("says.met_none", name=scene.name, all=count(head.kpis))
    return words("says.met_some", name=scene.name, met=count(head.kpis_met), all=count(head.kpis))


def worst(views: Sequence[KpiView]) -> KpiView | None:
    """Find the KPI that fell short the most: missed before near, by the share of its target that it reached."""
    for verdict in (Verdict.MISSED, Verdict.NEAR):
        short = [view for view in views if view.verdict is verdict]
        if short:
            return min(short, key=_reached)
    return None


def _reached(view: KpiView) -> float:
    kpi = view.result
    return next((share for share in (kpi.attainment, kpi.progress) if share is not None), 0.0)


def main_kpi(scene: Scene) -> KpiView:
    """The KPI that the certainty of the campaign is about where nothing was missed."""
    return scene.kpi(scene.judged.result.campaign.headline)


def _worst(scene: Scene) -> str:
    view = worst(scene.kpis)
    key = "says.worst" if view else "says.headline"
    view = view or main_kpi(scene)
    if not view.figures.value:
        return ""
    return scene.words(key, kpi=view.title, value=view.figures.value, target=view.figures.said)


def _score(scene: Scene) -> str:
    """Say what the score did, where the verdict is not plain from the KPIs alone."""
    result = scene.judged.result
    if result.score.value is None or result.campaign.kpis == 1:
        return ""
    score, met, near = written_score(scene)
    if result.score.held_back_by:
        return scene.words("says.held_back", score=score, kpis=_names(result.score.held_back_by, scene))
    if result.campaign.verdict is Verdict.MET:
        all_met = result.campaign.kpis_met == result.campaign.kpis
        return "" if all_met else scene.words("says.score_enough", score=score, needed=met)
    if result.campaign.verdict is Verdict.NEAR and (barred := scene.barring):
        kpis = _names([view.result.metric for view in barred], scene)
        return scene.words("says.score_barred", score=score, needed=met, kpis=kpis)
    return _short(score, met, near, scene)


def _names(metrics: Sequence[str], scene: Scene) -> str:
    return listed([scene.title_of(metric) for metric in metrics], scene.words)


def _short(score: str, met: str, near: str, scene: Scene) -> str:
    """Say how far the score got; the KPI just named is blamed only where it cost the most points."""
    result = scene.judged.result
    key, needed = ("score_short", met) if result.campaign.verdict is Verdict.NEAR else ("score_short_near", near)
    lost = [(term.won, term.metric) for term in result.score.terms if term.won is not None and term.won < 0]
    costliest = min(lost, default=None)
    named = worst(scene.kpis) or main_kpi(scene)
    if costliest is None or costliest[1] == named.result.metric:
        return scene.words(f"says.{key}", score=score, needed=needed)
    return scene.words(f"says.{key}_other", score=score, needed=needed, kpi=scene.title_of(costliest[1]))


def written_score(scene: Scene) -> tuple[str, str, str]:
    """Write score, the line for met and the line for near, fine enough to tell them apart."""
    return score_and_lines(scene.judged.result.score, scene.numbers)


def score_and_lines(score: ScoreResult, numbers: Numbers) -> tuple[str, str, str]:
    """Write a score as `written_score` does, without a page around it."""
    if score.value is None:
        return "", numbers.plain(score.met, _SCORE_DIGITS), numbers.plain(score.near, _SCORE_DIGITS)
    digits = on_its_side(exact(score.value), _SCORE_DIGITS, [(exact(score.met), False), (exact(score.near), False)])
    value, met, near = (numbers.plain(level, digits) for level in (score.value, score.met, score.near))
    return value, met, near


def _without_data(scene: Scene) -> str:
    count = sum(view.verdict is Verdict.NO_DATA for view in scene.kpis)
    return scene.words.count("says.no_data_kpi", count, number=scene.numbers.count(count)) if count else ""


def _running(scene: Scene) -> str:
    words, count = scene.words, scene.numbers.count
    view = main_kpi(scene)
    settled = [
        words(f"says.settled_{tone(other.verdict)}", kpi=other.title)
        for other in scene.kpis
        if other.verdict in (Verdict.MET, Verdict.MISSED)
    ]
    if barred := lost(scene):
        kpis = listed([other.title for other in barred], words)
        settled.append(words("says.barred_running", kpis=kpis))
    values = {"name": scene.name, "day": count(scene.day), "days": count(scene.period.days), "kpi": view.title}
    place = so_far(view, scene)
    if place.kind == "nothing":
        return words.sentences([words("says.running_nothing", **values), *settled])
    values |= {"value": view.figures.value, "target": view.figures.said}
    if place.expected is None:
        return words.sentences([words("says.running", **values), *settled])
    values["target"] = view.figures.goal
    even = expected(view, place.expected, scene.numbers)
    pace = words(f"by.{place.by}")
    return words.sentences([words("says.running_volume", **values, expected=even, pace=pace), *settled])


def sure_title(scene: Scene) -> str:
    """Head of the second line."""
    running = scene.judged.result.campaign.verdict is Verdict.RUNNING
    found = main_kpi(scene).result.forecast
    if running and found is not None and found.state is not None:
        goal = main_kpi(scene).figures.goal
        if found.state in SETTLED:
            return scene.words(f"sure.{SETTLED[found.state]}_title", target=goal)
        return scene.words("sure.chance_title", target=goal, chance=odds(found, scene.words))
    return scene.words("sure.running_title" if running else "sure.title")


def sure(scene: Scene) -> str:
    """How sure the verdict is: of the KPI that decided it, and of those that were met by a hair."""
    head, words = scene.judged.result.campaign, scene.words
    if head.state is State.UPCOMING:
        return words("sure.upcoming")
    if head.verdict is Verdict.RUNNING:
        return _will_end(scene)
    first = (None if head.verdict is Verdict.MET else worst(scene.kpis)) or main_kpi(scene)
    close = [
        view
        for view in scene.kpis
        if view is not first and view.verdict is Verdict.MET and view.result.certainty is Certainty.CLOSE_CALL
    ]
    sentences = [_sure_of(first, scene)]
    if close:
        sentences.append(_sure_of(close[0], scene))
    if others := close[1:]:
        kpis = listed([view.title for view in others], words)
        sentences.append(words.count("sure.met_close_more", len(others), kpis=kpis))
    return words.sentences(sentences)


def _will_end(scene: Scene) -> str:
    """Where the headline KPI is likely to end; without a forecast, when the verdict comes."""
    view, words = main_kpi(scene), scene.words
    found, end = view.result.forecast, scene.numbers.day(scene.period.end)
    if found is None or found.state is None:
        return words("sure.running", end=end)
    written = amounts_of(view, scene, (found.interval[1] - found.interval[0]) or found.projected)
    low, high = (written.level(value) for value in found.interval)
    return words("sure.forecast", kpi=view.title, low=low, high=high, end=end)


def _sure_of(view: KpiView, scene: Scene) -> str:
    words, kpi, shown = scene.words, view.result, view.figures
    if kpi.verdict is Verdict.NO_DATA:
        return words("sure.no_data", kpi=view.title, reason=reason(kpi, words))
    if kpi.certainty is None:
        return words("sure.unknown", kpi=view.title, reason=reason(kpi, words))
    if kpi.certainty is Certainty.COUNTED:
        return words("sure.counted", kpi=view.title)
    end, far = worst_end(view, words)
    values = {
        "kpi": view.title,
        "confidence": scene.confidence,
        "end": end,
        "value": far if kpi.certainty is Certainty.CLEAR else shown.value,
        "target": shown.said,
        "interval": shown.interval,
        "low": shown.low,
        "high": shown.high,
    }
    if kpi.verdict is not Verdict.MET:
        values["value"] = best_end(view)
    sure_key = "clear" if kpi.certainty is Certainty.CLEAR else "close"
    return words.told(f"sure.{tone(kpi.verdict)}_{sure_key}{shape(kpi)}", values)
