"""For code scanning: SARIF 2.1.0 (OASIS, 27 March 2020), with every check's help; what is waived is suppressed."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from generator import __version__
from generator.checks.check import Check
from generator.checks.formats.entry import UNUSABLE, Entry, entries, sentences
from generator.checks.rules import RULES
from generator.compare.result import CheckResult, Level
from generator.errors import Location, Problem
from generator.spec.values import say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Object = dict[str, object]
TO_DO = say(en="What to do: ", zh="怎么改：")
UNUSABLE_FILE = say(en="A file that cannot be used as it is.", zh="文件按现在的写法无法使用。")
UNUSABLE_HELP = say(
    en="The message names what was found, what was expected and what to write instead.",
    zh="提示里写明了实际内容、应有的内容和建议的写法。",
)


def to_sarif(
    problems: Sequence[Problem],
    findings: Sequence[CheckResult],
    rules: Sequence[Check] = RULES,
    site_url: str | None = None,
    *,
    language: str = "en",
) -> str:
    """Write one run. `site_url` is where the site is published: with it, each rule links to its page."""
    found = entries(problems, findings, language)
    written = [*([_unusable(language)] if problems else []), *(_rule(rule, site_url, language) for rule in rules)]
    index = {str(rule["id"]): number for number, rule in enumerate(written)}
    run = {
        "tool": {"driver": {"name": "Goalposts", "version": __version__, "rules": written}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not problems}],
        "results": [_result(one, index, said) for one, said in zip(found, sentences(problems, findings), strict=True)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Check, site_url: str | None, language: str) -> Object:
    why, mend = rule.why.said_in(language), rule.mend.said_in(language)
    head = TO_DO.said_in(language)
    written: Object = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what.said_in(language)},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{why}\n\n{head}{mend}",
            "markdown": f"{why}\n\n**{head.strip()}** {mend}",
        },
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"tags": [rule.family.said_in(language)]},
    }
    if site_url:
        written["helpUri"] = f"{site_url.rstrip('/')}/{rule.page}"
    return written


def _unusable(language: str) -> Object:
    return {
        "id": UNUSABLE,
        "name": UNUSABLE,
        "shortDescription": {"text": UNUSABLE_FILE.said_in(language)},
        "help": {"text": UNUSABLE_HELP.said_in(language)},
        "defaultConfiguration": {"level": Level.ERROR.value},
    }


def _result(one: Entry, index: dict[str, int], said: Mapping[str, str]) -> Object:
    result: Object = {
        "ruleId": one.code,
        "level": one.level.value,
        "message": {"text": one.sentence},
        "locations": [{"physicalLocation": _physical(one.at)}],
        "partialFingerprints": {"goalposts/v1": one.fingerprint},
        "properties": {"said": said},
    }
    if one.code in index:
        result["ruleIndex"] = index[one.code]
    if one.waived is not None:
        # The excuse stands in the file itself, under `waive`, where reviewers accepted it.
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": one.waived}]
    return result


def _physical(at: Location) -> Object:
    """Write a place; a file's name is an address relative to the site's root, so that no sign in it may stand bare."""
    written: Object = {"artifactLocation": {"uri": quote(at.file, safe="/"), "uriBaseId": "%SRCROOT%"}}
    if at.line is not None:
        region: Object = {"startLine": at.line}
        if at.column is not None:
            region["startColumn"] = at.column
        written["region"] = region
    return written
