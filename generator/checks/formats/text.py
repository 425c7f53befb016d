"""For people: a line a finding, as compilers write them, so that terminals and editors jump to the place."""

from collections.abc import Sequence

from generator.checks.formats.entry import UNUSABLE, Entry, entries
from generator.compare.result import CheckResult
from generator.errors import Problem


def to_text(problems: Sequence[Problem], findings: Sequence[CheckResult]) -> str:
    """Write `file:line:column: level CODE: message`, with what to do below; waived findings say why."""
    found = entries(problems, findings)
    lines = [_line(one) for one in found]
    if any(one.code != UNUSABLE and one.waived is None for one in found):
        lines.append("\n`goalposts explain CODE` says why a check matters and what to do")
    return "\n".join(lines)


def _line(one: Entry) -> str:
    if one.code == UNUSABLE:
        return str(Problem(one.at, one.message, one.expected, one.hint))
    message = " ".join(one.message.split())  # a name out of a file may break lines
    if one.waived is not None:
        return f"{one.at}: waived {one.code}: {message}\n    because: {one.waived}"
    return f"{one.at}: {one.level.value} {one.code}: {message}"
