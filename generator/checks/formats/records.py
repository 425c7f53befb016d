"""For programs: a JSON array, one object a problem or finding."""

import json
from collections.abc import Mapping, Sequence

from generator.checks.formats.entry import UNUSABLE, Entry, entries, sentences
from generator.compare.result import CheckResult
from generator.errors import Problem


def to_json(problems: Sequence[Problem], findings: Sequence[CheckResult], language: str = "en") -> str:
    """Write code, level, file, line, column, what, expected, hint, waived; what is absent is null.

    `said` has all of it in one line, in each language.
    """
    found = zip(entries(problems, findings, language), sentences(problems, findings), strict=True)
    return json.dumps([_record(one, said) for one, said in found], ensure_ascii=False, indent=2)


def _record(one: Entry, said: Mapping[str, str]) -> dict[str, object]:
    return {
        "code": None if one.code == UNUSABLE else one.code,
        "level": one.level.value,
        "file": one.at.file,
        "line": one.at.line,
        "column": one.at.column,
        "what": one.message,
        "expected": one.expected or None,
        "hint": one.hint or None,
        "said": said,
        "waived": one.waived,
    }
