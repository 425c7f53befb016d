"""Running the checks on one campaign: which ones, what they found, what of it is waived and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.checks.check import Check, Context, Finding
from generator.checks.rules import RULES
from generator.compare.result import CheckResult, Level
from generator.errors import Location, Problem, did_you_mean
from generator.spec.model import CheckRules, SiteConfig
from generator.text import say

SEVERITY = (Level.ERROR, Level.WARNING, Level.NOTE)


class Checked(NamedTuple):
    """What the checks said of one campaign."""

    findings: tuple[CheckResult, ...]
    """Raised before waived, worst first, then by code and place."""
    passed: tuple[str, ...]
    """Codes of the checks that ran and found nothing."""


def run(context: Context, rules: Sequence[Check] = RULES) -> Checked:
    """Run the checks that the site selects, in the order given.

    A finding whose code the campaign waives carries the reason. Each check sees how much those before it found.
    """
    selection, waived = context.frame.config.checks, _reasons(context)
    ran: dict[str, int | None] = {rule.code: None for rule in rules}
    context = replace(context, ran=ran)
    said: list[tuple[Check, Finding]] = []
    for rule in rules:
        if is_selected(rule.code, selection):
            found = list(rule.find(context))
            ran[rule.code] = len(found)
            said += [(rule, finding) for finding in found]
    said.sort(key=lambda one: _order(one[0], one[1].at, waived))
    results = tuple(_result(rule, finding, waived) for rule, finding in said)
    return Checked(results, tuple(code for code, count in ran.items() if count == 0))


def raised(findings: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Return the findings that ask for something to be done: errors and warnings that nobody waived."""
    return tuple(one for one in findings if one.waived is None and one.level is not Level.NOTE)


def is_selected(code: str, rules: CheckRules) -> bool:
    """Say whether a check runs: the longest of the selectors that fit its code decides, and `ignore` wins a tie."""
    chosen = max((len(part) for part in rules.select if code.startswith(part)), default=-1)
    ignored = max((len(part) for part in rules.ignore if code.startswith(part)), default=-1)
    return chosen > ignored


def selector_problems(config: SiteConfig, rules: Sequence[Check] = RULES) -> Iterator[Problem]:
    """Find selectors of site_config.yml that fit no check, which would silently do nothing."""
    codes = [rule.code for rule in rules]
    for key, selectors in (("select", config.checks.select), ("ignore", config.checks.ignore)):
        for number, selector in enumerate(selectors):
            if not any(code.startswith(selector) for code in codes):
                path = ("checks", key, number)
                at = config.places.get(path) or config.places.get(path[:2])
                if at is not None:
                    hint = did_you_mean(selector, codes)
                    what = say(
                        en="no check's code begins with `{selector}`",
                        zh="没有代码以 `{selector}` 开头的检查",
                        selector=selector,
                    )
                    expected = say(en="a group or code of a check", zh="一组检查或一项检查的代码")
                    yield Problem(at, what, expected, hint)


def find_check(name: str, rules: Collection[Check] = RULES) -> Check | None:
    """Return a check by its code or its name, capitals aside; None where there is none."""
    wanted = name.strip().lower()
    return next((rule for rule in rules if wanted in (rule.code.lower(), rule.name)), None)


def _reasons(context: Context) -> Mapping[str, str]:
    """Code -> why the campaign waives it; of two waivers the first counts."""
    reasons: dict[str, str] = {}
    for waiver in context.campaign.waive:
        reasons.setdefault(waiver.check, waiver.because)
    return reasons


def _order(rule: Check, at: Location, waived: Mapping[str, str]) -> tuple[bool, int, str, tuple[str, int, int]]:
    place = at.file, at.line or 0, at.column or 0
    return rule.code in waived, SEVERITY.index(rule.level), rule.code, place


def _result(rule: Check, finding: Finding, waived: Mapping[str, str]) -> CheckResult:
    return CheckResult(
        code=rule.code,
        level=rule.level,
        at=str(finding.at),
        message=finding.message.said_in("en"),
        said=finding.message.by_language,
        waived=waived.get(rule.code),
    )
