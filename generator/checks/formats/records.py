"""For programs: a JSON array, one object a problem or finding."""

import json
from collections.abc import Sequence

from generator.checks.formats.entry import UNUSABLE, Entry, entries
from generator.compare.result import CheckResult
from generator.errors import Problem


def to_json(problems: Sequence[Problem], findings: Sequence[CheckResult], language: str = "en") -> str:
    """Write code, level, file, line, column, what, expected, hint, waived; what is absent is null."""
    return json.dumps([_record(one) for one in entries(problems, findings, language)], ensure_ascii=False, indent=2)


def _record(one: Entry) -> dict[str, object]:
    return {
        "code": None if one.code == UNUSABLE else one.code,
        "level": one.level.value,
        "file": one.at.file,
        "line": one.at.line,
        "column": one.at.column,
        "what": one.message,
        "expected": one.expected or None,
        "hint": one.hint or None,
        "waived": one.waived,
    }
