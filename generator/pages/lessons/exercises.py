"""Exercises from finished campaigns: the facts without the verdict, choices that each say why, the campaign at the end.

A choice is a `<details>` of its own, so that a reader without JavaScript, or on GitHub, opens the one chosen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.compare.result import Certainty, State, Verdict
from generator.pages.escape import html
from generator.pages.lessons.causes import changes, driver_name, level, of_driver, part_of
from generator.pages.lessons.signals import certainty_of, worded
from generator.pages.lessons.told import Case, Site, Told, cases, table
from generator.report.summary import Push, Split
from generator.spec.model import Role

MOST = 3
"""Exercises in one place."""
_VERDICTS = (Verdict.MET, Verdict.NEAR, Verdict.MISSED)
_CHOICES = 4
_FEW = 2

Choice = tuple[str, str]
"""What is offered, and what is said of it."""


def verdict(site: Site) -> Told | None:
    """Given target and result, name the verdict: one exercise of each verdict, the closest calls first."""
    found = [case for case in cases(site.finished, site.words, *_VERDICTS) if case.kpi.attainment is not None]
    found.sort(key=lambda case: (case.kpi.certainty is not Certainty.CLOSE_CALL, _distance(case), case.order))
    return _together(_mixed(found), _verdict)


def cause(site: Site) -> Told | None:
    """Given what each driver did, name the one that moved the KPI most."""
    found = [(case, split) for case, split in changes(site) if _apart_by_drivers(case, split)]
    found.sort(key=lambda one: (one[0].kpi.verdict is Verdict.MET, one[0].order))
    known = {case.order: split for case, split in found}
    return _together(_apart([case for case, _ in found]), lambda case: _cause(case, known[case.order]))


def guardrail(site: Site) -> Told | None:
    """Given a campaign's other KPIs, name the guardrail it needed."""
    found = [
        case
        for case in cases(site.finished, site.words, *_VERDICTS)
        if case.kpi.role is Role.GUARDRAIL and _others(case)
    ]
    found.sort(key=lambda case: (case.kpi.verdict is Verdict.MET, case.order))
    return _together(_apart(found), _guardrail)


EXERCISES: Mapping[str, Callable[[Site], Told | None]] = {
    "verdict": verdict,
    "cause": cause,
    "guardrail": guardrail,
}


def _apart_by_drivers(case: Case, split: Split) -> bool:
    """Whether a finished KPI's change is told by drivers, of which there is more than one to choose from."""
    return case.head.state is State.FINISHED and split.by_drivers and len(split.drivers) >= _FEW


def _together(found: Sequence[Case], written: Callable[[Case], str]) -> Told | None:
    chosen = found[:MOST]
    if not chosen:
        return None
    return Told("\n\n".join(written(case) for case in chosen), tuple(dict.fromkeys(case.head.id for case in chosen)))


def _mixed(found: Sequence[Case]) -> list[Case]:
    """First one of each verdict, so that the answer cannot be guessed from the one before; then the others."""
    first: dict[Verdict, Case] = {}
    for case in found:
        first.setdefault(case.kpi.verdict, case)
    chosen = sorted(first.values(), key=lambda case: (case.head.id, case.kpi.metric))
    taken = {case.order for case in chosen}
    return [*chosen, *(case for case in found if case.order not in taken)]


def _apart(found: Sequence[Case]) -> list[Case]:
    """First one of each campaign, then the others."""
    first: dict[str, Case] = {}
    for case in found:
        first.setdefault(case.head.id, case)
    taken = {case.order for case in first.values()}
    return [*first.values(), *(case for case in found if case.order not in taken)]


def _distance(case: Case) -> float:
    return abs((case.kpi.attainment or 0.0) - 1)


def _verdict(case: Case) -> str:
    right, band = case.kpi.verdict, case.shown.near
    asked = worded("lesson.exercise.verdict.ask" if band else "lesson.exercise.verdict.ask_no_band", case)
    if case.kpi.interval:
        asked = case.words.sentences([asked, worded("lesson.exercise.verdict.interval", case)])
    because = worded(f"lesson.exercise.verdict.{right.value}{'' if band else '_no_band'}", case)
    why = case.words.sentences([because, certainty_of(case)])
    choices = [(case.words(f"verdict.{one.value}"), _feedback(one is right, why, case)) for one in _VERDICTS]
    return _asked(asked, choices)


def _cause(case: Case, split: Split) -> str:
    words = case.words
    drivers = sorted(split.drivers, key=lambda push: -abs(push.contribution))[:_CHOICES]
    first = drivers[0]
    shown = sorted(drivers, key=lambda push: driver_name(push, case))
    heads = [words(f"lesson.drivers.{head}") for head in ("driver", "before", "after")]
    facts = table(heads, [(driver_name(push, case), *of_driver(push, case)) for push in shown])
    asked = worded("lesson.exercise.cause.ask", case, start=level(split.start, case), end=level(split.end, case))

    def told(push: Push) -> str:
        key = "first" if push is first else "other"
        values = {"driver": driver_name(push, case), "part": part_of(push.contribution, case)}
        most = {"most": driver_name(first, case), "size": part_of(first.contribution, case)}
        return worded(f"lesson.exercise.cause.{key}", case, **values, **most)

    choices = [(driver_name(push, case), _feedback(push is first, told(push), case)) for push in shown]
    return _asked(f"{asked}\n\n{facts}", choices)


def _guardrail(case: Case) -> str:
    words, others = case.words, _others(case)
    headline = next((other for other in others if other.kpi.metric == case.head.headline), others[0])
    heads = [words(f"lesson.exercise.guardrail.{head}") for head in ("kpi", "target", "verdict")]
    facts = table(heads, [(other.title, other.shown.said, other.verdict) for other in others])
    broke = "held" if case.kpi.verdict is Verdict.MET else "broke"
    values = {"headline": headline.title}
    harder = words("lesson.exercise.guardrail.harder_choice", headline=headline.title)
    choices: list[Choice] = [
        (case.title, _feedback(True, worded(f"lesson.exercise.guardrail.{broke}", case, **values), case)),
        (harder, _feedback(False, worded("lesson.exercise.guardrail.harder", case, **values), case)),
        (
            words("lesson.exercise.guardrail.none_choice"),
            _feedback(False, worded("lesson.exercise.guardrail.none", case, **values), case),
        ),
    ]
    choices.sort(key=lambda choice: choice[0])
    return _asked(f"{worded('lesson.exercise.guardrail.ask', case)}\n\n{facts}", choices)


def _others(case: Case) -> list[Case]:
    """The campaign's other KPIs, guardrails left out."""
    return [other for other in cases([case.one], case.words) if other.kpi.role is not Role.GUARDRAIL]


def _feedback(right: bool, why: str, case: Case) -> str:  # noqa: FBT001  which of two it is, is all it says
    key = "right" if right else "wrong"
    return case.words.sentences([case.words(f"lesson.exercise.{key}"), why, worded("lesson.exercise.see", case)])


def _asked(question: str, choices: Sequence[Choice]) -> str:
    return "\n\n".join([question, *_choices(choices)])


def _choices(choices: Sequence[Choice]) -> Iterator[str]:
    for offered, told in choices:
        yield f'<details markdown="1">\n<summary>{html(offered)}</summary>\n\n{told}\n\n</details>'
