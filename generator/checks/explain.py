"""A check's page for the terminal."""

import textwrap
from collections.abc import Iterator

from generator.checks.amounts import amount
from generator.checks.check import Check, Example
from generator.checks.formats.text import LEVELS
from generator.checks.wrapped import wrapped
from generator.metrics.catalogue import builtin
from generator.spec.values import say
from generator.text import joined

WHAT = say(en="What it finds", zh="查什么")
WHY = say(en="Why it matters", zh="为什么重要")
MEND = say(en="What to do", zh="怎么改")
RAISED = say(en="Raised", zh="会报出")
PASSES = say(en="Passes", zh="能通过")
WAIVE = say(en="Waive it in campaign.yml, with the reason:", zh="如确属有意为之，在 campaign.yml 中豁免并写明原因：")


def explain_text(check: Check, language: str = "en") -> str:
    """Write what a check finds, why it matters, what to do, and an example that it raises and one that it passes."""
    return "\n".join(_lines(check, language)).rstrip("\n")


def _lines(check: Check, language: str) -> Iterator[str]:
    names = [check.name] if language == "en" else [check.name, check.title.said_in(language)]
    yield " · ".join([check.code, *names, LEVELS[check.level].said_in(language)])
    yield f"{check.family.said_in(language)}\n"
    for head, text in ((WHAT, check.what), (WHY, check.why), (MEND, check.mend)):
        yield head.said_in(language)
        yield f"{wrapped(text.said_in(language), language)}\n"
    for head, example in ((RAISED, check.fails), (PASSES, check.passes)):
        yield from _example(head.said_in(language), example, language)
    yield f"{WAIVE.said_in(language)}\n  waive:\n    - {{check: {check.code}, because: …}}"


def _example(head: str, example: Example, language: str) -> Iterator[str]:
    note = example.note.said_in(language)
    colon = say(en="{head}: {note}", zh="{head}：{note}", head=head, note=note)
    yield colon.said_in(language) if note else head
    for metric, values in example.past.items():
        unit = builtin().metrics[metric].spec.unit
        told = say(
            en="{metric} in earlier campaigns: {values}",
            zh="{metric} 在此前各次活动中：{values}",
            metric=metric,
            values=joined([amount(value, unit) for value in values]),
        )
        yield f"  {told.said_in(language)}"
    if example.spec:
        yield textwrap.indent(example.spec.rstrip("\n"), "  ")
    for name, text in example.files.items():
        yield f"  {name}:"
        yield textwrap.indent(beginning(text, language), "    ")
    yield ""


def beginning(text: str, language: str = "en", lines: int = 6) -> str:
    """Return the first lines of a file; what is left out of a long one is said."""
    written = text.rstrip("\n").split("\n")
    rest = len(written) - lines
    left_out = say(en="… {rest} more lines", zh="…… 另有 {rest} 行", rest=rest).said_in(language)
    return "\n".join([*written[:lines], left_out] if rest > 1 else written)
