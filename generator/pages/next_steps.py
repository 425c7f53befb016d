"""What next: the entries of the playbook that fit a KPI, filled in with its numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.compare.judged import Advice
from generator.diagnose.playbook import filled
from generator.diagnose.story import story
from generator.pages.amounts import amounts, amounts_of, driver_value
from generator.pages.escape import line
from generator.pages.scene import KpiView, Scene
from generator.pages.sentences import capitalised
from generator.spec.model import Unit
from generator.spec.playbook_file import Entry, Playbook


@dataclass(frozen=True, slots=True)
class NextStep:
    """One entry, worded."""

    id: str
    title: str
    because: str
    look_at: tuple[str, ...]
    try_next: tuple[str, ...]
    measure: tuple[str, ...]


def next_steps(view: KpiView, scene: Scene, playbook: Playbook) -> tuple[NextStep, ...]:
    """Word the steps of one KPI, best first."""
    chosen = scene.judged.advice.get(view.result.metric, ())
    return tuple(_step(advice, playbook[advice.entry], view, scene) for advice in chosen if advice.entry in playbook)


def _step(advice: Advice, entry: Entry, view: KpiView, scene: Scene) -> NextStep:
    values = _values(advice, view, scene)
    look_at, try_next, measure = (
        tuple(map(capitalised, filled(sentences, values)))
        for sentences in (entry.look_at, entry.try_next, entry.measure)
    )
    because = _because(advice, scene)
    return NextStep(entry.id, line(entry.title), because, look_at, try_next, measure)


def _because(advice: Advice, scene: Scene) -> str:
    """The strongest reason for the choice."""
    words = scene.words
    code, values = advice.reasons[0]
    written: dict[str, str] = {}
    for name, value in values.items():
        if name == "share" and isinstance(value, float | int):
            written[name] = scene.numbers.share(value)
        elif name == "driver":
            written[name] = _named(str(value), scene)
        elif name == "metric":
            written[name] = scene.title_of(str(value))
        elif name in {"factor", "cause"}:
            written[name] = words(f"{name}.{value}")
        elif name == "sign":
            written[name] = words(f"next.sign_{value}")
        else:
            written[name] = line(str(value))
    return words.told(f"next.because_{code}", written)


def _values(advice: Advice, view: KpiView, scene: Scene) -> Mapping[str, str]:
    """Write what the placeholders of an entry stand for."""
    told = story(view.result)
    written = amounts(view, scene, told) if told else amounts_of(view, scene, view.result.value or 0.0)
    writers: Mapping[str, Callable[[Any], str]] = {
        "metric": scene.title_of,
        "driver": lambda name: _named(name, scene),
        "target": lambda _: view.figures.goal,
        "after": lambda value: view.figures.value or written.level(value),
        "contribution": written.signed,
        "segment": line,
        **dict.fromkeys(("share_before", "share_after"), scene.numbers.share),
        **dict.fromkeys(("before", "segment_before", "segment_after"), written.level),
        **dict.fromkeys(
            ("driver_before", "driver_after"),
            lambda value: driver_value(
                scene.numbers, value, _unit_of(str(advice.facts.get("driver", "")), view, scene)
            ),
        ),
    }
    said = {name: writers[name](value) for name, value in advice.facts.items()}
    driver, before, after = (advice.facts.get(name) for name in ("driver", "driver_before", "driver_after"))
    if driver in written.drivers and isinstance(before, float | int) and isinstance(after, float | int):
        # As the diagnosis above writes them, so that one figure is not told in two ways.
        said["driver_before"], said["driver_after"] = written.of_driver(str(driver), before, after)
    return said


def _unit_of(driver: str, view: KpiView, scene: Scene) -> Unit:
    if driver == view.result.metric:
        return view.result.unit
    named = scene.judged.names.get(driver)
    return named.unit if named else Unit.COUNT


def _named(driver: str, scene: Scene) -> str:
    named = scene.judged.names.get(driver)
    return line(named.title.said_in(scene.words.language)) if named else scene.title_of(driver)
