"""A check's page for the terminal."""

import textwrap
from collections.abc import Iterator

from generator.checks.amounts import amount
from generator.checks.check import Check, Example
from generator.metrics.catalogue import builtin

WIDTH = 88


def explain_text(check: Check) -> str:
    """Write what a check finds, why it matters, what to do, and an example that it raises and one that it passes."""
    return "\n".join(_lines(check)).rstrip("\n")


def _lines(check: Check) -> Iterator[str]:
    yield f"{check.code} · {check.name} · {check.level.value}"
    yield f"{check.family}\n"
    for head, text in (("What it finds", check.what), ("Why it matters", check.why), ("What to do", check.mend)):
        yield head
        yield f"{_wrapped(text)}\n"
    for head, example in (("Raised", check.fails), ("Passes", check.passes)):
        yield from _example(head, example)
    yield f"Waive it in campaign.yml, with the reason:\n  waive:\n    - {{check: {check.code}, because: …}}"


def _example(head: str, example: Example) -> Iterator[str]:
    yield f"{head}: {example.note}" if example.note else head
    for metric, values in example.past.items():
        unit = builtin().metrics[metric].spec.unit
        yield f"  {metric} in earlier campaigns: {', '.join(amount(value, unit) for value in values)}"
    if example.spec:
        yield textwrap.indent(example.spec.rstrip("\n"), "  ")
    for name, text in example.files.items():
        yield f"  {name}:"
        yield textwrap.indent(beginning(text), "    ")
    yield ""


def beginning(text: str, lines: int = 6) -> str:
    """Return the first lines of a file; what is left out of a long one is said."""
    written = text.rstrip("\n").split("\n")
    rest = len(written) - lines
    return "\n".join([*written[:lines], f"… {rest} more lines"] if rest > 1 else written)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
