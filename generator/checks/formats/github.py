"""For GitHub: workflow commands, which a pull request shows beside the line they are about.

Waived findings are left out: an annotation cannot say that it is excused.
"""

from collections.abc import Mapping, Sequence

from generator.checks.formats.entry import Entry, entries
from generator.compare.result import CheckResult, Level
from generator.errors import Problem

COMMANDS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def to_github(problems: Sequence[Problem], findings: Sequence[CheckResult], language: str = "en") -> str:
    """Write `::warning file=…,line=…,col=…,title=…::text`, a line each."""
    return "\n".join(_command(one) for one in entries(problems, findings, language) if one.waived is None)


def _command(one: Entry) -> str:
    properties = {"file": one.at.file, "line": one.at.line, "col": one.at.column, "title": one.code}
    written = ",".join(f"{name}={property_text(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{COMMANDS[one.level]} {written}::{command_text(one.sentence)}"


def command_text(text: str) -> str:
    """Escape what would end a command or begin an escape; the percent sign first, or it would be escaped twice."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_text(text: str) -> str:
    """Escape a property's value, in which `:` and `,` mean something too."""
    return command_text(text).replace(":", "%3A").replace(",", "%2C")
