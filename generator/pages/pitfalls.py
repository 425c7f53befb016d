"""The pitfalls of one campaign: what the checks raised, what was waived and why, and what was looked for in vain."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.checks.rules import RULES
from generator.compare.result import CheckResult
from generator.pages.escape import line, with_code
from generator.pages.scene import Scene
from generator.pages.sentences import capitalised
from generator.pages.words import Words

BY_CODE = {check.code: check for check in RULES}


@dataclass(frozen=True, slots=True)
class Pitfall:
    """One finding, worded."""

    code: str
    level: str
    """error, warning or note."""
    level_word: str
    title: str
    message: Markup
    at: str
    because: str
    """Why it is waived; empty where it is not."""
    page: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that found nothing."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Pitfalls:
    """The section, worded."""

    lead: str
    raised: tuple[Pitfall, ...]
    waived: tuple[Pitfall, ...]
    passed: tuple[Passed, ...]


def pitfalls(scene: Scene) -> Pitfalls:
    """Word what the checks said of a campaign."""
    words, result = scene.words, scene.judged.result
    found = [_pitfall(one, words) for one in result.checks]
    raised = tuple(one for one in found if not one.because)
    waived = tuple(one for one in found if one.because)
    passed = tuple(Passed(code, title_of(code, words.language)) for code in result.passed if code in BY_CODE)
    lead = words(
        "pitfalls.lead",
        raised=scene.numbers.count(len(raised)),
        waived=scene.numbers.count(len(waived)),
        passed=scene.numbers.count(len(passed)),
    )
    return Pitfalls(lead, raised, waived, passed)


def title_of(code: str, language: str) -> str:
    """Name a check as a heading does."""
    return BY_CODE[code].title.said_in(language) if code in BY_CODE else code


def page_of(code: str) -> str:
    """The check's page, from a campaign's."""
    return f"../../checks/{code.lower()}/"


def message_of(one: CheckResult, words: Words) -> Markup:
    """What a check found, in the reader's language, on one line."""
    return with_code(one.said_in(words.language))


def _begun(message: str) -> str:
    """A message as a sentence of its own begins, unless it begins with a name as it is written in a file."""
    first = message.partition(" ")[0]
    return capitalised(message) if first.isalpha() else message


def _pitfall(one: CheckResult, words: Words) -> Pitfall:
    return Pitfall(
        code=one.code,
        level=one.level.value,
        level_word=words(f"level.{one.level.value}"),
        title=title_of(one.code, words.language),
        message=with_code(_begun(one.said_in(words.language))),
        at=one.at,
        because=line(one.waived) if one.waived is not None else "",
        page=page_of(one.code),
    )
