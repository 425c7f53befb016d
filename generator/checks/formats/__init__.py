"""Problems and findings as each reader takes them: people, programs, GitHub, GitLab, code scanners."""

from collections.abc import Sequence

from generator.checks.formats.github import to_github
from generator.checks.formats.gitlab import to_gitlab
from generator.checks.formats.records import to_json
from generator.checks.formats.sarif import to_sarif
from generator.checks.formats.text import to_text
from generator.checks.rules import RULES
from generator.compare.result import CheckResult
from generator.errors import Problem

PLAIN = {"text": to_text, "json": to_json, "github": to_github, "gitlab": to_gitlab}


def write(
    form: str,
    problems: Sequence[Problem],
    findings: Sequence[CheckResult],
    *,
    site_url: str | None,
    language: str = "en",
) -> str:
    """Write problems and findings in one of the formats text, json, github, gitlab and sarif, in a language."""
    if form == "sarif":
        return to_sarif(problems, findings, RULES, site_url, language=language)
    return PLAIN[form](problems, findings, language)
