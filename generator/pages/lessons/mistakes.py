"""Examples of mistakes and of what guards against them, from the checks that campaigns raised and from their KPIs."""

from collections.abc import Sequence

from generator.compare.result import CheckResult, Level, Verdict
from generator.pages.escape import markdown
from generator.pages.lessons.signals import worded
from generator.pages.lessons.smart import check_link, quoted
from generator.pages.lessons.told import Case, Site, Told, cases, latest, link, said
from generator.pages.pitfalls import message_of, title_of
from generator.report.summary import Summary
from generator.spec.model import Role, Stage

IRRELEVANT = ("KPI107", "KPI106", "KPI105", "KPI102", "KPI103")
"""The checks on relevance, the plainest case first."""
_LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
_STAGES = [stage.value for stage in Stage]


def irrelevant_kpi(site: Site) -> Told | None:
    """A KPI that a check holds to have little to do with the goal."""
    return _pitfall(site, IRRELEVANT)


def no_baseline(site: Site) -> Told | None:
    """A missing or unfair baseline."""
    return _pitfall(site, _codes(site, "2"))


def single_metric(site: Site) -> Told | None:
    """A story told by too few metrics."""
    return _pitfall(site, _codes(site, "3"))


def outside_left_out(site: Site) -> Told | None:
    """Something from outside that was left out."""
    return _pitfall(site, _codes(site, "4"))


def guardrail(site: Site) -> Told | None:
    """A guardrail that broke while the headline KPI was met; without one, a guardrail that held, and was needed."""
    found = [case for case in cases(site.finished, site.words) if case.kpi.role is Role.GUARDRAIL]
    case = min(found, key=_guard_order, default=None)
    if case is None:
        return None
    headline = Case(case.one, case.one.headline, site.words)
    broke = case.kpi.verdict in (Verdict.MISSED, Verdict.NEAR)
    key = "lesson.guardrail.broke" if broke else "lesson.guardrail.held"
    other = {"headline": headline.title, "reached": headline.shown.value, "first": headline.verdict.lower()}
    return Told(worded(key, case, **other), (case.head.id,))


def leading(site: Site) -> Told | None:
    """An early KPI beside a late one: where they part first, for there the early one misled."""
    found = []
    for one in site.finished:
        told = [case for case in cases([one], site.words) if case.kpi.metric in one.stages]
        pairs = [(a, b) for a in told for b in told if _stage(a) < _stage(b) and b.kpi.role is not Role.GUARDRAIL]
        found += [(a.kpi.verdict is b.kpi.verdict, _stage(a), *b.order, a.kpi.metric, a, b) for a, b in pairs]
    if not found:
        return None
    *_, early, late = min(found, key=lambda one: one[:-2])
    words = site.words
    parted = early.kpi.verdict is not late.kpi.verdict
    text = worded(
        "lesson.leading.parted" if parted else "lesson.leading.agreed",
        late,
        early=early.title,
        early_stage=words(f"stage.{early.one.stages[early.kpi.metric]}"),
        early_value=early.shown.value,
        early_target=early.shown.said,
        early_verdict=early.verdict.lower(),
        stage=words(f"stage.{late.one.stages[late.kpi.metric]}"),
    )
    return Told(text, (late.head.id,))


def _stage(case: Case) -> int:
    return _STAGES.index(case.one.stages[case.kpi.metric])


def _guard_order(case: Case) -> tuple[bool, int, tuple[int, int, str, str]]:
    held = case.one.headline.verdict is not Verdict.MET
    verdicts = (Verdict.MISSED, Verdict.NEAR, Verdict.MET)
    return held, verdicts.index(case.kpi.verdict) if case.kpi.verdict in verdicts else len(verdicts), case.order


def _codes(site: Site, family: str) -> Sequence[str]:
    """Codes of a family that were raised, in their order."""
    return sorted({one.code for each in site.summaries for one in each.findings if one.code[3] == family})


def _pitfall(site: Site, codes: Sequence[str]) -> Told | None:
    """The gravest finding of the checks named, of the first of them in their order."""
    found = [
        (_LEVELS.index(finding.level), codes.index(finding.code), latest(one), finding.at, one, finding)
        for one in site.summaries
        for finding in one.findings
        if finding.code in codes
    ]
    if not found:
        return None
    *_, one, finding = min(found, key=lambda case: case[:4])
    return Told(_finding(one, finding, site), (one.head.id,))


def _finding(one: Summary, finding: CheckResult, site: Site) -> str:
    words, spec = site.words, quoted(finding.at, site)
    text = said(
        words,
        "lesson.pitfall.text",
        campaign=link(one, words, "raised-pitfalls"),
        check=check_link(finding.code),
        title=title_of(finding.code, words.language),
    )
    quote = f"> {markdown(message_of(finding, words))}"
    return f"{text}\n\n{quote}{f'<br>{spec}' if spec else ''}"
