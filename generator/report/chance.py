"""Many verdicts at once: how many clear ones chance alone would give, and which stand out from it.

The p-value of a KPI is that of its value against its target, two-sided, from the interval that is published with it:
the distance to the target in half-widths of the interval on that side. One half-width is 1 - confidence by
construction, so that a verdict is `clear` exactly where p is smaller. Beyond that point p falls as the interval's own
distribution does:

- long-run variance: fixed-b (`generator.stats.many.long_run_p`), by the number of steps; the half-width is the longer
  one, for an end may have been cut off at what is possible (0, or 100%);
- Wilson and exact Poisson: the normal distribution on the side of the target, which follows the interval's skew.

A range is taken at its nearer end. A volume that was counted in full has no interval and no p-value: it is what it is.
Only verdicts of finished campaigns count, of whole campaigns, not of their segments.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.compare.reason import Method
from generator.compare.result import Certainty, Interval, KpiResult, State, Verdict
from generator.compare.result.portfolio import ChanceResult, ChanceVerdict
from generator.report.summary import Summary
from generator.stats.many import adjusted, benjamini_hochberg, binomial_interval, long_run_p, normal_p

RATE = 0.05
"""Share of false ones among those that Benjamini-Hochberg keeps."""


@dataclass(frozen=True, slots=True)
class _Case:
    campaign: str
    kpi: KpiResult
    p: float


def chance(summaries: Sequence[Summary]) -> ChanceResult:
    """Say what chance alone would give among the verdicts of finished campaigns, and which survive."""
    cases = sorted(_cases(summaries), key=lambda case: (case.p, case.campaign, case.kpi.metric))
    p_values = [case.p for case in cases]
    kept = benjamini_hochberg(p_values, RATE)
    expected = math.fsum(1 - case.kpi.confidence for case in cases)
    clear = [case for case in cases if case.kpi.certainty is Certainty.CLEAR]
    return ChanceResult(
        kpis=len(cases),
        clear=len(clear),
        clear_met=sum(case.kpi.verdict is Verdict.MET for case in clear),
        expected=expected,
        interval=binomial_interval(len(cases), expected / len(cases)) if cases else (0, 0),
        rate=RATE,
        survivors=sum(kept),
        verdicts=tuple(
            ChanceVerdict(
                campaign=case.campaign,
                metric=case.kpi.metric,
                verdict=case.kpi.verdict,
                clear=case.kpi.certainty is Certainty.CLEAR,
                p=case.p,
                adjusted=level,
                survives=survives,
            )
            for case, level, survives in zip(cases, adjusted(p_values), kept, strict=True)
        ),
    )


def p_value(kpi: KpiResult) -> float | None:
    """Return how often a value this far from its target, or further, would come up by chance; None without interval."""
    if kpi.value is None or kpi.interval is None or kpi.method in (None, Method.COUNTED):
        return None
    distance = _nearest_end(kpi) - kpi.value
    half = _half_width(kpi.value, kpi.interval, distance, symmetric=kpi.method is Method.LONG_RUN)
    if distance == 0:
        return 1.0
    if half <= 0:
        return 0.0
    if kpi.method is Method.LONG_RUN:
        return long_run_p(distance / half, kpi.confidence, kpi.days)
    return normal_p(distance / half, kpi.confidence)


def _cases(summaries: Iterable[Summary]) -> Iterable[_Case]:
    for one in summaries:
        for kpi in one.kpis if one.head.state is State.FINISHED else ():
            p = p_value(kpi)
            if p is not None:
                yield _Case(one.head.id, kpi, p)


def _nearest_end(kpi: KpiResult) -> float:
    ends = kpi.target if isinstance(kpi.target, tuple) else (kpi.target,)
    return min(ends, key=lambda end: abs(end - (kpi.value or 0.0)))


def _half_width(value: float, interval: Interval, distance: float, *, symmetric: bool) -> float:
    below, above = value - interval[0], interval[1] - value
    if symmetric:
        return max(below, above)
    return above if distance > 0 else below
