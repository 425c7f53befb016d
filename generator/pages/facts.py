"""The strip of facts under the verdict: when, who, how much, for what."""

from dataclasses import dataclass

from generator.compare.result import State
from generator.pages.scene import Scene
from generator.pages.trends import length


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its label, what it is, and a second line."""

    label: str
    value: str
    note: str = ""


def facts(scene: Scene) -> tuple[Fact, ...]:
    """Everything the spec and the data say of the campaign as a whole; what they do not say is left out."""
    head, words = scene.judged.result.campaign, scene.words
    found = [_period(scene)]
    if head.owner:
        found.append(Fact(words("facts.owner"), head.owner))
    found += _money(scene)
    served = (("objective", scene.judged.objective, head.objective), ("kra", scene.judged.area, head.kra))
    for label, title, name in served:
        if name:
            found.append(Fact(words(f"facts.{label}"), title.said_in(words.language) if title else name))
    return (*found, *_data(scene))


def _period(scene: Scene) -> Fact:
    words, period = scene.words, scene.period
    days = length(period.days, scene)
    if scene.state is State.RUNNING:
        count = scene.numbers.count
        note = words("facts.running", day=count(scene.day), days=count(period.days))
    else:
        note = words(f"facts.{scene.state.value}", length=days)
    return Fact(words("facts.period"), scene.numbers.days(period), note)


def _money(scene: Scene) -> list[Fact]:
    head, words, numbers = scene.judged.result.campaign, scene.words, scene.numbers
    if not head.budget:
        return [Fact(words("facts.spent"), numbers.money(head.spent))] if head.spent else []
    budget = numbers.money(head.budget)
    if head.spent is None:
        return [Fact(words("facts.budget"), budget)]
    share = numbers.share(head.spent / head.budget)
    note = words("facts.spent_share", share=share)
    if scene.state is State.RUNNING:
        note = words("facts.time_gone", spent=share, time=numbers.share(scene.time_gone))
    value = words("facts.spent_of", spent=numbers.money(head.spent), budget=budget)
    return [Fact(words("facts.budget"), value, note)]


def _data(scene: Scene) -> list[Fact]:
    head, words = scene.judged.result.campaign, scene.words
    if head.data_to is None:
        undated = head.grain == "none" and any(file.rows for file in scene.judged.result.data)
        return [Fact(words("facts.data_to"), words("facts.no_dates"), words("facts.no_dates_note"))] if undated else []
    whole = head.data_to >= scene.period.end
    note = words("facts.final" if whole else "facts.incomplete") if scene.finished else ""
    return [Fact(words("facts.data_to"), scene.numbers.day(head.data_to), note)]
