"""The answer held against the target: what the outside did, and the verdict without it."""

from generator.compare.result import CounterfactualResult, KpiResult, State
from generator.compare.verdict import Goal, verdict_of


def against_the_target(found: CounterfactualResult, kpi: KpiResult, goal: Goal, state: State) -> CounterfactualResult:
    """Add what the outside did to the KPI, its value without that, and what the verdict would be by it."""
    before = kpi.baseline.value if kpi.baseline else None
    if before is None or before <= 0:
        return found
    low, high = (found.actual - end for end in reversed(found.interval))
    value = None
    if kpi.value is not None and found.expected > 0 and state is State.FINISHED:
        value = kpi.value * before / found.expected
    return found.model_copy(
        update={
            "outside": found.expected / before - 1,
            "outside_interval": (low / before - 1, high / before - 1),
            "adjusted": value,
            "adjusted_verdict": None if value is None else verdict_of(goal, value),
        }
    )
