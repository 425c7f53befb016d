"""A campaign with its checks: what is to be doubted of its spec, its data and its result."""

from collections.abc import Mapping
from dataclasses import replace

from generator.checks.check import Context
from generator.checks.past import Outcome, past_results
from generator.checks.run import run
from generator.compare.judged import Judged
from generator.compare.run import Case
from generator.metrics.project import Frame


def checked(case: Case, judged: Judged, frame: Frame, others: Mapping[str, Outcome]) -> Judged:
    """Add what the checks find; `others` holds what other campaigns came to, by id."""
    found = run(context_of(case, judged, frame, others))
    result = judged.result.model_copy(update={"checks": found.findings, "passed": found.passed})
    return replace(judged, result=result)


def context_of(case: Case, judged: Judged, frame: Frame, others: Mapping[str, Outcome]) -> Context:
    """Lay out what checks are given."""
    past = past_results(judged.result.campaign, others.values())
    baseline = case.campaign.baseline
    compared = case.context.others.get(baseline.campaign) if baseline and baseline.campaign else None
    return Context(judged, case.context.table.data, frame, past, compared, cut=case.context.table)
