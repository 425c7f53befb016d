"""For GitLab: a Code Quality report, which a merge request compares with that of the branch it goes into.

Waived findings are left out: the report knows no excuse.
"""

import json
from collections.abc import Mapping, Sequence

from generator.checks.formats.entry import Entry, entries
from generator.compare.result import CheckResult, Level
from generator.errors import Problem

SEVERITIES: Mapping[Level, str] = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "minor"}


def to_gitlab(problems: Sequence[Problem], findings: Sequence[CheckResult], language: str = "en") -> str:
    """Write a JSON array of issues, each with a fingerprint that no other has and that outlives edits above it."""
    issues = [_issue(one) for one in entries(problems, findings, language) if one.waived is None]
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(one: Entry) -> dict[str, object]:
    return {
        "description": one.sentence,
        "check_name": one.code,
        "fingerprint": one.fingerprint,
        "severity": SEVERITIES[one.level],
        "location": {"path": one.at.file, "lines": {"begin": one.at.line or 1}},
    }
