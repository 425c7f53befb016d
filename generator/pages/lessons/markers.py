"""The marks in knowledge pages between which an example or an exercise from the site's own campaigns is put.

    <!-- example: NAME -->
    what is shown where no campaign fits
    <!-- /example -->

and the same with `exercise`. Marks stand on lines of their own and are taken away with what they held.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.pages.lessons import causes, mistakes, signals, smart, strategy
from generator.pages.lessons.exercises import EXERCISES
from generator.pages.lessons.told import HOME, Site, Told

Rule = Callable[[Site], Told | None]
"""Chooses the campaign that fits best and tells of it; None where none fits."""


def _no_history(site: Site) -> Told | None:  # noqa: ARG001  a rule like the others
    """Targets that moved are known from the history of specs, which results do not hold: `targets` is always null."""
    return None


EXAMPLES: Mapping[str, Rule] = {
    "smart": smart.smart,
    "not-smart": smart.not_smart,
    "met": signals.met,
    "near": signals.near,
    "missed": signals.missed,
    "pitfall-irrelevant-kpi": mistakes.irrelevant_kpi,
    "pitfall-no-baseline": mistakes.no_baseline,
    "pitfall-single-metric": mistakes.single_metric,
    "pitfall-external": mistakes.outside_left_out,
    "leading": mistakes.leading,
    "guardrail": mistakes.guardrail,
    "objective-missed": strategy.objective_missed,
    "close-call": signals.close_call,
    "interval": signals.interval,
    "lift": signals.lift,
    "external": causes.external,
    "drivers": causes.drivers,
    "mix": causes.mix,
    "pacing": causes.pacing,
    "composite": causes.composite,
    "chance": signals.chance,
    "okr": strategy.okr,
    "kra": strategy.kra,
    "learnings": causes.learnings,
    "moved": _no_history,
}
RULES: Mapping[str, Mapping[str, Rule]] = {"example": EXAMPLES, "exercise": EXERCISES}
_MARK = re.compile(
    r"^[ \t]*<!--\s*(?:(example|exercise)\s*:\s*([^\s>]*?)|/(example|exercise))\s*-->[ \t]*$", re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """A place between two marks: `start` and `end` of the whole, and of what is `inside`."""

    kind: str
    name: str
    start: int
    end: int
    inside: str


def marked(text: str, file: str) -> tuple[Marked, ...]:
    """Find every marked place of a page, in order; raises ReportError with every mark that is wrong."""
    found: list[Marked] = []
    problems: list[Problem] = []
    opened: re.Match[str] | None = None
    for mark in _marks(text):
        at = Location(file, text.count("\n", 0, mark.start()) + 1, 1)
        kind, name, closed = mark.groups()
        if kind:
            problems += _wrong_name(kind, name, at)
            if opened is not None:
                what = f"`{name}` begins inside `{opened.group(2)}`"
                problems.append(Problem(at, what, f"`<!-- /{opened.group(1)} -->` before it"))
            opened = mark
        elif opened is None or opened.group(1) != closed:
            problems.append(
                Problem(at, f"nothing is open that `/{closed}` could end", f"`<!-- {closed}: NAME -->` before")
            )
        else:
            inside = text[opened.end() : mark.start()].strip("\n")
            found.append(Marked(closed, opened.group(2), opened.start(), mark.end(), inside))
            opened = None
    if opened is not None:
        at = Location(file, text.count("\n", 0, opened.start()) + 1, 1)
        problems.append(Problem(at, f"`{opened.group(2)}` is not ended", f"`<!-- /{opened.group(1)} -->` below it"))
    if problems:
        raise ReportError(problems)
    return tuple(found)


def fill(text: str, places: tuple[Marked, ...], told: Callable[[Marked], str | None]) -> str:
    """Return the page with each marked place replaced by what is told, or by what it held."""
    parts, done = [], 0
    for place in places:
        parts += [text[done : place.start], told(place) or place.inside]
        done = place.end
    return "".join([*parts, text[done:]])


def relinked(markdown: str, depth: int) -> str:
    """Return an example for a page that lies `depth` folders below the site's root."""
    return markdown.replace(f"]({HOME}", f"]({'../' * depth}")


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Every mark outside code blocks."""
    fences = [found.span() for found in _FENCE.finditer(text)]
    for mark in _MARK.finditer(text):
        if not any(start <= mark.start() < end for start, end in fences):
            yield mark


def _wrong_name(kind: str, name: str, at: Location) -> Iterator[Problem]:
    known = RULES[kind]
    if name not in known:
        offered = did_you_mean(name, known) or f"there are {', '.join(f'`{one}`' for one in known)}"
        yield Problem(at, f"there is no {kind} `{name}`", f"the name of an {kind}", offered)
